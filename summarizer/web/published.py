"""The day on which a page was published: what its readers see at the heading, and what its data say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice, takewhile
from typing import Any, NamedTuple

from summarizer.web.dates import days_in
from summarizer.web.lines import Line, same_title

# As "2024-08-14T01:15:00Z": a time of Greenwich, whatever the clocks showed where the page was written.
_UTC = re.compile(r"\d{4}-\d\d-\d\dT(?P<hour>\d\d)[:.\d]{0,15}(?:Z|[+-]00:?00)")
_NOON = 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_LINE = 120
# Of the lines at a heading: a date stands close to it, and a change beside it.
_LINES_AT_HEADING = 25
_LINES_READ = 8
_DATED_LINES = 3
_CLOSE = 6
_RIGHT_ABOVE = 2
# A change follows what is changed within weeks; an earlier date beside a date is of something else.
_WEEKS = timedelta(days=31)
_EPOCH = date(1970, 1, 1)
_ARTICLES = (
    "Article",
    "Posting",
    "Report",
    "WebPage",
)  # ends of the names of schema.org for what is published
_MICRODATA = "//*[@itemprop='datePublished' or @property='datePublished']"
_META = "//head/meta[@property='article:published_time']"


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
        item["datePublished"]
        for item in linked
        if "datePublished" in item and _type(item).endswith(_ARTICLES)
    ]
    said += [element.get("content", "") for element in tree.xpath(_META)]
    stamp = next((one for one in said if isinstance(one, str) and _believed(one)), None)
    options: Any = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d", "url": url}
    # Scripts hold dates of anything, and what stands aside those of other stories.
    page = deepcopy(tree)
    for element in list(page.iter("script", "aside")):
        element.drop_tree()
    found = find_date(page, **options)
    certain = stamp is not None or bool(tree.xpath(_MICRODATA))
    if not certain:
        head = deepcopy(tree)
        for element in head.xpath("//body | //script"):
            element.clear()
        certain = find_date(head, **options) is not None
    day = _believed(found) if found else None
    return Stated(stamp, day or (_believed(stamp) if stamp else None), certain)


def published_day(
    lines: Sequence[Line], story: Sequence[int], stated: Stated, *, title: str | None, language: str | None
) -> date | None:
    """Return the day of publication: the one that readers see at the heading, else that of the data."""
    headings = [n for n in range(story[0] if story else len(lines)) if same_title(lines[n].text, title)]
    if seen := _seen(lines, story, headings, language):
        if stated.day in seen:
            return stated.day
        # Dates of other stories, and what was written years before: nobody sees a story before it is published, but
        # for readers west of Greenwich, who see the day before.
        stamped = _believed(stated.stamp) if stated.stamp else None
        if stamped is None or seen[0] >= stamped:
            return _earliest(seen)
        utc = _UTC.fullmatch(stated.stamp or "")
        if utc and int(utc["hour"]) < _NOON and stamped - timedelta(days=1) in seen:
            return stamped - timedelta(days=1)
        return stamped
    if stated.certain:
        return stated.day
    return next(iter(_near(lines, story, headings, language)), stated.day)


def _earliest(seen: Sequence[date]) -> date:
    return min(day for day in seen if day > seen[0] - _WEEKS)


def _seen(
    lines: Sequence[Line], story: Sequence[int], headings: Sequence[int], language: str | None
) -> list[date]:
    """Return the days in the lines at the heading that is closest to the story, the best place first."""
    if not headings:
        start = story[0] if story else 0
        return _days((lines[n] for n in range(start - 1, max(-1, start - _LINES_AT_HEADING), -1)), language)
    heading = headings[-1]
    inside = frozenset(story[1:])  # once may be a sentence that sums the story up, with the date below it
    below = range(heading + 1, min(len(lines), heading + 1 + _LINES_AT_HEADING))
    if days := _days((lines[n] for n in takewhile(lambda n: n not in inside, below)), language):
        return days
    # A date above the heading is its own right above it, or in one box with it; in the head of the page it is today's.
    above = lines[max(0, heading - _LINES_AT_HEADING) : heading]
    box = lines[heading].element.getparent()
    boxed = [
        line
        for k, line in enumerate(above)
        if (k >= len(above) - _RIGHT_ABOVE and not _is_aside(line))
        or (
            box is not None
            and box.tag != "body"
            and (box is line.element or box in line.element.iterancestors())
        )
    ]
    return _days(reversed(boxed), language)


def _near(
    lines: Sequence[Line], story: Sequence[int], headings: Sequence[int], language: str | None
) -> list[date]:
    """Return the days where some pages have theirs: below another heading, and where the story begins and ends."""
    if not story:
        return []
    places = [*(range(n + 1, n + 1 + _CLOSE) for n in headings[:-1])]
    places += [range(story[0], story[0] + _CLOSE), range(story[-1] - 1, story[-1] + _CLOSE)]
    found = ([lines[n] for n in place if n < len(lines) and not _is_aside(lines[n])] for place in places)
    return [day for place in found for day in _days(place, language)]


def _days(lines: Iterable[Line], language: str | None) -> list[date]:
    """Return the days in the first short lines that hold some; a sentence that does is about something else."""
    short = (line for line in lines if line.stamps or _may_date(line.text))
    dated = (days for line in islice(short, _LINES_READ) if (days := list(_days_of(line, language))))
    return list(chain.from_iterable(islice(dated, _DATED_LINES)))


def _is_aside(line: Line) -> bool:
    return line.element.tag == "aside" or next(line.element.iterancestors("aside"), None) is not None


def _may_date(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LINE and not text.endswith((".", "!", "?")) and _YEAR.search(text) is not None
    )


def _days_of(line: Line, language: str | None) -> Iterator[date]:
    stamped = [day for stamp in line.stamps for day in days_in(stamp, language)]
    yield from stamped or days_in(line.text, language)


def _believed(stamp: str) -> date | None:
    """Return the day of a stamp; none for a day to come, and for the one that stands for no day in many systems."""
    day = next(days_in(stamp, None), None)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day is not None and day != _EPOCH and day <= tomorrow else None


def _type(item: dict[str, Any]) -> str:
    said = item.get("@type")
    return str(said[-1] if isinstance(said, list) and said else said)
