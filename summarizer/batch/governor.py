"""The gate before an endpoint that many articles share: how many requests at once, and how fast."""

import asyncio
from collections.abc import Callable
from time import monotonic

from summarizer.batch.minute_window import MinuteWindow
from summarizer.batch.pace import Pace
from summarizer.errors import RateLimited
from summarizer.limits import Limits
from summarizer.model.gate import Departure, Ticket
from summarizer.model.retries import Sleep
from summarizer.model.usage import Usage

# Seconds with nothing but refusals after which the run ends: this is no rate, but an allowance that is spent.
PATIENCE = 900.0
_FEWEST = 1.0


class Governor:
    """Implements `Gate` for all articles of a run, within one event loop.

    Holds `limits.rpm` and `limits.tpm`; learns from refusals (429) at which rate the endpoint takes requests, and from
    overload (503, no answer in time) how many at once. A refused request waits here and is lost only when the endpoint
    takes nothing for `patience` seconds; then `given_up` holds the error, and every request gets it.
    """

    paces = True

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Sleep = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self.limits = limits
        self.spent = Usage()
        self.given_up: RateLimited | None = None
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        self._turn = asyncio.Lock()  # first come, first served
        self._freed = asyncio.Event()
        self._out = 0
        self._room = float(limits.concurrency)
        self._room_cut = float("-inf")
        self._pace = Pace()
        self._requests = MinuteWindow(limits.rpm) if limits.rpm is not None else None
        self._tokens = MinuteWindow(limits.tpm) if limits.tpm is not None else None
        self._answers = 0
        self._refused_since: float | None = None

    @property
    def concurrency(self) -> int:
        """Return how many requests may be on their way at once now."""
        return int(self._room)

    @property
    def rate(self) -> float | None:
        """Return the requests a second that are sent at most, as learned from refusals; None while there were none."""
        return self._pace.rate

    async def enter(self, tokens: int) -> Ticket:
        """Wait until a request may be sent; raises `RateLimited` once the endpoint has taken nothing for too long."""
        async with self._turn:
            while True:
                if self.given_up is not None:
                    raise self.given_up
                if self._out >= self.concurrency:
                    self._freed.clear()
                    await self._freed.wait()
                    continue
                now = self._clock()
                wait = self._wait(now, tokens)
                if wait <= 0:
                    return self._admitted(now, tokens)
                await self._sleep(wait)

    def leave(self, ticket: Ticket, departure: Departure) -> None:
        """Learn from how a request ended."""
        now = self._clock()
        self._out -= 1
        self._freed.set()
        if departure.outcome == "limited":
            self._refused(now, ticket, departure.wait)
            return
        if departure.outcome == "overloaded":
            self._overloaded(now, ticket, departure.wait)
        elif departure.outcome == "answered":
            self._answered(ticket, departure)

    def _wait(self, now: float, tokens: int) -> float:
        wait = self._pace.wait(now)
        if self._requests is not None:
            wait = max(wait, self._requests.wait(now, 1))
        if self._tokens is not None:
            wait = max(wait, self._tokens.wait(now, self._expected(tokens)))
        return wait

    def _admitted(self, now: float, tokens: int) -> Ticket:
        self._out += 1
        self._pace.take(now)
        ticket = Ticket(now, self._expected(tokens))
        if self._requests is not None:
            self._requests.take(now, 1)
        if self._tokens is not None:
            self._tokens.take(now, ticket.tokens)
        return ticket

    def _expected(self, tokens: int) -> int:
        """Return the tokens of a request with a prompt of `tokens`, and of an answer as long as those before."""
        return tokens + (self.spent.completion // self._answers if self._answers else 0)

    def _answered(self, ticket: Ticket, departure: Departure) -> None:
        self._refused_since = None
        self._answers += 1
        self.spent.add(Usage(1, departure.prompt, departure.cached, departure.completion))
        taken = departure.prompt + departure.completion
        if self._tokens is not None and taken:
            self._tokens.correct(ticket.at, taken - ticket.tokens)
        # One more for each round of answers.
        self._room = min(float(self.limits.concurrency), self._room + 1 / self._room)

    def _overloaded(self, now: float, ticket: Ticket, wait: float | None) -> None:
        if ticket.at >= self._room_cut:  # those sent before the last cut tell nothing about it
            self._room = max(_FEWEST, self._room / 2)
            self._room_cut = now
        if wait is not None:
            self._pace.hold(now + wait)

    def _refused(self, now: float, ticket: Ticket, wait: float | None) -> None:
        if self._tokens is not None:
            self._tokens.correct(ticket.at, -ticket.tokens)
        self._pace.refused(now, ticket.at, wait)
        if self._refused_since is None:
            self._refused_since = now
        refused = now - self._refused_since
        if max(refused, wait or 0.0) > self._patience:
            asked = (
                f"asks to wait {wait:,.0f} seconds" if wait else f"took nothing for {refused:,.0f} seconds"
            )
            self.given_up = RateLimited(
                f"The endpoint {asked}: its limit of requests is reached.",
                hint="Continue later: the same command goes on where it stopped.",
            )
