"""How many requests go at once and how fast, in virtual time."""

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable

import pytest

from summarizer.batch.governor import Governor
from summarizer.errors import RateLimited
from summarizer.limits import Limits
from summarizer.model.gate import Departure
from tests.support.virtual_time import run

ANSWERED = Departure("answered", prompt=900, completion=100)


def governed(work: Callable[[Governor], Awaitable[None]], **limits: int) -> None:
    """Do the work with a governor, in virtual time."""

    async def start() -> None:
        await work(Governor(Limits(**limits), clock=asyncio.get_running_loop().time))

    run(start())


def now() -> float:
    return asyncio.get_running_loop().time()


async def passes(governor: Governor, seconds: float, *, tokens: int = 900) -> list[float]:
    """Return when requests were let out in so many seconds, each answered at once."""
    times: list[float] = []

    async def ask() -> None:
        while now() < seconds:
            ticket = await governor.enter(tokens)
            times.append(now())
            await asyncio.sleep(0.001)
            governor.leave(ticket, ANSWERED)

    await asyncio.gather(*(ask() for _ in range(governor.limits.concurrency)))
    return [time for time in times if time < seconds]


def most_in_a_minute(times: list[float]) -> int:
    return max(bisect_left(times, first + 60) - index for index, first in enumerate(times))


def test_never_more_at_once_than_the_limit() -> None:
    async def work(governor: Governor) -> None:
        out, most = 0, 0

        async def ask() -> None:
            nonlocal out, most
            ticket = await governor.enter(10)
            out += 1
            most = max(most, out)
            await asyncio.sleep(1)
            out -= 1
            governor.leave(ticket, ANSWERED)

        await asyncio.gather(*(ask() for _ in range(20)))
        assert most == 3
        assert now() == pytest.approx(7)

    governed(work, concurrency=3)


@pytest.mark.parametrize("rpm", [1, 7, 60, 1200])
def test_requests_a_minute_are_held_in_any_minute_and_used(rpm: int) -> None:
    async def work(governor: Governor) -> None:
        times = await passes(governor, 180)
        assert most_in_a_minute(times) <= rpm
        assert len(times) >= 0.98 * 3 * rpm

    governed(work, rpm=rpm)


def test_requests_a_minute_come_evenly() -> None:
    async def work(governor: Governor) -> None:
        times = await passes(governor, 60)
        assert max(bisect_left(times, first + 1) - index for index, first in enumerate(times)) <= 21

    governed(work, rpm=1200)


def test_idle_time_is_not_made_up_for_by_a_burst() -> None:
    async def work(governor: Governor) -> None:
        await asyncio.sleep(300)
        times = await passes(governor, 420)
        assert most_in_a_minute(times) <= 60
        assert sum(time < 301 for time in times) <= 2

    governed(work, rpm=60)


def test_tokens_a_minute_are_held_in_any_minute_and_used() -> None:
    async def work(governor: Governor) -> None:
        times = await passes(governor, 180)
        # Each takes 1,000; the first ones go before the length of an answer is known.
        assert most_in_a_minute(times) <= 101
        assert len(times) >= 290

    governed(work, tpm=100_000)


def test_request_beyond_the_tokens_of_a_minute_goes_alone() -> None:
    async def work(governor: Governor) -> None:
        times = await passes(governor, 130, tokens=5000)
        assert len(times) == 3
        assert most_in_a_minute(times) == 1

    governed(work, tpm=1000)


def test_refusal_slows_everybody() -> None:
    async def work(governor: Governor) -> None:
        first = await governor.enter(10)
        governor.leave(first, Departure("limited", wait=7.0))
        waited: list[float] = []

        async def ask() -> None:
            ticket = await governor.enter(10)
            waited.append(now())
            governor.leave(ticket, ANSWERED)

        await asyncio.gather(*(ask() for _ in range(5)))
        assert min(waited) >= 7

    governed(work)


def test_overload_halves_how_many_go_at_once_and_success_grows_back() -> None:
    async def work(governor: Governor) -> None:
        tickets = [await governor.enter(10) for _ in range(16)]
        await asyncio.sleep(1)
        for ticket in tickets:  # one event, though it meets them all
            governor.leave(ticket, Departure("overloaded"))
        assert governor.concurrency == 8
        await asyncio.sleep(1)
        governor.leave(await governor.enter(10), Departure("overloaded"))
        assert governor.concurrency == 4
        for _ in range(200):
            governor.leave(await governor.enter(10), ANSWERED)
        assert governor.concurrency == 16

    governed(work, concurrency=16)


def test_one_request_goes_however_often_the_endpoint_is_overloaded() -> None:
    async def work(governor: Governor) -> None:
        for _ in range(20):
            ticket = await governor.enter(10)
            await asyncio.sleep(1)
            governor.leave(ticket, Departure("overloaded"))
        assert governor.concurrency == 1

    governed(work, concurrency=8)


def test_overload_that_says_how_long_holds_everybody() -> None:
    async def work(governor: Governor) -> None:
        governor.leave(await governor.enter(10), Departure("overloaded", wait=5.0))
        await governor.enter(10)
        assert now() >= 5

    governed(work)


def test_nothing_but_refusals_ends_after_fifteen_minutes() -> None:
    async def work(governor: Governor) -> None:
        async def ask() -> None:
            while True:
                governor.leave(await governor.enter(10), Departure("limited"))

        with pytest.raises(RateLimited, match=r"took nothing for 90[0-9] seconds"):
            await ask()
        assert 900 <= now() < 910
        with pytest.raises(RateLimited):
            await governor.enter(10)

    governed(work)


def test_wait_of_hours_is_not_waited_for() -> None:
    async def work(governor: Governor) -> None:
        governor.leave(await governor.enter(10), Departure("limited", wait=6 * 3600.0))
        with pytest.raises(RateLimited, match="asks to wait 21,600 seconds"):
            await governor.enter(10)
        assert now() < 1

    governed(work)


def test_an_answer_renews_the_patience() -> None:
    async def work(governor: Governor) -> None:
        for _ in range(20):
            governor.leave(await governor.enter(10), Departure("limited", wait=300.0))
            governor.leave(await governor.enter(10), ANSWERED)
        assert governor.given_up is None

    governed(work)


def test_one_who_is_cancelled_in_the_queue_lets_the_others_pass() -> None:
    async def work(governor: Governor) -> None:
        ticket = await governor.enter(10)
        waiting = [asyncio.create_task(governor.enter(10)) for _ in range(3)]
        await asyncio.sleep(1)
        waiting[0].cancel()
        governor.leave(ticket, ANSWERED)
        governor.leave(await waiting[1], ANSWERED)
        governor.leave(await waiting[2], ANSWERED)
        assert waiting[0].cancelled()

    governed(work, concurrency=1)


def test_what_was_answered_is_counted() -> None:
    async def work(governor: Governor) -> None:
        governor.leave(await governor.enter(10), Departure("answered", prompt=5, cached=2, completion=3))
        governor.leave(await governor.enter(10), Departure("failed"))
        spent = governor.spent
        assert (spent.requests, spent.prompt, spent.cached, spent.completion) == (1, 5, 2, 3)

    governed(work)
