"""Times in a text ("on Saturday", "two days ago", "5 June 2014") and the days they mean."""

import re
from datetime import date

from summarizer.text.date_rules import RULES, UNKNOWN, Days
from summarizer.text.numbers import NUMBER_WORDS
from summarizer.text.spans import Span

_LONGEST = 20_000  # characters of a stretch that are read: an event is told in a sentence or two

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)"
_ORDINAL = r"[0-3]?\d(?:st|nd|rd|th)?"
_WHICH_YEAR = rf"(?:,? {_YEAR}|(?: of)? (?:last|this|next) year)"
_COUNT = rf"(?:\d{{1,3}}|a couple of|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_PERIOD = r"(?:week|month|year|weekend|spring|summer|autumn|fall|night)"

_PART_OF = r"(?:(?:early|late|mid)[ -])?"
_LEADING = (
    r"(?:(?i:on|in|since|until|till|by|during|before|after|over|at|from|early|late|earlier|later|the"
    r"|about|nearly|almost) ){0,3}+"
)

# Most words begin no time: this tells them off before anything else is tried.
_AHEAD = (
    r"\b(?=\d|(?i:on|in|since|until|till|by|during|before|after|over|at|from|early|late|earlier|later|the"
    r"|about|nearly|almost|day|yesterday|today|tomorrow|tonight|this|last|next|past|previous|coming|mid|between)\b"
    rf"|(?i:{_COUNT}) (?:day|week|month|year|decade)|{_WEEKDAY}|{_MONTH})"
)
_TIME = re.compile(
    _AHEAD
    + r"(?:"
    + _LEADING
    + r"(?:"
    + "|".join(
        (
            r"\d{4}-\d\d-\d\d",
            rf"(?:{_WEEKDAY},? )?{_ORDINAL}(?:(?:-|–| to | and ){_ORDINAL})?(?: of)? "
            rf"{_MONTH}\b{_WHICH_YEAR}?",
            rf"(?:{_WEEKDAY},? )?{_MONTH} {_ORDINAL}(?![\d,]\d)\b{_WHICH_YEAR}?",
            rf"(?:(?i:last|next|this) )?{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?",
            rf"(?:mid-? ?)?{_MONTH}{_WHICH_YEAR}",
            r"(?i:day before yesterday|day after tomorrow)",
            r"(?i:yesterday|today|tomorrow|tonight)(?: (?:morning|afternoon|evening|night))?",
            r"(?i:this) (?:morning|afternoon|evening)",
            rf"(?i:{_COUNT}) (?:day|week|month|year|decade)s?(?: ago| earlier)",
            rf"(?i:last|this|next|past|previous|coming) (?:{_COUNT} )?{_PERIOD}s?",
        )
    )
    + ")|"
    + "|".join(
        (
            rf"(?i:in|since|until|till|by|during|from|last|next|this|early|late|mid)[ -]{_PART_OF}"
            rf"{_MONTH}\b(?! \d)",
            rf"(?i:in|since|until|till|by|during|from|before|after) {_PART_OF}{_YEAR}"
            rf"(?:(?: to | until |-|–){_YEAR})?",
            rf"(?i:between) {_YEAR} and {_YEAR}",
            r"(?i:in|during|since) the " + _PART_OF + r"(?:1[5-9]|20)\d0s",
            r"(?i:at|over) the weekend",
        )
    )
    + r")(?![^\W_])"
)


def find_times(text: str, span: Span) -> tuple[Span, ...]:
    """Return the time expressions inside `span` as the text words them, prepositions included, in order."""
    stretch = text[span.start : min(span.end, span.start + _LONGEST)]
    if "\n" in stretch or "\u00a0" in stretch:
        # One character for one, so that offsets stay true.
        stretch = stretch.replace("\n", " ").replace("\u00a0", " ")
    return tuple(
        Span(span.start + found.start(), span.start + found.end()) for found in _TIME.finditer(stretch)
    )


def resolve_time(words: str, published: date | None, *, future: bool = False) -> Days:
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


_PEELED = frozenset(
    (
        "on",
        "in",
        "during",
        "over",
        "at",
        "the",
        "early",
        "late",
        "earlier",
        "later",
        "mid",
        "about",
        "nearly",
        "almost",
    )
)
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
