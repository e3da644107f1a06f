"""One brief as a page: the brief on one side, the article with its evidence marked on the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from summarizer.brief import Actor, Brief, Quote
from summarizer.render import phrases
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.html.claims import Claim, claims_of, hue_of
from summarizer.render.html.extracts import Extract
from summarizer.render.html.graph import Graph, draw
from summarizer.render.html.marks import Block, mark
from summarizer.render.html.page import fill
from summarizer.render.html.relations import Act, Relation, SameAct, acts_of, relations_of, same_act
from summarizer.render.html.timeline import Moment, timeline_of

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def render_report(brief: Brief, text: str | None, *, index: str | None = None) -> str:
    """Return the brief as one HTML page that loads nothing, and that also reads without JavaScript.

    `text` is the article's; without it the page shows what the evidence quotes. `index` is the address of the page
    that lists this one, relative to it. Raises `ValueError` when the brief is about another text.
    """
    view = ReportView(brief, text)
    return fill("report.html.j2", view=view, brief=brief, index=index)


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor has in the brief; entries that tell of one act stand together."""

    actor: Actor
    quotes: list[Quote] = field(default_factory=list)
    done: dict[SameAct, list[Act]] = field(default_factory=dict)
    received: dict[SameAct, list[Act]] = field(default_factory=dict)

    @property
    def speaks_or_acts(self) -> bool:
        """Tell whether there is more than a name."""
        return bool(self.quotes or self.done or self.received)


class ReportView:
    """What the template asks for."""

    def __init__(self, brief: Brief, text: str | None) -> None:
        self._brief = brief
        self.whole = text is not None
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in claims_of(brief)}
        self._citations = Citations(brief, text)
        numbered = self._citations.passages
        extracts = [Extract(one.start, one.text) for one in numbered] if text is None else [Extract(0, text)]
        starts = {one.start: one.number for one in numbered}
        self.extracts: tuple[tuple[Block, ...], ...] = mark(extracts, self.claims.values(), starts)
        self._marked = {
            (piece.claim.id, piece.number)
            for extract in self.extracts
            for block in extract
            for stretch in block
            for piece in stretch.begins
        }
        self.cast = phrases.Cast(brief.actors)
        self.relations: tuple[Relation, ...] = relations_of(brief)
        self.timeline: tuple[Moment, ...] = timeline_of(brief)
        self.hue_of = hue_of

    @property
    def graph(self) -> Graph | None:
        """Return who acts on whom as a drawing."""
        return draw(self.relations, {actor.id: actor.name for actor in self._brief.actors})

    @cached_property
    def language(self) -> str | None:
        """Return the article's language where that is a tag a browser understands."""
        tag = self._brief.article.language
        return tag if _TAG.fullmatch(tag) else None

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Return the event types that occur, in the order of the alphabet."""
        return tuple(sorted({act.type for act in acts_of(self._brief)}))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the actors with what they say, do and receive, in the order of the brief."""
        parts = {actor.id: Part(actor) for actor in self._brief.actors}
        for quote in self._brief.quotes:
            if quote.speaker:
                parts[quote.speaker].quotes.append(quote)
        for act in acts_of(self._brief):
            for actor in dict.fromkeys(act.actors):
                parts[actor].done.setdefault(same_act(act), []).append(act)
            for recipient in dict.fromkeys(act.recipients):
                parts[recipient].received.setdefault(same_act(act), []).append(act)
        return tuple(parts.values())

    @cached_property
    def _events(self) -> Mapping[SameAct, str]:
        return {same_act(event): event.id for event in self._brief.key_events}

    def event_of(self, move: Act) -> str | None:
        """Return the id of the event that tells of the same act as the move."""
        return self._events.get(same_act(move))

    def cites(self, claim_id: str) -> Sequence[tuple[str, str]]:
        """Return for each piece of evidence where in the page it begins, and its sentences as "1" or "4-6"."""
        claim = self.claims[claim_id]
        return [
            (claim.anchor(number), format_numbers(self._citations.of([span])).strip("[]"))
            for number, span in enumerate(claim.evidence, 1)
            if (claim.id, number) in self._marked
        ]

    def named_in(self, claim_id: str) -> str:
        """Return the ids of the actors whom the claim's evidence names."""
        spans = self.claims[claim_id].evidence
        named = (
            actor.id
            for actor in self._brief.actors
            if any(span.contains(name) for name in self.claims[actor.id].evidence for span in spans)
        )
        return " ".join(named)
