"""Events and moves: the two ways in which a brief tells of an act, and when both tell of one and the same."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from summarizer.brief.parts import ActorId, Casualties, Evidences, Published, When, described
from summarizer.plover import EventMode, EventType, QuadClass

EventStatus = Literal["happened", "ongoing", "planned", "alleged", "hypothetical", "denied"]

EventId = Annotated[str, Field(pattern=r"^E[1-9][0-9]*$")]

# Fields that both kinds of acts have.
_Type = Annotated[EventType, described("What kind of act it is, a PLOVER event type.", "COERCE")]
_Mode = Annotated[EventMode | None, described("How it was done, a PLOVER mode of this type.", "confiscate")]
_Status = Annotated[EventStatus, described("Whether it has happened.", "happened")]
_Actors = Annotated[list[ActorId], described("Who does it; empty where nobody is named.", ["A1"])]
_Recipients = Annotated[list[ActorId], described("To whom it is done; empty where nobody is named.", ["A2"])]
_When = Annotated[When | None, described("When it happens.")]
_Confidence = Annotated[
    float | None,
    described(
        "How likely it is that type, both sides and status are right together, from 0 to 1, as measured on articles "
        "that no rule was written with. An act that lacks a side seldom is. Null where nobody measured it, which says "
        "nothing against the act.",
        0.82,
        ge=0,
        le=1,
    ),
]


class KeyEvent(Published):
    """Something that happened, is planned or is alleged, coded as a PLOVER event."""

    id: Annotated[EventId, described("Its id in this brief.", "E1")]
    description: Annotated[
        str, described("What happens, best in a clause of the article.", "Norway seized two trawlers")
    ]
    type: _Type
    mode: _Mode
    status: _Status
    actors: _Actors
    recipients: _Recipients
    location: Annotated[str | None, described("Where, in words of the article.", "the Barents Sea")]
    when: _When
    casualties: Annotated[Casualties | None, described("What it cost in lives and freedom.")]
    confidence: _Confidence = None
    evidence: Evidences


class DiplomaticMove(Published):
    """An act of one political actor towards another, verbal or material, with PLOVER's quad class and score."""

    id: Annotated[str, described("Its id in this brief.", "M1", pattern=r"^M[1-9][0-9]*$")]
    type: _Type
    mode: _Mode
    actors: _Actors
    recipients: _Recipients
    description: Annotated[
        str,
        described("What is done, best in a clause of the article.", "demanded that both crews be released"),
    ]
    status: _Status
    when: _When
    quad_class: Annotated[
        QuadClass,
        described("Whether the type is verbal or material, cooperation or conflict.", "verbal_conflict"),
    ]
    score: Annotated[
        float,
        described(
            "PLOVER's score of the type, from -10 (conflict) to 10 (cooperation).", -5.0, ge=-10, le=10
        ),
    ]
    event: Annotated[
        EventId | None,
        described(
            "The key event that tells of the same act, null where none does; no two moves name one event.",
            "E1",
        ),
    ] = None
    confidence: _Confidence = None
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
