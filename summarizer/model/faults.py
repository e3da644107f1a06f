"""From what the openai client raises to the errors of this package: the one place where they are made."""

import json
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from summarizer.errors import (
    ArticleTooLong,
    AuthenticationFailed,
    EndpointTimeout,
    EndpointUnavailable,
    InvalidOutput,
    ModelNotFound,
    QuotaSpent,
    RateLimited,
    Refused,
    RequestRejected,
    SummarizerError,
)

if TYPE_CHECKING:
    from openai import APIStatusError

RETRYABLE_STATUSES = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_OVERLOADED = frozenset({408, 502, 503, 504, 529})

ADDRESS_HINT = "Check the base URL: for most servers it ends in /v1."
_MOST_MODELS = 20
_LONGEST_DETAIL = 200
_DEEPEST_CAUSE = 10
_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error")
_TOO_LONG_WORDS = (
    "maximum context length",
    "available context size",
    "context window",
    "context length",
    "prompt is too long",
)
_SPENT = ("insufficient_quota", "billing_hard_limit_reached")


class UnreadableAnswer(Exception):  # noqa: N818  messages within this package; what is raised in the end is an error
    """An answer came, and it is none that can be read."""


class AnswerTooLarge(UnreadableAnswer):
    """The answer has more bytes than any answer of a model; it is not read further, nor asked for again."""


class AnswerDamaged(UnreadableAnswer):
    """The answer came damaged: the transfer is at fault, and asking again may help."""


class Target:
    """Whom a message is about: the endpoint's address without credentials, the model, and the key to keep out."""

    def __init__(
        self, base_url: str, model: str, *, key: str | None = None, label: str | None = None
    ) -> None:
        self.address = label or redacted(base_url)
        self.model = model
        self._key = key

    def __str__(self) -> str:
        return f"{self.address} (model {self.model!r})" if self.model else self.address

    def clean(self, text: str) -> str:
        """Return the text on one line, without the key, cut to a readable length."""
        if self._key:
            text = text.replace(self._key, "[key]")
        # OpenAI repeats a wrong key with stars in the middle; that, too, is more than a log should hold.
        text = re.sub(r"\bsk-[\w*-]{1,300}", "[key]", text)
        # JSON can spell half a surrogate pair, which no output takes.
        whole = text[:4000].encode("utf-8", "replace").decode()
        line = " ".join(whole.split()).rstrip(".")
        return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"


def redacted(url: str) -> str:
    """Return the address without user name, password, query and fragment."""
    try:
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        return url.rpartition("@")[2]


def is_retryable(error: BaseException) -> bool:
    """Return whether the same request may succeed on another attempt."""
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, APIStatusError):
        return error.status_code in RETRYABLE_STATUSES and _code(error) not in _SPENT
    if isinstance(_unreadable(error), AnswerTooLarge):
        return False
    # A body that breaks off in the middle of its JSON is a broken transfer as well.
    return isinstance(error, APIConnectionError | TimeoutError | json.JSONDecodeError | AnswerDamaged)


def is_limit(error: BaseException) -> bool:
    """Return whether the endpoint allows no more requests for now."""
    from openai import APIStatusError

    return isinstance(error, APIStatusError) and error.status_code == 429 and _code(error) not in _SPENT


def is_overload(error: BaseException) -> bool:
    """Return whether the endpoint cannot keep up: it says so, or does not answer in time."""
    from openai import APIStatusError

    if isinstance(error, APIStatusError):
        return error.status_code in _OVERLOADED
    return isinstance(error, TimeoutError)


def is_connection_fault(error: BaseException) -> bool:
    """Return whether nothing, or not all, was received: the server may have died."""
    from openai import APIConnectionError

    if isinstance(_unreadable(error), AnswerTooLarge):
        return False
    return isinstance(error, APIConnectionError | json.JSONDecodeError | AnswerDamaged)


def is_complaint(error: BaseException) -> bool:
    """Return whether the endpoint complains about how the request is written, and not about its size."""
    from openai import APIStatusError

    return (
        isinstance(error, APIStatusError) and error.status_code in (400, 422, 501) and not _is_too_long(error)
    )


def complaint(error: BaseException) -> tuple[str, str | None]:
    """Return the words of a complaint and the parameter that it names, if it names one."""
    from openai import APIStatusError

    if not isinstance(error, APIStatusError):
        return str(error), None
    words = error.body if isinstance(error.body, str) else json.dumps(error.body, ensure_ascii=False)
    return words, error.param if isinstance(error.param, str) else None


