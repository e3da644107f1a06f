"""Each act of a brief once, with the actors themselves instead of their ids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar, cast

from summarizer.brief.acts import DiplomaticMove, EventStatus, KeyEvent
from summarizer.brief.parts import Actor, Casualties, Evidence, Quote, When
from summarizer.plover import EventMode, EventType, QuadClass, quad_class_of, score_of

Item = TypeVar("Item")


@dataclass(frozen=True)
class Act:
    """An act as the brief tells it: a key event, a diplomatic move, or both (`event` and `move` are never both None).

    Where both tell of it, the event's wording is taken, both sides are those that either names, and mode, time and
    evidence are those of both. `quotes` are the quotations that stand in the evidence.
    """

    event: KeyEvent | None
    move: DiplomaticMove | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]

    @classmethod
    def of(
        cls,
        event: KeyEvent | None,
        move: DiplomaticMove | None,
        actors_by_id: Mapping[str, Actor],
        quotes: Sequence[Quote],
    ) -> Self:
        """Return the act that the two tell of; `actors_by_id` are those of the brief."""
        parts = [part for part in (event, move) if part is not None]
        evidence = _once(piece for part in parts for piece in part.evidence)
        actors = _once(one for part in parts for one in part.actors)
        recipients = _once(one for part in parts for one in part.recipients)
        return cls(
            event,
            move,
            tuple(actors_by_id[one] for one in actors),
            tuple(actors_by_id[one] for one in recipients if one not in actors),
            evidence,
            tuple(quote for quote in quotes if _stands_in(quote, evidence)),
        )

    @property
    def told(self) -> KeyEvent | DiplomaticMove:
        """The event where there is one, else the move."""
        return self.event or cast("DiplomaticMove", self.move)

    @property
    def id(self) -> str:
        """The id of the event, else that of the move."""
        return self.told.id

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids under which the brief tells of it: one or two."""
        return tuple(part.id for part in (self.event, self.move) if part is not None)

    @property
    def type(self) -> EventType:
        """The PLOVER type."""
        return self.told.type

    @property
    def quad_class(self) -> QuadClass:
        """PLOVER's quad class of the type."""
        return quad_class_of(self.type)

    @property
    def score(self) -> float:
        """PLOVER's score of the type, from -10 (conflict) to 10 (cooperation)."""
        return score_of(self.type)

    @property
    def mode(self) -> EventMode | None:
        """The PLOVER mode, None where there is none."""
        return self.told.mode or (self.move.mode if self.move else None)

    @property
    def status(self) -> EventStatus:
        """Whether it happened, goes on, is planned, alleged, hypothetical or denied."""
        return self.told.status

    @property
    def description(self) -> str:
        """What was done, best in a clause of the article."""
        return self.told.description

    @property
    def location(self) -> str | None:
        """Where, in words of the article; only events say so."""
        return self.event.location if self.event else None

    @property
    def when(self) -> When | None:
        """When it was done."""
        return self.told.when or (self.move.when if self.move else None)

    @property
    def casualties(self) -> Casualties | None:
        """What it cost in lives; only events say so."""
        return self.event.casualties if self.event else None

    @property
    def confidence(self) -> float | None:
        """How sure the coding is, from 0 to 1; None where nobody measured it."""
        return self.told.confidence


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


def _stands_in(quote: Quote, evidence: Iterable[Evidence]) -> bool:
    return any(
        piece.start <= said.start and said.end <= piece.end for said in quote.evidence for piece in evidence
    )
