"""The day on which a page was published: what its data say, else what its readers see at the heading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import chain, islice, takewhile
from typing import Any

from summarizer.web.lines import Line, same_title

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
# As "2024-08-14T01:15:00Z": a time of Greenwich, whatever the clocks showed where the page was written.
_UTC = re.compile(r"\d{4}-\d\d-\d\dT(?P<hour>\d\d)[:.\d]{0,15}(?:Z|[+-]00:?00)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/|\.\s?|年)(?P<month>\d{1,2})(?:/|\.\s?|月)(?P<day>\d{1,2})(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_WORD = r"[^\s\d,.;:|·•/()–—-]{2,20}"
# "3 March 2024", "3rd of March, 2024", "1er mai 2020", "9 شباط/فبراير 2022"; and "Mar. 3, 2024".
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s{{1,3}}(?:de\s|of\s)?"
    rf"(?P<month>{_WORD})(?:/(?P<other>{_WORD}))?\.?,?\s{{1,3}}(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_WORD})(?P<other>)\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>(?:19|20)\d\d)(?!\d)"
)
_LONGEST_LINE = 120
# Of the lines at a heading: a date stands close to it, and a change beside it.
_LINES_AT_HEADING = 25
_LINES_READ = 8
_DATED_LINES = 3
# Tried where a page says nothing of its language, or something wrong; to try all that are known takes seconds.
_COMMON_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "ar")
_ARTICLES = ("Article", "Posting", "Report")  # ends of the names of schema.org for what is published
_MICRODATA = "//*[@itemprop='datePublished' or @property='datePublished']"


def stated_stamp(tree: Any, linked: Sequence[dict[str, Any]], *, url: str | None) -> str | None:
    """Return when the page was published as its data state it, in ISO 8601; the head of the page counts as data."""
    from htmldate import find_date

    for item in linked:
        said = item.get("datePublished")
        if isinstance(said, str) and _ISO.match(said) and str(_type(item)).endswith(_ARTICLES):
            return said
    head = deepcopy(tree)
    for element in head.xpath("//body | //script"):
        element.clear()
    # A date guessed from anywhere on the page is worse than none: "on Saturday" would be resolved against it.
    found = find_date(head, original_date=True, extensive_search=False, outputformat="%Y-%m-%d", url=url)
    if found is None:
        for element in tree.xpath(_MICRODATA)[:1]:
            said = element.get("content") or element.get("datetime") or element.text_content().strip()
            return said if _ISO.match(said) else None
    return found


def published_day(
    lines: Sequence[Line], story: Sequence[int], stamp: str | None, *, title: str | None, language: str | None
) -> date | None:
    """Return the day of publication as the page writes it: that of its stamp, else one that stands at the heading."""
    seen = _days_at_heading(lines, story, title, language)
    if stamp is None or not (found := _ISO.match(stamp)):
        return min(seen, default=None)
    day = _date(found)
    # Readers west of Greenwich see the day before; nobody sees a story a day before it is published.
    utc = _UTC.fullmatch(stamp)
    if day and utc and int(utc["hour"]) < 12 and day not in seen and day - timedelta(days=1) in seen:
        return day - timedelta(days=1)
    return day


def _days_at_heading(
    lines: Sequence[Line], story: Sequence[int], title: str | None, language: str | None
) -> list[date]:
    start = story[0] if story else 0
    heading = max((n for n in range(start or len(lines)) if same_title(lines[n].text, title)), default=None)
    if heading is None:
        return _days((lines[n] for n in range(start - 1, max(-1, start - _LINES_AT_HEADING), -1)), language)
    inside = frozenset(story[1:])  # once may be a sentence that sums the story up, with the date below it
    after = range(heading + 1, min(len(lines), heading + 1 + _LINES_AT_HEADING))
    days = _days((lines[n] for n in takewhile(lambda n: n not in inside, after)), language)
    # A date above the heading is its own where they stand in one box; in the head of the page it is today's.
    box = lines[heading].element.getparent()
    if not days and box is not None and box.tag != "body":
        nearest = lines[max(0, heading - _LINES_AT_HEADING) : heading]
        before = [line for line in nearest if box is line.element or box in line.element.iterancestors()]
        days = _days(reversed(before), language)
    return days


def _days(lines: Iterable[Line], language: str | None) -> list[date]:
    """Return the days in the first short lines that hold some; a sentence that does is about something else."""
    short = (
        line
        for line in lines
        if line.stamps
        or (
            len(line.text) <= _LONGEST_LINE
            and not line.text.endswith((".", "!", "?"))
            and _has_year(line.text)
        )
    )
    dated = (days for line in islice(short, _LINES_READ) if (days := list(_days_of(line, language))))
    return list(chain.from_iterable(islice(dated, _DATED_LINES)))


def _days_of(line: Line, language: str | None) -> Iterator[date]:
    for stamp in line.stamps:
        yield from days_in(stamp, language)
    if not line.stamps:
        yield from days_in(line.text, language)


def _has_year(text: str) -> bool:
    return re.search(r"(?:19|20)\d\d", text) is not None


def days_in(text: str, language: str | None) -> Iterator[date]:
    """Yield the days that a line names in full, in words of its language or in figures.

    What may be the day or the month is read as the language has it. English has it both ways: without a region such a
    date is passed over.
    """
    tag = (language or "").lower()
    for pattern in (_ISO, _YEAR_FIRST):
        for found in pattern.finditer(text):
            if day := _date(found):
                yield day
    for found in _NUMBERS.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        american = found[2] != "." and tag == "en-us"
        if found[2] != "." and tag in {"", "en"} and first <= 12 and second <= 12 and first != second:
            continue
        if american or (tag in {"", "en"} and second > 12):
            first, second = second, first
        with suppress(ValueError):
            yield date(year, second, first)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(text):
            for month in filter(None, (found["month"], found["other"])):
                if day := _in_words(f"{int(found['day'])} {month} {int(found['year'])}", tag):
                    yield day
                    break


def _in_words(text: str, tag: str) -> date | None:
    from dateparser import parse

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    for languages in ([tag.partition("-")[0]], _COMMON_LANGUAGES):
        with suppress(ValueError):  # a language that is not known
            found: datetime | None = parse(text, languages=list(languages), settings=settings)
            if found is not None:
                return found.date()
    return None


def _date(found: "re.Match[str]") -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _type(item: dict[str, Any]) -> object:
    said = item.get("@type")
    return said[-1] if isinstance(said, list) and said else said
