"""Workers that ask an endpoint which rations, through a governor and in virtual time."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.batch.governor import Governor
from summarizer.limits import Limits
from summarizer.model.gate import Departure
from tests.support.rations import Ration, RetryAfter, told
from tests.support.virtual_time import run


@dataclass
class Tally:
    taken: int = 0
    refused: int = 0


def ask_for(
    seconds: float,
    ration: Ration,
    retry_after: RetryAfter,
    *,
    limits: Limits,
    latency: float,
    watch: Callable[[Governor], None] = lambda _: None,
) -> Tally:
    """Ask as fast as the governor allows for so many seconds, and count what the endpoint took and refused."""
    tally = Tally()

    async def work() -> None:
        loop = asyncio.get_running_loop()
        governor = Governor(limits, clock=loop.time)
        network = random.Random(7)  # noqa: S311  no secret: the jitter of a network

        async def ask() -> None:
            while loop.time() < seconds:
                ticket = await governor.enter(1000)
                if loop.time() >= seconds:
                    return
                there = 0.004 * network.uniform(0.5, 1.5)
                await asyncio.sleep(there)
                wait = ration.ask(loop.time())
                if wait is None:
                    tally.taken += 1
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
