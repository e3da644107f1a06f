"""Text folded for comparison, with the way back to the offsets of the original."""

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from summarizer.text.spans import Span

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟″«»〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# Characters nobody sees: soft hyphen, zero-width space and joiners, direction marks, byte-order mark.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Marks that a letter is folded with: Unicode's stream-safe texts have no more, and putting them in order is quadratic.
_MOST_MARKS = 30
# ASCII and the common quotes and dashes fold character by character; everything else as one piece, of which a part
# cannot be found.
_PLAIN = "!-~‘’“”–—"


def _pieces_with(plain: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<plain>{plain}(?![{_ACCENTS}]))"
        rf"|(?P<space>\s[\s{_UNSEEN}]*)|(?P<unseen>[{_UNSEEN}]+)|(?P<other>.)",
        re.DOTALL,
    )


_PIECES = _pieces_with(rf"[{_PLAIN}]+(?: [{_PLAIN}]+)*")
# Of a text in which no two blanks touch, as of most, a line need not be read word by word.
_PIECES_OF_LINES = _pieces_with(rf"[{_PLAIN}](?:[ {_PLAIN}]*[{_PLAIN}])?")

_BLANKS = re.compile(r"\s+")
_PLAIN_SIGNS = tuple((sign, _UNIFIED[ord(sign)]) for sign in "`‘’“”–—")
_LONGEST_KEPT = 300
_ANYWHERE = Span(0, sys.maxsize)


def fold(text: str) -> str:
    """Return the text as it is compared; `Folded` says how."""
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return _fold_plain(_BLANKS.sub(" ", text))
    return "".join(piece for _, _, piece in _pieces(text))


# The same words are looked for in several sentences, and under several headings of a draft.
_kept_fold = lru_cache(maxsize=512)(_fold)


class Folded:
    """A text folded for comparison: `text` is the folded form, `find` answers in offsets of the original.

    Folding is NFKC and case folding, one kind of quote, of dash and of space; runs of white space become one
    space, and characters that nobody sees are dropped.
    """

    __slots__ = ("_ends", "_folded_ends", "_folded_starts", "_starts", "text")

    def __init__(self, original: str) -> None:
        folded: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._folded_starts: list[int] = []
        self._folded_ends: list[int] = []
        length = 0
        for start, end, piece in _pieces(original):
            folded.append(piece)
            self._starts.append(start)
            self._ends.append(end)
            self._folded_starts.append(length)
            length += len(piece)
            self._folded_ends.append(length)
        self.text = "".join(folded)

    def find(self, needle: str, within: Span = _ANYWHERE) -> Span | None:
        """Return the first stretch of the original that reads as `needle` and lies `within`, or None."""
        return next(self._search(fold(needle), within), None)

    def find_all(self, needle: str) -> Iterator[Span]:
        """Yield every stretch of the original that reads as `needle`, in order; none overlaps another."""
        return self._search(fold(needle), _ANYWHERE)

    def _search(self, needle: str, within: Span) -> Iterator[Span]:
        piece, stop = bisect_left(self._ends, within.start + 1), bisect_left(self._starts, within.end)
        if not needle or piece >= stop:
            return
        limit = self._folded_ends[stop - 1]
        at = self.text.find(needle, self._folded_starts[piece], limit)
        while at >= 0:
            first, last = self._start_at(at), self._end_at(at + len(needle))
            if first is None or last is None or first < within.start or last > within.end:
                at = self.text.find(needle, at + 1, limit)
            else:
                yield Span(first, last)
                at = self.text.find(needle, at + len(needle), limit)

    def _start_at(self, position: int) -> int | None:
        """Return the offset in the original of a folded position, or None inside what folds as one."""
        piece = bisect_right(self._folded_starts, position) - 1
        inside = position - self._folded_starts[piece]
        return self._starts[piece] + inside if inside == 0 or self._in_step(piece) else None

    def _end_at(self, position: int) -> int | None:
        piece = bisect_left(self._folded_ends, position)
        missing = self._folded_ends[piece] - position
        return self._ends[piece] - missing if missing == 0 or self._in_step(piece) else None

    def _in_step(self, piece: int) -> bool:
        # Only ASCII makes pieces of several characters that keep their length and may be cut anywhere.
        length = self._ends[piece] - self._starts[piece]
        folded = self._folded_ends[piece] - self._folded_starts[piece]
        return length == folded and self.text[self._folded_starts[piece] : self._folded_ends[piece]].isascii()


def _pieces(original: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded) for each stretch of the original that is folded by itself."""
    piece_at = (_PIECES if "  " in original else _PIECES_OF_LINES).match
    position = 0
    while match := piece_at(original, position):
        start, position = match.span()
        match match.lastgroup:
            case "plain":
                yield start, position, _fold_plain(match.group())
            case "space":
                yield start, position, " "
            case "other":
                furthest = min(len(original), start + 1 + _MOST_MARKS)
                while position < furthest and unicodedata.combining(original[position]):
                    position += 1
                if piece := _fold_cluster(original[start:position]):
                    yield start, position, piece
            case _:
                continue


def _fold_plain(piece: str) -> str:
    """Fold ASCII with the common quotes and dashes; `str.translate` would take ten times as long."""
    piece = piece.lower()
    for sign, plain in _PLAIN_SIGNS:
        if sign in piece:
            piece = piece.replace(sign, plain)
    return piece


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """Fold a character together with the accents that combine with it."""
    unified = unicodedata.normalize("NFKC", cluster.translate(_UNIFIED))
    return unicodedata.normalize("NFKC", unified.casefold()).translate(_UNIFIED)
