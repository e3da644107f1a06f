"""What stands between the lines of a story and is none of it: teasers, offers, labels, credits."""

import re
from itertools import pairwise
from typing import Any

from summarizer.web import words
from summarizer.web.dates import days_in
from summarizer.web.lines import HEADINGS, INLINE, Line, is_prose

_BESIDE = frozenset("nav aside footer figure figcaption form button select caption".split())
# Words in names of classes and identifiers that stand for something else than the story wherever they are used.
_ASIDE = frozenset(
    "ad ads advert adverts advertisement advertising sponsored sponsor promo promotion newsletter newsletters signup "
    "donate donation donations related recirc recirculation readmore share sharing sharetools social taboola outbrain "
    "cookie cookies consent gdpr comments pullquote bio cap caption captions credit "
    "video-player video-title reading-time read-time author-card about-author share-tools read-more pull-quote "
    "read-also lire-aussi most-read most-viewed up-next aside".split()
)
# Of what stands near the heading and is no stand-first.
_ABOUT = frozenset(
    "author authors auth autor auteur byline breadcrumb breadcrumbs tag tags meta disclaimer comment".split()
)
_NAME_PARTS = re.compile(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]*(?![a-z]))")
# A container may be named for its smallest part; what is put aside has little text.
_MOST_ASIDE = 600
_LONGEST_NAMES = 500
_FEW_NAMES = 5
_CONTAINERS = frozenset({"html", "body", "main", "article"})
_SECTIONS = frozenset("div section aside ul ol footer".split())
_LINKED = 0.6
_STATEMENT_ENDS = (".", "”", "»", "。", "।")
_LONGEST_OFFER, _LONGEST_CREDIT, _LONGEST_LABEL = 250, 120, 60
_SIGNS = ("—", "–", "-")  # who is quoted, and when


def drop_asides(tree: Any) -> None:
    """Take from the tree what readers wrote, and small boxes that are named for something else than the story."""
    for element in tree.xpath("//aside | //*[@class or @id]"):
        names = {*_parts(element), element.tag}
        # An article may be named for each of its topics, and a container for its smallest part.
        few = element.tag in _SECTIONS and len(element.get("class", "").split()) <= _FEW_NAMES
        aside = (few and not names.isdisjoint(words.COMMENTS)) or (
            not names.isdisjoint(_ASIDE) and len(element.text_content()) <= _MOST_ASIDE
        )
        # What stands within a sentence is a part of it: its first letter may be a cap.
        within = element.tag in INLINE and (element.tail or "").strip()
        holds_story = (
            element.tag in _CONTAINERS or next(element.iter("h1", "article", "main"), None) is not None
        )
        if aside and not within and not holds_story and element.getparent() is not None:
            element.drop_tree()


def is_furniture(line: Line) -> bool:
    """Tell whether the line leads elsewhere, offers something, or is about a picture."""
    return (
        leads_elsewhere(line)
        or is_offer(line)
        or words.ADVERTISEMENT.fullmatch(line.text) is not None
        or words.PLACEHOLDER.search(line.text) is not None
        or (len(line.text) <= _LONGEST_CREDIT and words.CREDIT.match(line.text) is not None)
    )


def is_about(line: Line, *, author: str | None, language: str | None) -> bool:
    """Tell whether a line at the heading says who wrote the story or when."""
    text = line.text
    if len(text) > _LONGEST_CREDIT or line.element.tag in HEADINGS or text.startswith(_SIGNS):
        return False
    if author is not None and author.casefold() in text.casefold():
        return True
    return not is_prose(text) and (
        words.BYLINE.fullmatch(text) is not None
        or _is_named_about(line)
        or next(days_in(text, language), None) is not None
    )


def stands_beside(line: Line) -> bool:
    """Tell whether the line stands in an element for something else than text of the story."""
    beside = line.element.tag in _BESIDE or next(line.element.iterancestors(*_BESIDE), None) is not None
    return beside or _is_named_about(line)


def _is_named_about(line: Line) -> bool:
    holders = [element for element in (line.element, line.element.getparent()) if element is not None]
    return any(not _ABOUT.isdisjoint(_parts(each)) for each in holders if each.tag not in _CONTAINERS)


def is_label(line: Line) -> bool:
    """Tell whether the line is a short heading, or no more than one; a long one is a paragraph of some pages."""
    is_short = len(line.text) <= _LONGEST_LABEL
    return is_short and (line.element.tag in HEADINGS or not is_prose(line.text))


def is_offer(line: Line) -> bool:
    """Tell whether the line asks its readers to follow the paper somewhere else."""
    if len(line.text) > _LONGEST_OFFER or words.CHANNEL.search(line.text) is None:
        return False
    return words.CALL.search(line.text) is not None


def leads_elsewhere(line: Line) -> bool:
    """Tell whether the line is a link to something else, alone or behind a label ("Read more: …").

    Items of lists stay, since there are stories that are lists of links.
    """
    if line.linked == 1 and next(line.element.iterancestors("a"), None) is not None:  # a card
        return True
    return line.linked >= _LINKED and line.element.tag != "li" and not line.text.endswith(_STATEMENT_ENDS)


def _parts(element: Any) -> list[str]:
    """Return the words in the names of an element, and each two in a row of them."""
    names = f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_NAMES]
    parts = [part.lower() for part in _NAME_PARTS.findall(names)]
    return parts + [f"{a}-{b}" for a, b in pairwise(parts)]
