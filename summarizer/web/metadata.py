"""What a page says about itself: title, date, author, site, language, address."""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from summarizer.web.headline import read_title
from summarizer.web.published import Stated, stated_day

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LONGEST = 500

# What these libraries find odd about a page is their affair; it would reach standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None where it says nothing.

    `stated` is when it was published. `paid` means that the page says that it is
    not for everybody, and `paid_parts` are the class names of what is not; `live` that it is a live blog.
    `body` is the text of the article as the data give it.
    """

    title: str | None
    stated: Stated
    author: str | None
    site: str | None
    language: str | None
    url: str | None
    paid: bool
    paid_parts: tuple[str, ...]
    live: bool
    body: str | None


def read_metadata(tree: Any, *, url: str | None) -> Metadata:
    """Return what the page says of itself in JSON-LD, meta elements, microdata, and its visible head."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(deepcopy(tree), url, _NO_DATE)
    linked = list(_linked_data(tree))
    site = _line(found.sitename) or _first(tree, _MICRODATA_PUBLISHER)
    headlines = (one for item in linked if isinstance(one := item.get("headline"), str))
    title = read_title(tree, headlines, site=_first(tree, _SITE_NAME))
    return Metadata(
        title=title,
        stated=stated_day(tree, linked, url=url),
        author=_line(found.author),
        site=site or _site_behind(title, _first(tree, "//head/title")),
        language=_language(tree, linked),
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
        paid=any(str(item.get("isAccessibleForFree", "")).lower() == "false" for item in linked)
        or _first(tree, _CONTENT_TIER) in {"locked", "metered"},
        paid_parts=tuple(name for item in linked for name in _paid_parts(item)),
        live=any("LiveBlogPosting" in _types(item) for item in linked),
        body=next((body for item in linked if isinstance(body := item.get("articleBody"), str)), None),
    )


# Days are read elsewhere; this keeps the search for one short.
_NO_DATE = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
_SITE_NAME = "//meta[@property='og:site_name']"
_BEHIND = re.compile(r"\s[-–—|·:»/]{1,2}\s")
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


def _language(tree: Any, linked: Sequence[dict[str, Any]]) -> str | None:
    """Return the language of the page as a tag, None where it says nothing."""
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    said = [
        element.get("lang") or element.get(xml) or element.get("xml:lang") or element.get("content")
        for path in _LANGUAGES
        for element in tree.xpath(path)[:1]
    ]
    said += [item.get("inLanguage") for item in linked]
    tags = (_LANGUAGE.fullmatch(one.strip()) for one in said if isinstance(one, str))
    return next((tag[0].replace("_", "-") for tag in tags if tag), None)


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


def _site_behind(title: str | None, named: str | None) -> str | None:
    """Return what stands last behind the title in the name of the page: the site, where nothing else says it."""
    if title and named and named.startswith(title):
        behind = _BEHIND.split(named[len(title) :])
        return behind[-1].strip() or None if len(behind) > 1 else None
    return None


def _line(text: str | None) -> str | None:
    return " ".join(text.split())[:_LONGEST] or None if text else None
