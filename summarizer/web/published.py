"""The day on which a page was published: what its readers see at the heading, and what its data say."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from summarizer.web.dates import believed_day, days_in
from summarizer.web.lines import Line, is_heading
from summarizer.web.metadata import Metadata

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_LINE = 120
# A date stands within so many lines of the heading, or right above it; a change stands beside it.
_LINES_AT_HEADING, _RIGHT_ABOVE, _DATED_LINES = 25, 2, 2
# Where no line at the heading has one: so many lines where the story begins and ends.
_LINES_AT_STORY = 9
# A change follows what is changed within weeks; an earlier date beside a date is of something else.
_WEEKS = timedelta(days=31)
_MICRODATA = "//*[@itemprop='datePublished' or @property='datePublished']"
_OPTIONS: Any = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def published_day(tree: Any, lines: Sequence[Line], story: Sequence[int], about: Metadata) -> date | None:
    """Return the day of publication: the one that readers see at the heading, else that of the data.

    `tree` is the page without what is hidden; it is changed.
    """
    language, stamped = about.language, believed_day(about.stamp)
    first, last = (story[0], story[-1]) if story else (len(lines), len(lines))
    headings = [n for n in range(first) if is_heading(lines[n], about.title)]
    seen: list[date] = []
    if headings:
        heading = headings[-1]
        inside = frozenset(story[1:])  # once may be a sentence that sums the story up, with the date below it
        below = takewhile(lambda n: n not in inside, range(heading + 1, heading + 1 + _LINES_AT_HEADING))
        # Farther above is the head of the page, where a date is today's.
        above = range(heading - 1, heading - 1 - _RIGHT_ABOVE, -1)
        seen = _days(lines, below, language) or _days(lines, above, language)
    elif stamped is None:
        seen = _days(lines, range(first - 1, first - 1 - _LINES_AT_HEADING, -1), language)
    stated, certain = _stated(tree, about)
    if not seen and not certain and story:
        begins, ends = range(first, first + _LINES_AT_STORY), range(last - 1, last + _LINES_AT_STORY)
        seen = (_days(lines, begins, language) or _days(lines, ends, language))[:1]
    if not seen or stated in seen:
        return stated
    # Dates of other stories, and what was written years before: nobody sees a story before it is published, but for
    # readers west of Greenwich, who see the day before.
    if stamped is not None and seen[0] < stamped:
        return west if (west := _west_of_greenwich(about.stamp)) in seen else stamped
    return min(day for day in seen if day > seen[0] - _WEEKS)


def _stated(tree: Any, about: Metadata) -> tuple[date | None, bool]:
    """Return the day that is found in the data or anywhere on the page, and whether data have one."""
    from htmldate import find_date

    certain = about.stamp is not None or bool(tree.xpath(_MICRODATA))
    for aside in list(tree.iter("aside")):  # other stories have their days there
        aside.drop_tree()
    day = believed_day(find_date(tree, url=about.url, **_OPTIONS) or about.stamp)
    return day, certain or (day is not None and f"{day:%Y/%m/%d}" in (about.url or ""))


def _days(lines: Sequence[Line], numbers: Iterable[int], language: str | None) -> list[date]:
    """Return the days in the first short lines that hold some; a sentence that does is about something else."""
    places = (lines[n] for n in numbers if 0 <= n < len(lines))
    dated = (days for line in places if (days := _days_of(line, language)))
    return [day for days in islice(dated, _DATED_LINES) for day in days]


def _days_of(line: Line, language: str | None) -> list[date]:
    if stamped := [day for stamp in line.stamps for day in days_in(stamp, language)]:
        return stamped
    is_long = len(line.text) > _LONGEST_LINE or line.text.endswith((".", "!", "?"))
    return [] if is_long or not _YEAR.search(line.text) else list(days_in(line.text, language))


def _west_of_greenwich(stamp: str | None) -> date | None:
    """Return the day that clocks half a day behind showed; none for a stamp of any other place than Greenwich."""
    try:
        when = datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return None if when.utcoffset() else (when - timedelta(hours=12)).date()
