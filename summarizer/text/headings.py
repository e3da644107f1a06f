"""What stands before a story and is no part of it: the line that is its title, and the dateline."""

import re
from collections.abc import Sequence

from summarizer.text.lines import one_line
from summarizer.text.spans import Sentence

_FEWEST_WORDS, _LONGEST_TITLE = 4, 140
_NO_TITLE_ENDS = (".", ":", ";", ",", "…", "-", "–", "—")
_CLOSING = "”’\"'»“)"
_BYLINE = re.compile(r"(?:by|from|updated|published|last modified|photograph)\b", re.IGNORECASE)

_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
_AGENCY = r"\([A-Z][^()\n]{1,40}\)"
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,20}(?: [A-ZÀ-Þ.'’-]{1,20}){0,3}"
_NAME = r"[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,3}"
# "LUTZ, Freedonia, 12 March (Agency) - "; a city that is not in capitals needs a day or an agency beside it.
_DATELINE = re.compile(
    rf"(?:{_CITY}(?:, {_NAME}){{0,2}}(?:,? {_DAY})?(?: {_AGENCY})?"
    rf"|{_NAME}(?:, {_NAME}){{0,2}}(?:,? {_DAY} {_AGENCY}|,? {_DAY}| {_AGENCY})"
    rf"|{_DAY}(?: {_AGENCY})?|{_AGENCY})"
    r" ?(?:--|[-–—―]) (?=[\"“‘«„']?[A-ZÀ-Þ])"
)


def title_line(text: str, sentences: Sequence[Sentence]) -> Sentence | None:
    """Return the first line of an article that is its title: short, without a full stop, with a story below."""
    if len(sentences) < 2 or sentences[0].paragraph == sentences[1].paragraph:
        return None
    first, second = sentences[0], sentences[1]
    words = one_line(first.of(text))
    if (
        len(words) > _LONGEST_TITLE
        or len(words.split()) < _FEWEST_WORDS
        or words.rstrip(_CLOSING).endswith(_NO_TITLE_ENDS)
        or words[0].islower()
        or _BYLINE.match(words)
        or text[second.start].islower()
    ):
        return None
    return first


def without_dateline(words: str) -> str:
    """Return the words of a story's beginning without the place, day and agency that stand before it."""
    return words[dateline_length(words) :]


def dateline_length(words: str) -> int:
    """Return how many characters of a story's beginning are its dateline, 0 where it has none."""
    dateline = _DATELINE.match(words)
    return dateline.end() if dateline else 0
