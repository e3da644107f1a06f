"""What the misbehaving server does with one request after the other, as data that travels to its process."""

import base64
import json
from typing import Any

Step = dict[str, Any]


def reply(status: int, body: str, *, content_type: str = "application/json", **headers: str) -> Step:
    """Answer in full; names of headers are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"do": "reply", "status": status, "body": body, "headers": {"content-type": content_type, **named}}


def answer(
    content: str | None, *, finish: str = "stop", tokens: tuple[int, int, int] = (10, 4, 5), **more: Any
) -> Step:
    """Answer as a model does; `tokens` are those of the prompt, of its cached part, and of the answer."""
    prompt, cached, completion = tokens
    message = {"role": "assistant", "content": content, **more}
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    choices = [{"index": 0, "finish_reason": finish, "message": message}]
    return reply(200, completion_body(choices, usage))


def completion_body(choices: list[dict[str, Any]], usage: dict[str, Any] | None = None) -> str:
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": choices,
        "usage": usage,
    }
    return json.dumps(body, ensure_ascii=False)


def error(
    status: int, message: str, *, code: str | None = None, param: str | None = None, **headers: str
) -> Step:
    """Answer with an error in the form of OpenAI."""
    body = {"error": {"message": message, "type": "error", "param": param, "code": code}}
    return reply(status, json.dumps(body), **headers)


def models(*names: str) -> Step:
    """Answer the question which models there are."""
    return reply(
        200, json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in names]})
    )


def web_page(status: int = 200) -> Step:
    return reply(status, "<!doctype html><title>Welcome</title><p>It works!", content_type="text/html")


def streamed(content: str) -> Step:
    """Stream an answer that nobody asked to be streamed, every event twice."""
    event = f"data: {completion_body([{'index': 0, 'delta': {'content': content}}])}\n\n"
    return reply(200, event * 2 + "data: [DONE]\n\n", content_type="text/event-stream")


def packed(body: bytes, coding: str = "gzip") -> Step:
    """Answer with these bytes, and say that they are packed."""
    return {**reply(200, "", content_encoding=coding), "packed": base64.b64encode(body).decode()}


def wrong_length(step: Step, more: int) -> Step:
    """Say a length that is wrong by so many bytes, and close the connection behind the body."""
    headers = {**step["headers"], "content-length": str(len(step["body"].encode()) + more)}
    return {**step, "headers": headers, "close": True}


def flood(megabytes: int, *, length: bool = True) -> Step:
    """Answer with a JSON string without end; with `length` its size is said beforehand."""
    step = reply(200, '"' + "x" * (2**20 - 1), content_length=str(megabytes << 20) if length else "")
    return {**step, "do": "flood", "times": megabytes, "close": True}


def refuse(seconds: float) -> Step:
    """Reset the connection and refuse every other one for so long."""
    return {"do": "refuse", "seconds": seconds}


def leave() -> Step:
    """Close the connection without an answer."""
    return {"do": "leave"}


def reset(when: str) -> Step:
    """Reset the connection `before` anything is said, or behind the `headers`, in the `middle` or `after` the body."""
    return {**answer("never read"), "do": "reset", "when": when}


def hang() -> Step:
    """Read the request and say nothing."""
    return {"do": "hang"}


def drip(content: str, *, seconds: float) -> Step:
    """Send a good answer a byte at a time, with a pause after each."""
    return {**answer(content), "do": "drip", "seconds": seconds}
