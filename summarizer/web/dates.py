"""The days that a line names, in words of its language or in figures."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:-(?=\d\d-\d\d)|/|\.\s?|年)(?P<month>\d{1,2})(?:[/-]|\.\s?|月)(?P<day>\d{1,2})(?!\d)"
)
_MONTHS = 12
_EPOCH = date(1970, 1, 1)
# A time may follow at once, where elements part what a reader sees as two words.
_NO_MORE = r"(?!\d(?!\d:\d))"
_NUMBERS = re.compile(rf"(?<!\d)(\d{{1,2}})([./-])\s?(\d{{1,2}})\2\s?((?:19|20)\d\d){_NO_MORE}")
_WORD = r"[^\s\d,.;:|·•/()–—-]{2,20}"
# "3 March 2024", "3rd of March, 2024", "1er mai 2020", "9 شباط/فبراير 2022"; and "Mar. 3, 2024".
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s{{1,3}}(?:de\s|of\s)?"
    rf"(?P<month>{_WORD})(?:/(?P<other>{_WORD}))?\.?,?\s{{1,3}}(?:de\s|del\s)?(?P<year>(?:19|20)\d\d){_NO_MORE}"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_WORD})(?P<other>)\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>(?:19|20)\d\d){_NO_MORE}"
)
# Tried where a page says nothing of its language, or something wrong; to try all that are known takes seconds.
_COMMON_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "ar")


def days_in(text: str, language: str | None) -> Iterator[date]:
    """Yield the days that a line names in full, in words of its language or in figures.

    What may be the day or the month is read as the language has it. English has it both ways: without a region such a
    date is passed over.
    """
    tag = (language or "").lower()
    for found in _YEAR_FIRST.finditer(text):
        yield from _date(int(found["year"]), int(found["month"]), int(found["day"]))
    for found in _NUMBERS.finditer(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        either, dots = tag in {"", "en"}, found[2] == "."
        if either and not dots and day <= _MONTHS and month <= _MONTHS and day != month:
            continue
        if (either and month > _MONTHS) or (tag == "en-us" and not dots):
            day, month = month, day
        yield from _date(year, month, day)
    for found in (*_DAY_FIRST.finditer(text), *_MONTH_FIRST.finditer(text)):
        months = filter(None, (found["month"], found["other"]))
        days = (_in_words(f"{int(found['day'])} {month} {int(found['year'])}", tag) for month in months)
        yield from filter(None, [next(filter(None, days), None)])


def believed_day(stamp: object) -> date | None:
    """Return the day of a stamp in ISO 8601; none for one to come, and for the one that many systems have for none."""
    day = next(days_in(stamp, None), None) if isinstance(stamp, str) else None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day is not None and day != _EPOCH and day <= tomorrow else None


def _in_words(text: str, tag: str) -> date | None:
    from dateparser import parse

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    for languages in ([tag.partition("-")[0]], _COMMON_LANGUAGES):
        with suppress(ValueError):  # a language that is not known
            if found := parse(text, languages=list(languages), settings=settings):
                return date(found.year, found.month, found.day)
    return None


def _date(year: int, month: int, day: int) -> Iterator[date]:
    with suppress(ValueError):
        yield date(year, month, day)
