"""Many briefs as one page to search, filter and count, each a link to a page of its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from summarizer.brief import Actor, GroundedBrief
from summarizer.brief_form import AnyBrief
from summarizer.plover import EventType
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
    """What the index says of one brief, as plain texts that are safe to show; `href` is relative to the index.

    `actors` are those who act, are acted upon or speak, `countries` their codes. `acts` has each act once: its type,
    and actors and recipients as places in `actors`. `score` is the mean of PLOVER's scores over the acts, from -10
    (conflict) to 10 (cooperation); 0 without acts.
    """

    href: str
    name: str
    headline: str
    gist: str
    source: str
    date: str
    actors: tuple[str, ...]
    countries: tuple[str, ...]
    acts: tuple[tuple[EventType, tuple[int, ...], tuple[int, ...]], ...]
    score: float

    @classmethod
    def of(cls, brief: AnyBrief, *, name: str, href: str) -> "Entry":
        """Return the entry of a brief; `name` is what its file calls it."""
        about = brief.article
        published = about.published.isoformat() if about.published else ""
        if isinstance(brief, GroundedBrief):
            told = ", ".join(f"{number} {name}" for name, number in brief.counts().items())
            return cls(
                href=href,
                name=safe_line(name),
                headline=safe_line(about.title or name),
                gist=safe_line(f"{brief.form}: {told}"),
                source=safe_line(about.source or ""),
                date=published,
                actors=(),
                countries=(),
                acts=(),
                score=0.0,
            )
        gist = brief.summary[0].text if brief.summary else ""
        acts = brief.acts()
        taking_part = {one.id for act in acts for one in (*act.actors, *act.recipients)}
        taking_part |= {quote.speaker for quote in brief.quotes if quote.speaker}
        actors = [actor for actor in brief.actors if actor.id in taking_part]
        places = {actor.id: place for place, actor in enumerate(actors)}

        def side(parties: Sequence[Actor]) -> tuple[int, ...]:
            return tuple(places[one.id] for one in parties)

        return cls(
            href=href,
            name=safe_line(name),
            headline=safe_line(brief.headline),
            gist=safe_line(gist if len(gist) <= LONGEST_GIST else f"{gist[:LONGEST_GIST].rstrip()}…"),
            source=safe_line(about.source or ""),
            date=published,
            actors=tuple(safe_line(actor.name) for actor in actors),
            countries=tuple(sorted({actor.country for actor in actors if actor.country})),
            acts=tuple((act.type, side(act.actors), side(act.recipients)) for act in acts),
            score=round(fmean(act.score for act in acts), 2) if acts else 0.0,
        )


def render_index(entries: Sequence[Entry], *, title: str = "Briefs") -> str:
    """Return the page that lists the entries in their order; it loads nothing, and without JavaScript it is a list."""
    found = {type_ for entry in entries for type_, *_ in entry.acts}
    names = Counter(name for entry in entries for name in entry.actors)
    countries = {code for entry in entries for code in entry.countries}
    return fill(
        "index",
        entries=entries,
        data=[asdict(entry) for entry in entries],
        types={one: [TYPES[one], hue_of(one)] for one in EventType if one in found},
        names=[name for name, _ in names.most_common(MOST_NAMES)],
        countries=sorted((name_of(code), code) for code in countries),
        heading=title,
    )
