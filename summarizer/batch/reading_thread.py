"""Entries that may be long in coming, read in a thread of their own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Generic, TypeVar

Item = TypeVar("Item")

_AHEAD = 64


class _End(Generic[Item]):
    def __init__(self, error: Exception | None) -> None:
        self.error = error


async def read_in_thread(items: Iterable[Item]) -> AsyncIterator[Item]:
    """Yield the items as they come; few are read ahead, and nobody who stops waiting is held up by the reading.

    An error of the items is raised where they end.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[Item | _End[Item]] = asyncio.Queue()
    room = threading.Semaphore(_AHEAD)

    def put(item: Item | _End[Item]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(arrived.put_nowait, item)

    def read() -> None:
        error: Exception | None = None
        try:
            for item in items:
                room.acquire()
                put(item)
        except Exception as raised:  # noqa: BLE001  it is raised in the loop
            error = raised
        put(_End(error))

    # A daemon: a read that never returns must not keep the process from ending.
    threading.Thread(target=read, name="summarizer-input", daemon=True).start()
    while True:
        item = await arrived.get()
        if isinstance(item, _End):
            if item.error is not None:
                raise item.error
            return
        room.release()
        yield item
