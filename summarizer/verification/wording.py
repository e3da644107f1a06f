"""Numbers and proper names in prose, and whether the article has them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from summarizer.text.letters import composed

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Letters alone: beside a figure ("G20", "F-16") they are a word as well, and numbers have a rule of their own.
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = ".!?:;"
_OPENING = " \t\n\r“”\"'‘’«»([—–-"

_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands "
    "million millions billion billions".split()
)
# So many times an article is searched; for whoever asks more its words are taken apart.
_MOST_SEARCHES = 100


def unsupported_numbers(prose: str, cited: str) -> tuple[str, ...]:
    """Return the numbers of the prose, in digits or words, that the cited text does not contain."""
    stated = _numbers(prose)
    known = {value for _, value in _numbers(cited)} if stated else ()
    return tuple(token for token, value in stated if value not in known)


def unsupported_names(prose: str, article: str) -> tuple[str, ...]:
    """Return the capitalised words of the prose that the article does not contain in any case.

    The first word of a sentence is capitalised whatever it is, so it does not count; the words after it do.
    """
    # Most words stand in the article: where the others stand in the prose is looked at for these alone.
    prose = composed(prose)
    known = _vocabulary(article)
    capitalised = _TOKEN.findall(" ".join(word for word in prose.split() if not word.islower()))
    unknown = {token for token in capitalised if token[0].isupper() and token not in known}
    return tuple(name for name in _inside_sentences(prose) if name in unknown) if unknown else ()


def _inside_sentences(prose: str) -> Iterator[str]:
    """Yield the capitalised words that begin no sentence."""
    for match in _TOKEN.finditer(prose):
        start = match.start()
        if prose[start].isupper():
            before = prose[:start].rstrip(_OPENING)
            if before and before[-1] not in _SENTENCE_END:
                yield match.group()


# The sentences of an article are cited by one claim after another.
@lru_cache(maxsize=32)
def _numbers(text: str) -> Sequence[tuple[str, str]]:
    """Return the numbers of a text as they are written, each with the form in which numbers are compared."""
    # Plain words are most of a text, and quickly told from number words.
    perhaps = (word for word in text.split() if not word.isalpha() or word.casefold() in _NUMBER_WORDS)
    tokens = _TOKEN.findall(" ".join(perhaps))
    return tuple((token, value) for token in tokens if (value := _number(token)))


def _number(token: str) -> str | None:
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


class _Vocabulary:
    """The words of a text in any case; a few of them are told without taking the text apart."""

    def __init__(self, text: str) -> None:
        self._text = composed(text)
        self._searches = 0
        self._names: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        """Tell whether the text has a name, possessives and plurals aside; one claim after another has the same."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self._stands(name, self._text) or self._has_parts(name)
        return known

    def _has_parts(self, name: str) -> bool:
        stem = name.casefold().replace("’", "'").removesuffix("'s")
        parts = _WORD.findall(stem)
        if parts == [stem]:
            return self._has_word(stem) or (len(stem) > 1 and stem[-1] == "s" and self._has_word(stem[:-1]))
        return all(map(self._has_word, parts))

    def _has_word(self, word: str) -> bool:
        return self._stands(word, self._folded) or (self._searches >= _MOST_SEARCHES and word in self._words)

    def _stands(self, word: str, text: str) -> bool:
        """Tell whether a text has the word by itself, as far as may be searched."""
        at = -1
        while self._searches < _MOST_SEARCHES:
            self._searches += 1
            at = text.find(word, at + 1)
            if at < 0:
                return False
            end = at + len(word)
            if not _goes_on(text[at - 1 : at]) and not _goes_on(text[end : end + 1]):
                return True
        return False

    @cached_property
    def _folded(self) -> str:
        return self._text.casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._folded))


def _goes_on(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


# The same article is asked about once for every claim of its brief.
_vocabulary = lru_cache(maxsize=8)(_Vocabulary)
