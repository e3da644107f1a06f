"""Spans for OpenTelemetry, where its API is installed; where it is not, all of this does nothing.

Names and attributes of requests follow the semantic conventions for generative AI. Nothing of an article or of an
answer is written into a span unless `Settings.trace_content` says so.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

_SCOPE = "summarizer"
_OF_REQUEST = {
    "temperature": "temperature",
    "max_tokens": "max_tokens",
    "max_completion_tokens": "max_tokens",
}

Kind = Literal["internal", "client"]


class Recorder:
    """Adds to the span that is open; without one, to nothing."""

    def __init__(self, span: "Span | None") -> None:
        self._span = span

    @property
    def is_heard(self) -> bool:
        """Return whether anybody gets to know what is added."""
        return self._span is not None and self._span.is_recording()

    def set(self, attributes: Mapping[str, Any]) -> None:
        """Add the attributes that are not None."""
        if self._span is not None:
            self._span.set_attributes({key: value for key, value in attributes.items() if value is not None})


@contextmanager
def span(name: str, attributes: Mapping[str, Any], *, kind: Kind = "internal") -> Iterator[Recorder]:
    """Open a span around what is done inside; an error sets `error.type` and the status, and is not swallowed.

    The error's message stays out: it may quote the article or the answer.
    """
    tracer = _tracer()
    if tracer is None:
        yield Recorder(None)
        return
    from opentelemetry.trace import SpanKind, StatusCode

    known = {key: value for key, value in attributes.items() if value is not None}
    opened = tracer.start_as_current_span(
        name,
        kind=SpanKind.CLIENT if kind == "client" else SpanKind.INTERNAL,
        attributes=known,
        record_exception=False,
        set_status_on_exception=False,
    )
    with opened as current:
        try:
            yield Recorder(current)
        except BaseException as error:
            current.set_attribute("error.type", type(error).__qualname__)
            current.set_status(StatusCode.ERROR)
            raise


def request_attributes(request: Mapping[str, Any], endpoint: str, *, content: bool) -> dict[str, Any]:
    """Return what the conventions say of a chat request to an address, or to "embedded".

    With `content` its messages too, as JSON.
    """
    server = urlsplit(endpoint)
    attributes = {
        "gen_ai.operation.name": "chat",
        # Every other endpoint speaks the interface of OpenAI as well, whoever it may be.
        "gen_ai.provider.name": "openai" if server.hostname else "llama.cpp",
        "gen_ai.request.model": request.get("model"),
        "gen_ai.output.type": "json" if "response_format" in request else "text",
        "server.address": server.hostname,
        "server.port": server.port,
    }
    attributes |= {
        f"gen_ai.request.{name}": request.get(key) for key, name in _OF_REQUEST.items() if key in request
    }
    if content:
        attributes["gen_ai.input.messages"] = _messages(request.get("messages", ()))
    return attributes


def response_attributes(body: object, *, content: bool) -> dict[str, Any]:
    """Return what the conventions say of an answer's body; of one that is no chat completion as much as it tells."""
    told = body if isinstance(body, dict) else {}
    usage = told["usage"] if isinstance(told.get("usage"), dict) else {}
    choices = told["choices"] if isinstance(told.get("choices"), list) else []
    choices = [choice for choice in choices if isinstance(choice, dict)]
    reasons = [reason for choice in choices if isinstance(reason := choice.get("finish_reason"), str)]
    attributes = {
        "gen_ai.response.id": told.get("id"),
        "gen_ai.response.model": told.get("model"),
        "gen_ai.response.finish_reasons": reasons or None,
        "gen_ai.usage.input_tokens": usage.get("prompt_tokens"),
        "gen_ai.usage.output_tokens": usage.get("completion_tokens"),
    }
    if content:
        messages = [choice["message"] for choice in choices if isinstance(choice.get("message"), dict)]
        attributes["gen_ai.output.messages"] = _messages(
            [
                {"role": "assistant", "content": one["content"]}
                for one in messages
                if one.get("content") is not None
            ]
        )
    return attributes


def _messages(messages: Sequence[Mapping[str, Any]]) -> str:
    parts = [
        {"role": one["role"], "parts": [{"type": "text", "content": one["content"]}]} for one in messages
    ]
    return json.dumps(parts, ensure_ascii=False)


@cache
def _tracer() -> "Tracer | None":
    """Return the tracer; its provider is looked up by the API when a span is made, so it may be set later."""
    try:
        from opentelemetry.trace import get_tracer
    except ImportError:
        return None
    from summarizer import __version__

    return get_tracer(_SCOPE, __version__)
