"""How fast a second run is whose briefs are all in the cache: articles a second, by the function and by the command.

Run as `python -m tests.benchmarks.cached [articles]`. The first run asks a server that answers at once; the others ask
nobody.
"""

import asyncio
import json
import os
import subprocess
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
_CONCURRENCY = 64
_MODEL = "instant"
# Whatever else the machine does can only make a run slower.
_RUNS = 3


async def rate(articles: int, settings: Settings) -> tuple[float, int]:
    """Return articles a second and the requests that were made; articles are written as a service would store them."""
    seconds, requests = 0.0, 0
    for first in range(0, articles, _AT_ONCE):
        batch = editions(_AT_ONCE, first)
        began = perf_counter()
        async with summarize_many(
            batch, settings=settings, limits=Limits(concurrency=_CONCURRENCY)
        ) as results:
            async for result in results:
                assert result.brief is not None, result.error
                result.brief.model_dump_json()
                requests += result.requests
        seconds += perf_counter() - began
    return articles / seconds, requests


def rate_of_command(articles: int, folder: Path, base_url: str) -> float:
    """Return articles a second of `summarizer batch` with a new OUT, from its start to its end."""
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for one in editions(articles):
            file.write(one.model_dump_json(include={"text", "published"}) + "\n")
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(out), "--quiet"]
    command += ["--base-url", base_url, "--model", _MODEL, "--concurrency", str(_CONCURRENCY)]
    began = perf_counter()
    subprocess.run(command, cwd=folder, env={**os.environ, "SUMMARIZER_CACHE_DIR": str(folder)}, check=True)
    seconds = perf_counter() - began
    with out.open(encoding="utf-8") as file:
        kept = [json.loads(line)["brief"]["provenance"]["from_cache"] for line in file]
    assert kept == [True] * articles
    return articles / seconds


def measure(articles: int) -> list[Row]:
    with TemporaryDirectory() as folder, instant_server([Answer("", recorded_draft())]) as url:
        place = Path(folder)
        settings = Settings(base_url=url, model=_MODEL, api_key="none", cache="use", cache_dir=place)
        first, _ = asyncio.run(rate(articles, settings))
        again = [asyncio.run(rate(articles, settings)) for _ in range(_RUNS)]
        command = max(rate_of_command(articles, place, url) for _ in range(_RUNS))
    assert not any(requests for _, requests in again)
    what = f"second run of {articles:,} cached articles"
    return [
        Row(
            f"articles/s, {what}",
            max(second for second, _ in again),
            BAR,
            "more",
            "/s",
            detail=f"each brief read and written as JSON; the first run made {first:.0f} articles/s",
        ),
        Row(
            f"articles/s, {what}, the command",
            command,
            BAR,
            "more",
            "/s",
            detail="`summarizer batch` with a new OUT, its start included; a line each",
        ),
    ]


if __name__ == "__main__":
    sys.exit(0 if print_rows(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)) else 1)
