"""2,000 articles through an endpoint that draws a fault for two requests of three: what becomes of them.

Run as `python -m tests.benchmarks.faults [articles] [seed]`. Ends with an error where a promise is broken.
"""

import resource
import sys
from collections import Counter

from tests.support.fault_run import broken_promises, run
from tests.support.random_faults import GOOD

_SHOWN = 20


def main(articles: int, seed: int) -> int:
    """Print what became of the articles, and each promise that was broken; return how many were."""
    found = run(articles, seed=seed)
    drawn = Counter(name for names in found.log.values() for name in names)
    requests, most = drawn.total(), max(map(len, found.log.values()))
    print(f"{articles:,} articles, seed {seed}: {requests:,} requests, at most {most} for one article")
    print(f"{requests - drawn[GOOD]:,} faults of {len(drawn) - 1} kinds")
    print(f"{found.seconds:.0f} s of {found.allowed_seconds:.0f} s that the settings allow")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB at most\n")
    for kind, number in found.outcomes.most_common():
        print(f"{kind:24}{number:6,}")
    broken = list(broken_promises(found, articles))
    print(f"\n{len(broken)} promises broken")
    for sentence in broken[:_SHOWN]:
        print(sentence)
    return len(broken)


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    sys.exit(1 if main(*(*given, *(2000, 7)[len(given) :])) else 0)
