"""What each form of a time means: one rule a form, each with the pattern of its words in lower case."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from summarizer.text.numbers import NUMBER_WORDS

Days = tuple[date | None, date | None]
Rule = Callable[[re.Match[str], date | None, bool], Days]
UNKNOWN: Days = (None, None)
_DAY = timedelta(days=1)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8}
_MONTHS |= {
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
}
_MONTHS |= {"jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def _span_of_month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _span_of_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _iso(found: re.Match[str], _: date | None, __: bool) -> Days:
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return day, day


def _year_of(found: re.Match[str], published: date | None) -> int | None:
    """Return the year that is written behind a day or month, "last year" included."""
    if found["year"]:
        return int(found["year"])
    if found["which"] and published:
        return published.year + {"last": -1, "this": 0, "next": 1}[found["which"]]
    return None


def _day_of_month(found: re.Match[str], published: date | None, future: bool) -> Days:
    month = _MONTHS[found["month"].rstrip(".")]
    first = int(found["day"])
    last = int(found["until"]) if "until" in found.groupdict() and found["until"] else first
    year = _year_of(found, published)
    if year is None:
        if published is None or found["which"]:
            return UNKNOWN
        # Without a year the nearest such day is meant, and rather a day that has been: a paper reports.
        years = [published.year + step for step in (-1, 0, 1)]
        days = [date(year, month, first) for year in years if first <= monthrange(year, month)[1]]
        if future:
            days = [day for day in days if day >= published]
        if not days:
            return UNKNOWN
        year = min(days, key=lambda day: (day - published) * 3 if day > published else published - day).year
    start, end = date(year, month, first), date(year, month, last)
    return (start, end) if start <= end else UNKNOWN


def _month(found: re.Match[str], published: date | None, future: bool) -> Days:
    month = _MONTHS[found["month"].rstrip(".")]
    year = _year_of(found, published)
    if year is None:
        if published is None or found["which"]:
            return UNKNOWN
        year = published.year
        if (future or found["near"] == "next") and month < published.month:
            year += 1
        elif not future and found["near"] != "next" and month > published.month:
            year -= 1
    return _span_of_month(year, month)


def _weekday(found: re.Match[str], published: date | None, future: bool) -> Days:
    if published is None:
        return UNKNOWN
    ahead = (_WEEKDAYS.index(found["weekday"]) - published.weekday()) % 7
    match found["near"]:
        case "next":
            ahead = ahead or 7
        case "last":
            ahead = (ahead - 7) or -7
        case "this":
            pass
        case _:
            ahead = ahead if future or ahead == 0 else ahead - 7
    day = published + ahead * _DAY
    return day, day


def _near_day(found: re.Match[str], published: date | None, _: bool) -> Days:
    if published is None:
        return UNKNOWN
    word = found["word"]
    step = {
        "yesterday": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
        "last night": -1,
    }
    day = published + step.get(word, 0) * _DAY
    return day, day


def _ago(found: re.Match[str], published: date | None, _: bool) -> Days:
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS.get(found["count"])
    if published is None or count is None:
        return UNKNOWN
    match found["unit"]:
        case "day":
            day = published - count * _DAY
            return day, day
        case "week":
            return _week(published - 7 * count * _DAY)
        case "month":
            return _span_of_month(*_months_on(published, -count))
        case _:
            return _span_of_year(published.year - count)


def _week(day: date) -> Days:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _months_on(day: date, step: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + step
    return total // 12, total % 12 + 1


def _period(found: re.Match[str], published: date | None, future: bool) -> Days:
    if published is None:
        return UNKNOWN
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[
        found["near"] or "this"
    ]
    match found["unit"]:
        case "week":
            return _week(published + 7 * step * _DAY)
        case "month":
            return _span_of_month(*_months_on(published, step))
        case "year":
            return _span_of_year(published.year + step)
        case "night":
            day = published + min(step, 0) * _DAY
            return day, day
        case "weekend":
            return _weekend(published, step, future)
        case season:
            year = published.year + step
            return date(year, _SEASONS[season], 1), _span_of_month(year, _SEASONS[season] + 2)[1]


def _weekend(published: date, step: int, future: bool) -> Days:
    saturday = published - ((published.weekday() - 5) % 7) * _DAY
    if step > 0 or future:
        saturday += 7 * _DAY
    elif step < 0 and published.weekday() >= 5:
        saturday -= 7 * _DAY  # "last weekend", written on a weekend, is the one before
    return saturday, saturday + _DAY


def _stretch(found: re.Match[str], published: date | None, _: bool) -> Days:
    """Read "the past two weeks", which ends on the day of publication; "the next three days" begins then."""
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS.get(found["count"])
    if published is None or count is None or found["unit"] not in ("day", "week", "month", "year"):
        return UNKNOWN
    forward = found["near"] in ("next", "coming")
    sign = 1 if forward else -1
    if found["unit"] in ("day", "week"):
        other = published + sign * count * (7 if found["unit"] == "week" else 1) * _DAY
    else:
        year, month = _months_on(published, sign * count * (12 if found["unit"] == "year" else 1))
        other = date(year, month, min(published.day, monthrange(year, month)[1]))
    return (published, other) if forward else (other, published)


def _years(found: re.Match[str], _: date | None, __: bool) -> Days:
    first = int(found["year"])
    last = int(found["until"] or first)
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else UNKNOWN


def _decade(found: re.Match[str], _: date | None, __: bool) -> Days:
    first = int(found["year"])
    return date(first, 1, 1), date(first + 9, 12, 31)


_COUNTS = NUMBER_WORDS | {"couple of": 2, "a couple of": 2}
_MONTH_WORD = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY_WORD = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_YEAR_WORDS = r"(?: (?P<year>\d{4})| (?:of )?(?P<which>last|this|next) year)?"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
        (
            rf"(?:[a-z]{{1,9}}day )?(?P<day>\d\d?)(?:st|nd|rd|th)?"
            r"(?:(?:-| to | and )(?P<until>\d\d?)(?:st|nd|rd|th)?)?(?: of)? "
            rf"{_MONTH_WORD}{_YEAR_WORDS}",
            _day_of_month,
        ),
        (rf"(?:[a-z]{{1,9}}day )?{_MONTH_WORD} (?P<day>\d\d?)(?:st|nd|rd|th)?{_YEAR_WORDS}", _day_of_month),
        (rf"(?:(?P<near>last|next|this) )?{_MONTH_WORD}{_YEAR_WORDS}", _month),
        (rf"(?:(?P<near>last|next|this) )?{_WEEKDAY_WORD}{_TIME_OF_DAY}", _weekday),
        (
            rf"(?P<word>day before yesterday|day after tomorrow|yesterday|today|tomorrow){_TIME_OF_DAY}",
            _near_day,
        ),
        (r"(?P<word>tonight|last night|this morning|this afternoon|this evening)", _near_day),
        (rf"(?P<count>\d{{1,3}}|[a-z]{{1,20}}(?: couple of)?|couple of) {_UNIT} ago", _ago),
        (
            r"(?P<near>last|this|next|past|previous|coming) "
            r"(?P<unit>week|month|year|weekend|spring|summer|autumn|fall)",
            _period,
        ),
        (r"(?P<near>)(?P<unit>weekend)", _period),
        (rf"(?P<near>last|next|past|previous|coming) (?P<count>\d{{1,3}}|[a-z]{{1,20}}) {_UNIT}", _stretch),
        (r"(?:between )?(?P<year>1[5-9]\d\d|20\d\d)(?:(?: to | until | and |-)(?P<until>\d{4}))?", _years),
        (r"(?P<year>(?:1[5-9]|20)\d0)s", _decade),
    )
)
