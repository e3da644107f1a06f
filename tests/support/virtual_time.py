"""An event loop whose clock stands while something is to do, and jumps to the next timer when nothing is."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Returned = TypeVar("Returned")


class VirtualLoop(asyncio.SelectorEventLoop):
    """Sleeping takes no time: `time()` jumps. For code that waits for nothing but timers."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self._now

    def jump(self, seconds: float) -> None:
        self._now += seconds


class _Jumping(selectors.SelectSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everything waits, and no timer will wake it"
        self._loop.jump(timeout)
        return super().select(0)


def run(work: Coroutine[Any, Any, Returned]) -> Returned:
    """Run the work in virtual time, which begins at 0."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
