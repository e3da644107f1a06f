"""An article and where its sentences, quotations and words stand; computed once and passed on."""

import gc
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from summarizer.article import Article
from summarizer.text.folding import Folded
from summarizer.text.language import Language, language_of
from summarizer.text.names import Names
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import find_sentences
from summarizer.text.spans import Quotation, Sentence, Span

# Characters from which on the collector costs a fifth of the time.
_LONG = 100_000


@dataclass(frozen=True, eq=False)
class Document:
    """An article with its language, its sentences and quotations, these in order of the text.

    Sentence ids count from 1 and index `sentences` less one.
    """

    article: Article
    spoken: Language
    sentences: tuple[Sentence, ...]
    quotations: Sequence[Quotation]

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.article.text

    @property
    def language(self) -> str:
        """Return the ISO 639 code of the language that the text is read as."""
        return self.spoken.read_as

    def sentence(self, number: int) -> Sentence | None:
        """Return the sentence with this id, or None where the article has no such sentence."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds this offset, or None between sentences."""
        index = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None

    def marked_at(self, position: int) -> Span | None:
        """Return what stands between quotation marks, with its marks, and goes on at this offset; or None."""
        index = bisect_left(self._mark_starts, position) - 1
        if index < 0 or self.quotations[index].outer.end <= position:
            return None
        return self.quotations[index].outer

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Return the first place that reads as these words (case, quotes, dashes and spaces aside), or None."""
        return self._folded.find(words) if within is None else self._folded.find(words, within)

    def find_name(self, name: str) -> Iterator[Span]:
        """Yield every place that names this, in any form that its language and script allow."""
        return self.names.find(name)

    @cached_property
    def names(self) -> Names:
        """What finds names in the text."""
        return Names(self.text, self._folded, self.language)

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.article.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [quotation.outer.start for quotation in self.quotations]


def read_document(article: Article) -> Document:
    """Read the article by rules that hold in any language; takes milliseconds and no model."""
    with uncollected(len(article.text)):
        spoken = language_of(article.text, article.language)
        sentences = find_sentences(article.text, spoken.read_as)
        return Document(article, spoken, sentences, find_quotations(article.text, sentences))


@contextmanager
def uncollected(characters: int) -> Iterator[None]:
    """Keep the garbage collector from a long text: it would look through all that is found again and again.

    What is found holds no circles, and is there for the length of the work anyway. The collector is the process's, so
    it is left alone where somebody else has stopped it.
    """
    if characters < _LONG or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
