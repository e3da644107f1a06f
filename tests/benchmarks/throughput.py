"""Articles a second against an endpoint that answers at once: whole briefs, and a bare loop of openai + instructor."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

from summarizer.draft import Draft
from summarizer.session import Session
from summarizer.settings import Settings
from summarizer.strategies.numbered import number_article
from summarizer.strategies.one_pass import constant_prefix
from summarizer.text.document import read_document
from tests.benchmarks.corpus import editions, recorded_draft
from tests.benchmarks.instant_server import Answer, instant_server
from tests.benchmarks.table import Row, interleaved, ratio

CONCURRENCY = 64
# Enough for what the garbage collector takes at long intervals to fall on both alike.
ARTICLES = 600
RUNS = 3

Work = TypeVar("Work")


def measure() -> Iterable[Row]:
    with instant_server([Answer("", recorded_draft())]) as url:
        first = count(step=ARTICLES)
        rates = interleaved(
            {
                "ours": lambda: asyncio.run(briefs(url, next(first))),
                "bare": lambda: asyncio.run(_bare(url, next(first))),
            },
            runs=RUNS,
        )
    ours, bare = rates["ours"], rates["bare"]
    yield Row(
        f"articles/s, one_pass, concurrency {CONCURRENCY}, over bare openai + instructor",
        ratio(ours, bare),
        1.5,
        "more",
        detail=f"{median(ours):.0f} against {median(bare):.0f} articles/s",
    )


async def briefs(url: str, first: int) -> float:
    """Return the briefs made a second, of the sample's editions from `first` on."""
    async with Session(Settings(base_url=url, model="instant", api_key="none")) as session:

        async def brief(article: Any) -> None:
            (await session.brief(article)).model_dump_json()

        return await _rate(brief, editions(ARTICLES, first))


async def _bare(url: str, first: int) -> float:
    """Do what one would write first, with the same messages made beforehand."""
    import instructor
    from openai import AsyncOpenAI

    prefix = [dict(message) for message in constant_prefix(None)[0]]
    bodies = [
        [*prefix, {"role": "user", "content": number_article(read_document(article))}]
        for article in editions(ARTICLES, first)
    ]
    async with AsyncOpenAI(base_url=url, api_key="none", max_retries=0) as client:
        patched = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)

        async def ask(messages: Any) -> None:
            await patched.chat.completions.create(
                model="instant", response_model=Draft, messages=messages, max_tokens=4096
            )

        return await _rate(ask, bodies)


async def _rate(work: Callable[[Work], Awaitable[None]], items: list[Work]) -> float:
    """Return the items done a second, after one that opens what must be opened."""
    await work(items[0])
    left = iter(items[1:])

    async def worker() -> None:
        for item in left:
            await work(item)

    started = perf_counter()
    await asyncio.gather(*(worker() for _ in range(CONCURRENCY)))
    return (len(items) - 1) / (perf_counter() - started)
