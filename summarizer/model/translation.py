"""From what is raised while an endpoint is asked to the errors of this package: the one place where they are made."""

import json
from collections.abc import Sequence

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
from summarizer.model import faults
from summarizer.model.fault import Fault
from summarizer.model.target import Target

ADDRESS_HINT = "Check the base URL: for most servers it ends in /v1."
_ABSENT_HINT = "Start the server, or correct the address (--base-url)."
_TOO_LARGE_HINT = (
    "Lower --max-output-tokens, say what the endpoint takes with --context, or use --strategy stepwise, "
    "which asks many small questions."
)
_NO_KEY_HINT = (
    "Set OPENAI_API_KEY (or SUMMARIZER_API_KEY) to a key of this endpoint. Where the address is of a configuration "
    "file that was only found, name that file with --config."
)
_MOST_MODELS = 20


def translated(
    error: BaseException, target: Target, *, attempts: int, seconds: float, offered: Sequence[str] = ()
) -> SummarizerError | None:
    """Return the error of this package for what a request raised; None for what is a mistake of our own."""
    from httpx2 import RemoteProtocolError
    from openai import APIConnectionError, APITimeoutError

    tried = f" after {attempts} attempts" if attempts > 1 else ""
    if isinstance(error, TimeoutError | APITimeoutError):
        return EndpointTimeout(f"No answer from {target} within {_duration(seconds)}{tried}.")
    fault = faults.fault_of(error)
    if fault is not None:
        return of_fault(fault, target, tried=tried, offered=offered)
    unreadable = faults.unreadable(error)
    if isinstance(unreadable, faults.AnswerTooLarge):
        return InvalidOutput(f"The answer of {target} is too large: {unreadable}.", hint=ADDRESS_HINT)
    if unreadable is not None:
        return EndpointUnavailable(f"The answer of {target} came damaged{tried}: {unreadable}.")
    if isinstance(error, APIConnectionError) and isinstance(error.__cause__, RemoteProtocolError):
        said = target.clean(str(error.__cause__))
        return EndpointUnavailable(f"The answer of {target} broke off{tried}: {said}.")
    if isinstance(error, APIConnectionError):
        hint = _ABSENT_HINT if faults.is_absent(error) else None
        said = target.clean(faults.reason(error))
        return EndpointUnavailable(f"No connection to {target}{tried}: {said}.", hint=hint)
    if isinstance(error, json.JSONDecodeError):
        return EndpointUnavailable(f"The answer of {target} broke off{tried}: it is not valid JSON.")
    return None


def of_fault(
    fault: Fault, target: Target, *, tried: str = "", offered: Sequence[str] = ()
) -> SummarizerError:
    """Return the error for what an endpoint says went wrong; `offered` are the models that it has."""
    status, said = fault.status, target.clean(fault.words)
    detail = f": {said}" if said else ""
    if fault.is_filtered:
        return Refused(f"A content filter of {target} declined the request{detail}.")
    if fault.is_about_the_key:
        if status == 403 and not fault.speaks_of_a_key:
            return AuthenticationFailed(f"{target} does not allow this (status 403){detail}.")
        if target.key_is_missing:
            return AuthenticationFailed(
                f"{target} asks for a key, and no key was sent{_stated(status)}{detail}.", hint=_NO_KEY_HINT
            )
        return AuthenticationFailed(f"{target} did not accept the key{_stated(status)}{detail}.")
    if fault.is_spent:
        return QuotaSpent(f"The quota at {target} is used up{detail}.")
    if fault.is_limit:
        return RateLimited(f"{target} allows no more requests for now{tried}{detail}.")
    if fault.too_large is not None:
        allowed, asked = fault.too_large
        return ArticleTooLong(
            f"{target} allows {allowed:,} tokens at a time, and this request needs {asked:,}{detail}.",
            hint=_TOO_LARGE_HINT,
        )
    if fault.is_too_long:
        return ArticleTooLong(
            f"The article does not fit the context of {target}{detail}.", hint=_TOO_LARGE_HINT
        )
    if fault.names_no_model:
        names = ", ".join(offered[:_MOST_MODELS]) + (", …" if len(offered) > _MOST_MODELS else "")
        listed = f" It offers: {names}." if names else ""
        return ModelNotFound(f"{target.address} does not offer the model {target.model!r}{detail}.{listed}")
    if fault.is_by_chance:
        return InvalidOutput(f"The answer of {target} is not what was asked for{tried}{detail}.")
    if status == 0 and not said:
        return InvalidOutput(f"{target} answered without a choice in its answer{tried}.")
    if status == 0:
        return EndpointUnavailable(f"{target} reported an error{tried}{detail}.")
    if fault.names_no_api:
        return RequestRejected(
            f"{target} has no chat API at this address (status {status}){detail}.", hint=ADDRESS_HINT
        )
    if fault.is_passing or status >= 500:
        return EndpointUnavailable(f"{target} failed with status {status}{tried}{detail}.")
    return RequestRejected(f"{target} rejected the request (status {status}){detail}.")


def _stated(status: int) -> str:
    return f" (status {status})" if status else ""


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds >= 10 else f"{seconds:.3g} seconds"