def translated(
    error: BaseException, target: Target, *, attempts: int, seconds: float, offered: Sequence[str] = ()
) -> SummarizerError | None:
    """Return the error of this package for what a request raised; None for what is a mistake of our own."""
    from httpx2 import RemoteProtocolError
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    tried = f" after {attempts} attempts" if attempts > 1 else ""
    if isinstance(error, TimeoutError | APITimeoutError):
        return EndpointTimeout(f"No answer from {target} within {_duration(seconds)}{tried}.")
    if isinstance(error, APIStatusError):
        return _of_status(error, target, tried=tried, offered=offered)
    unreadable = _unreadable(error)
    if isinstance(unreadable, AnswerTooLarge):
        return InvalidOutput(f"The answer of {target} is too large: {unreadable}.", hint=ADDRESS_HINT)
    if unreadable is not None:
        return EndpointUnavailable(f"The answer of {target} came damaged{tried}: {unreadable}.")
    if isinstance(error, APIConnectionError) and isinstance(error.__cause__, RemoteProtocolError):
        said = target.clean(str(error.__cause__))
        return EndpointUnavailable(f"The answer of {target} broke off{tried}: {said}.")
    if isinstance(error, APIConnectionError):
        return EndpointUnavailable(f"No connection to {target}{tried}: {target.clean(_reason(error))}.")
    if isinstance(error, json.JSONDecodeError):
        return EndpointUnavailable(f"The answer of {target} broke off{tried}: it is not valid JSON.")
    return None


def _of_status(
    error: "APIStatusError", target: Target, *, tried: str, offered: Sequence[str]
) -> SummarizerError:
    status = error.status_code
    said = target.clean(_words(error))
    detail = f": {said}" if said else ""
    if status in (401, 403):
        return AuthenticationFailed(f"{target} did not accept the key (status {status}){detail}.")
    if status == 429 and _code(error) in _SPENT:
        return QuotaSpent(f"The quota at {target} is used up{detail}.")
    if status == 429:
        return RateLimited(f"{target} allows no more requests for now{tried}{detail}.")
    if _is_too_long(error):
        return ArticleTooLong(f"The article does not fit the context of {target}{detail}.")
    if _names_no_model(error):
        names = ", ".join(offered[:_MOST_MODELS]) + (", …" if len(offered) > _MOST_MODELS else "")
        listed = f" It offers: {names}." if names else ""
        return ModelNotFound(f"{target.address} does not offer the model {target.model!r}{detail}.{listed}")
    if _code(error) in ("content_filter", "content_policy_violation"):
        return Refused(f"A content filter of {target} declined the request{detail}.")
    if status in RETRYABLE_STATUSES or status >= 500:
        return EndpointUnavailable(f"{target} failed with status {status}{tried}{detail}.")
    if status == 404:
        return RequestRejected(
            f"{target} has no chat API at this address (status 404){detail}.", hint=ADDRESS_HINT
        )
    return RequestRejected(f"{target} rejected the request (status {status}){detail}.")


def _unreadable(error: BaseException) -> UnreadableAnswer | None:
    """Return why an answer cannot be read; the openai client wraps what reading its body raised."""
    found = error if isinstance(error, UnreadableAnswer) else error.__cause__
    return found if isinstance(found, UnreadableAnswer) else None


def _code(error: "APIStatusError") -> str:
    """Return the code of an error body; llama.cpp puts the status there and the name of the fault into `type`."""
    return error.code if isinstance(error.code, str) else str(error.type or "")


def _words(error: "APIStatusError") -> str:
    """Return what the endpoint says about its error, wherever it says it; nothing for a web page."""
    body: Any = error.body
    if isinstance(body, dict):
        found = next((body[key] for key in ("message", "detail", "error") if body.get(key)), "")
        return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    text = body if isinstance(body, str) else ""
    return "" if "<" in text[:200] else text


def _is_too_long(error: "APIStatusError") -> bool:
    if error.status_code not in (400, 413, 422):
        return False
    return _code(error) in _TOO_LONG or any(word in _words(error).casefold() for word in _TOO_LONG_WORDS)


def _names_no_model(error: "APIStatusError") -> bool:
    if error.status_code not in (400, 404):
        return False
    if _code(error) in ("model_not_found", "invalid_model"):
        return True
    words = _words(error).casefold()
    absent = (
        "not found",
        "does not exist",
        "not exist",
        "unknown",
        "invalid model",
        "not a valid model",
        "no such",
    )
    return "model" in words and any(word in words for word in absent)


def _reason(error: BaseException) -> str:
    """Return the innermost cause that says something: the operating system's own words where there are any."""
    reason = "the connection failed"
    seen: BaseException | None = error
    for _ in range(_DEEPEST_CAUSE):
        if seen is None:
            break
        if isinstance(seen, OSError) and seen.errno:
            # asyncio writes the address into it; names that do not resolve have numbers of their own, below 0.
            return os.strerror(seen.errno) if seen.errno > 0 else seen.strerror or reason
        if str(seen) and str(seen) != "Connection error.":
            reason = str(seen)
        seen = seen.__cause__ or seen.__context__
    return reason


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds >= 10 else f"{seconds:.3g} seconds"
