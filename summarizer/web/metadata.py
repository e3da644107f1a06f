"""What a page says about itself: title, date, author, site, language, address."""

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
# Between a title and the name of the site that many pages put behind it, or before it.
_BETWEEN = r"\s{0,9}[-–—|·•:»/]{1,2}\s{0,9}"
_LONGEST = 500
# A line is read as a date in every known language, which takes a third of a second: only where there is a year.
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_LONGEST_LINE = 100
_DATED_LINES = 3

# What these libraries find odd about a page is their affair; it would reach standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None where it says nothing.

    `published` is the day as the page writes it, in whatever time zone. `paid` means that the page says that it is
    not for everybody, and `paid_parts` are the class names of what is not; `live` that it is a live blog.
    """

    title: str | None
    published: date | None
    author: str | None
    site: str | None
    language: str | None
    url: str | None
    paid: bool
    paid_parts: tuple[str, ...]
    live: bool


def read_metadata(tree: Any, *, url: str | None) -> Metadata:
    """Return what the page says of itself in JSON-LD, meta elements, microdata, and its visible head."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(deepcopy(tree), url, _date_search(visible=False))
    linked = list(_linked_data(tree))
    site = _line(found.sitename) or _first(tree, _MICRODATA_PUBLISHER)
    return Metadata(
        title=_without_site(_line(found.title), site),
        published=_day(found.date),
        author=_line(found.author),
        site=site,
        language=_language(tree),
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
        paid=any(str(item.get("isAccessibleForFree", "")).lower() == "false" for item in linked)
        or _first(tree, _CONTENT_TIER) in {"locked", "metered"},
        paid_parts=tuple(name for item in linked for name in _paid_parts(item)),
        live=any("LiveBlogPosting" in _types(item) for item in linked),
    )


def date_in_lines(lines: list[str]) -> date | None:
    """Return the date that a line above the story gives ("Published 7 February 1999"), if one does."""
    from htmldate import find_date
    from lxml import html

    dated = [line for line in lines if len(line) <= _LONGEST_LINE and _YEAR.search(line)][-_DATED_LINES:]
    if not dated:
        return None
    page = html.Element("html")
    body = html.Element("body")
    page.append(body)
    for line in dated:
        paragraph = html.Element("p")
        paragraph.text = line
        body.append(paragraph)
    return _day(find_date(page, **_date_search(visible=True)))


def _date_search(*, visible: bool) -> dict[str, Any]:
    # A date guessed from anywhere on the page is worse than none: "on Saturday" would be resolved against it.
    return {"original_date": True, "extensive_search": visible, "outputformat": "%Y-%m-%d"}


_MICRODATA_PUBLISHER = "//*[@itemprop='publisher']//*[@itemprop='name']"
_CONTENT_TIER = "//meta[@property='article:content_tier' or @name='article:content_tier']"
_LANGUAGES = (
    "/html",
    "//body",
    "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']",
    "//meta[@property='og:locale']",
    "//*[@itemprop='inLanguage']",
)


def _first(tree: Any, path: str) -> str | None:
    for element in tree.xpath(path)[:1]:
        return _line(element.get("content") or element.text_content())
    return None


def _language(tree: Any) -> str | None:
    """Return the language of the page as a tag; the root element often says less than og:locale does not say better."""
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in _LANGUAGES:
        for element in tree.xpath(path)[:1]:
            said = (
                element.get("lang") or element.get(xml) or element.get("xml:lang") or element.get("content")
            )
            if said and (tag := _LANGUAGE.fullmatch(said.strip())):
                return tag[0].replace("_", "-")
    return None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            pending = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue  # broken on many sites; what else the page says counts then
        for _ in range(200):  # of a page, not of a data base
            if not pending:
                break
            item = pending.pop()
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                yield item
                pending.append(item.get("@graph", []))


def _types(item: dict[str, Any]) -> list[str]:
    said = item.get("@type", [])
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def _paid_parts(item: dict[str, Any]) -> Iterator[str]:
    parts = item.get("hasPart", [])
    for part in parts[:20] if isinstance(parts, list) else [parts]:
        selector = part.get("cssSelector") if isinstance(part, dict) else None
        if isinstance(selector, str) and selector.startswith("."):
            yield selector[1:]


def _without_site(title: str | None, site: str | None) -> str | None:
    if title is None or site is None:
        return title
    name = re.escape(site)
    return re.sub(rf"^{name}{_BETWEEN}(?=\S)|(?<=\S){_BETWEEN}{name}$", "", title)


def _line(text: str | None) -> str | None:
    return " ".join(text.split())[:_LONGEST] or None if text else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
