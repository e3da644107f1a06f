"""How much work a function does, counted and not timed: the same on every machine, however busy.

Counted are the instructions of the interpreter. What one call into C does (a search in a long text, a regular
expression) counts as one: there, `tests.benchmarks` measures.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

# Between what grows with the input (1) and what grows with its square (8): see `growth`.
LINEAR = 2.0


def instructions(work: Callable[[], object]) -> int:
    """Return how many instructions of the interpreter a second run of the work takes; the first one fills caches."""
    if sys.gettrace() is not None:
        pytest.skip("another tool traces this run")
    work()
    count = 0

    def entered(frame: FrameType, event: str, argument: Any) -> Callable[[FrameType, str, Any], Any]:
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return counted

    def counted(frame: FrameType, event: str, argument: Any) -> Callable[[FrameType, str, Any], Any]:
        nonlocal count
        count += event == "opcode"
        return counted

    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


def growth(work: Callable[[int], object], short: int, *, times: int = 8) -> float:
    """Return how many times the work of an input of `short` is that of one `times` as long, over `times`.

    About 1 where work grows with the input, and about `times` where it grows with its square.
    """
    return instructions(lambda: work(short * times)) / instructions(lambda: work(short)) / times
