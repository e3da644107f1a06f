"""A second look: the model is shown each claim of its draft beside the sentences that it cites, and judges it by these.

Its verdict is set as `doubt` on the claim, and verification refuses a claim in doubt. So a brief can only lose by it,
never gain a claim that was not checked.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from summarizer.draft import DraftPart
from summarizer.errors import ArticleTooLong, ModelOutputError
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.article_requests import room_behind
from summarizer.strategies.data import data_line
from summarizer.strategies.numbered import number_sentences
from summarizer.strategies.one_pass import codebook_lines
from summarizer.strategies.strategy import Task
from summarizer.text.lines import shortened

Drafted = TypeVar("Drafted", bound=BaseModel)

_PROMPT, _ACTS = "review_system", "review_acts"
# Claims that one request shows, characters of one of them, and tokens of one verdict.
_MOST_AT_ONCE, _MOST_SHOWN, _TOKENS_A_VERDICT = 60, 800, 60
_LONGEST_REASON = 160
# The list that a claim stands in, and the claim.
_Claims = Sequence[tuple[str, Any]]
_logger = logging.getLogger(__name__)


class Verdict(BaseModel):
    """A claim that its sentences do not bear out, by its number in the request, and in a few words why."""

    number: int = Field(alias="n")
    reason: str = Field(alias="why")


class Review(BaseModel):
    """The claims that are wrong; all others are right."""

    wrong: list[Verdict]


async def review(task: Task, draft: Drafted, meanings: str) -> Drafted:
    """Return the draft with `doubt` set on claims that their own sentences do not bear out.

    `meanings` tells the model what the keys of a claim mean. Claims whose verdicts cannot be had stay as they are, and
    that is said.
    """
    prefix = [Message(role="system", content=load_prompt(_PROMPT, task.prompts).fill(meanings=meanings))]
    claims = list(claims_of(draft))
    doubts: dict[int, str] = {}
    try:
        for part in _parts(claims, task, room_behind(task.model, prefix)):
            task.report("looking again", part[0], len(claims))
            request = [*prefix, Message(role="user", content=_question(part, claims, task))]
            most = min(_TOKENS_A_VERDICT * len(part) + 100, task.model.profile.max_output_tokens)
            answer = await task.model.structured(request, Review, max_tokens=most)
            doubts |= {one.number - 1: one.reason for one in answer.wrong if one.number - 1 in part}
    except (ArticleTooLong, ModelOutputError) as error:
        _logger.warning("Claims are published without a second look: %s", error)
    return in_doubt(draft, doubts) if doubts else draft


def review_id(prompts: Path | None = None) -> str:
    """Return the name of the prompts, those of the folder in place of the package's own."""
    return prompt_set_id("review", (load_prompt(_PROMPT, prompts), load_prompt(_ACTS, prompts)))


def act_meanings(prompts: Path | None = None) -> str:
    """Return what the keys of events and moves mean."""
    return load_prompt(_ACTS, prompts).fill(types=codebook_lines())


def claims_of(draft: BaseModel) -> Iterator[tuple[str, Any]]:
    """Yield the claims in the lists of a draft with the list's name, in its order; prose is none."""
    for name in type(draft).model_fields:
        value = getattr(draft, name)
        yield from ((name, one) for one in (value if isinstance(value, list) else ()) if _is_claim(one))


def in_doubt(draft: Drafted, doubts: Mapping[int, str]) -> Drafted:
    """Return the draft with these doubts, by the place of a claim among `claims_of`."""
    places = count()

    def judged(one: Any) -> Any:
        doubt = doubts.get(next(places)) if _is_claim(one) else None
        return (
            one
            if doubt is None
            else one.model_copy(update={"doubt": shortened(data_line(doubt), _LONGEST_REASON)})
        )

    lists = {
        name: value for name in type(draft).model_fields if isinstance(value := getattr(draft, name), list)
    }
    return draft.model_copy(update={name: [judged(one) for one in value] for name, value in lists.items()})


def _is_claim(one: Any) -> bool:
    return isinstance(one, DraftPart) and "doubt" in type(one).model_fields


def _parts(claims: _Claims, task: Task, room: int) -> Iterator[range]:
    """Yield the places of claims that fit one request together."""
    start = 0
    while start < len(claims):
        most = _MOST_AT_ONCE
        while most > 1 and len(_question(range(start, start + most), claims, task).encode()) > room:
            most //= 2
        part = range(start, min(start + most, len(claims)))
        yield part
        start = part.stop


def _question(part: range, claims: _Claims, task: Task) -> str:
    shown = claims[part.start : part.stop]
    cited = {number for _, one in shown for number in one.sentences}
    # The sentence before says who "he" is.
    numbers = sorted(cited | {number - 1 for number in cited})
    sentences = [one for number in numbers if (one := task.document.sentence(number)) is not None]
    lines = (
        f"{part.start + n}. {name} {one.sentences} {_words(one)}" for n, (name, one) in enumerate(shown, 1)
    )
    return number_sentences(sentences, task.document.text) + "\n\nClaims:\n" + "\n".join(lines)


def _words(claim: DraftPart) -> str:
    told = claim.model_dump_json(exclude={"sentences", "move"}, exclude_none=True, exclude_defaults=True)
    return shortened(data_line(told), _MOST_SHOWN)
