"""`summarize_many` over a server on loopback that answers as a test tells it to."""

import asyncio
import json
import os
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from summarizer import (
    Article,
    ArticleError,
    EndpointError,
    Limits,
    Progress,
    Result,
    Settings,
    summarize_many,
)
from summarizer.errors import AuthenticationFailed, ModelOutputError, SettingsError
from tests.conftest import Endpoint
from tests.support.steps import answer, error, hang
from tests.test_callers import DRAFT

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

TEXT = "Rebels killed nine soldiers near Lurno on Monday, the president of Veldaria said."
PROSE = {"text": TEXT, "s": [1]}
BRIEFED = answer(json.dumps(DRAFT | {"headline": PROSE, "summary": [PROSE]}), tokens=(4_000, 0, 60))


def settings(base_url: str, **more: float) -> Settings:
    return Settings.model_validate(
        {
            "base_url": base_url,
            "model": "m",
            "api_key": "k",
            "strategy": "one_pass",
            "max_attempts": 2,
            **more,
        }
    )


async def all_of(results: AsyncIterator[Result]) -> list[Result]:
    return [result async for result in results]


def test_each_article_has_a_result(endpoint: Endpoint) -> None:
    articles: list[str | Article] = [TEXT, Article(text=TEXT, title="Nine killed"), TEXT]
    many = summarize_many(articles, settings=settings(endpoint(BRIEFED)), limits=Limits())
    results = sorted(asyncio.run(all_of(many)), key=lambda result: result.number)
    assert [result.number for result in results] == [0, 1, 2]
    briefs = [result.brief for result in results if result.brief is not None]
    assert [brief.article.title for brief in briefs] == [None, "Nine killed", None]
    assert [(result.requests, result.error) for result in results] == [(1, None)] * 3
    assert many.stopped is None


def test_bad_articles_are_results_with_an_error(endpoint: Endpoint) -> None:
    too_long = TEXT * 20
    no_text: Any = 3
    results = asyncio.run(
        all_of(
            summarize_many(
                ["", TEXT, " \n", too_long, no_text],
                settings=settings(endpoint(BRIEFED), max_characters=1000),
                limits=Limits(concurrency=1),
                ordered=True,
            )
        )
    )
    assert [type(result.error) for result in results] == [
        ArticleError,
        type(None),
        ArticleError,
        ArticleError,
        ArticleError,
    ]
    assert [result.article is None for result in results] == [True, False, True, False, True]
    assert "1,000" in str(results[3].error)


def test_failed_articles_tell_how_many_requests_they_took(endpoint: Endpoint) -> None:
    down = error(500, "broken")
    base_url = endpoint(down, down, BRIEFED)
    results = asyncio.run(
        all_of(summarize_many([TEXT, TEXT], settings=settings(base_url), limits=Limits(concurrency=1)))
    )
    assert isinstance(results[0].error, EndpointError)
    assert [result.requests for result in results] == [2, 1]
    assert results[1].brief is not None


def test_refusals_lose_no_article_and_count_as_no_attempt(endpoint: Endpoint) -> None:
    refused = error(429, "slow down", retry_after="0.02")
    base_url = endpoint(*(refused for _ in range(5)), BRIEFED)
    limits = Limits(concurrency=2)
    results = asyncio.run(all_of(summarize_many([TEXT] * 3, settings=settings(base_url), limits=limits)))
    assert [result.error for result in results] == [None] * 3
    assert sum(result.requests for result in results) == 8


def test_wrong_key_is_raised_at_once(endpoint: Endpoint) -> None:
    base_url = endpoint(BRIEFED, error(401, "no such key"))

    async def collect() -> list[Result]:
        many = summarize_many(
            iter(lambda: TEXT, None), settings=settings(base_url), limits=Limits(concurrency=1)
        )
        done = [await anext(many)]
        with pytest.raises(AuthenticationFailed):
            await anext(many)
        return done

    assert len(asyncio.run(collect())) == 1


def test_answers_that_cannot_be_used_fail_their_article_only(endpoint: Endpoint) -> None:
    asked = settings(endpoint(answer("", finish="content_filter"), BRIEFED))
    asked = asked.model_copy(update={"strategy": "one_pass"})
    limits = Limits(concurrency=1)
    first, second = asyncio.run(all_of(summarize_many([TEXT] * 2, settings=asked, limits=limits)))
    assert isinstance(first.error, ModelOutputError)
    assert second.brief is not None


