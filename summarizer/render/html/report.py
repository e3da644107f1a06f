"""One brief as a page: the brief on one side, the article that it rests on on the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from summarizer.brief import MUTUAL, Act, Actor, Brief, Quote, SummarySentence
from summarizer.plover import CODEBOOK, EventType
from summarizer.render import wording
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.html.claims import HUES, Claim, claims_of, hue_of
from summarizer.render.html.extracts import Extract
from summarizer.render.html.graph import Graph, draw
from summarizer.render.html.marks import Block, mark
from summarizer.render.html.page import fill
from summarizer.render.html.timeline import Moment, timeline_of
from summarizer.render.selection import is_less_sure, select

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def render_report(brief: Brief, text: str | None, *, index: str | None = None) -> str:
    """Return the brief as one HTML page that loads nothing, and that also reads without JavaScript.

    `text` is the article's; without it the page shows what the evidence quotes. `index` is the address of the page
    that lists this one, relative to it. Raises `ValueError` when the brief is about another text.
    """
    view = ReportView(brief, text)
    return fill("report", view=view, brief=brief, index=index)


@dataclass(frozen=True, slots=True)
class Part:
    """An actor, and what it says, does and receives in the brief."""

    actor: Actor
    quotes: list[Quote] = field(default_factory=list)
    done: list[Act] = field(default_factory=list)
    received: list[Act] = field(default_factory=list)

    @property
    def speaks_or_acts(self) -> bool:
        """Tell whether there is more than a name."""
        return bool(self.quotes or self.done or self.received)


class ReportView:
    """What the template asks for."""

    hues, codebook, wording, mutual, is_less_sure = (
        HUES,
        CODEBOOK,
        wording,
        MUTUAL,
        staticmethod(is_less_sure),
    )
    hue_of = staticmethod(hue_of)

    def __init__(self, brief: Brief, text: str | None) -> None:
        self._brief = brief
        self.whole = text is not None
        self.acts = brief.acts()
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in claims_of(brief)}
        self._citations = Citations(brief, text)
        self.shown = select(brief, self._citations)
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
        lists = (self.shown.acts, self.shown.more_acts, self.shown.less_sure, self.shown.nobody)
        self.words = {one.words for acts in lists for one in acts}
        told = [one.act for one in self.shown.acts]
        self.graph: Graph | None = draw(told)
        told += [one.act for one in self.shown.more_acts]
        self.timeline: tuple[Moment, ...] = timeline_of(told, brief.article.published)

    @cached_property
    def language(self) -> str | None:
        """Return the article's language where that is a tag a browser understands."""
        tag = self._brief.article.language
        return tag if _TAG.fullmatch(tag) else None

    @cached_property
    def types(self) -> tuple[EventType, ...]:
        """Return the event types that occur, in the order of the codebook."""
        found = {act.type for act in self.acts}
        return tuple(one for one in EventType if one in found)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the actors with what they say, do and receive, in the order of the brief."""
        parts = {actor.id: Part(actor) for actor in self._brief.actors}
        for quote in self._brief.quotes:
            if quote.speaker:
                parts[quote.speaker].quotes.append(quote)
        for act in self.acts:
            for actor in act.actors:
                parts[actor.id].done.append(act)
            for recipient in act.recipients:
                parts[recipient.id].received.append(act)
        return tuple(parts.values())

    def sentences(self, chosen: Sequence[SummarySentence] | None) -> Sequence[tuple[str, SummarySentence]]:
        """Return these sentences of the summary with their ids; for None those that the headline has word for word."""
        numbered = [(f"S{number}", one) for number, one in enumerate(self._brief.summary, 1)]
        if chosen is None:
            others = (*self.shown.summary, *self.shown.more_summary)
            return [one for one in numbered if one[1] not in others]
        return [one for one in numbered if one[1] in chosen]

    def cites(self, claim_id: str) -> Sequence[tuple[str, str]]:
        """Return the sentences of the evidence as "1" or "4-6", each with where in the page its evidence begins."""
        claim = self.claims[claim_id]
        found: dict[str, str] = {}
        for number, span in enumerate(claim.evidence, 1):
            sentences = format_numbers(self._citations.of([span])).strip("[]")
            if sentences and (claim.id, number) in self._marked:
                found.setdefault(sentences, claim.anchor(number))
        return [(anchor, sentences) for sentences, anchor in found.items()]

    def named_in(self, claim_id: str) -> str:
        """Return the ids of the actors whom the claim's evidence names."""
        spans = self.claims[claim_id].evidence
        named = (
            actor.id
            for actor in self._brief.actors
            if any(span.contains(name) for name in self.claims[actor.id].evidence for span in spans)
        )
        return " ".join(named)
