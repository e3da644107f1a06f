"""Two runs over the same articles, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.evaluation.figures import FIGURES, Better, Figure, Row, counts_row, figures_of
from summarizer.evaluation.intervals import Interval, bootstrap
from summarizer.evaluation.scores import Score


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of runs A and B, and B - A with its paired interval."""

    figure: Figure
    a: float
    b: float
    interval: Interval | None

    @property
    def value(self) -> float:
        """Return B - A."""
        return self.b - self.a

    @property
    def better(self) -> str | None:
        """Return "A" or "B" where the interval excludes 0, else None: no difference seen."""
        if self.interval is None or not self.interval.excludes_zero:
            return None
        b_is_higher = self.interval.low > 0
        return "B" if b_is_higher == (self.figure.better is Better.HIGHER) else "A"


def compare(
    scores_a: Sequence[Score], scores_b: Sequence[Score], figures: Sequence[Figure] = FIGURES
) -> list[Difference]:
    """Compare two runs over the same articles in the same order.

    A resample draws both runs' scores of an article together: what is hard for both cancels out.
    Raises `ValueError` when the articles differ.
    """
    names = list(scores_a[0].counts)
    pairs = [_pair(a, b) for a, b in zip(scores_a, scores_b, strict=True)]

    def differences(sample: Sequence[tuple[Row, Row]]) -> dict[str, float]:
        of_a = figures_of(names, [a for a, _ in sample], figures)
        of_b = figures_of(names, [b for _, b in sample], figures)
        return {figure.name: of_b[figure.name] - of_a[figure.name] for figure in figures}

    intervals = bootstrap(pairs, differences)
    a = figures_of(names, [pair[0] for pair in pairs], figures)
    b = figures_of(names, [pair[1] for pair in pairs], figures)
    return [Difference(figure, a[figure.name], b[figure.name], intervals[figure.name]) for figure in figures]


def _pair(a: Score, b: Score) -> tuple[Row, Row]:
    if a.id != b.id:
        message = f"scores of different articles cannot be compared: {a.id!r}, {b.id!r}"
        raise ValueError(message)
    return counts_row(a), counts_row(b)
