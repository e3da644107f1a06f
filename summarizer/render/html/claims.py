"""What a brief claims, in one shape for every kind: who is asked for its evidence need not know the kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.brief import Brief, Evidence, Mention
from summarizer.plover import EventType, QuadClass, quad_class_of
from summarizer.render import phrases
from summarizer.text.spans import Span

Kind = Literal["summary", "act", "casualties", "quote", "actor"]

# Names of the colours in page.css.
Hue = Literal["vc", "mc", "vx", "mx"]
HUES: dict[QuadClass, Hue] = {
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
    title: str
    evidence: tuple[Span, ...]

    def anchor(self, number: int) -> str:
        """Return the id of the place in the article where the `number`th piece of evidence, from 1, begins."""
        return f"at-{self.id}-{number}"


def hue_of(event_type: EventType) -> Hue:
    """Return the colour of a type: that of its quad class."""
    return HUES[quad_class_of(event_type)]


def claims_of(brief: Brief) -> Iterator[Claim]:
    """Yield the claims, each act once; the mentions of an actor are its evidence."""
    for number, sentence in enumerate(brief.summary, 1):
        yield Claim(f"S{number}", "summary", f"sentence {number} of the summary", _spans(sentence.evidence))
    for act in brief.acts():
        title = f"“{act.description}”"
        yield Claim(act.id, "act", title, _spans(act.evidence))
        if act.casualties:
            title = phrases.casualties_phrase(act.casualties)
            yield Claim(f"{act.id}c", "casualties", title, _spans(act.casualties.evidence))
    for quote in brief.quotes:
        yield Claim(quote.id, "quote", f"the quote “{quote.text}”", _spans(quote.evidence))
    for actor in brief.actors:
        yield Claim(actor.id, "actor", actor.name, _spans(actor.mentions))


def _spans(pieces: Iterable[Evidence | Mention]) -> tuple[Span, ...]:
    return tuple(Span(piece.start, piece.end) for piece in pieces)
