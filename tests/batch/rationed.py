"""Endpoints that refuse what is too much, in virtual time, and workers that ask them through a governor."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, Protocol

from summarizer.batch.governor import Governor
from summarizer.limits import Limits
from summarizer.model.gate import Departure
from tests.support.virtual_time import run

RetryAfter = Literal["none", "whole seconds", "exact"]


class Ration(Protocol):
    def ask(self, now: float) -> float | None:
        """Return None where a request is taken, else the seconds until one would be."""


@dataclass
class FixedWindow:
    number: int
    seconds: float = 1.0
    window: int = -1
    taken: int = 0

    def ask(self, now: float) -> float | None:
        window = floor(now / self.seconds)
        if window != self.window:
            self.window, self.taken = window, 0
        if self.taken < self.number:
            self.taken += 1
            return None
        return (window + 1) * self.seconds - now


class SlidingWindow:
    def __init__(self, number: int, seconds: float = 1.0) -> None:
        self.number, self.seconds = number, seconds
        self.log: deque[float] = deque()

    def ask(self, now: float) -> float | None:
        while self.log and self.log[0] <= now - self.seconds:
            self.log.popleft()
        if len(self.log) < self.number:
            self.log.append(now)
            return None
        return self.log[0] + self.seconds - now


class TokenBucket:
    def __init__(self, rate: float, capacity: float) -> None:
        self.rate, self.capacity = rate, capacity
        self.level, self.at = capacity, 0.0

    def ask(self, now: float) -> float | None:
        self.level = min(self.capacity, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            return None
        return (1 - self.level) / self.rate


def told(wait: float, how: RetryAfter) -> float | None:
    """Return what the Retry-After header of a refusal says."""
    return {"none": None, "whole seconds": float(ceil(wait)), "exact": wait}[how]


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
