"""Many briefs as one page to search and sort, each a link to a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from summarizer.brief import Brief
from summarizer.plover import EventType, score_of
from summarizer.render.html.claims import hue_of
from summarizer.render.html.page import fill
from summarizer.render.html.relations import acts_of, same_act
from summarizer.render.phrases import count
from summarizer.render.safe import safe_line

MOST_ACTORS = 6
LONGEST_GIST = 320


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one brief; `href` is the address of its page, relative to the index.

    `score` is the mean of PLOVER's scores over its acts, from -10 (conflict) to 10 (cooperation); 0 without acts.
    """

    href: str
    name: str
    headline: str
    gist: str
    source: str
    published: date | None
    types: tuple[EventType, ...]
    actors: tuple[str, ...]
    events: int
    moves: int
    quotes: int
    rejected: int
    score: float

    @property
    def data(self) -> dict[str, object]:
        """Return what page.js builds the row from: plain texts, safe to show, and their colours."""
        counts = [count(self.events, "event"), count(self.moves, "move"), count(self.quotes, "quote")]
        if self.rejected:
            counts.append(f"{self.rejected:,} rejected")
        return {
            "href": self.href,
            "name": safe_line(self.name),
            "headline": safe_line(self.headline),
            "gist": safe_line(self.gist),
            "source": safe_line(self.source),
            "date": self.published.isoformat() if self.published else "",
            "types": [[one, hue_of(one)] for one in self.types],
            "actors": [safe_line(name) for name in self.actors],
            "counts": ", ".join(counts),
            "events": self.events,
            "score": self.score,
        }

    @classmethod
    def of(cls, brief: Brief, *, name: str, href: str) -> "Entry":
        """Return the entry of a brief; `name` is what its file calls it."""
        acts = {same_act(act): act for act in acts_of(brief)}.values()
        gist = brief.summary[0].text if brief.summary else ""
        return cls(
            href=href,
            name=name,
            headline=brief.headline,
            gist=gist if len(gist) <= LONGEST_GIST else f"{gist[:LONGEST_GIST].rstrip()}…",
            source=brief.article.source or "",
            published=brief.article.published,
            types=tuple(dict.fromkeys(act.type for act in acts)),
            actors=tuple(actor.name for actor in brief.actors[:MOST_ACTORS]),
            events=len(brief.key_events),
            moves=len(brief.diplomatic_moves),
            quotes=len(brief.quotes),
            rejected=len(brief.rejected),
            score=round(fmean(score_of(act.type) for act in acts), 2) if acts else 0.0,
        )


def render_index(entries: Sequence[Entry], *, title: str = "Briefs") -> str:
    """Return the page that lists the entries in their order; it loads nothing, and without JavaScript it is a list."""
    types = sorted({one for entry in entries for one in entry.types})
    return fill("index.html.j2", entries=entries, types=types, heading=title)
