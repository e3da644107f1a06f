"""CPU seconds of each regular expression over a hostile text of 1 MB, or as much of it as is read; exits 1 above 1 s.

Run with `python -m tests.benchmarks.patterns`; takes about two minutes.
"""

import sys
from collections.abc import Iterable
from statistics import median

from tests.benchmarks.table import Row, print_rows
from tests.support.patterns import HOSTILE, Expression, expressions

SHORT, LONG, TRIED_LONG = 2_000, 1_000_000, 4


def measure() -> Iterable[Row]:
    """Yield the slowest expression, and below it the next ones."""
    found = sorted(map(_slowest, expressions()), reverse=True)
    name, unit = found[0][1:]
    others = "; ".join(f"{seconds:.2f} s {name} for {unit!r}" for seconds, name, unit in found[1:4])
    yield Row(
        f"slowest of {len(found)} expressions on a hostile 1 MB",
        found[0][0],
        1.0,
        "less",
        "s",
        detail=f"{name} for {unit!r}; then {others}; median {median(one[0] for one in found):.3f} s",
    )


def _slowest(expression: Expression) -> tuple[float, str, str]:
    short = sorted(HOSTILE, key=lambda unit: expression.seconds(unit, SHORT), reverse=True)
    return max((expression.seconds(unit, LONG), expression.name, unit) for unit in short[:TRIED_LONG])


if __name__ == "__main__":
    sys.exit(0 if print_rows(measure()) else 1)
