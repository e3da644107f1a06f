"""What a brief claims, in one shape for every kind: who is asked for its evidence need not know the kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.brief import Brief, Evidence, Mention
from summarizer.plover import EventType, QuadClass, quad_class_of
from summarizer.render import phrases
from summarizer.text.spans import Span

Kind = Literal["summary", "event", "casualties", "move", "quote", "actor"]

# Names of the colours in page.css.
Hue = Literal["su", "vc", "mc", "vx", "mx", "qu", "ac"]
_HUES: dict[QuadClass, Hue] = {
    QuadClass.VERBAL_COOPERATION: "vc",
    QuadClass.MATERIAL_COOPERATION: "mc",
    QuadClass.VERBAL_CONFLICT: "vx",
    QuadClass.MATERIAL_CONFLICT: "mx",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; `id` is that of its element in the page ("S1", "E2", "E2c" for casualties), `title` names it aloud."""

    id: str
    kind: Kind
    hue: Hue
    title: str
    evidence: tuple[Span, ...]

    @property
    def label(self) -> str:
        """Return what marks in the article call the claim: casualties go by their event."""
        return self.id.rstrip("c")

    def anchor(self, number: int) -> str:
        """Return the id of the place in the article where the `number`th piece of evidence, from 1, begins."""
        return f"at-{self.id}-{number}"


def hue_of(event_type: EventType) -> Hue:
    """Return the colour of a type: that of its quad class."""
    return _HUES[quad_class_of(event_type)]


def claims_of(brief: Brief) -> Iterator[Claim]:
    """Yield the claims in the order of the page; the mentions of an actor are its evidence."""
    for number, sentence in enumerate(brief.summary, 1):
        yield Claim(f"S{number}", "summary", "su", f"summary sentence {number}", _spans(sentence.evidence))
    for event in brief.key_events:
        title, hue = f"event {event.id}, {event.type}", hue_of(event.type)
        yield Claim(event.id, "event", hue, title, _spans(event.evidence))
        if event.casualties:
            title = f"casualties of event {event.id}: {phrases.casualties_phrase(event.casualties)}"
            yield Claim(f"{event.id}c", "casualties", hue, title, _spans(event.casualties.evidence))
    for move in brief.diplomatic_moves:
        title, hue = f"move {move.id}, {move.type}", hue_of(move.type)
        yield Claim(move.id, "move", hue, title, _spans(move.evidence))
    for quote in brief.quotes:
        yield Claim(quote.id, "quote", "qu", f"quote {quote.id}", _spans(quote.evidence))
    for actor in brief.actors:
        yield Claim(actor.id, "actor", "ac", f"actor {actor.name}", _spans(actor.mentions))


def _spans(pieces: Iterable[Evidence | Mention]) -> tuple[Span, ...]:
    return tuple(Span(piece.start, piece.end) for piece in pieces)
