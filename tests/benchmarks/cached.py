"""How fast a second run is whose briefs are all in the cache: articles a second, and requests.

Run as `python -m tests.benchmarks.cached [articles]`. The first run asks a server that answers at once; the second asks
nobody.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from summarizer import Limits, Settings, summarize_many
from tests.benchmarks.corpus import editions, recorded_draft
from tests.benchmarks.instant_server import Answer, instant_server
from tests.benchmarks.table import Row, print_rows

BAR = 1_000.0
_AT_ONCE = 250


async def rate(articles: int, settings: Settings) -> tuple[float, int]:
    """Return articles a second and the requests that were made; articles are written as a service would store them."""
    seconds, requests = 0.0, 0
    for first in range(0, articles, _AT_ONCE):
        batch = editions(_AT_ONCE, first)
        began = perf_counter()
        async with summarize_many(batch, settings=settings, limits=Limits(concurrency=64)) as results:
            async for result in results:
                assert result.brief is not None, result.error
                result.brief.model_dump_json()
                requests += result.requests
        seconds += perf_counter() - began
    return articles / seconds, requests


def measure(articles: int) -> Row:
    with TemporaryDirectory() as folder, instant_server([Answer("", recorded_draft())]) as url:
        settings = Settings(
            base_url=url, model="instant", api_key="none", cache="use", cache_dir=Path(folder)
        )
        first, _ = asyncio.run(rate(articles, settings))
        second, requests = asyncio.run(rate(articles, settings))
    assert requests == 0
    return Row(
        f"articles/s, second run of {articles:,} cached articles",
        second,
        BAR,
        "more",
        "/s",
        detail=f"the first run made {first:.0f} articles/s; the second asked for nothing",
    )


if __name__ == "__main__":
    row = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
    sys.exit(0 if print_rows([row]) else 1)
