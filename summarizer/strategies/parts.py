"""Parts of a long article: runs of sentences that fit the model's context, and overlap a little."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.strategies.numbered import prompt_sizes
from summarizer.text.document import Document
from summarizer.text.spans import Sentence

# The share of a part that the next one begins with, so that nothing is told across a border only.
_OVERLAP = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences `first` to `last` by id, both included."""

    first: int
    last: int

    def of(self, document: Document) -> Sequence[Sentence]:
        """Return the sentences."""
        return document.sentences[self.first - 1 : self.last]

    def halves(self) -> "tuple[Part, Part] | None":
        """Return the part as two of the same number of sentences; None for a single one."""
        if self.first == self.last:
            return None
        middle = (self.first + self.last) // 2
        return Part(self.first, middle), Part(middle + 1, self.last)


def whole(document: Document) -> Part:
    """Return the whole article as one part."""
    return Part(1, len(document.sentences))


def split(document: Document, room: int) -> list[Part]:
    """Return parts that take at most `room` bytes each in a prompt, where a single sentence does not take more.

    A part ends with a paragraph, if one ends in its second half; neighbours share about a tenth.
    """
    sizes = prompt_sizes(document)
    parts: list[Part] = []
    start, end = 0, 0
    while end < len(sizes):
        covered, end = end, _reach(sizes, start, room)
        if end < len(sizes):
            end = _end_of_paragraph(document.sentences, max(covered, (start + end) // 2), end)
        parts.append(Part(start + 1, end))
        if end < len(sizes):
            start = _start_of_next(sizes, start, end, min(int(room * _OVERLAP), room - sizes[end]))
    return parts


def _reach(sizes: Sequence[int], start: int, room: int) -> int:
    """Return how far the room reaches from `start`, at least one sentence."""
    end, taken = start + 1, sizes[start]
    while end < len(sizes) and taken + sizes[end] <= room:
        taken += sizes[end]
        end += 1
    return end


def _end_of_paragraph(sentences: Sequence[Sentence], after: int, end: int) -> int:
    """Return the last end of a paragraph behind `after` and up to `end`; `end` where there is none."""
    places = range(end, after, -1)
    return next((n for n in places if sentences[n - 1].paragraph != sentences[n].paragraph), end)


def _start_of_next(sizes: Sequence[int], start: int, end: int, overlap: int) -> int:
    """Return where the part behind that from `start` to `end` begins: before `end` by the overlap, if sentences fit."""
    begin, shared = end, 0
    while begin - 1 > start and shared + sizes[begin - 1] <= overlap:
        begin -= 1
        shared += sizes[begin]
    return begin
