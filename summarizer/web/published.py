"""The day on which a page was published: what its readers see at the heading, and what its data say."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any, NamedTuple

from summarizer.web.dates import days_in
from summarizer.web.lines import Line, is_heading

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_LINE = 120
# A date stands within so many lines of the heading, or right above it; a change stands beside it.
_LINES_AT_HEADING, _RIGHT_ABOVE, _DATED_LINES = 25, 2, 2
# Where no line at the heading has one: so many lines where the story begins and ends.
_LINES_AT_STORY = 9
# A change follows what is changed within weeks; an earlier date beside a date is of something else.
_WEEKS = timedelta(days=31)
_EPOCH = date(1970, 1, 1)
# Ends of the names of schema.org for what is published.
_ARTICLES = ("Article", "Posting", "Report", "WebPage")
_META = "//head/meta[@property='article:published_time']"
_MICRODATA = "//*[@itemprop='datePublished' or @property='datePublished']"
_OPTIONS: Any = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


class Stated(NamedTuple):
    """What a page says to machines: its stamp in ISO 8601, and the day that was found in its data or anywhere on it.

    `certain` means that the day comes from data, rather than from a line that holds some date.
    """

    stamp: str | None
    day: date | None
    certain: bool


def stated_day(tree: Any, linked: Iterable[dict[str, Any]], *, url: str | None) -> Stated:
    """Return when the page was published as its data state it, in JSON-LD, elements of its head, or microdata."""
    from htmldate import find_date

    said = [
        item.get("datePublished")
        for item in linked
        if str(item.get("@type")).strip("[]'").endswith(_ARTICLES)
    ]
    said += [element.get("content") for element in tree.xpath(_META)]
    stamp = next((one for one in said if isinstance(one, str) and _believed(one)), None)
    # Scripts hold dates of anything, and what stands aside those of other stories.
    page = deepcopy(tree)
    for element in list(page.iter("script", "aside")):
        element.drop_tree()
    day = _believed(find_date(page, url=url, **_OPTIONS) or stamp or "")
    addresses = [url or "", *tree.xpath("//head/link[@rel='canonical']/@href")]
    certain = stamp is not None or (day is not None and any(f"{day:%Y/%m/%d}" in each for each in addresses))
    return Stated(stamp, day, certain or bool(tree.xpath(_MICRODATA)))


def published_day(
    lines: Sequence[Line], story: Sequence[int], stated: Stated, *, title: str | None, language: str | None
) -> date | None:
    """Return the day of publication: the one that readers see at the heading, else that of the data."""
    first, last = (story[0], story[-1]) if story else (len(lines), len(lines))
    headings = [n for n in range(first) if is_heading(lines[n], title)]
    seen: list[date] = []
    if headings:
        heading = headings[-1]
        inside = frozenset(story[1:])  # once may be a sentence that sums the story up, with the date below it
        below = takewhile(lambda n: n not in inside, range(heading + 1, heading + 1 + _LINES_AT_HEADING))
        # Farther above is the head of the page, where a date is today's.
        above = range(heading - 1, heading - 1 - _RIGHT_ABOVE, -1)
        seen = _days(lines, below, language, asides=True) or _days(lines, above, language)
    elif not stated.certain:
        seen = _days(lines, range(first - 1, first - 1 - _LINES_AT_HEADING, -1), language)
    if not seen and stated.certain:
        return stated.day
    if not seen and story:
        begins, ends = range(first, first + _LINES_AT_STORY), range(last - 1, last + _LINES_AT_STORY)
        seen = (_days(lines, begins, language) or _days(lines, ends, language))[:1]
    stamped = _believed(stated.stamp or "")
    if not seen or stated.day in seen:
        return stated.day
    # Dates of other stories, and what was written years before: nobody sees a story before it is published, but for
    # readers west of Greenwich, who see the day before.
    if stamped is not None and seen[0] < stamped:
        return west if (west := _west_of_greenwich(stated.stamp or "")) in seen else stamped
    return min(day for day in seen if day > seen[0] - _WEEKS)


def _days(
    lines: Sequence[Line], numbers: Iterable[int], language: str | None, *, asides: bool = False
) -> list[date]:
    """Return the days in the first short lines that hold some; a sentence that does is about something else."""
    places = (lines[n] for n in numbers if 0 <= n < len(lines) and (asides or not _is_aside(lines[n])))
    dated = (days for line in places if (days := _days_of(line, language)))
    return [day for days in islice(dated, _DATED_LINES) for day in days]


def _days_of(line: Line, language: str | None) -> list[date]:
    if stamped := [day for stamp in line.stamps for day in days_in(stamp, language)]:
        return stamped
    is_long = len(line.text) > _LONGEST_LINE or line.text.endswith((".", "!", "?"))
    return [] if is_long or not _YEAR.search(line.text) else list(days_in(line.text, language))


def _is_aside(line: Line) -> bool:
    return line.element.tag == "aside" or next(line.element.iterancestors("aside"), None) is not None


def _believed(stamp: str) -> date | None:
    """Return the day of a stamp; none for a day to come, and for the one that stands for no day in many systems."""
    day = next(days_in(stamp, None), None)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day is not None and day != _EPOCH and day <= tomorrow else None


def _west_of_greenwich(stamp: str) -> date | None:
    """Return the day that clocks half a day behind showed; none for a stamp of any other place than Greenwich."""
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return None if when.utcoffset() else (when - timedelta(hours=12)).date()
