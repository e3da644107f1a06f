"""Numbers and proper names in prose, and whether the article has them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.text.countries import names_of_countries
from summarizer.text.document import Document
from summarizer.text.folding import fold
from summarizer.text.letters import composed
from summarizer.text.numbers import NUMBER_WORDS, SCALES

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Thousands that are set apart by a blank, as in most languages of Europe.
_APART = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3}){1,5}(?![.,]?\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Letters alone: beside a figure ("G20", "F-16") they are a word as well, and numbers have a rule of their own.
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = ".!?:;…。！？؟।"
_OPENING = " \t\n\r“”„\"'‘’«»([—–-¿¡"
_HAN_FIGURES = "〇一二三四五六七八九十"
_HAN_NUMBERS = re.compile(f"[{_HAN_FIGURES}]|[0-9][百千万萬億亿兆]")
# Languages that write every noun with a capital.
_CAPITAL_NOUNS = frozenset({"de", "lb", "nds", "gsw"})
_ACRONYM = 2  # capitals at least
_STEM = 4  # letters that the name of a country and its adjective share
_IDEOGRAPH = "\u3400"

# "one" counts only inside a compound ("twenty-one"); alone it is mostly a pronoun.
_COUNTING = (NUMBER_WORDS.keys() - {"one", "a", "an"}) | SCALES.keys() | {f"{scale}s" for scale in SCALES}


def unsupported_numbers(prose: str, cited: str) -> tuple[str, ...]:
    """Return the numbers of the prose, in digits or English words, that the cited text does not contain."""
    stated = _numbers(prose)
    if not stated:
        return ()
    known = {value for _, value in _numbers(cited)}
    if _HAN_NUMBERS.search(cited):
        # 三人 is 3, 2千 and 1.2万 are told by their figures.
        known.update(str(_HAN_FIGURES.index(sign)) for sign in _HAN_FIGURES if sign in cited)
        known.update(_figures(value) for value in list(known))
        return tuple(token for token, value in stated if value not in known and _figures(value) not in known)
    return tuple(token for token, value in stated if value not in known)


def with_what_it_counts(number: str, prose: str) -> str:
    """Return a number of the prose with the two words behind it, as a name has them ("five Central Asian states")."""
    found = re.search(rf"(?<!\w){re.escape(number)}(?:\s+\S+){{2}}", prose)
    return found.group() if found else ""


def _figures(value: str) -> str:
    return value.replace(".", "").rstrip("0") or value


def _inside_sentences(prose: str, language: str) -> Iterator[str]:
    """Yield the capitalised words that begin no sentence, and tell a name in the language."""
    if prose.islower() or prose.casefold() == prose:
        return
    nouns_too = language in _CAPITAL_NOUNS
    row: list[str] = []
    end = 0
    for match in _TOKEN.finditer(prose):
        start, word = match.start(), match.group()
        if nouns_too and (row and prose[end:start].strip()):
            yield from row[1:]
            row = []
        end = match.end()
        if not prose[start].isupper():
            yield from row[1:]
            row = []
            continue
        before = prose[:start].rstrip(_OPENING)
        inside = before and before[-1] not in _SENTENCE_END
        if not nouns_too:
            if inside:
                yield word
        elif len(word) >= _ACRONYM and word.isupper():
            yield word
        elif inside or row:
            row.append(word)
    yield from row[1:]


# The sentences of an article are cited by one claim after another.
@lru_cache(maxsize=32)
def _numbers(text: str) -> Sequence[tuple[str, str]]:
    """Return the numbers of a text as they are written, each with the form in which numbers are compared."""
    text = _APART.sub(lambda found: "".join(c for c in found.group() if c.isdecimal()), text)
    # Plain words are most of a text, and quickly told from number words.
    perhaps = (word for word in text.split() if not word.isalpha() or word.casefold() in _COUNTING)
    tokens = _TOKEN.findall(" ".join(perhaps))
    return tuple((token, value) for token in tokens if (value := _number(token)))


def _number(token: str) -> str | None:
    if token[0].isdecimal():
        figures = (
            token.replace(",", "").replace(".", "") if _GROUPED.fullmatch(token) else token.replace(",", ".")
        )
        return ".".join(str(int(part)) for part in figures.split("."))
    folded = token.casefold()
    parts = folded.split("-")
    return folded if parts[0] in _COUNTING and _COUNTING.issuperset({*parts} - {"one"}) else None


class Vocabulary:
    """The words of an article in any case and form; each is looked up once."""

    def __init__(self, document: Document) -> None:
        self._language = document.language
        self._names = document.names
        self._folded = composed(document.text).casefold()
        self._words = frozenset(_WORD.findall(self._folded))
        self._known: dict[str, bool] = {}

    def unsupported_names(self, prose: str) -> tuple[str, ...]:
        """Return the proper names of the prose that the article has in no form.

        They are told by the capitals of words inside a sentence; where all nouns have one, by those of acronyms and of
        several such words in a row; and, where capitals do not tell, as the names of countries.
        """
        prose = composed(prose)
        capitalised = [word for word in _inside_sentences(prose, self._language) if not self._has(word)]
        return tuple(dict.fromkeys([*capitalised, *self._foreign_countries(prose)]))

    def _has(self, name: str) -> bool:
        """Tell whether the text has a name, possessives, plurals and endings aside."""
        known = self._known.get(name)
        if known is None:
            parts = _WORD.findall(name.casefold().replace("’", "'").removesuffix("'s"))
            known = self._known[name] = all(map(self._has_word, parts))
        return known

    def _has_word(self, word: str) -> bool:
        return (
            word in self._words
            or (len(word) > 1 and word[-1] == "s" and word[:-1] in self._words)
            or self._names.has_form_of(fold(word))
        )

    def _foreign_countries(self, prose: str) -> list[str]:
        """Return the countries of which the text names nothing, in prose whose capitals do not tell names."""
        cased = prose.lower() != prose.upper()
        if cased and self._language not in _CAPITAL_NOUNS:
            return []
        folded = fold(prose)
        return [
            name
            for name in names_of_countries(self._language)
            if name in folded and name[: 1 if name[0] >= _IDEOGRAPH else _STEM] not in self._folded
        ]
