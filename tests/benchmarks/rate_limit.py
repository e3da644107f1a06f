"""What share of 20 requests a second is used over HTTP, where all above is answered with 429, and what is lost.

Run as `python -m tests.benchmarks.rate_limit [seconds]`: so many seconds for each kind, one after the other.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from time import monotonic
from typing import NamedTuple

from summarizer import Limits, Settings, asummarize, summarize_many
from tests.benchmarks.instant_server import completion
from tests.support.rations import FixedWindow, Ration, RetryAfter, SlidingWindow, TokenBucket, told

RATE = 20
BAR = 0.9
KINDS = ("fixed window", "sliding window", "token bucket")
HEADERS: tuple[RetryAfter, ...] = ("none", "whole seconds")
TEXT = "Rebels killed nine soldiers near Lurno on Monday."
HEADLINE = "Rebels killed nine soldiers"


class Share(NamedTuple):
    """What was found for one kind of endpoint."""

    kind: str
    retry_after: str
    share: float
    refused: int
    lost: int


async def measured(base_url: str, kind: str, retry_after: RetryAfter, seconds: float) -> Share:
    """Ask for articles without end, and count those whose brief was there in time."""
    settings = Settings(base_url=base_url, model="m", api_key="k", strategy="stepwise")
    await asummarize(TEXT, settings=settings)  # what is loaded at first use is not to be measured
    await asyncio.sleep(1.5)
    done = refused = lost = 0
    began = monotonic()
    limits = Limits(concurrency=32, deadline=seconds)
    async for result in summarize_many(iter(lambda: TEXT, None), settings=settings, limits=limits):
        lost += result.error is not None
        refused += result.requests - 1
        done += monotonic() - began <= seconds
    return Share(kind, retry_after, done / (RATE * seconds), refused, lost)


def run(seconds: float) -> Iterator[Share]:
    """Measure each kind."""
    kinds = [(kind, header) for kind in KINDS for header in HEADERS]
    with servers() as ports:
        for port, (kind, header) in zip(ports, kinds, strict=True):
            yield asyncio.run(measured(f"http://127.0.0.1:{port}/v1", kind, header, seconds))


@contextmanager
def servers() -> Iterator[list[int]]:
    """Run an endpoint of each kind, all in a process of their own; gives their ports."""
    command = [sys.executable, "-m", "tests.benchmarks.rate_limit", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout is None:
                raise RuntimeError("The servers have no pipe.")
            yield [int(port) for port in process.stdout.readline().split()]
        finally:
            process.kill()


def ration(kind: str) -> Ration:
    """Return what an endpoint of this kind allows."""
    if kind == "fixed window":
        return FixedWindow(RATE)
    return SlidingWindow(RATE) if kind == "sliding window" else TokenBucket(RATE, RATE)


@asynccontextmanager
async def _served(kind: str, header: RetryAfter) -> AsyncIterator[int]:
    allowed = ration(kind)
    taken = completion(HEADLINE)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            wait = allowed.ask(monotonic())
            status, body, more = "200 OK", taken, ""
            if wait is not None:
                status, body = "429 Too Many Requests", b"{}"
                said = told(wait, header)
                more = "" if said is None else f"retry-after: {said:g}\r\n"
            lines = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{more}content-length: {len(body)}\r\n\r\n"
            writer.write(lines.encode() + body)
            await writer.drain()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""  # the client has gone


async def _serve() -> None:
    async with AsyncExitStack() as stack:
        ports = [
            await stack.enter_async_context(_served(kind, header)) for kind in KINDS for header in HEADERS
        ]
        print(*ports, flush=True)
        await asyncio.Event().wait()


def main() -> int:
    """Print the table; 1 where the bar is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    print(f"{RATE} requests a second allowed, {seconds:g} seconds")
    print(f"{'endpoint':16}{'Retry-After':16}{'share':>6}{'refused':>9}{'lost':>6}")
    missed = 0
    for one in run(seconds):
        print(f"{one.kind:16}{one.retry_after:16}{one.share:6.3f}{one.refused:9}{one.lost:6}", flush=True)
        missed += one.share < BAR or one.lost > 0
    return min(missed, 1)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        asyncio.run(_serve())
    sys.exit(main())
