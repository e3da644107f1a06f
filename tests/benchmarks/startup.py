"""Start-up times as multiples of a bare interpreter's; `make bench` runs it.

Medians of alternating runs, byte code compiled, each in a process of its own. Exits with 1 above the bar.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 25
HELP = "import sys; sys.argv = ['summarizer', '--help']; from summarizer.__main__ import main; main()"

# What is run, and how many times a bare start it may take.
CASES: Mapping[str, tuple[Sequence[str], float]] = {
    "python -c pass": (("-c", "pass"), 1.0),
    "import summarizer": (("-c", "import summarizer"), 4.0),
    "summarizer --help": (("-c", HELP), 13.0),
}


def seconds(arguments: Sequence[str]) -> float:
    """Run the interpreter once and return the wall time."""
    started = perf_counter()
    subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, cwd=Path(__file__).parent
    )
    return perf_counter() - started


def main() -> int:
    """Measure and print; return the exit code."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for arguments, _ in CASES.values():
        seconds(arguments)
    for _ in range(RUNS):
        # In turn, so that whatever else the machine does slows all of them alike.
        for name, (arguments, _) in CASES.items():
            times[name].append(seconds(arguments))
    bare = median(next(iter(times.values())))
    missed = False
    for name, (_, bar) in CASES.items():
        ratio = median(times[name]) / bare
        missed = missed or ratio > bar
        print(f"{name:<20} {median(times[name]) * 1000:6.1f} ms  {ratio:5.1f}x  (bar {bar:g}x)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
