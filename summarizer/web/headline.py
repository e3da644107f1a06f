"""The title of an article: the heading that readers see over it, as far as what the page calls itself bears it out."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from summarizer.web import words

_LONGEST = 500
_MOST_HEADINGS = 20
_OVER_STORY = "//*[({}) and not(ancestor::nav or ancestor::aside or ancestor::footer)]"
_FIRST = _OVER_STORY.format("self::h1")
_SECOND = _OVER_STORY.format("self::h2 or self::h3")
_HOME = re.compile(r"(?:https?://[^/]{1,200})?/?")
_NAMES = "//meta[@property='og:title' or @property='twitter:title' or @name='twitter:title']"
# Between a title and the name of the site, or of a section of it; a colon may as well stand in a title.
_BETWEEN = re.compile(r"\s[-–—|·•»«/]{1,2}\s+|\s?[|»«•]\s?")
_COLON = re.compile(r"\s?:{1,2}\s")
_WORD = re.compile(r"[^\W_]+")
_SILENT = frozenset({"style", "script", "svg", "noscript", "template", "rt", "rp"})
# Elements within a phrase; others part a heading from what stands over it, as a kicker does.
_WITHIN = frozenset("a abbr b cite em i mark q ruby rb s strong sub sup u wbr".split())
_KICKER = re.compile(
    r"kicker|overline|topline|roof|eyebrow|dachzeile|spitzmarke|ante-?t[ií]t|surtit|strap-?line|pre-?title",
    re.IGNORECASE,
)
# A heading with fewer characters may be the name of a section or of the site.
_SHORTEST = 15
_GREATER_PART = 0.5


def read_title(tree: Any, headlines: Iterable[str], *, site: str | None) -> str | None:
    """Return the title, None where the page has neither a heading nor a name.

    `headlines` are what the linked data call the article, `site` is the name of the site, as far as it is known.
    """
    called = [name for element in tree.xpath(_NAMES) if (name := _shown(element.get("content", "")))]
    called += filter(None, map(_shown, headlines))
    named = [
        name for element in tree.xpath("//title[not(ancestor::svg)]")[:1] if (name := _shown(_text(element)))
    ]
    names = [stripped for name in called + named if (stripped := without_site(name, site))]
    headings = [
        pieces for element in tree.xpath(_FIRST)[:_MOST_HEADINGS] if (pieces := _pieces(element, site))
    ]
    title = (
        _same_as_name(headings, names)
        or _same_as_part(tree, headings, names, site)
        or next((one for pieces in headings if _is_held(one := " ".join(pieces), names)), None)
        or _holding_name(headings, names)
        or _only(headings)
        or next((without_site(name, site) for name in called), None)
        or max(
            (part for name in named for part in _BETWEEN.split(name) if _fold(part)), key=len, default=None
        )
        or (" ".join(headings[0]) if len(headings) == 1 else None)
    )
    return title[:_LONGEST] if title else None


def _same_as_name(headings: Sequence[Sequence[str]], names: Sequence[str]) -> str | None:
    """Return the heading that is what the page calls itself; without a kicker, where one is parted from it there."""
    parts = _folded_parts(names)
    whole = {_fold(name) for name in names}
    for pieces in headings:
        for k in range(1, len(pieces)):
            if _fold(rest := " ".join(pieces[k:])) in parts and len(rest) >= _SHORTEST:
                return rest
        if _fold(text := " ".join(pieces)) in whole:
            return text
        for k in range(1, len(pieces)):
            if _fold(start := " ".join(pieces[:k])) in whole and len(start) >= _SHORTEST:
                return start
    return None


def _same_as_part(
    tree: Any, headings: Sequence[Sequence[str]], names: Sequence[str], site: str | None
) -> str | None:
    """Return the heading that is a part of the name, the first part of it best."""
    parts = list(dict.fromkeys(_fold(part) for name in names for part in _cut(name)))
    first = [" ".join(pieces) for pieces in headings]
    shown = (_shown(_text(element)) for element in tree.xpath(_SECOND)[:_MOST_HEADINGS])
    second = [text for text in shown if len(text) >= _SHORTEST]
    same = [
        (len(text) < _SHORTEST, parts.index(folded), text)
        for text in first + second
        if (folded := _fold(text)) in parts and folded != _fold(site or "")
    ]
    return min(same)[-1] if same else None


def _holding_name(headings: Sequence[Sequence[str]], names: Sequence[str]) -> str | None:
    """Return the name that is the greater part of a heading; the rest is a kicker, or who wrote it and when."""
    for pieces in headings:
        heading = _fold(" ".join(pieces))
        held = [
            part
            for name in names
            for part in _cut(name)
            if len(part) >= max(_SHORTEST, _GREATER_PART * len(heading))
            and (heading.startswith(f"{_fold(part)} ") or heading.endswith(f" {_fold(part)}"))
        ]
        if held:
            return max(held, key=len)
    return None


def _is_held(heading: str, names: Sequence[str]) -> bool:
    return len(heading) >= _SHORTEST and any(f" {_fold(heading)} " in f" {_fold(name)} " for name in names)


def _only(headings: Sequence[Sequence[str]]) -> str | None:
    long = [text for pieces in headings if len(text := " ".join(pieces)) >= _SHORTEST]
    return long[0] if len(long) == 1 else None


def _cut(name: str) -> list[str]:
    """Return a name and its parts, and what stands before and behind each colon of it."""
    parts = [name, *_BETWEEN.split(name)]
    for part in list(parts):
        for colon in _COLON.finditer(part):
            parts += [part[: colon.start()], part[colon.end() :]]
    return [part for part in parts if _fold(part)]


def _folded_parts(names: Sequence[str]) -> set[str]:
    return {_fold(part) for name in names for part in _BETWEEN.split(name)}


def _pieces(heading: Any, site: str | None) -> list[str]:
    """Return the pieces of a heading, as its elements part them; none of one that only leads home."""
    if any(_HOME.fullmatch(link.get("href", "")) for link in heading.iter("a")):
        return []
    while len(heading) == 1 and not (heading.text or "").strip() and not (heading[0].tail or "").strip():
        heading = heading[0]
    pieces = [heading.text or ""]
    for child in heading:
        if child.tag in _WITHIN:
            pieces[-1] += _text(child)
        elif not (len(pieces) == 1 and not pieces[0].strip() and _KICKER.search(child.get("class", ""))):
            pieces += [_text(child), ""]
        pieces[-1] += child.tail or ""
    shown = [piece for each in pieces if (piece := _shown(each))]
    folded = _fold(" ".join(shown))
    usable = folded and folded != _fold(site or "") and not any(map(words.PLACEHOLDER.search, shown))
    return shown if usable else []


def _text(element: Any) -> str:
    if element.tag in _SILENT:
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += [_text(child), child.tail or ""]
    return (" " if element.tag == "br" else "") + "".join(pieces)


def _shown(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def without_site(title: str, site: str | None) -> str:
    """Return a title without the name of the site before or behind it."""
    if not site:
        return title
    name, between = re.escape(site), r"\s{0,9}[-–—|·•:»/]{1,2}\s{0,9}"
    return re.sub(rf"^{name}{between}(?=\S)|(?<=\S){between}{name}$", "", title, flags=re.IGNORECASE)
