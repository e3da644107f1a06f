"""What the narrator says around the quotations, as tokens in which each quotation is one token."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.analysis.entities import KindQuotation
from summarizer.text.letters import marks_as_letters
from summarizer.text.spans import Sentence, Span

QUOTED = "\x00"
_FILLED = "\x01"
# An article may hold these characters too; there they are blanks, and stand for no quotation.
_UNMARKED = str.maketrans({QUOTED: " ", _FILLED: " "})
_PARENTHESIS = re.compile(r"\([^()\x00]{0,80}\)")
_TOKEN = re.compile(r"\x00\x01*|[^\W_]+(?:['’.&/-][^\W_]+)*(?:['’](?![^\W_]))?|[,;:—–]|--|(?<=\s)-(?=\s)")
_DASHES = frozenset(("--", "–", "-"))


class Token(NamedTuple):
    """A word, a comma, semicolon, colon or dash, or a whole quotation (`low` is then `QUOTED`)."""

    start: int
    end: int
    low: str
    capital: bool

    @property
    def is_word(self) -> bool:
        """Tell whether this is a word, not punctuation and not a quotation."""
        return self.low[0].isalnum()


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """Sentences that no quotation leaves; `quotes` maps the index of a token to that of its quotation.

    `alone` where there are no words of the narrator.
    """

    paragraph: int
    tokens: tuple[Token, ...]
    quotes: dict[int, int]
    alone: bool


class Narration:
    """The passages of a text; scare quotes are words like others, parentheses are left out."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[KindQuotation]) -> None:
        self._masked = _mask(marks_as_letters(text), quotations)
        self._sentences = sentences
        self._quotations = quotations
        self._starts = [q.outer.start for q in quotations]
        self._groups = _groups(sentences, quotations)
        self._passages: dict[int, Passage] = {}
        self._token_of: dict[int, int] = {}

    def passage_of(self, sentence: int) -> int:
        """Return the number of the passage that holds the sentence with this id."""
        return self._groups[sentence - 1]

    @property
    def count(self) -> int:
        """How many passages there are."""
        return self._groups[-1] + 1 if self._groups else 0

    def passage(self, number: int) -> Passage:
        """Return a passage by its number; tokens are made when first asked for."""
        if number not in self._passages:
            first = bisect_left(self._groups, number)
            last = bisect_left(self._groups, number + 1) - 1
            start, end = self._sentences[first].start, self._sentences[last].end
            self._passages[number] = self._read(start, end, self._sentences[first].paragraph)
        return self._passages[number]

    def token_of(self, quotation: int) -> int:
        """Return the token that stands for a quotation in its passage."""
        if quotation not in self._token_of:
            self.passage(self.passage_of(self._quotations[quotation].sentences[0]))
        return self._token_of[quotation]

    def _read(self, start: int, end: int, paragraph: int) -> Passage:
        tokens: list[Token] = []
        quotes: dict[int, int] = {}
        for match in _TOKEN.finditer(self._masked, start, end):
            word, (first, last) = match[0], match.span()
            low = word.lower()
            capital = low[0] != word[0]
            if capital:
                # Capitals throughout tell the US from us and the WHO from who.
                low = word if len(word) > 1 and word.isupper() else low
            elif word[0] == QUOTED:
                low = QUOTED
                quotation = bisect_left(self._starts, first)
                quotes[len(tokens)] = quotation
                self._token_of[quotation] = len(tokens)
            elif low in _DASHES:
                low = "—"
            if "’" in low:
                low = low.replace("’", "'")
            tokens.append(Token(first, last, low, capital))
        alone = not any(token.is_word for token in tokens)
        return Passage(start, end, paragraph, tuple(tokens), quotes, alone)


def _mask(text: str, quotations: Sequence[KindQuotation]) -> str:
    if QUOTED in text or _FILLED in text:
        text = text.translate(_UNMARKED)
    pieces: list[str] = []
    position = 0
    for quotation in quotations:
        outer = quotation.outer
        pieces.append(text[position : outer.start])
        if quotation.kind == "scare":
            opening, closing = quotation.start - outer.start, outer.end - quotation.end
            pieces.append(" " * opening + text[quotation.start : quotation.end] + " " * closing)
        else:
            pieces.append(QUOTED + _FILLED * (outer.end - outer.start - 1))
        position = outer.end
    pieces.append(text[position:])
    return _PARENTHESIS.sub(lambda match: " " * len(match.group()), "".join(pieces))


def _groups(sentences: Sequence[Sentence], quotations: Sequence[KindQuotation]) -> list[int]:
    """Return for each sentence the number of its passage: sentences that share a quotation stand together."""
    joined = [False] * len(sentences)
    for quotation in quotations:
        if quotation.kind != "scare":
            for sentence in quotation.sentences[1:]:
                joined[sentence - 1] = True
    groups: list[int] = []
    for index, together in enumerate(joined):
        groups.append(groups[-1] + (not together) if index else 0)
    return groups
