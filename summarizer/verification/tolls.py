"""Tolls: how many people were killed, wounded and so on, held against the words that count them."""

import re
from collections.abc import Sequence

from summarizer.brief import Casualties
from summarizer.claims.evidence import evidence_of
from summarizer.claims.field import Cited, Ungrounded
from summarizer.draft import DraftToll
from summarizer.text.spans import Span

_DIGITS = re.compile(r"\d[\d.,\u00a0\u202f ]*")


def place_of_toll(toll: DraftToll, cited: Cited) -> Span:
    """Return where a cited sentence has the words of a toll; refuses words that no such sentence has, and others."""
    place = cited.place_of(toll.words)
    if toll.count < 0 or not _counts(cited.text_of(place), toll.count):
        raise Ungrounded(f"the words do not count {toll.count:,}")
    return place


def shown_toll(toll: DraftToll) -> str:
    """Return a toll as it is told of where it is refused."""
    return f"{toll.count:,} {toll.kind}: {toll.words}"


def casualties_of(tolls: Sequence[tuple[DraftToll, Span]], text: str) -> Casualties | None:
    """Return tolls with their places as casualties; of two counts of one kind the larger stands."""
    counts: dict[str, int] = {}
    for toll, _ in tolls:
        counts[toll.kind] = max(toll.count, counts.get(toll.kind, 0))
    if not counts:
        return None
    places = sorted({place for toll, place in tolls if toll.count == counts[toll.kind]})
    return Casualties(**counts, evidence=evidence_of(places, text))


def _counts(words: str, count: int) -> bool:
    """Tell whether one of the figures in the words is this count; words without any spell it out."""
    figures = ["".join(c for c in found if c.isdecimal()) for found in _DIGITS.findall(words)]
    # "1.5 million" and "12万" are told by their first figures.
    return not figures or any(_leading(str(int(figure))) == _leading(str(count)) for figure in figures)


def _leading(figures: str) -> str:
    return figures.rstrip("0")
