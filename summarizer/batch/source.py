"""Where the articles of a run come from, read one at a time and only when there is room for one."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from enum import Enum, auto
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Nothing(Enum):
    """Why there is no item: none is left, or none is there yet."""

    ENDED = auto()
    LATER = auto()


class Source(Generic[Item]):
    """Reads an iterable in place, and an async one in a task of its own; `ready` is called when that has something.

    An error of the iterable ends it; it is kept in `error`.
    """

    def __init__(self, items: Iterable[Item] | AsyncIterable[Item], ready: Callable[[], None]) -> None:
        self.error: Exception | None = None
        self._items = None if isinstance(items, AsyncIterable) else iter(items)
        self._awaited = aiter(items) if isinstance(items, AsyncIterable) else None
        self._pending: asyncio.Task[Item] | None = None
        self._ready = ready
        self._ended = False

    def take(self) -> Item | Nothing:
        """Return the next item, `LATER` where it is not there yet, `ENDED` where there is none."""
        try:
            if self._ended:
                return Nothing.ENDED
            if self._items is not None:
                return next(self._items)
            if self._awaited is not None:
                return self._arrived(self._awaited)
        except (StopIteration, StopAsyncIteration):
            self._ended = True
        except Exception as error:  # noqa: BLE001  it is raised once what is in work is finished
            self._ended, self.error = True, error
        return Nothing.ENDED

    async def close(self) -> None:
        """Read nothing further."""
        self._ended = True
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.cancel()
            await asyncio.wait([pending])
            if not pending.cancelled():
                pending.exception()  # seen: nobody is left to be told

    def _arrived(self, items: AsyncIterator[Item]) -> Item | Nothing:
        if self._pending is None:
            self._pending = asyncio.create_task(_next(items))
            self._pending.add_done_callback(lambda _: self._ready())
        if not self._pending.done():
            return Nothing.LATER
        arrived, self._pending = self._pending, None
        return arrived.result()


async def _next(items: AsyncIterator[Item]) -> Item:
    return await anext(items)
