"""The embedded model: four articles in parallel against the same four one after another, in one run, taken in turns.

Run with `python -m tests.benchmarks.embedded_parallel [runs]`; takes minutes, fetches the model if it is not there.
Each arrangement has the engine that a user would get for it; starting it and reading the constant prompts is not
counted. Where other programs run meanwhile, the ratio of processor seconds tells more than that of the clock.
"""

import asyncio
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from summarizer import Article, Brief, Settings, asummarize
from summarizer.embedded.download import ensure_model
from summarizer.embedded.engine import close_shared_engines, shared_engine
from summarizer.embedded.slots import Slots
from summarizer.model.selection import select
from tests.benchmarks.embedded import children, peak_megabytes

ROOT = Path(__file__).parents[2]
ARTICLES = (
    ROOT / "seeds" / "000_02450d971c8d9e03.txt",
    *sorted((ROOT / "tests" / "evaluation" / "gold").glob("*.txt"))[:3],
)
PARALLEL = 4
BAR = 1.2
MOST_MEGABYTES = 3_000


def start(settings: Settings, parallel: int) -> None:
    """Start the engine that articles of this process find."""
    context = select(settings).profile.context
    path = ensure_model(cache_dir=settings.cache_dir)
    slots = Slots.open(path, context=context, cache_dir=settings.cache_dir)
    slot_dir = None if slots is None else slots.folder
    shared_engine(path, context=context, parallel=parallel, slot_dir=slot_dir)


@dataclass(frozen=True)
class Measured:
    """What all articles took: seconds by the clock and of processors, and the peak memory of both processes in MB."""

    seconds: float
    processors: float
    megabytes: float
    briefs: list[Brief]


def processor_seconds() -> float:
    """Return what this process and its children have taken of all processors so far (Linux)."""
    ticks = 0
    for pid in ("self", *children()):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def timed(articles: Sequence[Article], settings: Settings, parallel: int) -> Measured:
    """Start an engine and have it answer for all articles, `parallel` at a time."""
    start(settings, parallel)
    at_once = asyncio.Semaphore(parallel)

    async def brief(article: Article) -> Brief:
        async with at_once:
            return await asummarize(article, settings=settings)

    await brief(articles[0])
    began, before = perf_counter(), processor_seconds()
    briefs = await asyncio.gather(*(brief(article) for article in articles))
    seconds, processors = perf_counter() - began, processor_seconds() - before
    megabytes = sum(peak_megabytes(pid) for pid in ("self", *children()))
    close_shared_engines()
    return Measured(seconds, processors, megabytes, briefs)


def told(brief: Brief) -> str:
    """Return a brief without what differs from run to run."""
    return brief.model_dump_json(exclude={"provenance"})


async def main(runs: int) -> None:
    settings = Settings.load(timeout=3_600.0)
    articles = [
        Article(text=path.read_bytes().decode("utf-8"), published=date(2014, 6, 23)) for path in ARTICLES
    ]
    clock, processors, same = [], [], 0
    memory = dict.fromkeys((1, PARALLEL), 0.0)
    print(f"{'run':>3} {'one by one':>20} {'in parallel':>20} {'ratio of both':>14}")
    for run in range(runs):
        taken = {}
        for parallel in (1, PARALLEL) if run % 2 == 0 else (PARALLEL, 1):
            taken[parallel] = await timed(articles, settings, parallel)
            memory[parallel] = max(memory[parallel], taken[parallel].megabytes)
        one, many = taken[1], taken[PARALLEL]
        clock.append(one.seconds / many.seconds)
        processors.append(one.processors / many.processors)
        same += sum(told(a) == told(b) for a, b in zip(one.briefs, many.briefs, strict=True))
        print(
            f"{run + 1:>3} {one.seconds:>8.1f} s {one.processors:>5.1f} cpu {many.seconds:>8.1f} s "
            f"{many.processors:>5.1f} cpu {clock[-1]:>7.2f} {processors[-1]:>6.2f}",
            flush=True,
        )
    questions = sum(brief.provenance.requests for brief in one.briefs)
    print(
        f"one by one / in parallel  {statistics.median(clock):8.2f} by the clock (median of {runs}; bar {BAR})"
    )
    print(f"                          {statistics.median(processors):8.2f} of processor seconds")
    print(f"briefs that are the same  {same:5} of {runs * len(articles)}, {questions} questions each time")
    for parallel, megabytes in memory.items():
        print(f"peak memory, {parallel} at a time {megabytes:8.0f} MB (bar {MOST_MEGABYTES:,})")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
