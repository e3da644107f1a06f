"""When something is asked again, and how long to wait before: tenacity with our rules."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from summarizer.errors import SummarizerError
from summarizer.model.faults import fault_of, is_absent, is_retryable
from summarizer.model.quiet import quiet

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState
    from tenacity.wait import wait_base

Received = TypeVar("Received")
Sleep = Callable[[float], Awaitable[None]]

# Seconds: the first wait, doubled each time, and the longest; up to the first is added at random.
_REQUEST_WAITS = (0.5, 30.0)
_REASK_WAITS = (0.2, 2.0)
_ABSENT_ATTEMPTS = 2


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


async def persistently(
    call: Callable[[], Awaitable[Received]],
    *,
    attempts: int,
    budget: Budget,
    sleep: Sleep = asyncio.sleep,
    paced: bool = False,
    is_new: Callable[[], bool] = lambda: True,
) -> Received:
    """Return what `call` returns; transient faults are asked again, after the wait the endpoint asks for, else backoff.

    A wait that does not fit the budget is not begun: the fault is raised at once, as `GaveUp`. Where requests are
    `paced`, a gate waits out the endpoint's limits: they are asked again at once, and do not count as attempts. Where
    nothing listens there is one more attempt, and no third while the server `is_new`: it was never met.
    """
    from tenacity import AsyncRetrying, retry_if_exception

    backoff = _backoff(_REQUEST_WAITS)
    made = 0

    def waited_out(state: "RetryCallState") -> bool:
        fault = fault_of(_raised(state))
        return paced and fault is not None and fault.is_limit

    def wait(state: "RetryCallState") -> float:
        if waited_out(state):
            return 0.0
        fault = fault_of(_raised(state))
        return backoff(state) if fault is None or fault.wait is None else fault.wait

    def allowed(state: "RetryCallState") -> int:
        error = _raised(state)
        return min(attempts, _ABSENT_ATTEMPTS) if error and is_absent(error) and is_new() else attempts

    retrying = AsyncRetrying(
        retry=retry_if_exception(is_retryable),
        stop=_stop(allowed, budget, free=waited_out),
        wait=wait,
        sleep=sleep,
        reraise=True,
    )
    budget.start()
    try:
        async for attempt in retrying:
            with attempt, quiet():
                made += 1
                return await call()
    except SummarizerError:
        raise
    except Exception as error:
        raise GaveUp(error, made) from error
    raise AssertionError("tenacity ends with a result or an exception")


class GaveUp(Exception):  # noqa: N818  a message within this package
    """Carries what the last of some attempts raised."""

    def __init__(self, error: Exception, attempts: int) -> None:
        super().__init__(str(error))
        self.error = error
        self.attempts = attempts


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
        stop=_stop(lambda _: reasks + 1, budget),
        wait=_backoff(_REASK_WAITS),
        sleep=sleep,
        before_sleep=tell,
        reraise=True,
    )


def _stop(
    attempts: "Callable[[RetryCallState], int]",
    budget: Budget,
    *,
    free: "Callable[[RetryCallState], bool]" = lambda _: False,
) -> "Callable[[RetryCallState], bool]":
    """Return when to give up; attempts that are `free` are not counted."""
    counted = 0

    def stop(state: "RetryCallState") -> bool:
        nonlocal counted
        counted += not free(state)
        return counted >= attempts(state) or state.upcoming_sleep >= budget.left

    return stop


def _backoff(waits: tuple[float, float]) -> "wait_base":
    from tenacity.wait import wait_exponential, wait_random

    first, longest = waits
    return wait_exponential(multiplier=first, max=longest) + wait_random(0, first)


def _raised(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome is not None else None
