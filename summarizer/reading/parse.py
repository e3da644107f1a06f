"""An article's tokens with their grammar: the parser's work, held to the article's own sentences and quotations."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from summarizer.text.headings import dateline_length
from summarizer.text.letters import marks_as_letters
from summarizer.text.spans import Quotation, Sentence

# A dateline stands in one of so many sentences at the beginning.
_DATED = 3
# A parser's memory grows with the text that it reads at once; this many characters take some ten megabytes.
_MOST_AT_ONCE = 8_000
# A parser keeps every word that it has met; so many new ones take some 50 megabytes.
_MOST_NEW_WORDS = 250_000
# The parser has learned from straight marks. One character for one, so that offsets stay true.
_MARKS = str.maketrans("“”„‟«»‘’‚‛`\u00a0\n\r\t", '""""""\'\'\'\'\'    ')
_BREAK = re.compile(r"\s+")
# A line of so many letters without a small one is a headline, or a whole text in capitals.
_SHOUTED = re.compile(r"[^a-z\n]{24,}")
_WORD = re.compile(r"[^\W\d_]+")
# No word of English: the parser's tokenizer takes the square of its length, so it is shown blanks in its place.
_ENDLESS = re.compile(r"\S{200,}")
_ACRONYM = 3  # letters: in capitals throughout, a shorter word is left as it is


@dataclass(frozen=True, eq=False)
class Parse:
    """The parsed text; `quoted` has for each token the index of the quotation it stands in, or None."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    doc: Doc
    quoted: Sequence[int | None]

    @cached_property
    def spans(self) -> list[Span]:
        """The parser's sentences: those of the article, some of them in two where a quotation ends one."""
        return list(self.doc.sents)

    @cached_property
    def _span_numbers(self) -> list[int]:
        return [number for number, span in enumerate(self.spans) for _ in span]

    def number(self, token: Token) -> int:
        """Return the place of the token's sentence among `spans`."""
        return self._span_numbers[token.i]

    def outside(self, token: Token) -> bool:
        """Tell whether the token stands outside all quotation marks."""
        return self.quoted[token.i] is None

    def words(self, start: Token, end: Token) -> str:
        """Return the article's words from one token to another, both included."""
        return self.text[start.idx : end.idx + len(end)]


class Parser:
    """A loaded parser; `parse` may be called from several threads."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder."""
        import spacy

        self._busy = threading.Lock()  # its vocabulary grows with every text
        self._pipeline: Language = spacy.load(folder, exclude=["senter"])
        self._most_words = len(self._pipeline.vocab.strings) + _MOST_NEW_WORDS

    @property
    def is_worn(self) -> bool:
        """Tell whether it keeps so many words of the texts it has read that it should be loaded anew."""
        return len(self._pipeline.vocab.strings) > self._most_words

    def parse(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Parse:
        """Return the text with its grammar; `sentences` and `quotations` are those of the text."""
        stories = {sentence.start + dateline_length(sentence.of(text)) for sentence in sentences[:_DATED]}
        begun = {sentence.start for sentence in sentences} | stories
        starts = sorted(begun | set(_ends_in_marks(text, quotations)))
        shown = _as_prose(marks_as_letters(text).translate(_MARKS))
        shown = _ENDLESS.sub(lambda word: " " * len(word[0]), shown)
        with self._busy:
            docs = [self._part(shown, start, end, starts) for start, end in _parts(shown, starts)]
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        if not len(doc):
            doc = self._pipeline.make_doc(shown)
        return Parse(text, sentences, quotations, doc, _quoted(doc, quotations))

    def _part(self, text: str, start: int, end: int, starts: Sequence[int]) -> Doc:
        doc = self._pipeline.make_doc(text[start:end])
        here = {place - start for place in starts if start <= place < end}
        for token in doc:
            inside = any(place in here for place in range(token.idx, token.idx + max(len(token), 1)))
            token.is_sent_start = token.i == 0 or (inside and not token.is_space)
        for _, component in self._pipeline.pipeline:
            doc = component(doc)
        doc.tensor = doc.tensor[:0]  # what the components told each other takes most of the memory
        return doc


def _ends_in_marks(text: str, quotations: Sequence[Quotation]) -> Iterator[int]:
    """Yield where a sentence begins because a quotation ended one: “… it.” Smith left."""
    for quotation in quotations:
        rest = text[quotation.outer.end : quotation.outer.end + 200].lstrip()
        if text[quotation.end - 1] == "." and rest[:1].isupper():
            yield quotation.outer.end + text[quotation.outer.end :].index(rest[0])


def _as_prose(text: str) -> str:
    """Return the text with capitalised words where it is in capitals throughout, which the parser takes for names."""

    def tamed(line: re.Match[str]) -> str:
        words = _WORD.findall(line[0])
        if sum(len(word) > _ACRONYM for word in words) < 3:
            return line[0]
        return _WORD.sub(lambda word: word[0].capitalize() if len(word[0]) > _ACRONYM else word[0], line[0])

    tame = _SHOUTED.sub(tamed, text)
    return tame if len(tame) == len(text) else text


def _parts(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches that cover the text, each of whole sentences where these are no longer than a stretch."""
    begin = 0
    limits = [*starts, len(text)]
    for index, limit in enumerate(limits):
        following = limits[index + 1] if index + 1 < len(limits) else len(text)
        if following - begin > _MOST_AT_ONCE and limit > begin:
            yield begin, limit
            begin = limit
        while following - begin > _MOST_AT_ONCE:  # one sentence without an end
            cut = text.rfind(" ", begin + 1, begin + _MOST_AT_ONCE)
            cut = begin + _MOST_AT_ONCE if cut < 0 else cut + 1
            yield begin, cut
            begin = cut
    if begin < len(text) or not text:
        yield begin, len(text)


def _quoted(doc: Doc, quotations: Sequence[Quotation]) -> list[int | None]:
    quoted: list[int | None] = [None] * len(doc)
    for number, quotation in enumerate(quotations):
        span: Any = doc.char_span(quotation.outer.start, quotation.outer.end, alignment_mode="expand")
        for token in span or ():
            quoted[token.i] = number
    return quoted
