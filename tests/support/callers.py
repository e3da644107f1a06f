"""Programs that call `summarize` as services do; run as `callers.py NAME,… BASE_URL`.

They print what they found as JSON. Threads, sockets and files that are left over are counted by the program itself.
"""

import asyncio
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from summarizer import Brief, Settings, asummarize, summarize

TEXT = "Veldaria’s president, Marek Dolan, accused Ostrava of arming rebels on Monday."


def settings() -> Settings:
    return Settings(base_url=sys.argv[2], model="m", strategy="one_pass", timeout=30)


def brief() -> Brief:
    return summarize(TEXT, settings=settings())


def left_over() -> dict[str, int]:
    """Return how many threads besides the main one, sockets and tasks' loops there are."""
    gc.collect()
    links = [path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return {
        "threads": threading.active_count() - 1,
        "sockets": sum(str(link).startswith("socket:") for link in links),
    }


def threads() -> dict[str, object]:
    with ThreadPoolExecutor(32) as pool:
        briefs = list(pool.map(lambda _: brief(), range(64)))
    return {"headlines": sorted({one.headline for one in briefs}), "briefs": len(briefs), **left_over()}


def fork() -> dict[str, object]:
    """Call before the fork, in the child, and in the parent again."""
    brief()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, brief().headline.encode())
        os._exit(0)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    return {"child": said, "status": status, "parent": brief().headline, **left_over()}


def inside_asyncio() -> dict[str, object]:
    """Call both faces where a loop runs already, as in a notebook."""

    async def main() -> list[str]:
        several = await asyncio.gather(*(asummarize(TEXT, settings=settings()) for _ in range(4)))
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        assert not others, others
        return [*(one.headline for one in several), brief().headline]

    return {"headlines": sorted(set(asyncio.run(main()))), **left_over()}


def inside_trio() -> dict[str, object]:
    """Call from a trio program, by a thread of anyio."""
    import anyio
    import anyio.to_thread

    async def main() -> list[str]:
        found: list[str] = []

        async def one() -> None:
            found.append((await anyio.to_thread.run_sync(brief)).headline)

        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(one)
        return found

    return {"headlines": sorted(set(anyio.run(main, backend="trio")))}


def interrupted() -> dict[str, object]:
    """Be interrupted while an endpoint is silent, then call one that answers."""
    brief()  # whatever has to be imported is there now
    silent = Settings(base_url=sys.argv[3], model="m", strategy="one_pass", timeout=3600)
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    try:
        summarize(TEXT, settings=silent)
        ended = "answered"
    except KeyboardInterrupt:
        ended = "interrupted"
    return {"ended": ended, "again": brief().headline, **left_over()}


PROGRAMS: dict[str, Callable[[], dict[str, object]]] = {
    one.__name__: one for one in (threads, fork, inside_asyncio, inside_trio, interrupted)
}

if __name__ == "__main__":
    print(json.dumps([PROGRAMS[name]() for name in sys.argv[1].split(",")]))  # noqa: T201  it is what the test reads
