"""Numbers and proper names in prose, and whether the article has them."""

import re
from functools import lru_cache

from summarizer.analysis.letters import composed

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_WORD = re.compile(r"\w+")
_SENTENCE_END = ".!?:;"
_OPENING = " \t\n\r“”\"'‘’«»([—–-"

_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands "
    "million millions billion billions".split()
)
# News has few different words, and each is asked about again and again; a giant one is not worth its memory.
_LONGEST_KEPT = 40


def unsupported_numbers(prose: str, cited: str) -> tuple[str, ...]:
    """Return the numbers of the prose, in digits or words, that the cited text does not contain."""
    tokens = _TOKEN.findall(prose)
    stated = _numbers(tokens)
    if not any(stated):
        return ()
    known = _numbers_of(cited)
    return tuple(token for token, value in zip(tokens, stated, strict=True) if value and value not in known)


def unsupported_names(prose: str, article: str) -> tuple[str, ...]:
    """Return the capitalised words of the prose that the article does not contain in any case.

    The first word of a sentence is capitalised whatever it is, so it does not count; the words after it do.
    """
    names = _capitalised(composed(prose))
    if not names:
        return ()
    known = _words(article)
    return tuple(name for name in names if not _is_known(name, known))


def _capitalised(prose: str) -> list[str]:
    found = []
    for match in _TOKEN.finditer(prose):
        start = match.start()
        if prose[start].isupper():
            before = prose[:start].rstrip(_OPENING)
            if before and before[-1] not in _SENTENCE_END:
                found.append(match.group())
    return found


def _is_known(name: str, known: frozenset[str]) -> bool:
    folded = name.casefold().replace("’", "'")
    stem = folded.removesuffix("'s")
    parts = _WORD.findall(stem)
    return stem in known or stem.removesuffix("s") in known or all(part in known for part in parts)


# Several claims of a draft cite one sentence.
@lru_cache(maxsize=32)
def _numbers_of(cited: str) -> frozenset[str | None]:
    return frozenset(_numbers(_TOKEN.findall(cited)))


def _numbers(tokens: list[str]) -> list[str | None]:
    """Return each token as numbers are compared, None for other words."""
    return [_number(token) if len(token) <= _LONGEST_KEPT else _read_number(token) for token in tokens]


def _read_number(token: str) -> str | None:
    if token[0].isdigit():
        return token.replace(",", "").rstrip(".")
    folded = token.casefold()
    parts = folded.split("-")
    # "one" counts only inside a compound ("twenty-one"); alone it is mostly a pronoun.
    return (
        folded
        if parts[0] in _NUMBER_WORDS and all(part in _NUMBER_WORDS or part == "one" for part in parts)
        else None
    )


_number = lru_cache(maxsize=8192)(_read_number)


@lru_cache(maxsize=8)
def _words(text: str) -> frozenset[str]:
    # The same article is asked about once for every claim of its brief.
    return frozenset(_WORD.findall(composed(text).casefold()))
