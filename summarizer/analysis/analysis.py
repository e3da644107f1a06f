"""Everything the rules found in one article, computed once and passed on."""

import gc
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from summarizer.analysis.actors.actors import find_actors
from summarizer.analysis.actors.names import NamedActors
from summarizer.analysis.entities import Attribution, FoundActor
from summarizer.analysis.folding import Folded
from summarizer.analysis.sentences import find_sentences
from summarizer.analysis.spans import Quotation, Sentence, Span
from summarizer.analysis.speech.quotations import find_quotations
from summarizer.analysis.speech.speakers import attribute
from summarizer.article import Article

# Characters from which on the collector costs a fifth of the time.
_LONG = 100_000


@dataclass(frozen=True, eq=False)
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

    def sentence(self, number: int) -> Sentence | None:
        """Return the sentence with this id, or None where the article has no such sentence."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds this offset, or None between sentences."""
        index = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None

    def attribution_of(self, quotation: Quotation) -> Attribution:
        """Return who says the quotation."""
        return self._attribution_by_id[quotation.id]

    def quotation_at(self, span: Span) -> Quotation | None:
        """Return the quotation, scare quotes aside, that holds the beginning of the span."""
        index = bisect_right(self._quotation_starts, span.start) - 1
        if index < 0 or self.quotes[index].end <= span.start:
            return None
        return self.quotes[index]

    def marked_at(self, position: int) -> Span | None:
        """Return the quotation, scare quotes included, with its marks, that goes on at this offset; or None."""
        index = bisect_left(self._mark_starts, position) - 1
        if index < 0 or self.quotations[index].outer.end <= position:
            return None
        return self.quotations[index].outer

    def mentions_in(self, span: Span) -> list[tuple[Span, int]]:
        """Return the mentions of actors that lie in the span, each with the index of its actor, in order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [pair for pair in self._mentions[first:last] if pair[0].end <= span.end]

    def resolve_name(self, name: str) -> int | None:
        """Return the index of the actor that a name means; None when none fits, or two fit equally well."""
        return self._named_actors.resolve(name)

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Return the first place that reads as these words (case, quotes, dashes and spaces aside), or None."""
        return self._folded.find(words) if within is None else self._folded.find(words, within)

    def find_name(self, name: str) -> Iterator[Span]:
        """Yield every place where the words stand by themselves, not inside longer words."""
        return (span for span in self._folded.find_all(name) if self._stands_alone(span))

    def _stands_alone(self, span: Span) -> bool:
        before, after = self.text[max(span.start - 1, 0) : span.start], self.text[span.end : span.end + 1]
        return not (before.isalnum() or after.isalnum())

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.article.text)

    @cached_property
    def _named_actors(self) -> NamedActors:
        return NamedActors(self.actors)

    @cached_property
    def _attribution_by_id(self) -> dict[str, Attribution]:
        return {item.quotation: item for item in self.attributions}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [quotation.outer.start for quotation in self.quotations]

    @cached_property
    def _mentions(self) -> list[tuple[Span, int]]:
        return sorted(
            (mention, index) for index, actor in enumerate(self.actors) for mention in actor.mentions
        )

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention, _ in self._mentions]

    @cached_property
    def quotes(self) -> list[Quotation]:
        """The quotations that a brief publishes: all but scare quotes."""
        return [quotation for quotation in self.quotations if quotation.kind != "scare"]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotes]


def analyse(article: Article) -> Analysis:
    """Read the article by rules; takes milliseconds and no model."""
    with _uncollected(len(article.text)):
        sentences = find_sentences(article.text)
        quotations = find_quotations(article.text, sentences)
        actors = find_actors(article.text, sentences)
        attributions = attribute(article.text, sentences, quotations, actors)
    return Analysis(article, sentences, quotations, actors, attributions)


@contextmanager
def _uncollected(characters: int) -> Iterator[None]:
    """Keep the garbage collector from a long text: it would look through all that is found again and again.

    What is found holds no circles, and is there for the length of the analysis anyway. The collector is the
    process's, so it is left alone where somebody else has stopped it.
    """
    if characters < _LONG or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
