"""The article cut into stretches that the same claims rest on, so that a page can mark them without nesting."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from summarizer.render.html.claims import Claim
from summarizer.render.html.extracts import Extract
from summarizer.text.spans import Span

# Each piece of evidence keeps a line of its own below the words; more than this many at one place share the last.
LANES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a claim's evidence, its place in the article, and the line below the words that shows it."""

    claim: Claim
    number: int
    span: Span
    lane: int


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
    def classes(self) -> str:
        """Return what page.css draws: a tint for the summary, a line for each other piece of evidence."""
        lines = (f"l{p.lane}-{p.claim.hue}" for p in self.pieces if p.claim.kind not in {"summary", "actor"})
        tint = ("su",) if any(piece.claim.kind == "summary" for piece in self.pieces) else ()
        return " ".join(dict.fromkeys((*tint, *lines)))

    @property
    def actor(self) -> Claim | None:
        """Return the actor whom the stretch names; of names within names the innermost."""
        named = [piece for piece in self.pieces if piece.claim.kind == "actor"]
        return min(named, key=lambda piece: piece.span.end - piece.span.start).claim if named else None

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
    pieces = _pieces(extracts, claims)
    begins, ends = defaultdict(list), defaultdict(list)
    for piece in pieces:
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
    """Return the pieces of evidence that the extracts hold, in the order of the text, each with its line."""
    starts = [extract.start for extract in extracts]
    found = [
        (span, number, claim)
        for claim in claims
        for number, span in enumerate(claim.evidence, 1)
        if span.start < span.end and _holds(extracts, starts, span)
    ]
    found.sort(key=lambda one: (one[0].start, -one[0].end))
    free_from = [0] * LANES
    pieces: list[Piece] = []
    for span, number, claim in found:
        lane = LANES - 1
        if claim.kind not in {"summary", "actor"}:
            lane = next((place for place, end in enumerate(free_from) if end <= span.start), lane)
            free_from[lane] = max(free_from[lane], span.end)
        pieces.append(Piece(claim, number, span, lane))
    return pieces


def _holds(extracts: Sequence[Extract], starts: Sequence[int], span: Span) -> bool:
    place = bisect_right(starts, span.start) - 1
    return place >= 0 and extracts[place].span.contains(span)
