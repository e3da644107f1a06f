"""Which articles are in work, what is handed on and when, and how a run ends; in virtual time, with made-up briefs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import Any, cast

import pytest

from summarizer.article import Article
from summarizer.batch.flow import Flow, Job, Outcome
from summarizer.batch.governor import Governor
from summarizer.brief import Brief
from summarizer.errors import (
    ArticleError,
    AuthenticationFailed,
    EndpointUnavailable,
    InternalFault,
    RateLimited,
    SettingsError,
)
from summarizer.limits import Limits
from summarizer.model.gate import Departure
from summarizer.model.usage import Usage
from summarizer.profiles import Profile
from summarizer.progress import ProgressListener
from summarizer.session import Session
from tests.support.virtual_time import run

BRIEF = cast("Brief", object())
ONE = Usage(requests=1, prompt=800, completion=200)


class Endpoint:
    def __init__(self, profile: Profile) -> None:
        self.profile = profile


class Desk:
    """Stands for a session: a brief takes the seconds that its article says, or fails as the article says."""

    def __init__(self, *, profile: Profile | None = None, gate: Governor | None = None) -> None:
        self.in_work = 0
        self.most = 0
        self.begun: list[str] = []
        self.cancelled: list[str] = []
        self.failures: dict[str, Exception] = {}
        self._profile = profile or Profile(match="*")
        self._gate = gate

    async def endpoint(self) -> Endpoint:
        return Endpoint(self._profile)

    async def obtain(
        self, article: Article, *, usage: Usage, on_progress: ProgressListener | None = None
    ) -> Brief:
        self.in_work += 1
        self.most = max(self.most, self.in_work)
        self.begun.append(article.text)
        try:
            await asyncio.sleep(float(article.text.split()[0]))
            if self._gate is not None:
                await self._gate.enter(1)
            usage.add(ONE)
            if article.text in self.failures:
                raise self.failures[article.text]
        except asyncio.CancelledError:
            self.cancelled.append(article.text)
            raise
        finally:
            self.in_work -= 1
        return BRIEF


class Run:
    """One run over texts, with what came of it."""

    def __init__(self, desk: Desk | None = None, *, ordered: bool = False, **limits: Any) -> None:
        self.desk = desk or Desk()
        self.governor = Governor(Limits(**limits), clock=now)
        self.flow: Flow[int] = Flow(cast("Session", self.desk), self.governor, ordered=ordered, clock=now)
        self.outcomes: list[Outcome[int]] = []

    async def over(self, texts: Any, *, pause: float = 0.0) -> list[int]:
        """Return the keys as they were handed on; the caller takes `pause` seconds over each."""
        async with aclosing(self.flow.brief_many(texts)) as outcomes:
            async for outcome in outcomes:
                self.outcomes.append(outcome)
                await asyncio.sleep(pause)
        return [outcome.key for outcome in self.outcomes]


def now() -> float:
    return asyncio.get_running_loop().time()


def jobs(*texts: str) -> Iterator[Job[int]]:
    for key, text in enumerate(texts):
        yield Job(key, Article(text=text))


def same(number: int, text: str = "1") -> Iterator[Job[int]]:
    return jobs(*(text for _ in range(number)))


def check(work: Callable[[], Any]) -> None:
    run(work())


def test_results_come_as_they_finish() -> None:
    async def work() -> None:
        assert await Run(concurrency=3).over(jobs("3", "1", "2")) == [1, 2, 0]

    check(work)


def test_results_come_in_order_when_asked_for() -> None:
    async def work() -> None:
        assert await Run(concurrency=3, ordered=True).over(jobs("3", "1", "2", "1")) == [0, 1, 2, 3]

    check(work)


def test_as_many_are_in_work_as_allowed() -> None:
    async def work() -> None:
        one = Run(concurrency=4)
        await one.over(same(40))
        assert one.desk.most == 4
        assert now() == pytest.approx(10)

    check(work)


@pytest.mark.parametrize(("ordered", "most"), [(False, 5), (True, 17)])
def test_articles_are_read_only_as_needed(ordered: bool, most: int) -> None:
    read = 0

    def endless() -> Iterator[Job[int]]:
        nonlocal read
        while True:
            # In order, the first one holds back all others.
            yield Job(read, Article(text="100" if read == 0 else "0.01"))
            read += 1

    async def work() -> None:
        one = Run(concurrency=4, ordered=ordered)
        async with aclosing(one.flow.brief_many(endless())) as outcomes:
            await anext(outcomes)
            await asyncio.sleep(50)
            assert read <= most

    check(work)


def test_article_that_fails_does_not_end_the_rest() -> None:
    async def work() -> None:
        desk = Desk()
        desk.failures["1 bad"] = EndpointUnavailable("Down.")
        one = Run(desk, concurrency=2)
        assert sorted(await one.over(jobs("1", "1 bad", "1"))) == [0, 1, 2]
        failed = next(outcome for outcome in one.outcomes if outcome.key == 1)
        assert str(failed.error) == "Down."
        assert (failed.brief, failed.requests) == (None, 1)
        assert failed.seconds == pytest.approx(1)

    check(work)


def test_input_that_is_no_article_is_handed_on_as_an_error() -> None:
    async def work() -> None:
        one = Run()
        bad: Job[int] = Job(7, ArticleError("No text."))
        assert sorted(await one.over([bad, *same(1)])) == [0, 7]
        failed = next(outcome for outcome in one.outcomes if outcome.key == 7)
        assert (failed.article, str(failed.error), failed.requests) == (None, "No text.", 0)

    check(work)


def test_mistake_of_our_own_is_named_as_one_and_does_not_end_the_rest() -> None:
    async def work() -> None:
        desk = Desk()
        desk.failures["1 odd"] = ZeroDivisionError("division by zero")
        one = Run(desk)
        await one.over(jobs("1 odd", "1"))
        errors = [outcome.error for outcome in one.outcomes if outcome.error is not None]
        assert [type(error) for error in errors] == [InternalFault]
        assert isinstance(errors[0].__cause__, ZeroDivisionError)
        assert "ZeroDivisionError: division by zero" in str(errors[0])

    check(work)


@pytest.mark.parametrize("ordered", [False, True])
def test_what_would_fail_for_all_ends_the_run_at_once_and_keeps_what_is_done(ordered: bool) -> None:
    async def work() -> None:
        desk = Desk()
        desk.failures["2 key"] = AuthenticationFailed("Wrong key.")
        one = Run(desk, concurrency=4, ordered=ordered)
        with pytest.raises(AuthenticationFailed, match="Wrong key"):
            await one.over(jobs("90", "2 key", "1.5", "60", *("30" for _ in range(100))))
        assert now() == pytest.approx(2)
        assert [outcome.key for outcome in one.outcomes] == [2]
        assert sorted(desk.cancelled) == ["30", "60", "90"]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    check(work)


def test_endpoint_that_takes_nothing_for_long_ends_the_run() -> None:
    async def work() -> None:
        governor = Governor(Limits(), clock=now)
        ticket = await governor.enter(1)
        governor.leave(ticket, Departure("limited", wait=3600.0))
        one = Run(Desk(gate=governor))
        one.flow = Flow(cast("Session", one.desk), governor, clock=now)
        with pytest.raises(RateLimited, match="asks to wait 3,600 seconds"):
            await one.over(same(50))

    check(work)


def test_closing_early_cancels_what_is_in_work_and_waits_for_it() -> None:
    async def work() -> None:
        one = Run(concurrency=3)
        outcomes = one.flow.brief_many(jobs("1", "50", "60", "70"))
        async for _ in outcomes:
            break
        await outcomes.aclose()
        assert sorted(one.desk.cancelled) == ["50", "60"]
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert now() == pytest.approx(1)

    check(work)


def test_cancelling_the_caller_cancels_what_is_in_work() -> None:
    async def work() -> None:
        one = Run(concurrency=3)
        task = asyncio.create_task(one.over(jobs("50", "60", "70")))
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert sorted(one.desk.cancelled) == ["50", "60", "70"]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    check(work)


def test_stop_lets_what_is_in_work_finish() -> None:
    async def work() -> None:
        one = Run(concurrency=2)
        asyncio.get_running_loop().call_later(1.5, one.flow.stop)
        assert sorted(await one.over(same(10))) == [0, 1, 2, 3]
        assert one.flow.stopped is None

    check(work)


def test_what_is_in_work_can_be_looked_at() -> None:
    async def work() -> None:
        one = Run(concurrency=2)
        outcomes = one.flow.brief_many(jobs("5", "2", "9"))
        await anext(outcomes)
        ((key, seconds),) = one.flow.in_work()
        assert key == 0
        assert seconds == pytest.approx(2)
        await outcomes.aclose()

    check(work)


def test_limit_of_articles_ends_the_run() -> None:
    async def work() -> None:
        one = Run(concurrency=2, max_articles=3)
        assert sorted(await one.over(same(10))) == [0, 1, 2]
        assert str(one.flow.stopped) == "The limit of 3 articles is reached."

    check(work)


def test_limit_that_is_just_enough_stops_nothing() -> None:
    async def work() -> None:
        one = Run(max_articles=3)
        assert len(await one.over(same(3))) == 3
        assert one.flow.stopped is None

    check(work)


@pytest.mark.parametrize("concurrency", [1, 8, 64])
def test_limit_of_tokens_holds_over_all_that_is_in_work(concurrency: int) -> None:
    async def work() -> None:
        one = Run(concurrency=concurrency, max_tokens=20_500)
        done = await one.over(same(200))
        assert len(done) == 20
        assert "20,500 tokens" in str(one.flow.stopped)

    check(work)


def test_limit_of_cost_holds() -> None:
    async def work() -> None:
        desk = Desk(profile=Profile(match="*", price_prompt=1.0, price_completion=1.0))
        one = Run(desk, max_cost=0.0101)
        assert len(await one.over(same(200))) == 10
        assert "USD" in str(one.flow.stopped)

    check(work)


def test_limit_of_cost_without_prices_is_an_error_before_anything_is_begun() -> None:
    async def work() -> None:
        one = Run(max_cost=1.0)
        with pytest.raises(SettingsError, match="prices of the model are not known"):
            await one.over(same(5))
        assert one.desk.begun == []

    check(work)


def test_nothing_is_begun_after_the_deadline() -> None:
    async def work() -> None:
        one = Run(concurrency=2, deadline=2.5)
        assert sorted(await one.over(same(20))) == [0, 1, 2, 3, 4, 5]
        assert now() == pytest.approx(3)
        assert "deadline" in str(one.flow.stopped)

    check(work)


def test_deadline_ends_the_wait_for_an_article() -> None:
    async def slowly() -> AsyncIterator[Job[int]]:
        yield next(same(1))
        await asyncio.sleep(1000)
        yield next(same(1))

    async def work() -> None:
        one = Run(deadline=5)
        assert await one.over(slowly()) == [0]
        assert now() == pytest.approx(5, abs=0.1)
        assert "deadline" in str(one.flow.stopped)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    check(work)


def test_articles_may_come_one_by_one() -> None:
    async def slowly() -> AsyncIterator[Job[int]]:
        for job in same(3, "5"):
            await asyncio.sleep(2)
            yield job

    async def work() -> None:
        one = Run()
        assert await one.over(slowly()) == [0, 1, 2]
        assert now() == pytest.approx(11)

    check(work)


@pytest.mark.parametrize("awaited", [False, True])
def test_error_of_the_input_is_raised_after_the_articles_before_it(awaited: bool) -> None:
    def broken() -> Iterator[Job[int]]:
        yield from same(2)
        raise OSError("The disk is gone.")

    async def awaited_one() -> AsyncIterator[Job[int]]:
        for job in broken():
            yield job

    async def work() -> None:
        one = Run()
        with pytest.raises(OSError, match="disk"):
            await one.over(awaited_one() if awaited else broken())
        assert len(one.outcomes) == 2

    check(work)


def test_a_slow_caller_holds_back_the_beginning_of_others() -> None:
    async def work() -> None:
        one = Run(concurrency=2)
        await one.over(same(6), pause=10)
        assert one.desk.most <= 2
        assert 60 <= now() <= 62

    check(work)


def test_nothing_to_do_ends_at_once() -> None:
    async def work() -> None:
        assert await Run().over([]) == []

    check(work)
