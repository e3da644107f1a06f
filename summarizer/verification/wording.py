"""Numbers and proper names in prose, and whether the article has them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

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
# So many times an article is searched; for whoever asks more its words are taken apart.
_MOST_SEARCHES = 100


def unsupported_numbers(prose: str, cited: str) -> tuple[str, ...]:
    """Return the numbers of the prose, in digits or words, that the cited text does not contain."""
    tokens = _tokens(prose)
    stated = _numbers(tokens)
    if not any(stated):
        return ()
    known = _numbers_of(cited)
    return tuple(token for token, value in zip(tokens, stated, strict=True) if value and value not in known)


def unsupported_names(prose: str, article: str) -> tuple[str, ...]:
    """Return the capitalised words of the prose that the article does not contain in any case.

    The first word of a sentence is capitalised whatever it is, so it does not count; the words after it do.
    """
    # Most words stand in the article: where the others stand in the prose is looked at for these alone.
    prose = composed(prose)
    known = _vocabulary(article)
    unknown = {token for token in _tokens(prose) if token[0].isupper() and not _is_known(token, known)}
    return tuple(name for name in _inside_sentences(prose) if name in unknown) if unknown else ()


def _inside_sentences(prose: str) -> Iterator[str]:
    """Yield the capitalised words that begin no sentence."""
    for match in _TOKEN.finditer(prose):
        start = match.start()
        if prose[start].isupper():
            before = prose[:start].rstrip(_OPENING)
            if before and before[-1] not in _SENTENCE_END:
                yield match.group()


def _is_known(name: str, known: "_Vocabulary") -> bool:
    folded = name.casefold().replace("’", "'")
    stem = folded.removesuffix("'s")
    parts = _WORD.findall(stem)
    if parts == [stem]:
        return stem in known or (len(stem) > 1 and stem[-1] == "s" and stem[:-1] in known)
    return all(part in known for part in parts)


# Several claims of a draft cite one sentence.
@lru_cache(maxsize=32)
def _numbers_of(cited: str) -> frozenset[str | None]:
    return frozenset(_numbers(_TOKEN.findall(cited)))


# The rules ask of one piece of prose after another.
@lru_cache(maxsize=4)
def _tokens(prose: str) -> Sequence[str]:
    return tuple(_TOKEN.findall(prose))


def _numbers(tokens: Sequence[str]) -> list[str | None]:
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


class _Vocabulary:
    """The words of a text in any case; a few of them are told without taking the text apart."""

    def __init__(self, text: str) -> None:
        self._text = composed(text).casefold()
        self._searches = 0

    def __contains__(self, word: str) -> bool:
        at = -1
        while self._searches < _MOST_SEARCHES:
            self._searches += 1
            at = self._text.find(word, at + 1)
            if at < 0:
                return False
            end = at + len(word)
            if not _goes_on(self._text[at - 1 : at]) and not _goes_on(self._text[end : end + 1]):
                return True
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"


# The same article is asked about once for every claim of its brief.
_vocabulary = lru_cache(maxsize=8)(_Vocabulary)
