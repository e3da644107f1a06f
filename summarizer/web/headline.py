"""The title of an article: the heading that readers see over it, as far as what the page calls itself bears it out."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from summarizer.web import words
from summarizer.web.lines import INLINE, SILENT

_LONGEST, _MOST_HEADINGS = 500, 20
_NAMES = "//meta[@property='og:title' or @property='twitter:title' or @name='twitter:title']"
_HOME = re.compile(r"(?:https?://[^/]{1,200})?/?")
# Between a title and the name of the site, or of a section of it; a colon may as well stand in a title.
_BETWEEN = re.compile(r"\s[-–—|·•»«/]{1,2}\s+")
_COLON = re.compile(r"\s?:{1,2}\s")
# These part a heading from what stands over it, though they stand within a line by their kind.
_PARTING = frozenset("span small font time label".split())
_KICKER = re.compile("kicker|overline|topline|eyebrow|dachzeile|ante-?t[ií]t|surtit|strap-?line|pre-?title")
# A heading with fewer characters may be the name of a section or of the site.
_SHORTEST = 15
_MOST_PIECES = 4
_WORD = re.compile(r"[^\W_]+")


def read_title(tree: Any, headlines: Iterable[str], *, site: str | None) -> str | None:
    """Return the title, None where the page has neither a heading nor a name.

    `headlines` are what the linked data call the article, `site` is the name of the site, as far as it is known.
    """
    called = [element.get("content", "") for element in tree.xpath(_NAMES)] + list(headlines)
    names = called + [_text(element) for element in tree.xpath("//title[not(ancestor::svg)]")[:1]]
    names = [name for each in names if (name := _without_site(_shown(each), site))]
    headings = [pieces for element in tree.xpath("//h1")[:_MOST_HEADINGS] if (pieces := _pieces(element))]
    long = [text for pieces in headings if len(text := " ".join(pieces)) >= _SHORTEST]
    title = _borne_out(tree, headings, names)
    if title is None and len(long) == 1:
        title = long[0]
    if title is None and names:
        title = names[0] if any(called) else max(_BETWEEN.split(names[0]), key=len)
    if title is None and len(headings) == 1:
        title = " ".join(headings[0])
    return title[:_LONGEST] if title else None


def _borne_out(tree: Any, headings: Sequence[Sequence[str]], names: Sequence[str]) -> str | None:
    """Return the heading, or the pieces at one end of it, that are a name of the page or the first part of one."""
    parts: dict[str, int] = {}
    for name in names:
        cut = [name, *_BETWEEN.split(name)]
        cut += [side for part in cut for colon in _COLON.finditer(part) for side in part.split(colon[0], 1)]
        for part in cut:
            parts.setdefault(_fold(part), len(parts))
    # The last pieces first: what stands before them is a kicker. A name as short as a section's may be one.
    cuts = [(one, k) for one in headings for k in range(1, min(len(one), _MOST_PIECES))]
    candidates = [*(one[k:] for one, k in cuts), *headings, *(one[:k] for one, k in cuts)]
    candidates += [[_shown(_text(element))] for element in tree.xpath("//h2 | //h3")[:_MOST_HEADINGS]]
    same = [
        (len(text) < _SHORTEST, n >= len(cuts), parts[folded], n, text)
        for n, pieces in enumerate(candidates)
        if (folded := _fold(text := " ".join(pieces))) in parts
        and (len(text) >= _SHORTEST or pieces in headings)
    ]
    return min(same)[-1] if same else None


def _pieces(heading: Any) -> list[str]:
    """Return the pieces of a heading, as its elements part them; none of one that only leads home."""
    if any(_HOME.fullmatch(link.get("href", "")) for link in heading.iter("a")):
        return []
    while len(heading) == 1 and not (heading.text or "").strip() and not (heading[0].tail or "").strip():
        heading = heading[0]
    pieces = [heading.text or ""]
    for child in heading:
        if child.tag in INLINE - _PARTING:
            pieces[-1] += _text(child)
        elif any(map(str.strip, pieces)) or not _KICKER.search(child.get("class", "").lower()):
            pieces += [_text(child), ""]
        pieces[-1] += child.tail or ""
    shown = [piece for each in pieces if (piece := _shown(each))]
    return shown if _fold("".join(shown)) and not any(map(words.PLACEHOLDER.search, shown)) else []


def _text(element: Any) -> str:
    if element.tag in SILENT:
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += [_text(child), child.tail or ""]
    return (" " if element.tag == "br" else "") + "".join(pieces)


def _shown(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _without_site(name: str, site: str | None) -> str:
    ends = list(_BETWEEN.finditer(name))
    behind = _fold(name[ends[-1].end() :]) if ends else ""
    return name[: ends[-1].start()] if behind and behind == _fold(site or "") else name
