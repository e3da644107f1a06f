"""When something is asked again, and how long to wait before: tenacity with our rules."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from summarizer.model.faults import is_limit, is_retryable

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState
    from tenacity.wait import wait_base

Sleep = Callable[[float], Awaitable[None]]

# Seconds: the first wait, doubled each time, and the longest; up to the first is added at random.
_REQUEST_WAITS = (0.5, 30.0)
_REASK_WAITS = (0.2, 2.0)


class Budget:
    """The time that the work on one article may take; it starts with `bound`, or with the first request."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._started: float | None = None
        self._bound: asyncio.Timeout | None = None

    def start(self) -> None:
        """Start the clock, unless it runs."""
        if self._started is None:
            self._started = self._clock()

    @property
    def left(self) -> float:
        """Return the seconds that are left, not below 0."""
        if self._started is None:
            return self.seconds
        return max(0.0, self.seconds - (self._clock() - self._started))

    @asynccontextmanager
    async def bound(self) -> AsyncIterator[None]:
        """Raise `TimeoutError` in what is done inside once the time is over."""
        self.start()
        async with asyncio.timeout(self.left) as self._bound:
            yield

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock: to stand in a queue is not work on the article."""
        began = self._clock()
        if self._bound is not None:
            self._bound.reschedule(None)
        try:
            yield
        finally:
            if self._started is not None:
                self._started += self._clock() - began
            if self._bound is not None and not self._bound.expired():
                self._bound.reschedule(asyncio.get_running_loop().time() + self.left)


def request_retrying(
    *, attempts: int, budget: Budget, sleep: Sleep = asyncio.sleep, paced: bool = False
) -> "AsyncRetrying":
    """Return the policy for requests: transient faults only, after the wait the endpoint asks for, else backoff.

    A wait that does not fit the budget is not begun: the fault is raised at once. Where requests are `paced`, a gate
    waits out the endpoint's limits: they are asked again at once, and do not count as attempts.
    """
    from tenacity import AsyncRetrying, retry_if_exception

    backoff = _backoff(_REQUEST_WAITS)

    def waited_out(state: "RetryCallState") -> bool:
        fault = _raised(state)
        return paced and fault is not None and is_limit(fault)

    def wait(state: "RetryCallState") -> float:
        if waited_out(state):
            return 0.0
        asked = retry_after(_raised(state))
        return backoff(state) if asked is None else asked

    return AsyncRetrying(
        retry=retry_if_exception(is_retryable),
        stop=_stop(attempts, budget, free=waited_out),
        wait=wait,
        sleep=sleep,
        reraise=True,
    )


def reask_retrying(
    reasks: int,
    *,
    unusable: type[BaseException],
    budget: Budget,
    sleep: Sleep = asyncio.sleep,
    notice: Callable[[BaseException], None] | None = None,
) -> "AsyncRetrying":
    """Return the policy for answers that cannot be used; `notice` is told the fault before it is asked again."""
    from tenacity import AsyncRetrying, retry_if_exception_type

    def tell(state: "RetryCallState") -> None:
        fault = _raised(state)
        if notice is not None and fault is not None:
            notice(fault)

    return AsyncRetrying(
        retry=retry_if_exception_type(unusable),
        stop=_stop(reasks + 1, budget),
        wait=_backoff(_REASK_WAITS),
        sleep=sleep,
        before_sleep=tell,
        reraise=True,
    )


def retry_after(error: BaseException | None) -> float | None:
    """Return the seconds the endpoint asks to wait; None if it asks for nothing.

    `Retry-After` is a number of whole seconds or an HTTP date; `Retry-After-Ms`, which some send too, is exact.
    """
    from openai import APIStatusError

    if not isinstance(error, APIStatusError):
        return None
    headers = error.response.headers
    asked = headers.get("retry-after", "").strip()
    for number, seconds in ((headers.get("retry-after-ms", ""), 0.001), (asked, 1.0)):
        try:
            return max(0.0, float(number) * seconds)
        except ValueError:
            pass  # not a number: a date, or nothing
    try:
        until = parsedate_to_datetime(asked)
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):  # no date either, or one in no year that there is
        return None


def _stop(
    attempts: int, budget: Budget, *, free: "Callable[[RetryCallState], bool]" = lambda _: False
) -> "Callable[[RetryCallState], bool]":
    """Return when to give up; attempts that are `free` are not counted."""
    counted = 0

    def stop(state: "RetryCallState") -> bool:
        nonlocal counted
        counted += not free(state)
        return counted >= attempts or state.upcoming_sleep >= budget.left

    return stop


def _backoff(waits: tuple[float, float]) -> "wait_base":
    from tenacity.wait import wait_exponential, wait_random

    first, longest = waits
    return wait_exponential(multiplier=first, max=longest) + wait_random(0, first)


def _raised(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome is not None else None
