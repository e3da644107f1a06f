"""The days that the words of a text mean: "on Saturday", "двумя днями ранее", "5 June 2014"."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Days = tuple[date | None, date | None]
"""First and last day, an open side None; both None where the words mean no day of the calendar."""

_UNKNOWN: Days = (None, None)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 40
_ASIDE = re.compile(r"[(（].*")
# A preposition or an article that the library does not know in front of a day.
_PARTICLE = re.compile(r"[^\W\d_]{1,2} ")


def resolve_time(words: str, published: date | None, language: str, *, future: bool = False) -> Days:
    """Return the first and last day that `words` mean, read in an article published on `published`.

    Relative times ("on Saturday") need `published`; a day without a year is the last one up to then, or with `future`
    the next one. `language` is an ISO 639 code.
    """
    if _ISO.fullmatch(words.strip()):
        return _day_of_iso(words.strip())
    if language == "en":
        from summarizer.text.english_dates import resolve_english  # other articles do without

        return resolve_english(words, published, future=future)
    plain = _ASIDE.sub("", words).strip()
    if not plain or len(plain) > _LONGEST:
        return _UNKNOWN
    bare = _PARTICLE.sub("", plain, count=1)
    found = _parsed(plain, published, language, future)
    return found if found != _UNKNOWN or bare == plain else _parsed(bare, published, language, future)


def _day_of_iso(words: str) -> Days:
    try:
        day = date.fromisoformat(words)
    except ValueError:  # 2014-02-31
        return _UNKNOWN
    return day, day


def _parsed(words: str, published: date | None, language: str, future: bool) -> Days:
    parser = _parser(language, published, future)
    found = parser.get_date_data(words) if parser else None
    if not found or not found.date_obj or found.period != "day":
        # The library guesses at what else it calls a month or a year.
        return _UNKNOWN
    day = found.date_obj.date()
    return day, day


@lru_cache(maxsize=64)
def _parser(language: str, published: date | None, future: bool) -> "DateDataParser | None":
    from dateparser.date import DateDataParser  # slow to load, seldom needed

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "future" if future else "past"}
    if published:
        settings["RELATIVE_BASE"] = datetime.combine(published, time())
        settings["PARSERS"] = ["relative-time", "absolute-time"]
    else:
        settings["PARSERS"] = ["absolute-time"]
        settings["REQUIRE_PARTS"] = ["day", "month", "year"]
    try:
        parser = DateDataParser(languages=[language], settings=settings)
        parser.get_date_data("1")
    except ValueError:  # a language that it does not know, which it says when it is asked
        return None
    return parser
