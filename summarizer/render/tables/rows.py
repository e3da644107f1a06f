"""The rows that a brief makes: one for each pair of actor and recipient, each quotation, each actor."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import product
from typing import Any, Generic, TypeVar

from summarizer.brief import Actor, DiplomaticMove, Evidence, KeyEvent, Mention, Quote

Act_co = TypeVar("Act_co", bound=KeyEvent | DiplomaticMove, covariant=True)


@dataclass(frozen=True)
class Source:
    """A brief that rows come from, of the form that the table is of, and the name under which it was stored, if any."""

    brief: Any
    name: str | None = None

    @cached_property
    def id(self) -> str:
        """A "b" and sixteen hexadecimal digits for this coding: which article, by whom, how, and when.

        Made of nothing that a later version of the schema could change, so that tables of the same brief join.
        """
        made = self.brief.provenance
        parts = (
            self.brief.article.id,
            made.model,
            made.endpoint,
            made.strategy,
            made.prompt,
            made.created.isoformat(),
        )
        # The letter keeps a spreadsheet from taking "12345678901234e5" for a number.
        return "b" + sha256("\n".join(parts).encode()).hexdigest()[:16]

    @cached_property
    def cast(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.brief.actors}

    def side(self, ids: Iterable[str]) -> list[Actor | None]:
        """Return the actors of one side of an act; a side that is not known is one None."""
        return [self.cast[one] for one in ids] or [None]

    def unique(self, part: str) -> str:
        """Return an id of the brief as one that no other brief has."""
        return f"{self.id}-{part}"


@dataclass(frozen=True, slots=True)
class Dyad(Generic[Act_co]):
    """One actor of an act towards one recipient, the `number`th of `count`; None for a side that is not known."""

    source: Source
    act: Act_co
    actor: Actor | None
    recipient: Actor | None
    number: int
    count: int

    @property
    def evidence(self) -> list[Evidence]:
        """The evidence of the act."""
        return self.act.evidence


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation and its speaker."""

    source: Source
    quote: Quote
    speaker: Actor | None

    @property
    def evidence(self) -> list[Evidence]:
        """The evidence of the quotation."""
        return self.quote.evidence


@dataclass(frozen=True, slots=True)
class Member:
    """An actor; where the article names it stands for evidence."""

    source: Source
    actor: Actor
    evidence: list[Mention]


def event_dyads(source: Source) -> Iterator[Dyad[KeyEvent]]:
    """Yield the dyads of each key event."""
    return _dyads(source, source.brief.key_events)


def move_dyads(source: Source) -> Iterator[Dyad[DiplomaticMove]]:
    """Yield the dyads of each diplomatic move."""
    return _dyads(source, source.brief.diplomatic_moves)


def _dyads(source: Source, acts: Iterable[Act_co]) -> Iterator[Dyad[Act_co]]:
    for act in acts:
        actors = source.side(act.actors)
        recipients = source.side(act.recipients)
        count = len(actors) * len(recipients)
        for number, (actor, recipient) in enumerate(product(actors, recipients), 1):
            yield Dyad(source, act, actor, recipient, number, count)


def quotations(source: Source) -> Iterator[Said]:
    """Yield each quotation."""
    for quote in source.brief.quotes:
        yield Said(source, quote, source.cast[quote.speaker] if quote.speaker else None)


def members(source: Source) -> Iterator[Member]:
    """Yield each actor."""
    for actor in source.brief.actors:
        yield Member(source, actor, actor.mentions)
