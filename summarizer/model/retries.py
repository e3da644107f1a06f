"""When something is asked again, and how long to wait before: tenacity with our rules."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from summarizer.model.faults import is_retryable

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState
    from tenacity.wait import wait_base

Sleep = Callable[[float], Awaitable[None]]

# Seconds: the first wait, doubled each time, and the longest; up to the first is added at random.
_REQUEST_WAITS = (0.5, 30.0)
_REASK_WAITS = (0.2, 2.0)


class Budget:
    """The time that all requests together may take; it starts with the first one."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._started: float | None = None

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


def request_retrying(*, attempts: int, budget: Budget, sleep: Sleep = asyncio.sleep) -> "AsyncRetrying":
    """Return the policy for requests: transient faults only, after the wait the endpoint asks for, else backoff.

    A wait that does not fit the budget is not begun: the fault is raised at once.
    """
    from tenacity import AsyncRetrying, retry_if_exception

    backoff = _backoff(_REQUEST_WAITS)

    def wait(state: "RetryCallState") -> float:
        asked = retry_after(_raised(state))
        return backoff(state) if asked is None else asked

    return AsyncRetrying(
        retry=retry_if_exception(is_retryable),
        stop=_stop(attempts, budget),
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
    """Return the seconds the endpoint asks to wait, as a number or an HTTP date; None if it asks for nothing."""
    from openai import APIStatusError

    if not isinstance(error, APIStatusError):
        return None
    asked = error.response.headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass  # not a number: a date, or nothing
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _stop(attempts: int, budget: Budget) -> "Callable[[RetryCallState], bool]":
    return lambda state: state.attempt_number >= attempts or state.upcoming_sleep >= budget.left


def _backoff(waits: tuple[float, float]) -> "wait_base":
    from tenacity.wait import wait_exponential, wait_random

    first, longest = waits
    return wait_exponential(multiplier=first, max=longest) + wait_random(0, first)


def _raised(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome is not None else None
