"""Many articles through an endpoint of random faults, and what must hold of it afterwards."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from pydantic import SecretStr

from summarizer import Limits, Result, Settings, summarize_many
from tests.support.counting import article
from tests.support.random_faults import FAULTS, GOOD, RandomFaults

CONCURRENCY = 32
MAX_ATTEMPTS, MAX_REASKS = 4, 1
# A good answer comes in time on a machine that is busy, too.
TIMEOUT, REQUEST_TIMEOUT = 30.0, 4.0


class FaultRun(NamedTuple):
    """The results, what the server drew for each article, and how long it took."""

    results: list[Result]
    log: dict[int, list[str]]
    seconds: float
    left: list[str]

    @property
    def outcomes(self) -> Counter[str]:
        """Return how many articles ended in which way."""
        return Counter(type(result.error).__name__ if result.error else "brief" for result in self.results)

    @property
    def allowed_seconds(self) -> float:
        """Return the time that the settings allow for so many articles."""
        return -(-len(self.results) // CONCURRENCY) * TIMEOUT


def run(articles: int, *, seed: int) -> FaultRun:
    """Ask for a brief of each article."""
    server = RandomFaults(seed)
    try:
        began = monotonic()
        results, left = asyncio.run(_results(articles, server.base_url))
        return FaultRun(results, server.log(), monotonic() - began, left)
    finally:
        server.stop()


async def _results(articles: int, base_url: str) -> tuple[list[Result], list[str]]:
    settings = Settings(
        base_url=base_url,
        model="m",
        api_key=SecretStr("key-4711"),
        strategy="one_pass",
        max_attempts=MAX_ATTEMPTS,
        max_reasks=MAX_REASKS,
        request_timeout=REQUEST_TIMEOUT,
        timeout=TIMEOUT,
    )
    many = summarize_many(
        (article(number) for number in range(articles)),
        settings=settings,
        limits=Limits(concurrency=CONCURRENCY),
    )
    async with many:
        results = [result async for result in many]
    gc.collect()  # what is not closed warns now
    return results, [str(task) for task in asyncio.all_tasks() if task is not asyncio.current_task()]


def broken_promises(found: FaultRun, articles: int) -> Iterator[str]:
    """Yield a sentence for each promise that an article shows to be broken."""
    if sorted(result.number for result in found.results) != list(range(articles)):
        yield "Not every article has one result."
    if found.seconds > found.allowed_seconds:
        yield f"It took {found.seconds:.0f} seconds of {found.allowed_seconds:.0f}."
    yield from (f"Left running: {task}" for task in found.left)
    for result in found.results:
        met = found.log.get(result.number, [])
        yield from (f"Article {result.number} ({', '.join(met)}): {why}" for why in _broken(result, met))


def _broken(result: Result, met: list[str]) -> Iterator[str]:
    error = result.error
    if (result.brief is None) == (error is None):
        yield "it has neither a brief nor an error, or both"
    if error is not None and not (error.message and error.hint):
        yield f"{error!r} does not say what is wrong and what to do"
    # A request may go to a connection that the server is just closing: it is made, lost, and made again.
    lost = result.requests - len(met)
    if lost < 0:
        yield f"only {result.requests} requests are told of"
    if GOOD in met[:-1]:
        yield "a request was made after a good answer"
    if any(not FAULTS[name].passes for name in met[:-1] if name != GOOD):
        yield "what does not pass was asked again"
    expected = {"" if met[-1:] == [GOOD] else FAULTS[met[-1]].error if met else "a request"}
    if lost > 0 and expected != {""}:
        expected.add("EndpointUnavailable")
    if (type(error).__name__ if error else "") not in expected:
        yield f"it ended as {error!r}"
    # What is refused with 429 waits for its turn, and is no attempt.
    attempts = result.requests - sum(name.startswith("429") for name in met)
    if attempts > MAX_ATTEMPTS * (1 + MAX_REASKS):
        yield f"{attempts} attempts were made"
