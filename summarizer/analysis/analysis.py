"""Everything the rules found in one article, computed once and passed on."""

from dataclasses import dataclass
from functools import cached_property

from summarizer.analysis.actors import find_actors
from summarizer.analysis.entities import Attribution, FoundActor
from summarizer.analysis.folding import Folded
from summarizer.analysis.quotations import find_quotations
from summarizer.analysis.sentences import find_sentences
from summarizer.analysis.spans import Quotation, Sentence, Span
from summarizer.analysis.speakers import attribute
from summarizer.article import Article


@dataclass(frozen=True)
class Analysis:
    """An article with its sentences, quotations, actors and attributions, each in order of the text.

    Sentence ids count from 1 and index `sentences` less one; `attributions` has one entry for each quotation.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    actors: tuple[FoundActor, ...]
    attributions: tuple[Attribution, ...]

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.article.text

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.article.text)

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Return the first place that reads as these words (case, quotes, dashes and spaces aside), or None."""
        found = self._folded.find(words, within.start if within else 0)
        return found if found and (within is None or found.end <= within.end) else None

    def find_name(self, name: str) -> tuple[Span, ...]:
        """Return every place where the words stand by themselves, not inside longer words."""
        return tuple(span for span in self._folded.find_all(name) if self._stands_alone(span))

    def _stands_alone(self, span: Span) -> bool:
        before, after = self.text[max(span.start - 1, 0) : span.start], self.text[span.end : span.end + 1]
        return not (before.isalnum() or after.isalnum())

    def sentence(self, number: int) -> Sentence | None:
        """Return the sentence with this id, or None where the article has no such sentence."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def sentence_at(self, span: Span) -> Sentence | None:
        """Return the first sentence that shares a character with the span."""
        return next((sentence for sentence in self.sentences if sentence.overlaps(span)), None)


def analyse(article: Article) -> Analysis:
    """Read the article by rules; takes milliseconds and no model."""
    sentences = find_sentences(article.text)
    quotations = find_quotations(article.text, sentences)
    actors = find_actors(article.text, sentences)
    attributions = attribute(article.text, sentences, quotations, actors)
    return Analysis(article, sentences, quotations, actors, attributions)
