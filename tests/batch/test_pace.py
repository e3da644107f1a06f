"""What share of an endpoint's allowance is used, whatever its kind, and how much of what is sent is refused."""

from collections.abc import Callable

import pytest

from summarizer.limits import Limits
from tests.batch.rationed import ask_for
from tests.support.rations import FixedWindow, Ration, RetryAfter, SlidingWindow, TokenBucket

RATE, SECONDS = 20, 60
KINDS: dict[str, Callable[[], Ration]] = {
    "fixed window": lambda: FixedWindow(RATE),
    "sliding window": lambda: SlidingWindow(RATE),
    "token bucket": lambda: TokenBucket(RATE, RATE),
}


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("latency", [0.01, 1.0])
@pytest.mark.parametrize("retry_after", ["none", "whole seconds", "exact"])
@pytest.mark.parametrize("kind", KINDS)
def test_nine_tenths_of_the_allowance_are_used(
    kind: str, retry_after: RetryAfter, latency: float, busy: bool
) -> None:
    limits = Limits(concurrency=48)
    tally = ask_for(SECONDS, KINDS[kind](), retry_after, limits=limits, latency=latency, busy=busy)
    assert tally.taken >= 0.92 * RATE * SECONDS
    assert tally.refused <= 0.15 * tally.taken


@pytest.mark.parametrize("retry_after", ["none", "whole seconds", "exact"])
def test_window_of_a_minute_is_used_and_then_waited_for(retry_after: RetryAfter) -> None:
    tally = ask_for(150, FixedWindow(600, 60.0), retry_after, limits=Limits(concurrency=8), latency=0.01)
    assert tally.taken >= 0.9 * 3 * 600
    assert tally.refused <= 0.2 * tally.taken


@pytest.mark.parametrize("retry_after", ["none", "whole seconds", "exact"])
@pytest.mark.parametrize("kind", [FixedWindow, SlidingWindow])
def test_limit_that_changes_is_followed(
    kind: type[FixedWindow | SlidingWindow], retry_after: RetryAfter
) -> None:
    class Changing:
        def __init__(self) -> None:
            self.now = [(0.0, kind(20)), (40.0, kind(5)), (80.0, kind(40))]

        def ask(self, now: float) -> float | None:
            return next(ration for since, ration in reversed(self.now) if now >= since).ask(now)

    tally = ask_for(120, Changing(), retry_after, limits=Limits(concurrency=32), latency=0.05)
    # A refusal that everybody waits a second for is risked again after up to 20 seconds.
    at_last = 10 if retry_after == "whole seconds" else 20  # seconds
    assert tally.share(20, 20, 40) >= 0.85
    assert tally.share(5, 60, 80) >= 0.85
    assert tally.share(40, 120 - at_last, 120) >= 0.85


@pytest.mark.parametrize("strays", [0.01, 0.02, 0.05])
@pytest.mark.parametrize("latency", [0.05, 0.3])
def test_refusals_that_are_not_about_the_rate_do_not_slow_for_long(latency: float, strays: float) -> None:
    ration = TokenBucket(200, 200)
    tally = ask_for(30, ration, "none", limits=Limits(concurrency=32), latency=latency, strays=strays)
    assert tally.taken >= 0.5 * min(200, 32 / latency) * 30
    assert tally.refused <= 0.15 * tally.taken


def test_rate_that_grows_is_found_again() -> None:
    class Growing(TokenBucket):
        def ask(self, now: float) -> float | None:
            self.rate = 10.0 if now < 60 else 40.0
            return super().ask(now)

    tally = ask_for(240, Growing(10, 10), "exact", limits=Limits(concurrency=8), latency=0.01)
    assert tally.taken >= 0.45 * (60 * 10 + 180 * 40)


def test_rate_that_falls_is_followed() -> None:
    class Falling(TokenBucket):
        def ask(self, now: float) -> float | None:
            self.rate = 40.0 if now < 60 else 5.0
            return super().ask(now)

    tally = ask_for(120, Falling(40, 5), "none", limits=Limits(concurrency=8), latency=0.01)
    assert tally.taken >= 0.9 * (60 * 40 + 60 * 5)
    assert tally.refused <= 0.1 * tally.taken


def test_endpoint_that_refuses_nothing_is_not_paced() -> None:
    rates: list[float | None] = []
    tally = ask_for(
        5,
        TokenBucket(1e9, 1e9),
        "none",
        limits=Limits(concurrency=8),
        latency=0.01,
        watch=lambda governor: rates.append(governor.rate),
    )
    assert rates == [None]
    assert tally.taken >= 0.9 * 8 * 5 / 0.014


def test_rate_that_is_not_used_does_not_grow() -> None:
    rates: list[float | None] = []
    # Two at once, a second each: far less than the rate that the first burst of refusals leaves.
    tally = ask_for(
        300,
        SlidingWindow(1, 0.3),
        "exact",
        limits=Limits(concurrency=2),
        latency=1.0,
        watch=lambda governor: rates.append(governor.rate),
    )
    assert rates[0] is not None
    assert rates[0] < 20
    assert tally.taken >= 0.8 * 300 * 2