@pytest.mark.parametrize("way", ["closed", "left", "dropped"])
def test_nothing_is_left_running_when_the_results_are_left_early(way: str, endpoint: Endpoint) -> None:
    base_url = endpoint(BRIEFED, hang())

    async def leave() -> None:
        many = summarize_many(
            iter(lambda: TEXT, None), settings=settings(base_url), limits=Limits(concurrency=3)
        )
        if way == "closed":
            await anext(many)
            await many.aclose()
        elif way == "left":
            async with many:
                async for _ in many:
                    break
        else:
            await anext(many)
            del many
            for _ in range(20):  # the event loop closes what nobody holds, in a task of its own
                await asyncio.sleep(0.005)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(leave())


def test_generators_are_read_as_needed(endpoint: Endpoint) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield TEXT

    async def some(base_url: str) -> None:
        limits = Limits(concurrency=2)
        async with summarize_many(endless(), settings=settings(base_url), limits=limits) as many:
            for _ in range(5):
                await anext(many)

    asyncio.run(some(endpoint(BRIEFED)))
    assert read <= 8


def test_articles_may_come_from_an_async_iterable(endpoint: Endpoint) -> None:
    async def arriving() -> AsyncIterator[str]:
        for _ in range(3):
            await asyncio.sleep(0.001)
            yield TEXT

    many = summarize_many(arriving(), settings=settings(endpoint(BRIEFED)), limits=Limits(), ordered=True)
    assert [result.number for result in asyncio.run(all_of(many))] == [0, 1, 2]


def test_limit_ends_the_results_and_is_named(endpoint: Endpoint) -> None:
    many = summarize_many(
        [TEXT] * 5, settings=settings(endpoint(BRIEFED)), limits=Limits(max_articles=2, concurrency=1)
    )
    assert len(asyncio.run(all_of(many))) == 2
    assert str(many.stopped) == "The limit of 2 articles is reached."


def test_limit_of_cost_needs_prices(endpoint: Endpoint) -> None:
    many = summarize_many([TEXT], settings=settings(endpoint(BRIEFED)), limits=Limits(max_cost=1))
    with pytest.raises(SettingsError, match="prices"):
        asyncio.run(all_of(many))


def test_limits_of_the_environment_hold(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_ARTICLES", "1")
    many = summarize_many([TEXT] * 3, settings=settings(endpoint(BRIEFED)))
    assert len(asyncio.run(all_of(many))) == 1


def test_progress_is_told_after_each_article(endpoint: Endpoint) -> None:
    heard: list[Progress] = []
    many = summarize_many(
        [TEXT] * 3, settings=settings(endpoint(BRIEFED)), limits=Limits(), on_progress=heard.append
    )
    asyncio.run(all_of(many))
    assert [(one.step, one.done, one.total) for one in heard] == [
        ("articles", 1, 3),
        ("articles", 2, 3),
        ("articles", 3, 3),
    ]
    assert heard[-1].tokens == 3 * (4_000 + 60)


def test_a_plain_loop_gets_the_same_results(endpoint: Endpoint) -> None:
    many = summarize_many(
        [TEXT, "", TEXT], settings=settings(endpoint(BRIEFED)), limits=Limits(), ordered=True
    )
    results = list(many)
    assert [result.brief is None for result in results] == [False, True, False]
    assert list(many) == []
    assert many.stopped is None


def test_a_plain_loop_ends_with_the_error_that_meets_every_article(endpoint: Endpoint) -> None:
    base_url = endpoint(BRIEFED, error(401, "no such key"))
    done: list[Result] = []
    with pytest.raises(AuthenticationFailed):
        done.extend(
            summarize_many(
                [TEXT] * 3, settings=settings(base_url), limits=Limits(concurrency=1), ordered=True
            )
        )
    assert threads() == []


@pytest.mark.parametrize("way", ["left", "with", "interrupted"])
def test_nothing_is_left_running_when_a_plain_loop_is_left_early(way: str, endpoint: Endpoint) -> None:
    base_url = endpoint(BRIEFED, hang())
    many = summarize_many(iter(lambda: TEXT, None), settings=settings(base_url), limits=Limits(concurrency=3))
    if way == "left":
        for _ in many:
            break
    elif way == "with":
        with many as results:
            loop = iter(results)
            assert next(loop).brief is not None
        assert next(loop, None) is None
    else:
        threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT]).start()
        with pytest.raises(KeyboardInterrupt):
            list(many)
    assert threads() == []


def test_a_plain_loop_works_where_an_event_loop_runs(endpoint: Endpoint) -> None:
    async def cell() -> list[Result]:
        return list(summarize_many([TEXT] * 2, settings=settings(endpoint(BRIEFED)), limits=Limits()))

    assert len(asyncio.run(cell())) == 2


def threads() -> list[str]:
    """Return the threads of ours that are there."""
    return [one.name for one in threading.enumerate() if one.name.startswith("summarizer")]
