"""One line of the table that `make bench` prints."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, the figure that counts, its bar, and how it came about."""

    what: str
    figure: float
    bar: float
    better: Literal["more", "less"]
    unit: str = "x"
    detail: str = ""

    @property
    def reached(self) -> bool:
        return self.figure >= self.bar if self.better == "more" else self.figure <= self.bar


def print_rows(rows: Iterable[Row]) -> bool:
    """Print the rows; return whether all reached their bars."""
    reached = True
    for row in rows:
        reached = reached and row.reached
        sign = ">=" if row.better == "more" else "<="
        mark = "" if row.reached else "  MISSED"
        print(f"{row.what:<64} {row.figure:8.2f} {row.unit:<3} (bar {sign} {row.bar:g}){mark}")
        if row.detail:
            print(f"    {row.detail}")
    return reached


def interleaved(cases: Mapping[str, Callable[[], float]], *, runs: int) -> dict[str, Sequence[float]]:
    """Return what each case measures in each run; in turn, so that whatever else runs slows all of them alike."""
    measured: dict[str, list[float]] = {name: [] for name in cases}
    for run in range(runs + 1):
        for name, case in cases.items():
            figure = case()
            if run:  # the first fills caches
                measured[name].append(figure)
    return dict(measured)


def ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """Return the median of the ratios of runs that stood side by side."""
    return median(one / other for one, other in zip(over, under, strict=True))
