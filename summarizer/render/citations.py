"""Evidence as the numbers of the sentences it stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from summarizer.analysis.sentences import find_sentences
from summarizer.analysis.spans import Sentence
from summarizer.article import Article
from summarizer.brief import Brief, Evidence


class Citations:
    """The numbered sentences of one article, counted from 1 as in the prompts.

    Raises `ValueError` when the brief was made of another text: its offsets would point anywhere.
    """

    def __init__(self, brief: Brief, text: str) -> None:
        if Article(text=text).id != brief.article.id:
            message = f"this is not the text that brief {brief.article.id} is about"
            raise ValueError(message)
        self._text = text
        self._brief = brief
        self._sentences = find_sentences(text)
        self._starts = [sentence.start for sentence in self._sentences]
        self._ends = [sentence.end for sentence in self._sentences]

    def of(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Return the numbers of the sentences that the evidence touches, ascending."""
        return tuple(sorted({sentence.id for piece in evidence for sentence in self._touched(piece)}))

    def cited(self) -> tuple[tuple[int, str], ...]:
        """Return number and text of each sentence that the brief cites, ascending."""
        numbers = set(self.of(all_evidence(self._brief)))
        return tuple((s.id, s.of(self._text)) for s in self._sentences if s.id in numbers)

    def _touched(self, piece: Evidence) -> tuple[Sentence, ...]:
        first, last = bisect_right(self._ends, piece.start), bisect_left(self._starts, piece.end)
        return self._sentences[first:last]


def all_evidence(brief: Brief) -> Iterator[Evidence]:
    """Yield the evidence of every claim, and of every figure of casualties."""
    for sentence in brief.summary:
        yield from sentence.evidence
    for event in brief.key_events:
        yield from event.evidence
        if event.casualties:
            yield from event.casualties.evidence
    for quote in brief.quotes:
        yield from quote.evidence
    for move in brief.diplomatic_moves:
        yield from move.evidence


def format_numbers(numbers: Iterable[int]) -> str:
    """Return the ascending numbers as "[1, 4-6]"; nothing for no numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"[{', '.join(parts)}]" if parts else ""
