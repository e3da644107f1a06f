"""Times in an English text ("on Saturday", "two days ago", "5 June 2014")."""

import re

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
