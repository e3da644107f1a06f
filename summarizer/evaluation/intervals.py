"""Bootstrap intervals: how far a figure could lie elsewhere with other articles of the same kind.

Articles are resampled, not the quotations or events in them: those of one article stand or fall together.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
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


def bootstrap(
    rows: Sequence[Row],
    statistic: Callable[[Sequence[Row]], Mapping[str, float]],
    resamples: int = RESAMPLES,
) -> dict[str, Interval | None]:
    """Return an interval for every figure of `statistic`, from resamples of the rows with replacement.

    Pairs as rows give paired intervals. None where there is no honest interval: fewer than two rows, or a figure
    that is undefined (nothing to divide by) in more than a few resamples, because too few rows bear on it.
    """
    names = list(statistic(rows))
    if len(rows) < 2:
        return dict.fromkeys(names)
    # Not for secrets: seeded, so that the same scores give the same table.
    generator = random.Random(SEED)  # noqa: S311
    values: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(resamples):
        for name, value in statistic(generator.choices(rows, k=len(rows))).items():
            if not math.isnan(value):
                values[name].append(value)
    enough = resamples * (1 - _MAX_UNDEFINED)
    return {name: _percentiles(found) if len(found) >= enough else None for name, found in values.items()}


def _percentiles(values: list[float]) -> Interval:
    """Return the central part of the values that holds `LEVEL` of them."""
    cuts = quantiles(values, n=round(2 / (1 - LEVEL)), method="inclusive")
    return Interval(cuts[0], cuts[-1])
