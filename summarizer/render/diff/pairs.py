"""Which claim of one brief is which of another: those that rest on the same characters of the article."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar


class Span(Protocol):
    """A stretch of the article: evidence, or a mention."""

    @property
    def start(self) -> int:
        """Its first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point behind its last."""
        ...


Item = TypeVar("Item")

# Of the shorter evidence, this share lies in the other's where two claims can be the same.
ENOUGH = 0.5


class Pairs(NamedTuple):
    """Places of the claims that belong together, in the order of the first brief, and of those left over."""

    together: list[tuple[int, int]]
    only_first: list[int]
    only_second: list[int]


def pair_up(
    first: Sequence[Item],
    second: Sequence[Item],
    *,
    spans: Callable[[Item], Iterable[Span]],
    likeness: Callable[[Item, Item], float],
) -> Pairs:
    """Pair the items of two briefs, each at most once, the best pairs first.

    Two items can be a pair when at least half of the shorter one's characters lie in the other's spans. How good a
    pair is: the share of common characters in all of both (0 to 1), and `likeness`, which tells apart claims that
    rest on the same sentence.
    """
    left = [_merged(spans(item)) for item in first]
    right = [_merged(spans(item)) for item in second]
    ranked: list[tuple[float, int, int]] = []
    for i, j in _touching(left, right):
        common = _common(left[i], right[j])
        lengths = _length(left[i]), _length(right[j])
        if common >= ENOUGH * min(lengths):
            ranked.append((common / (sum(lengths) - common) + likeness(first[i], second[j]), i, j))
    ranked.sort(key=lambda one: (-one[0], one[1], one[2]))
    of_left: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in of_left and j not in taken:
            of_left[i] = j
            taken.add(j)
    return Pairs(
        sorted(of_left.items()),
        [i for i in range(len(first)) if i not in of_left],
        [j for j in range(len(second)) if j not in taken],
    )


_Stretch = tuple[int, int]


def _merged(spans: Iterable[Span]) -> list[_Stretch]:
    merged: list[_Stretch] = []
    for start, end in sorted((span.start, span.end) for span in spans if span.start < span.end):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _length(stretches: list[_Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def _common(left: list[_Stretch], right: list[_Stretch]) -> int:
    common = i = j = 0
    while i < len(left) and j < len(right):
        common += max(0, min(left[i][1], right[j][1]) - max(left[i][0], right[j][0]))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return common


def _touching(left: Sequence[list[_Stretch]], right: Sequence[list[_Stretch]]) -> set[tuple[int, int]]:
    """Return the places of all that overlap, found in one walk through the article."""
    # An end sorts before a start at the same character: what only meets does not overlap.
    edges = [
        edge
        for side, items in enumerate((left, right))
        for place, stretches in enumerate(items)
        for start, end in stretches
        for edge in ((start, 1, side, place), (end, 0, side, place))
    ]
    open_now: tuple[set[int], set[int]] = (set(), set())
    touching: set[tuple[int, int]] = set()
    for _, opens, side, place in sorted(edges):
        if not opens:
            open_now[side].discard(place)
            continue
        open_now[side].add(place)
        for other in open_now[1 - side]:
            touching.add((place, other) if side == 0 else (other, place))
    return touching
