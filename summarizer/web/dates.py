"""The days that a line names, in words of its language or in figures."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/|\.\s?|年)(?P<month>\d{1,2})(?:/|\.\s?|月)(?P<day>\d{1,2})(?!\d)"
)
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
