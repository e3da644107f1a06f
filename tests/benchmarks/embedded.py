"""The embedded model: a stepwise brief of the sample against one naive structured call, same engine, same run.

Run with `python tests/benchmarks/embedded.py [runs]`; takes minutes, fetches the model where it is not there yet.
"""

import asyncio
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

from pydantic import BaseModel

from summarizer import Article, Settings, asummarize
from summarizer.errors import SummarizerError
from summarizer.model.interface import Message
from summarizer.model.selection import open_endpoint
from summarizer.progress import ignore_progress

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_02450d971c8d9e03.txt"


class NaiveEvent(BaseModel):
    description: str
    date: str | None
    location: str | None
    actors: list[str]


class NaiveQuote(BaseModel):
    text: str
    speaker: str


class NaiveBrief(BaseModel):
    """What one would write first: everything copied into one form."""

    headline: str
    summary: str
    key_events: list[NaiveEvent]
    actors: list[str]
    quotes: list[NaiveQuote]
    diplomatic_moves: list[NaiveEvent]


async def naive(article: Article, settings: Settings) -> str:
    prompt = Message(role="user", content=f"Summarize this news article as JSON.\n\n{article.text}")
    async with open_endpoint(settings, on_progress=ignore_progress) as endpoint:
        model = endpoint.client()
        try:
            await model.structured([prompt], NaiveBrief, max_tokens=2048)
        except SummarizerError as error:
            return type(error).__name__
    return "answered"


def peak_megabytes(pid: int | str) -> float:
    """Return the largest resident memory of a process so far (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    message = f"/proc/{pid}/status does not tell"
    raise RuntimeError(message)


def children() -> list[str]:
    """Return the process ids of the children of this process (Linux)."""
    lists = Path("/proc/self/task").glob("*/children")
    return [pid for path in lists for pid in path.read_text(encoding="ascii").split()]


@contextmanager
def busy_processors() -> Iterator[None]:
    """Keep every processor busy with work of somebody else."""
    others = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


async def main(runs: int) -> None:
    settings = Settings.load(environment={}, max_reasks=0)
    article = Article(text=SAMPLE.read_bytes().decode("utf-8"), published=date(2014, 6, 23))
    await asummarize(article, settings=settings)  # starts the engine, keeps the constant prefixes
    stepwise_seconds, busy_seconds, naive_seconds, outcomes = [], [], [], []
    for _ in range(runs):
        started = perf_counter()
        await asummarize(article, settings=settings)
        stepwise_seconds.append(perf_counter() - started)
        with busy_processors():
            started = perf_counter()
            await asummarize(article, settings=settings)
            busy_seconds.append(perf_counter() - started)
        started = perf_counter()
        outcomes.append(await naive(article, settings))
        naive_seconds.append(perf_counter() - started)
    ours, theirs = statistics.median(stepwise_seconds), statistics.median(naive_seconds)
    print(f"stepwise brief      {ours:8.1f} s (median of {runs})")
    print(f"beside other work   {statistics.median(busy_seconds) / ours:8.2f} times as long (bar 3)")
    print(f"naive single call   {theirs:8.1f} s ({', '.join(outcomes)})")
    print(f"stepwise / naive    {ours / theirs:8.2f}  (bar 1.3)")
    parts = {pid: peak_megabytes(pid) for pid in ("self", *children())}
    print(f"peak memory         {sum(parts.values()):8.0f} MB (bar 2,300; {parts})")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
