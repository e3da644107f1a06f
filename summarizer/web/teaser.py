"""Whether what a page gives is an article, or only its beginning, or a notice about the page itself."""

import re
from collections.abc import Sequence
from typing import Any

from summarizer.web import words
from summarizer.web.lines import Line, is_prose
from summarizer.web.metadata import Metadata

# A page that says it is for subscribers and has less text than this gives the beginning only; where nothing but the
# name of an element speaks of a paywall (it may be a hidden one) the text has to be shorter still. In characters.
_BEGINNING = 600
_BEGINNING_IF_UNSURE = 300
# Where it stands, right above or below, that the rest is for members, and how long such a line is.
_LINES, _LONGEST_OFFER = 4, 300
_BREAKS_OFF = ("…", "...", "[…]", "[...]")
_WALL = re.compile(r"(?:pay-?|reg|subscription-)wall|subscribers?-only", re.IGNORECASE)
_REFRESH = "//head/meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh' and contains(@content, '=')]"


def is_teaser(paragraphs: Sequence[str], about: Metadata, tree: Any, *, below: Sequence[Line]) -> bool:
    """Tell whether the text is only the beginning of an article that subscribers may read; `below` stands below it."""
    length = sum(map(len, paragraphs))
    if about.paid:
        return length < _BEGINNING or paragraphs[-1].endswith(_BREAKS_OFF)
    lines = [*paragraphs[-_LINES:], *(line.text for line in below[:_LINES])]
    if any(len(line) <= _LONGEST_OFFER and words.MEMBERS.search(line) for line in lines):
        return length < _BEGINNING
    boxes = tree.iter("div", "section", "aside") if length < _BEGINNING_IF_UNSURE else ()
    return any(_WALL.search(f"{box.get('class')} {box.get('id')}") for box in boxes)


def is_notice(paragraphs: Sequence[str], tree: Any) -> bool:
    """Tell whether a short text asks for consent, or for a browser that does more, or sends its readers on."""
    length = sum(map(len, paragraphs))
    told = [words.NOTICE.search(paragraph) is not None for paragraph in paragraphs if is_prose(paragraph)]
    sent_on = length < _BEGINNING_IF_UNSURE and bool(tree.xpath(_REFRESH))
    return sent_on or (length < _BEGINNING and 0 < len(told) <= 2 * sum(told))
