"""Events and moves: the two ways in which a brief tells of an act, and when both tell of one and the same."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from summarizer.brief.parts import ActorId, Casualties, Evidences, Published, When
from summarizer.plover import EventMode, EventType, QuadClass

EventStatus = Literal["happened", "ongoing", "planned", "alleged", "hypothetical", "denied"]

EventId = Annotated[str, Field(pattern=r"^E[1-9][0-9]*$")]


class KeyEvent(Published):
    """Something that happened, is planned or is alleged, coded as a PLOVER event."""

    id: EventId
    description: str
    type: EventType
    mode: EventMode | None
    status: EventStatus
    actors: list[ActorId]
    recipients: list[ActorId]
    location: str | None
    when: When | None
    casualties: Casualties | None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    evidence: Evidences


class DiplomaticMove(Published):
    """An act of one political actor towards another, verbal or material, with PLOVER's quad class and score.

    `event` is the key event that tells of the same act, None where no key event does; no two moves name one event.
    """

    id: Annotated[str, Field(pattern=r"^M[1-9][0-9]*$")]
    type: EventType
    mode: EventMode | None
    actors: list[ActorId]
    recipients: list[ActorId]
    description: str
    status: EventStatus
    when: When | None
    quad_class: QuadClass
    score: Annotated[float, Field(ge=-10, le=10)]
    event: EventId | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    evidence: Evidences


MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types of which both sides do the same: who is put first is a matter of wording."""
# Of the words of both descriptions, the share that both have where they are one description.
_LIKENESS = 0.6


def link_moves(moves: Iterable[DiplomaticMove], events: Sequence[KeyEvent]) -> list[DiplomaticMove]:
    """Return the moves, each with the key event that tells of the same act, where there is one.

    The two are one act when they have the same type and evidence, say it in the same words, and do not disagree about
    who acts. An event is named by the first such move only.
    """
    free = list(events)
    linked = []
    for move in moves:
        event = next((one for one in free if is_same_act(one, move)), None)
        if event is not None:
            free.remove(event)
        linked.append(move.model_copy(update={"event": event and event.id}))
    return linked


def is_same_act(event: KeyEvent, move: DiplomaticMove) -> bool:
    """Tell whether a key event and a move tell of one act."""
    return (
        event.type == move.type
        and any(
            one.start < other.end and other.start < one.end
            for one in event.evidence
            for other in move.evidence
        )
        and _one_wording(event.description, move.description)
        and _agree(event.actors, move.actors, event.recipients, move.recipients, mutual=event.type in MUTUAL)
    )


def _one_wording(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    left, right = (set(words.casefold().split()) for words in (one, other))
    return len(left & right) >= _LIKENESS * len(left | right)


def _agree(
    actors: Sequence[str],
    others: Sequence[str],
    recipients: Sequence[str],
    other_recipients: Sequence[str],
    *,
    mutual: bool,
) -> bool:
    if mutual:
        actors, others = (*actors, *recipients), (*others, *other_recipients)
    return not actors or not others or not set(actors).isdisjoint(others)
