"""Workers that ask an endpoint which rations, through a governor and in virtual time."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from summarizer.batch.governor import Governor
from summarizer.limits import Limits
from summarizer.model.gate import Departure
from tests.support.rations import Ration, RetryAfter, told
from tests.support.virtual_time import run


@dataclass
class Tally:
    taken: int = 0
    refused: int = 0
    # When requests were taken.
    times: list[float] = field(default_factory=list)

    def share(self, rate: float, since: float, until: float) -> float:
        """Return how many were taken in that time, of so many a second."""
        return sum(since <= time < until for time in self.times) / (rate * (until - since))


def ask_for(
    seconds: float,
    ration: Ration,
    retry_after: RetryAfter,
    *,
    limits: Limits,
    latency: float,
    busy: bool = False,
    strays: float = 0.0,
    watch: Callable[[Governor], None] = lambda _: None,
) -> Tally:
    """Ask as fast as the governor allows for so many seconds, and count what the endpoint took and refused.

    Timers are 1 to 5 ms late, on a `busy` machine sometimes 50 to 100; of the requests, a share of `strays` is refused
    whatever their rate.
    """
    tally = Tally()

    async def work() -> None:
        loop = asyncio.get_running_loop()
        network = random.Random(7)  # noqa: S311  no secret: the jitter of a network

        async def late(wait: float) -> None:
            lateness = (0.05, 0.1) if busy and network.random() < 0.02 else (0.001, 0.005)
            await asyncio.sleep(wait + network.uniform(*lateness))

        governor = Governor(limits, clock=loop.time, sleep=late)

        async def ask() -> None:
            while loop.time() < seconds:
                ticket = await governor.enter(1000)
                if loop.time() >= seconds:
                    return
                there = 0.004 * network.uniform(0.5, 1.5)
                await asyncio.sleep(there)
                stray = strays > 0 and network.random() < strays
                wait = 0.5 if stray else ration.ask(loop.time())
                if wait is None:
                    tally.taken += 1
                    tally.times.append(loop.time())
                    await asyncio.sleep(latency * network.uniform(0.5, 1.5))
                    governor.leave(ticket, Departure("answered", prompt=1000, completion=300))
                else:
                    tally.refused += 1
                    await asyncio.sleep(there)
                    governor.leave(ticket, Departure("limited", wait=told(wait, retry_after)))

        await asyncio.gather(*(ask() for _ in range(limits.concurrency)))
        watch(governor)

    run(work())
    return tally
