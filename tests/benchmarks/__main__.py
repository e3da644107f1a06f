"""Measure everything that takes seconds and no model; print one table. `make bench` runs it."""

import sys
from collections.abc import Iterator

from tests.benchmarks import answer_tokens, own_cost, peers, throughput
from tests.benchmarks.table import Row, print_rows


def rows() -> Iterator[Row]:
    """Yield each line as soon as it is known."""
    yield from throughput.measure()
    yield from peers.measure()
    yield from own_cost.measure()
    yield from answer_tokens.measure()


if __name__ == "__main__":
    sys.exit(0 if print_rows(rows()) else 1)
