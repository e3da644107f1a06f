"""Libraries that tell of their failures themselves, kept still while they work for this package."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# What goes wrong is told by the one sentence of our error; in between they may speak at the level of debugging.
_LIBRARIES = ("instructor", "instructor.v2", "instructor.v2.retry", "openai", "openai._base_client", "httpx2")

_at_work: ContextVar[bool] = ContextVar("at_work", default=False)


class _WhileAtWork(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno <= logging.DEBUG or not _at_work.get()


for _library in _LIBRARIES:
    logging.getLogger(_library).addFilter(_WhileAtWork())


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries still in what is done inside; what the same program asks of them elsewhere is its own."""
    token = _at_work.set(True)
    try:
        yield
    finally:
        _at_work.reset(token)
