"""What was refused is published with its reason, and must do no more harm there than where it was refused."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from summarizer.brief import Rejected
from summarizer.text.document import Document
from summarizer.text.lines import one_line
from summarizer.verification.foreign import without_foreign
from summarizer.verification.instructions import repeats_instructions

_MOST_VALUE, _MOST_REASON = 300, 300
_MOST_LISTED = 500
_RECITED = "…"


def harmless(rejected: list[Rejected], document: Document, prompts: Path | None = None) -> list[Rejected]:
    """Return what was refused as it may be shown: on one line, cut, without foreign markup and without instructions.

    Beyond 500 refusals only their number is told.
    """

    # What is refused for one reason mostly is so several times.
    @cache
    def shown(words: str, most: int) -> str:
        return _shown(words, most, document.text, prompts)

    kept = [_harmless(item, shown) for item in rejected[:_MOST_LISTED]]
    if more := len(rejected) - len(kept):
        kept.append(
            Rejected(field="rejected", value=f"{more:,} more", reason=f"only {_MOST_LISTED} are listed")
        )
    return kept


def _harmless(item: Rejected, shown: Callable[[str, int], str]) -> Rejected:
    value, reason = shown(item.value, _MOST_VALUE), shown(item.reason, _MOST_REASON)
    return (
        item
        if (value, reason) == (item.value, item.reason)
        else item.model_copy(update={"value": value, "reason": reason})
    )


def _shown(words: str, most: int, article: str, prompts: Path | None) -> str:
    # A value of megabytes is not searched whole.
    line = one_line(words[: 2 * most])
    line = line if len(line) <= most else line[: most - 1] + "…"
    if repeats_instructions(line, article, prompts):
        return _RECITED
    return without_foreign(line, article)
