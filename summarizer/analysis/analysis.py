"""Everything that English rules found in one article, computed once and passed on."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from summarizer.analysis.actors.actors import find_actors
from summarizer.analysis.actors.names import NamedActors
from summarizer.analysis.entities import Attribution, FoundActor, KindQuotation
from summarizer.analysis.speech.quotations import find_quotations
from summarizer.analysis.speech.speakers import attribute
from summarizer.article import Article
from summarizer.text.document import Document, read_document, uncollected
from summarizer.text.spans import Span


@dataclass(frozen=True, eq=False)
class Analysis(Document):
    """A document with the kinds of its quotations, its actors and attributions, each in order of the text.

    `attributions` has one entry for each quotation.
    """

    quotations: tuple[KindQuotation, ...]
    actors: tuple[FoundActor, ...]
    attributions: tuple[Attribution, ...]

    def attribution_of(self, quotation: KindQuotation) -> Attribution:
        """Return who says the quotation."""
        return self._attribution_by_id[quotation.id]

    def quotation_at(self, span: Span) -> KindQuotation | None:
        """Return the quotation, scare quotes aside, that holds the beginning of the span."""
        index = bisect_right(self._quotation_starts, span.start) - 1
        if index < 0 or self.quotes[index].end <= span.start:
            return None
        return self.quotes[index]

    def mentions_in(self, span: Span) -> list[tuple[Span, int]]:
        """Return the mentions of actors that lie in the span, each with the index of its actor, in order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [pair for pair in self._mentions[first:last] if pair[0].end <= span.end]

    def resolve_name(self, name: str) -> int | None:
        """Return the index of the actor that a name means; None when none fits, or two fit equally well."""
        return self._named_actors.resolve(name)

    @cached_property
    def _named_actors(self) -> NamedActors:
        return NamedActors(self.actors)

    @cached_property
    def _attribution_by_id(self) -> dict[str, Attribution]:
        return {item.quotation: item for item in self.attributions}

    @cached_property
    def _mentions(self) -> list[tuple[Span, int]]:
        return sorted(
            (mention, index) for index, actor in enumerate(self.actors) for mention in actor.mentions
        )

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention, _ in self._mentions]

    @cached_property
    def quotes(self) -> list[KindQuotation]:
        """The quotations that a brief publishes: all but scare quotes."""
        return [quotation for quotation in self.quotations if quotation.kind != "scare"]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotes]


def analyse(article: Article) -> Analysis:
    """Read the article by rules; takes milliseconds and no model."""
    return analyse_document(read_document(article))


def analyse_document(document: Document) -> Analysis:
    """Read a document by the rules that know English."""
    article, text, sentences = document.article, document.text, document.sentences
    with uncollected(len(text)):
        quotations = find_quotations(text, sentences)
        actors = find_actors(text, sentences)
        attributions = attribute(text, sentences, quotations, actors)
    return Analysis(article, document.spoken, sentences, quotations, actors, attributions)
