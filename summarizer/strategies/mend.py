"""Asks the model once more for prose that broke a rule: only for the failing parts, with what is wrong with them."""

from collections.abc import Sequence

from pydantic import BaseModel

from summarizer.claims.checking import AS_DRAFTED, FailedProse, Reworded
from summarizer.errors import ModelOutputError
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt
from summarizer.strategies.data import data_line
from summarizer.strategies.strategy import Task
from summarizer.text.lines import shortened
from summarizer.text.spans import Span

_PROMPT = "mend_system"
_TOKENS_PER_ITEM = 120
# A draft with more faults is not worth a longer request; the words of the article stand for the rest.
_MOST_ASKED = 30
_MOST_SHOWN, _MOST_CITED = 600, 2_000


class MendedItem(BaseModel):
    """One sentence written again; `n` is its number in the request."""

    n: int
    text: str


class Mended(BaseModel):
    """The sentences written again."""

    items: list[MendedItem]


async def mend(task: Task, failed: Sequence[FailedProse]) -> Reworded:
    """Return new words for prose that failed; none where the model gave nothing that can be used."""
    asked = failed[:_MOST_ASKED]
    task.report("mending", 0, len(asked))
    messages = [
        Message(role="system", content=load_prompt(_PROMPT, task.prompts).fill()),
        Message(
            role="user", content="\n\n".join(_item(n, item, task) for n, item in enumerate(asked, start=1))
        ),
    ]
    try:
        mended = await task.model.structured(messages, Mended, max_tokens=_TOKENS_PER_ITEM * len(asked))
    except ModelOutputError:
        # Verification puts the article's own words in place of what was not mended, so the brief is not lost.
        return AS_DRAFTED
    return {asked[item.n - 1].wording: item.text for item in mended.items if 1 <= item.n <= len(asked)}


def _item(number: int, failed: FailedProse, task: Task) -> str:
    text = task.document.text
    cited = " ".join(data_line(Span.of(sentence, text)[:_MOST_CITED]) for sentence in failed.sentences)
    words, reason = (shortened(data_line(part), _MOST_SHOWN) for part in (failed.text, failed.reason))
    return f"{number}. {words}\nWrong: it {reason}\nArticle: {shortened(cited, _MOST_CITED)}"
