"""What is shown of the article: all of it, or without the text what the evidence holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.text.sentences import find_paragraphs
from summarizer.text.spans import Span


@dataclass(frozen=True, slots=True)
class Extract:
    """A piece of the article that begins at code point `start`."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        """Return where in the article the piece is."""
        return Span(self.start, self.start + len(self.text))

    def of(self, span: Span) -> str:
        """Return the words of a span that lies inside; its offsets are the article's."""
        return self.text[span.start - self.start : span.end - self.start]

    def blocks(self) -> Iterator[tuple[Span, Span]]:
        """Yield each paragraph and the white space behind it; together they hold every character.

        White space before the first paragraph is the first block's: its paragraph is empty.
        """
        paragraphs = list(find_paragraphs(self.text))
        starts = [*(paragraph.start for paragraph in paragraphs), len(self.text)]
        if starts[0] > 0:
            yield self._at(0, 0), self._at(0, starts[0])
        for paragraph, following in zip(paragraphs, starts[1:], strict=True):
            yield self._at(paragraph.start, paragraph.end), self._at(paragraph.end, following)

    def _at(self, start: int, end: int) -> Span:
        return Span(self.start + start, self.start + end)
