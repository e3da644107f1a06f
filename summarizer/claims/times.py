"""Times: the article's words for them, resolved against the day it was published."""

from datetime import date
from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.text.dates import resolve_time
from summarizer.text.document import Document

_HALF_A_YEAR = 183


class When(Grounded):
    """A time as the article words it, with the first and last day it means, where that can be told.

    Without the day on which the article was published, relative times ("on Saturday") stay words.
    """

    fills: ClassVar[str] = "a time in the words of the article"

    text: str
    start: date | None
    end: date | None
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited, *, is_ahead: bool | None = None) -> Self:
        """Return the time; refuses words that neither a cited sentence nor the article has.

        `is_ahead` says whether a day without a year is the next one or the last; None lets the nearer one decide.
        """
        place = cited.find(drafted) or cited.document.find(drafted)
        if place is None:
            raise Ungrounded("the article does not say so")
        words = cited.text_of(place)
        start, end = _days(words, cited.document, is_ahead=is_ahead)
        return cls(text=words, start=start, end=end, evidence=cited.evidence_at(place))


def _days(words: str, document: Document, *, is_ahead: bool | None) -> tuple[date | None, date | None]:
    """Return the days that words mean: the last ones, or the next where these are much nearer ("from 1 March" in
    February)."""
    published = document.article.published
    if is_ahead is not None:
        return resolve_time(words, published, document.language, future=is_ahead)
    last = resolve_time(words, published, document.language)
    coming = resolve_time(words, published, document.language, future=True)
    if published is None or last == coming:
        return last
    before, ahead = last[1] or last[0], coming[0] or coming[1]
    if before is None or ahead is None:
        return last
    is_long_ago = (published - before).days > _HALF_A_YEAR
    return coming if is_long_ago and (ahead - published).days < _HALF_A_YEAR else last
