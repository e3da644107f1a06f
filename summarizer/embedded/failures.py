"""Why an engine did not start, or died: its exit status and its last words, as one sentence."""

import re
import signal
from pathlib import Path
from typing import Any

from summarizer.errors import EmbeddedUnavailable, EngineFailed, ModelFileError

MEMORY_HINT = "Close other programs, lower --context, or use a smaller model."
PORT_HINT = "Close programs that hold many connections open, or try again in a minute."

_STAMP = re.compile(r"[\d.]{1,32} E (?:[a-z]{1,8} {1,20})?")


def _reasons(log: str) -> list[str]:
    """Return the messages of the engine's error lines, without time stamps and function names."""
    found = []
    for line in log.splitlines():
        if stamp := _STAMP.match(line):
            found.append(line[stamp.end() :].strip())
        elif line.strip():
            found.append(line.strip())
    return found


def startup_error(
    model_path: Path, answer: dict[str, Any], status: int | None, log: str
) -> EmbeddedUnavailable | ModelFileError | EngineFailed:
    """Return the error for a child that ended before it listened; `answer` is its reply, {} for none."""
    reasons = _reasons(log)
    if answer.get("kind") == "unavailable":
        return EmbeddedUnavailable(f"The embedded engine cannot be loaded: {answer['error']}.")
    if any("insufficient memory" in reason or "failed to allocate" in reason for reason in reasons):
        return EngineFailed(f"There is not enough memory to run {str(model_path)!r}.", hint=MEMORY_HINT)
    if any("couldn't bind" in reason for reason in reasons):
        return EngineFailed("The engine did not start: no port of 127.0.0.1 is free.", hint=PORT_HINT)
    for reason in reasons:
        _, found, why = reason.partition("error loading model: ")
        if found:
            message = f"The model file {str(model_path)!r} cannot be loaded: {why}."
            return ModelFileError(
                message, hint="Check it with 'summarizer models verify', or fetch it again."
            )
    if answer:
        why = reasons[-1] if reasons else answer["error"]
        return EngineFailed(f"The engine did not start: {why.rstrip('.')}.")
    return engine_failed("The engine died while it started", status, log)


def engine_failed(what: str, status: int | None, log: str) -> EngineFailed:
    """Return the error for a child that ended with `status` (negative: a signal, as in `subprocess`)."""
    reasons = _reasons(log)
    why = f" Its last words: {reasons[-1]}" if reasons else ""
    if status is None or status >= 0:
        return EngineFailed(f"{what} with exit status {status}.{why}")
    name = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
    if name == "SIGKILL":
        message = f"{what}, killed by the system ({name}), most likely for want of memory."
        return EngineFailed(message, hint=MEMORY_HINT)
    if name == "SIGILL":
        message = f"{what}: this processor lacks instructions that it needs ({name})."
        return EngineFailed(
            message, hint="The engine needs AVX2 on x86-64; use an endpoint instead (--base-url)."
        )
    return EngineFailed(f"{what} by signal {name}.{why}")
