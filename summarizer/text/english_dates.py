"""The days that the words of an English text mean."""

import re
from datetime import date

from summarizer.text.date_rules import RULES, UNKNOWN, Days


def resolve_english(words: str, published: date | None, *, future: bool = False) -> Days:
    """Return the first and last day that `words` mean, read in an article published on `published`.

    Relative times ("on Saturday", "last month") need `published`; a weekday or month without a year is the last one
    up to then, or with `future` the next one. An open side ("since 2013", "by Friday") is None, and both are None for
    words that are no time, mean no day of the calendar, or leave open which one they mean.
    """
    parts = words.casefold().replace(",", " ").replace("\u2013", "-").strip(" .;:").split()
    bound = ""
    while parts and (parts[0] in _PEELED or parts[0] in _BOUNDS):
        bound = bound or (parts[0] if parts[0] in _BOUNDS else "")
        future = future or parts[0] == "by"
        parts = parts[1:]
    if not parts:
        return UNKNOWN
    plain = " ".join(parts).replace("mid-", "")
    days = UNKNOWN
    for pattern, rule in RULES:
        found = pattern.fullmatch(plain)
        if found:
            try:
                days = rule(found, published, future)
            except (ValueError, OverflowError):
                return UNKNOWN  # "31 June", "9999 years ago"
            break
    else:
        days = _written_out(words)
    return _bounded(days, bound, published)


def _bounded(days: Days, bound: str, published: date | None) -> Days:
    first, last = days
    if first is None or last is None or not bound:
        return days
    if bound == "from" and first.year < last.year:
        return days  # "from 2003 to 2011"
    if bound in ("since", "from"):
        return (first, published) if bound == "since" and published and published >= first else (first, None)
    if bound in ("until", "till", "by"):
        return None, last
    return UNKNOWN  # "before" and "after" say when it was not


_PEELED = frozenset("on in during over at the early late earlier later mid about nearly almost".split())
_BOUNDS = frozenset(("since", "until", "till", "by", "from", "before", "after"))


def _written_out(words: str) -> Days:
    """Ask dateparser for a whole date in a form of its own ("2014/06/05", "Thu Jun 5 14:00:00 2014")."""
    if len(words) > _LONGEST_DATE or not re.search(r"\b\d{4}\b", words):
        return UNKNOWN
    numeric = re.fullmatch(r"\D*(\d\d?)[/.-](\d\d?)[/.-]\d{4}\D*", words)
    if (
        numeric
        and int(numeric[1]) <= len(_CALENDAR)
        and int(numeric[2]) <= len(_CALENDAR)
        and numeric[1] != numeric[2]
    ):
        return UNKNOWN  # 05/06/2014 is May in one country and June in the other
    import dateparser  # slow to load, seldom needed

    found = dateparser.parse(
        words, languages=["en"], settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    )
    return (found.date(), found.date()) if found else UNKNOWN


_CALENDAR = range(12)
_LONGEST_DATE = 40
