"""Comparing words of briefs, gold and article: folding, names, tokens that the article does not contain."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_MARKS = re.compile("[\u2018\u2019\u201c\u201d\"'`]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_BOUNDARY = re.compile(r"\b")
_EDGE = " .,;:!?\u2026-\u2013\u2014"
_CLAIM = re.compile(r"\d[\d,.]*\d|\d|\b[A-Z][\w\u2019'-]+")

# Words that many names share and that tell nobody apart.
_GENERIC = (
    frozenset({"the", "a", "an", "of", "and", "us", "mr", "mrs", "ms"})
    | {"president", "prime", "minister", "foreign", "secretary", "state", "leader", "general"}
    | {"official", "spokesman", "spokeswoman", "government"}
)


def fold(text: str) -> str:
    """Reduce a text to what counts in comparison: no case, no quotation marks, single spaces, bare edges."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _SPACE.sub(" ", text).strip(_EDGE)


def same_name(found: Iterable[str], accepted: Sequence[str]) -> bool:
    """Tell whether a name found is one accepted: equal, one within the other, or with the same last word."""
    return any(_alike(name, other) for name in found for other in accepted)


def unsupported(texts: Iterable[str], article: str) -> list[str]:
    """Return the numbers and capitalised words of the texts that the article does not contain.

    A word that opens a sentence is capital anyway and is not counted. A proxy for invention, not a proof.
    """
    flat = fold(article)
    known = frozenset(_WORD.findall(flat))

    def stands(token: str) -> bool:
        word = fold(token)
        if word not in known and _within(word, flat):
            return True  # as it is written, with its separators: "2,000"
        word = word if word in known else word.removesuffix("s")
        return word in known or f"{word}s" in known or any(part in known for part in word.split("-"))

    return [token for text in texts for token in _claims(text) if not stands(token)]


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> bool:
    one, other = fold(one), fold(other)
    if not one or not other:
        return False
    if _within(other, one) or _within(one, other):
        return True
    last_of_one, last_of_other = _last_word(one), _last_word(other)
    return last_of_one is not None and last_of_one == last_of_other


def _within(part: str, whole: str) -> bool:
    """Tell whether the part is the whole, or stands in it between word boundaries."""
    start = whole.find(part)
    while start >= 0 and part != whole:
        if _BOUNDARY.match(whole, start) and _BOUNDARY.match(whole, start + len(part)):
            return True
        start = whole.find(part, start + 1)
    return part == whole


def _last_word(name: str) -> str | None:
    words = [word for word in _WORD.findall(name) if word not in _GENERIC]
    return words[-1] if words else None


def _claims(text: str) -> Iterator[str]:
    for match in _CLAIM.finditer(text):
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        if match.group()[0].isdigit() or (start and text[start - 1] not in ".!?:"):
            yield match.group()
