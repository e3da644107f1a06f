"""The article cut into stretches that the same claims rest on, so that a page can mark them without nesting."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from summarizer.render.html.claims import Claim
from summarizer.render.html.extracts import Extract
from summarizer.text.spans import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a claim's evidence, and its place in the article."""

    claim: Claim
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the article that the same pieces of evidence cover.

    `begins` and `ends` are the pieces that begin at its first or end at its last character, `sentence` the number
    of the sentence that begins here; `gap` is white space between paragraphs.
    """

    text: str
    pieces: tuple[Piece, ...]
    begins: tuple[Piece, ...]
    ends: tuple[Piece, ...]
    sentence: int | None
    gap: bool

    @property
    def claims(self) -> str:
        """Return the ids of the claims that rest on the stretch, each once, separated by blanks."""
        return " ".join(dict.fromkeys(piece.claim.id for piece in self.pieces))

    @property
    def closed(self) -> tuple[Claim, ...]:
        """Return the claims to which a reader who has read this far can go back."""
        return tuple({one.claim.id: one.claim for one in self.ends if one.claim.kind != "actor"}.values())


Block = tuple[Stretch, ...]


def mark(
    extracts: Sequence[Extract], claims: Iterable[Claim], sentences: Mapping[int, int]
) -> tuple[tuple[Block, ...], ...]:
    """Return for each extract its paragraphs as stretches; together these hold every character of it.

    `sentences` says where sentences begin, and their numbers. Evidence that lies in no extract is left out.
    """
    begins, ends = defaultdict(list), defaultdict(list)
    for piece in _pieces(extracts, claims):
        begins[piece.span.start].append(piece)
        ends[piece.span.end].append(piece)
    cuts = sorted({*begins, *ends, *sentences})
    sweep = _Sweep(begins, ends, cuts, sentences)
    return tuple(
        tuple(
            tuple(chain(sweep.over(extract, words, gap=False), sweep.over(extract, space, gap=True)))
            for words, space in extract.blocks()
        )
        for extract in extracts
    )


class _Sweep:
    """Goes once through the article, and knows which evidence covers the place where it is."""

    def __init__(
        self,
        begins: Mapping[int, list[Piece]],
        ends: Mapping[int, list[Piece]],
        cuts: Sequence[int],
        sentences: Mapping[int, int],
    ) -> None:
        self._begins, self._ends = begins, ends
        self._cuts, self._sentences = cuts, sentences
        self._open: dict[tuple[str, int], Piece] = {}

    def over(self, extract: Extract, span: Span, *, gap: bool) -> Iterator[Stretch]:
        inner = self._cuts[bisect_right(self._cuts, span.start) : bisect_left(self._cuts, span.end)]
        for start, end in pairwise((span.start, *inner, span.end)):
            if start == end:
                continue
            begins = tuple(self._begins.get(start, ()))
            self._open.update({(piece.claim.id, piece.number): piece for piece in begins})
            pieces = tuple(self._open.values())
            ends = tuple(piece for piece in self._ends.get(end, ()) if piece.span.start < end)
            yield Stretch(extract.of(Span(start, end)), pieces, begins, ends, self._sentences.get(start), gap)
            for piece in ends:
                self._open.pop((piece.claim.id, piece.number), None)


def _pieces(extracts: Sequence[Extract], claims: Iterable[Claim]) -> list[Piece]:
    """Return the pieces of evidence that the extracts hold, in the order of the text."""
    starts = [extract.start for extract in extracts]
    found = (
        Piece(claim, number, span)
        for claim in claims
        for number, span in enumerate(claim.evidence, 1)
        if span.start < span.end and _holds(extracts, starts, span)
    )
    return sorted(found, key=lambda piece: (piece.span.start, -piece.span.end))


def _holds(extracts: Sequence[Extract], starts: Sequence[int], span: Span) -> bool:
    place = bisect_right(starts, span.start) - 1
    return place >= 0 and extracts[place].span.contains(span)
