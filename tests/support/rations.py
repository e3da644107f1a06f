"""How endpoints ration: so many requests in a window that starts anew, in any window, or from a bucket that refills."""

from collections import deque
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, Protocol

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
