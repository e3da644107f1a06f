"""Stretches of an article's text, by code-point offsets; everything speaks in these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence; `id` counts from 1 through the article, `paragraph` from 0. Outer white space is left out."""

    id: int
    paragraph: int


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """What stands between two quotation marks, marks not included; `id` is "Q1", "Q2", … in order of the text.

    `whole` is True where the punctuation alone tells a whole piece of speech: it begins a sentence or what is
    introduced, and ends with a sign of its own. Of the others, names and words set apart included, nothing is said.
    `outer` includes the marks. `sentences` are the ids of the sentences it touches.
    """

    id: str
    outer: Span
    sentences: tuple[int, ...]
    whole: bool
