"""What a page says about itself: title, date, author, site, language, address."""

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from summarizer.article import is_language_tag
from summarizer.web.dates import believed_day
from summarizer.web.headline import read_title

_LONGEST = 500
# Days are read elsewhere; this keeps the search for one short.
_NO_DATE = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
_SITE_NAME = "string(//meta[@property='og:site_name']/@content)"
_BEHIND = re.compile(r"\s[-–—|·:»/]{1,2}\s")
_PUBLISHED = "//head/meta[@property='article:published_time']/@content"
# Ends of the names of schema.org for what is published.
_ARTICLES = ("Article", "Posting", "Report", "WebPage")
_CONTENT_TIER = "string(//meta[@property='article:content_tier' or @name='article:content_tier']/@content)"
_LANGUAGES = (
    "string(/html/@*[name()='lang' or name()='xml:lang'])",
    "string(//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content)",
    "string(//meta[@property='og:locale']/@content)",
)

# What these libraries find odd about a page is their affair; it would reach standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None where it says nothing.

    `stamp` is when it was published, in ISO 8601. `paid` means that the page says that it is
    not for everybody, `live` that it is a live blog. `body` is the text of the article as the data give it.
    """

    title: str | None
    stamp: str | None
    author: str | None
    site: str | None
    language: str | None
    url: str | None
    paid: bool
    live: bool
    body: str | None


def read_metadata(tree: Any, *, url: str | None) -> Metadata:
    """Return what the page says of itself in JSON-LD, meta elements, microdata, and its visible head."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(deepcopy(tree), url, _NO_DATE)
    linked = list(_linked_data(tree))
    headlines = (one for item in linked if isinstance(one := item.get("headline"), str))
    title = read_title(tree, headlines, site=_line(tree.xpath(_SITE_NAME)))
    said = [*(tree.xpath(path) for path in _LANGUAGES), *(item.get("inLanguage") for item in linked)]
    tags = (one.strip().replace("_", "-") for one in said if isinstance(one, str))
    stamps = [item.get("datePublished") for item in linked if _is_article(item)] + tree.xpath(_PUBLISHED)
    return Metadata(
        title=title,
        stamp=next((str(stamp) for stamp in stamps if believed_day(stamp)), None),
        author=_line(found.author),
        site=_line(found.sitename) or _site_behind(title, tree.findtext(".//title")),
        language=next(filter(is_language_tag, tags), None),
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
        paid=any(str(item.get("isAccessibleForFree")).lower() == "false" for item in linked)
        or tree.xpath(_CONTENT_TIER) in {"locked", "metered"},
        live=any("LiveBlogPosting" in str(item.get("@type")) for item in linked),
        body=next((body for item in linked if isinstance(body := item.get("articleBody"), str)), None),
    )


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            pending = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue  # broken on many sites; what else the page says counts then
        for _ in range(200):  # of a page, not of a data base
            item = pending.pop() if pending else None
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                yield item
                pending.append(item.get("@graph"))


def _is_article(item: dict[str, Any]) -> bool:
    return str(item.get("@type")).strip("[]'").endswith(_ARTICLES)


def _site_behind(title: str | None, named: str | None) -> str | None:
    """Return what stands last behind the title in the name of the page: the site, where nothing else says it."""
    named = _line(named)
    behind = _BEHIND.split(named.removeprefix(title)) if title and named and named.startswith(title) else []
    return behind[-1].strip() or None if len(behind) > 1 else None


def _line(text: str | None) -> str | None:
    return " ".join(text.split())[:_LONGEST] or None if text else None
