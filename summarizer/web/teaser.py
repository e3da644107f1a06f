"""Whether what a page gives is the article, or only its beginning and an offer to subscribe."""

from collections.abc import Sequence
from typing import Any

from summarizer.web import words
from summarizer.web.lines import Line
from summarizer.web.metadata import Metadata

# A page that says it is for subscribers and has less text than this gives the beginning only; where nothing but the
# name of an element speaks of a paywall (it may be a hidden one) the text has to be shorter still. In characters.
_BEGINNING = 600
_BEGINNING_IF_UNSURE = 300
# Where it stands, right above or below, that the rest is for members, and how long such a line is.
_LINES, _LONGEST_OFFER = 4, 300
_BREAKS_OFF = ("…", "...", "[…]", "[...]")
_WALLS = ("paywall", "pay-wall", "regwall", "subscription-wall", "subscriber-only", "subscribers-only")


def is_teaser(paragraphs: Sequence[str], about: Metadata, tree: Any, *, below: Sequence[Line]) -> bool:
    """Tell whether the text is only the beginning of an article that subscribers may read; `below` stands below it."""
    length = sum(map(len, paragraphs))
    if about.paid:
        if paragraphs and paragraphs[-1].endswith(_BREAKS_OFF):
            return True
        return length < _BEGINNING
    if length >= _BEGINNING:
        return False
    lines = [*paragraphs[-_LINES:], *(line.text for line in below[:_LINES])]
    if any(len(line) <= _LONGEST_OFFER and words.MEMBERS.search(line) for line in lines):
        return True
    return length < _BEGINNING_IF_UNSURE and _has_wall(tree)


def _has_wall(tree: Any) -> bool:
    return any(
        wall in f"{element.get('class', '')} {element.get('id', '')}".lower()
        for element in tree.iter("div", "section", "aside")
        for wall in _WALLS
    )
