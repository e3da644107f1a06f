"""A second look: the model sees its draft beside the article, and answers with what is missing or wrong in it."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from summarizer.draft import (
    Draft,
    DraftAct,
    DraftActor,
    DraftEvent,
    DraftMove,
    DraftPart,
    DraftProse,
    DraftQuote,
)
from summarizer.errors import ArticleTooLong, ModelOutputError
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.article_requests import single_request
from summarizer.strategies.data import data_line
from summarizer.strategies.strategy import Task
from summarizer.text.document import Document
from summarizer.verification.verify import verify

Act = TypeVar("Act", bound=DraftAct)

_PROMPT = "review_system"
_NEW = "new"
_MOST_NOTICED, _MOST_SHOWN = 40, 160
_logger = logging.getLogger(__name__)


class ReviewedEvent(DraftEvent):
    """An event in place of the one numbered `n` ("E3"), or "new"."""

    number: str = Field(alias="n", default=_NEW)


class ReviewedMove(DraftMove):
    """A move in place of the one numbered `n` ("M3"), or "new"."""

    number: str = Field(alias="n", default=_NEW)


class Review(DraftPart):
    """Corrections of a draft; what it does not name stays."""

    drop: list[str] = Field(default=[])
    headline: DraftProse | None = None
    summary: list[DraftProse] | None = None
    actors: list[DraftActor] = Field(default=[])
    quotes: list[DraftQuote] = Field(default=[])
    events: list[ReviewedEvent] = Field(default=[])
    moves: list[ReviewedMove] = Field(default=[])


async def review(task: Task, draft: Draft, prefix: Sequence[Message]) -> Draft:
    """Return the draft with the corrections of a second look; as it is where these cannot be had.

    `prefix` is what the draft was asked for with: the article and the draft follow it, so that an endpoint that keeps
    prefixes reads neither twice.
    """
    task.report("looking again")
    try:
        asked = single_request(task.document, task.model, prefix)
        messages = [
            *asked,
            Message(role="assistant", content=draft.model_dump_json(by_alias=True)),
            Message(role="user", content=_question(task, draft)),
        ]
        answer = await task.model.structured(
            messages, Review, max_tokens=task.model.profile.max_output_tokens
        )
    except (ArticleTooLong, ModelOutputError) as error:
        _logger.warning("The brief is published without a second look: %s", error)
        return draft
    return corrected(draft, answer)


def review_id(prompts: Path | None = None) -> str:
    """Return the name of the prompt of the second look, that of the folder in place of the package's own."""
    return prompt_set_id("review", (load_prompt(_PROMPT, prompts),))


def corrected(draft: Draft, review: Review) -> Draft:
    """Return the draft with corrections made: entries replaced in their place, dropped, and new ones behind."""
    actors = {actor.name: actor for actor in [*draft.actors, *review.actors]}
    quotes = {quote.quotation: quote for quote in [*draft.quotes, *review.quotes]}
    return Draft(
        headline=review.headline or draft.headline,
        summary=review.summary or draft.summary,
        actors=list(actors.values()),
        quotes=list(quotes.values()),
        events=_corrected("E", draft.events, review.drop, [(one.number, one) for one in review.events]),
        moves=_corrected("M", draft.moves, review.drop, [(one.number, one) for one in review.moves]),
    )


def _corrected(
    letter: str, entries: Sequence[Act], dropped: Sequence[str], answers: Sequence[tuple[str, Act]]
) -> list[Act]:
    by_number: dict[str, list[Act]] = {
        f"{letter}{number}": [entry] for number, entry in enumerate(entries, start=1)
    }
    replaced: set[str] = set()
    added: list[Act] = []
    for number, entry in answers:
        if number not in by_number:
            added.append(entry)
        elif number in replaced:
            by_number[number].append(entry)
        else:
            by_number[number] = [entry]
            replaced.add(number)
    kept = (by_number[number] for number in by_number if number not in dropped or number in replaced)
    return [*(entry for several in kept for entry in several), *added]


def _question(task: Task, draft: Draft) -> str:
    noticed = "\n".join(_noticed(task, draft))
    return load_prompt(_PROMPT, task.prompts).fill(entries="\n".join(_entries(draft)), noticed=noticed)


def _entries(draft: Draft) -> Iterator[str]:
    for letter, acts in (("E", draft.events), ("M", draft.moves)):
        for number, act in enumerate(acts, start=1):
            coded = " ".join([act.type, *act.qualifiers])
            sides = f"{', '.join(act.actors) or 'nobody'} -> {', '.join(act.recipients) or 'nobody'}"
            move = " (a move as well)" if isinstance(act, DraftEvent) and act.move else ""
            cited = ", ".join(map(str, act.sentences))
            yield f"{letter}{number} [{cited}] {coded}: {data_line(sides)}: {_shown(act.what)}{move}"


def _noticed(task: Task, draft: Draft) -> Iterator[str]:
    """Yield what code can tell of a draft: sentences that nothing cites, and what would be refused."""
    document = task.document
    silent = _uncited(document, draft)
    if silent:
        yield f"No entry cites: {', '.join(map(str, silent[:_MOST_NOTICED]))}."
    for item in verify(draft, document, prompts=task.prompts).rejected[:_MOST_NOTICED]:
        yield f"Refused, {item.field}: {_shown(item.value)}: {item.reason}."


def _uncited(document: Document, draft: Draft) -> list[int]:
    cited = {number for act in (*draft.events, *draft.moves) for number in act.sentences}
    return [sentence.id for sentence in document.sentences if sentence.id not in cited]


def _shown(words: str) -> str:
    line = data_line(words)
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
