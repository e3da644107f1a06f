"""Many briefs as one page to search, filter and count, each a link to a page of its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from summarizer.brief import Act, Actor, Brief
from summarizer.plover import EventType
from summarizer.render import phrases
from summarizer.render.html.claims import hue_of
from summarizer.render.html.page import fill
from summarizer.render.safe import safe_line
from summarizer.render.wording import TYPES
from summarizer.text.countries import name_of

LONGEST_GIST = 320
MOST_NAMES = 200
"""Of the names that the page suggests, the most frequent ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one brief; `href` is the address of its page, relative to the index.

    `actors` are those who act, are acted upon or speak, `acts` each act once.
    """

    href: str
    name: str
    headline: str
    gist: str
    source: str
    date: str
    actors: tuple[Actor, ...]
    acts: tuple[Act, ...]

    @property
    def data(self) -> dict[str, object]:
        """Return what index.js builds the row from: plain texts, safe to show.

        Acts are [type, actors, recipients], these as places in `actors`. `score` is the mean of PLOVER's scores over
        the acts, from -10 (conflict) to 10 (cooperation); 0 without acts.
        """
        places = {actor.id: place for place, actor in enumerate(self.actors)}
        return {
            "href": self.href,
            "name": safe_line(self.name),
            "headline": safe_line(self.headline),
            "gist": safe_line(self.gist),
            "source": safe_line(self.source),
            "date": self.date,
            "actors": [safe_line(actor.name) for actor in self.actors],
            "countries": sorted({actor.country for actor in self.actors if actor.country}),
            "acts": [
                [act.type, *([places[one.id] for one in side] for side in (act.actors, act.recipients))]
                for act in self.acts
            ],
            "score": round(fmean(act.score for act in self.acts), 2) if self.acts else 0.0,
        }

    @classmethod
    def of(cls, brief: Brief, *, name: str, href: str) -> "Entry":
        """Return the entry of a brief; `name` is what its file calls it."""
        gist = brief.summary[0].text if brief.summary else ""
        involved = phrases.involved(brief)
        return cls(
            href=href,
            name=name,
            headline=brief.headline,
            gist=gist if len(gist) <= LONGEST_GIST else f"{gist[:LONGEST_GIST].rstrip()}…",
            source=brief.article.source or "",
            date=brief.article.published.isoformat() if brief.article.published else "",
            actors=tuple(actor for actor in brief.actors if actor.id in involved),
            acts=brief.acts(),
        )


def render_index(entries: Sequence[Entry], *, title: str = "Briefs") -> str:
    """Return the page that lists the entries in their order; it loads nothing, and without JavaScript it is a list."""
    found = {act.type for entry in entries for act in entry.acts}
    types = [one for one in EventType if one in found]
    names = Counter(safe_line(actor.name) for entry in entries for actor in entry.actors)
    countries = {actor.country for entry in entries for actor in entry.actors if actor.country}
    return fill(
        "index",
        entries=entries,
        types={one: [TYPES[one].noun, hue_of(one)] for one in types},
        names=[name for name, _ in names.most_common(MOST_NAMES)],
        countries=sorted((name_of(code), code) for code in countries),
        heading=title,
    )
