"""Two runs over the same articles, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.evaluation.figures import FIGURES, Figure, Row, figures_of, table_of
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
        if self.interval is None or self.interval.low <= 0 <= self.interval.high:
            return None
        return "A" if (self.interval.low > 0) is self.figure.lower_is_better else "B"


def compare(
    scores_a: Sequence[Score], scores_b: Sequence[Score], figures: Sequence[Figure] = FIGURES
) -> list[Difference]:
    """Compare two runs over the same articles in the same order.

    A resample draws both runs' scores of an article together: what is hard for both cancels out.
    Raises `ValueError` when the articles differ.
    """
    for one, other in zip(scores_a, scores_b, strict=True):
        if one.id != other.id:
            message = f"scores of different articles cannot be compared: {one.id!r}, {other.id!r}"
            raise ValueError(message)
    (names, rows_a), (_, rows_b) = table_of(scores_a), table_of(scores_b)

    def differences(sample: Sequence[tuple[Row, Row]]) -> dict[str, float]:
        a, b = (figures_of(names, rows, figures) for rows in zip(*sample, strict=True))
        return {name: b[name] - a[name] for name in a}

    intervals = bootstrap(list(zip(rows_a, rows_b, strict=True)), differences)
    a, b = (figures_of(names, rows, figures) for rows in (rows_a, rows_b))
    return [Difference(it, a[it.name], b[it.name], intervals[it.name]) for it in figures]
