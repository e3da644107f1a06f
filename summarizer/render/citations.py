"""Evidence as the numbers of the passages it stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarizer.article import Article
from summarizer.brief import Evidence, GroundedBrief
from summarizer.brief_form import AnyBrief
from summarizer.render.own_entries import evidence_of
from summarizer.text.language import language_of
from summarizer.text.sentences import find_sentences
from summarizer.text.spans import Span


class Passage(NamedTuple):
    """A numbered piece of the article, from code point `start` to `end`."""

    number: int
    start: int
    end: int
    text: str


class Citations:
    """The numbered passages of one article, counted from 1; `noun` is what to call them.

    With the article's text these are its sentences, numbered as in the prompts. Without it they are the passages
    that the brief has as evidence, where they overlap made one.

    Raises `ValueError` when the brief was made of another text: its offsets would point anywhere.
    """

    def __init__(self, brief: AnyBrief, text: str | None = None) -> None:
        self.noun = "Passage" if text is None else "Sentence"
        self._brief = brief
        self._passages = tuple(_evidence_passages(brief) if text is None else _sentences(brief, text))
        self._starts = [passage.start for passage in self._passages]
        self._ends = [passage.end for passage in self._passages]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return all of them in the order of the text."""
        return self._passages

    def of(self, evidence: Iterable[Evidence | Span]) -> tuple[int, ...]:
        """Return the numbers of the passages that the evidence touches, ascending."""
        return tuple(sorted({passage.number for piece in evidence for passage in self._touched(piece)}))

    def cited(self, evidence: Iterable[Evidence | Span]) -> tuple[tuple[int, str], ...]:
        """Return number and text of each passage that the evidence touches, ascending."""
        touched = {passage.number: passage.text for piece in evidence for passage in self._touched(piece)}
        return tuple(sorted(touched.items()))

    def _touched(self, piece: Evidence | Span) -> tuple[Passage, ...]:
        first, last = bisect_right(self._ends, piece.start), bisect_left(self._starts, piece.end)
        return self._passages[first:last]


def _sentences(brief: AnyBrief, text: str) -> Iterator[Passage]:
    if Article(text=text).id != brief.article.id:
        message = f"this is not the text that brief {brief.article.id} is about"
        raise ValueError(message)
    for sentence in find_sentences(text, language_of(text, brief.article.language).read_as):
        yield Passage(sentence.id, sentence.start, sentence.end, sentence.of(text))


def _evidence_passages(brief: AnyBrief) -> list[Passage]:
    passages: list[Passage] = []
    for piece in sorted(all_evidence(brief), key=lambda piece: (piece.start, piece.end)):
        last = passages[-1] if passages else None
        if last is None or piece.start >= last.end:
            passages.append(Passage(len(passages) + 1, piece.start, piece.end, piece.text))
        elif piece.end > last.end:
            text = last.text + piece.text[last.end - piece.start :]
            passages[-1] = last._replace(end=piece.end, text=text)
    return passages


def all_evidence(brief: AnyBrief) -> Iterator[Evidence]:
    """Yield the evidence of every claim, and of every figure of casualties."""
    if isinstance(brief, GroundedBrief):
        yield from evidence_of(brief)
        return
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
