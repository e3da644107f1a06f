"""What the package logs, said on standard error: how much of it, and in which form."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_VERBOSITY = (
    click.option(
        "-v",
        "--verbose",
        count=True,
        help="Say what is done and where the time goes; -vv: every request too.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
)


def verbosity_options(command: Command) -> Command:
    """Add -v, -vv and -q to a command."""
    for option in reversed(_VERBOSITY):
        command = option(command)
    return command


def log_level(*, verbose: int, quiet: bool) -> int:
    """Return the level from which on records are said."""
    if quiet:
        return logging.ERROR
    return (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]


@contextmanager
def log_lines(say: Callable[[str], None], level: int) -> Iterator[None]:
    """Say what the package logs at this level or above, in place of who said it so far."""
    logger = logging.getLogger("summarizer")
    before, others = logger.level, [one for one in logger.handlers if isinstance(one, _Handler)]
    handler = _Handler(say)
    handler.setLevel(level)
    for other in others:
        logger.removeHandler(other)
    logger.addHandler(handler)
    logger.setLevel(min(level, before or level))
    try:
        yield
    finally:
        logger.removeHandler(handler)
        for other in others:
            logger.addHandler(other)
        logger.setLevel(before)


class _Handler(logging.Handler):
    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(record.getMessage())
