"""Whether an article costs the same at the end of a long run as at its beginning: CPU time and resident memory.

Run as `python -m tests.benchmarks.batch_growth [articles]`. Every article is different, so that whatever is kept of one
shows; the endpoint answers at once, in a process of its own.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Iterator
from itertools import count, islice
from statistics import median
from time import process_time
from typing import NamedTuple

from summarizer import Limits, Settings, summarize_many
from tests.benchmarks.instant_server import Answer, instant_server

ARTICLES, PART = 20_000, 1_000
MOST_GROWTH, MOST_MEGABYTES = 1.05, 50.0
_DRAFT = {
    "headline": {"text": "Rebels killed nine soldiers", "s": [1]},
    "summary": [{"text": "Rebels killed nine soldiers near the border.", "s": [1]}],
    "actors": [{"names": ["Rebels"], "kind": "armed_group"}],
    "quotes": [{"q": "Q1", "by": None}],
    "events": [{"s": [1], "what": "Rebels killed nine soldiers", "type": "ASSAULT", "by": ["Rebels"]}],
    "moves": [],
}


class Growth(NamedTuple):
    """Seconds of CPU an article in the first and the last quarter of the run, and what memory grew by between."""

    first: float
    last: float
    megabytes: float


def articles() -> Iterator[str]:
    """Yield articles without end, each with names, numbers and words of its own."""
    for number in count():
        name, place = _word(number), _word(number * 7 + 3)
        yield (
            f"Rebels killed nine soldiers near {place} on Monday, officials in {name} said.\n"
            f"“We lost {number} men of the {number}th brigade,” said General Ivo {name}.\n"
            f"The president of {place}, Ana {name}, accused the neighbours of arming them and called for talks.\n"
        )


def _word(number: int) -> str:
    syllables = ("ba", "do", "ki", "lu", "me", "no", "ra", "su", "ti", "vo")
    return "".join(syllables[int(digit)] for digit in str(number + 100)).capitalize()


async def grown(base_url: str, number: int) -> Growth:
    """Brief so many articles and compare the parts."""
    settings = Settings(base_url=base_url, model="m", api_key="k", strategy="one_pass")
    seconds: list[float] = []
    megabytes: list[float] = []
    done, began = 0, process_time()
    many = summarize_many(islice(articles(), number + PART), settings=settings, limits=Limits(concurrency=32))
    async for result in many:
        if result.error is not None:
            raise result.error
        done += 1
        if done % PART == 0:
            seconds.append((process_time() - began) / PART)
            megabytes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            began = process_time()
    # The first part loads libraries and fills what is filled once.
    seconds, quarter = seconds[1:], max(1, (len(seconds) - 1) // 4)
    return Growth(median(seconds[:quarter]), median(seconds[-quarter:]), megabytes[-1] - megabytes[0])


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with instant_server([Answer("", json.dumps(_DRAFT))]) as base_url:
        found = asyncio.run(grown(base_url, number))
    ratio = found.last / found.first
    print(f"{number:,} articles")
    print(
        f"CPU an article   {found.first * 1e3:.2f} ms in the first quarter, {found.last * 1e3:.2f} ms in the last"
    )
    print(f"growth           {ratio:.3f} (at most {MOST_GROWTH})")
    print(f"memory           {found.megabytes:+.1f} MB since the first thousand (at most {MOST_MEGABYTES:g})")
    return int(ratio > MOST_GROWTH or found.megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
