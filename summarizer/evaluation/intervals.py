"""Bootstrap intervals: how far a figure could lie elsewhere with other articles of the same kind.

Articles are resampled, not the quotations or events in them: those of one article stand or fall together.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

LEVEL = 0.95
RESAMPLES = 2000
SEED = 20140623
FEW_ARTICLES = 20
_MAX_UNDEFINED = 0.05

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval; both ends belong to it."""

    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Tell whether the whole interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


def bootstrap(
    rows: Sequence[Row],
    statistic: Callable[[Sequence[Row]], Mapping[str, float]],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> dict[str, Interval | None]:
    """Return an interval for every figure of `statistic`, from resamples of the rows with replacement.

    Pairs as rows give paired intervals. None where there is no honest interval: fewer than two rows, or a figure
    that is undefined (nothing to divide by) in more than a few resamples, because too few rows bear on it.
    """
    names = list(statistic(rows))
    if len(rows) < 2:
        return dict.fromkeys(names)
    # Not for secrets: seeded, so that the same scores give the same table.
    generator = random.Random(seed)  # noqa: S311
    values: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(resamples):
        for name, value in statistic(generator.choices(rows, k=len(rows))).items():
            if not math.isnan(value):
                values[name].append(value)
    enough = resamples * (1 - _MAX_UNDEFINED)
    return {
        name: percentile_interval(found, level) if len(found) >= enough else None
        for name, found in values.items()
    }


def percentile_interval(values: Sequence[float], level: float = LEVEL) -> Interval | None:
    """Return the central part of the values that holds `level` of them, or None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    tail = (1 - level) / 2
    return Interval(_quantile(ordered, tail), _quantile(ordered, 1 - tail))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Interpolate between the two nearest values, as spreadsheets and statistics packages do by default."""
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    # Weighted so, equal neighbours give exactly their value.
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
