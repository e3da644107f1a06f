"""What can be raised while an endpoint is asked, and what it means for the next attempt."""

import errno
import json
import os
import socket
from collections.abc import Iterator

from summarizer.model.fault import Fault, read_fault

_DEEPEST_CAUSE = 10
_NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class FaultInAnswer(Exception):  # noqa: N818  messages within this package; what is raised in the end is an error
    """An answer with status 200 tells of an error; without words of one, it holds no choice."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.words)
        self.fault = fault


class UnreadableAnswer(Exception):  # noqa: N818
    """An answer came, and it is none that can be read."""


class AnswerTooLarge(UnreadableAnswer):
    """The answer has more bytes than any answer of a model; it is not read further, nor asked for again."""


class AnswerDamaged(UnreadableAnswer):
    """The answer came damaged: the transfer is at fault, and asking again may help."""


def fault_of(error: BaseException | None) -> Fault | None:
    """Return what the endpoint says about an error; None where it said nothing."""
    from openai import APIStatusError

    if isinstance(error, FaultInAnswer):
        return error.fault
    if isinstance(error, APIStatusError):
        # The client has taken the error out of an object already.
        return read_fault(error.status_code, error.body, error.response.headers)
    return None


def is_retryable(error: BaseException) -> bool:
    """Return whether the same request may succeed on another attempt."""
    from openai import APIConnectionError

    fault = fault_of(error)
    if fault is not None:
        return fault.may_pass
    if isinstance(unreadable(error), AnswerTooLarge):
        return False
    # A body that breaks off in the middle of its JSON is a broken transfer as well.
    return isinstance(error, APIConnectionError | TimeoutError | json.JSONDecodeError | AnswerDamaged)


def is_overload(error: BaseException) -> bool:
    """Return whether the endpoint cannot keep up: it says so, or does not answer in time."""
    fault = fault_of(error)
    return isinstance(error, TimeoutError) if fault is None else fault.is_overload


def is_connection_fault(error: BaseException) -> bool:
    """Return whether nothing, or not all, was received: the server may have died."""
    from openai import APIConnectionError

    if isinstance(unreadable(error), AnswerTooLarge):
        return False
    return isinstance(error, APIConnectionError | json.JSONDecodeError | AnswerDamaged)


def is_absent(error: BaseException) -> bool:
    """Return whether nothing listens at the address, or there is no such host."""
    return any(
        one.errno == errno.ECONNREFUSED or (isinstance(one, socket.gaierror) and one.errno in _NO_SUCH_HOST)
        for one in _causes(error)
        if isinstance(one, OSError)
    )


def unreadable(error: BaseException) -> UnreadableAnswer | None:
    """Return why an answer cannot be read; the openai client wraps what reading its body raised."""
    found = error if isinstance(error, UnreadableAnswer) else error.__cause__
    return found if isinstance(found, UnreadableAnswer) else None


def reason(error: BaseException) -> str:
    """Return the innermost cause that says something: the operating system's own words where there are any."""
    said = "the connection failed"
    for one in _causes(error):
        if isinstance(one, OSError) and one.errno:
            # asyncio writes the address into it; names that do not resolve have numbers of their own, below 0.
            return os.strerror(one.errno) if one.errno > 0 else one.strerror or said
        if str(one) and str(one) != "Connection error." and not isinstance(one, BaseExceptionGroup):
            said = str(one)
    return said


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what caused it; of several at once, as for a name with several addresses, the first."""
    for _ in range(_DEEPEST_CAUSE):
        if error is None:
            return
        yield error
        inner = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else None
        error = inner or error.__cause__ or error.__context__
