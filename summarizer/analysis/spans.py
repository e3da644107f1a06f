"""Stretches of an article's text, by code-point offsets; every analysis speaks in these."""

from dataclasses import dataclass
from typing import Literal


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


QuotationKind = Literal["full", "partial", "scare"]


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """What stands between two quotation marks, marks not included; `id` is "Q1", "Q2", … in order of the text.

    `full` holds a clause of speech, `partial` a fragment that is attributed to somebody, `scare` is a word set apart (a
    title, a nickname, distance). `outer` includes the marks. `sentences` are the ids of the sentences it touches.
    """

    id: str
    kind: QuotationKind
    outer: Span
    sentences: tuple[int, ...]
