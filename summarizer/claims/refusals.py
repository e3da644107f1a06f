"""What was refused is published with its reason, and must do no more harm there than where it was refused."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from summarizer.brief import Rejected
from summarizer.claims.foreign import without_foreign
from summarizer.claims.recital import repeats_instructions
from summarizer.text.document import Document
from summarizer.text.lines import one_line

_MOST_SHOWN, _MOST_LISTED = 300, 500
_RECITED = "…"


def harmless(
    refused: Sequence[tuple[str, str, str]], document: Document, prompts: Path | None = None
) -> list[Rejected]:
    """Return what was refused, as field, value and reason, so that it may be shown: on one line, cut, without foreign
    markup and without instructions.

    Beyond 500 refusals only their number is told.
    """

    # What is refused for one reason mostly is so several times.
    @cache
    def shown(words: str) -> str:
        # A value of megabytes is not searched whole.
        line = one_line(words[: 2 * _MOST_SHOWN])
        line = line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"
        recited = repeats_instructions(line, document.text, prompts)
        return _RECITED if recited else without_foreign(line, document.text)

    kept = [
        Rejected(field=field, value=shown(value), reason=shown(reason))
        for field, value, reason in refused[:_MOST_LISTED]
    ]
    if more := len(refused) - len(kept):
        told = f"only {_MOST_LISTED} are listed"
        kept.append(Rejected(field="rejected", value=f"{more:,} more", reason=told))
    return kept
