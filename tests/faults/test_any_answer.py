"""Whatever an endpoint answers, it is an answer to the question or a named error; nothing else comes through."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai import AsyncOpenAI
from pydantic import BaseModel

from summarizer import Settings
from summarizer.errors import SummarizerError
from summarizer.model.body import bound
from summarizer.model.client import Client
from summarizer.model.connection import Connection, RemoteServer
from summarizer.model.endpoint import Endpoint
from summarizer.model.interface import Message
from summarizer.profiles import Profile

QUESTION = [Message(role="user", content="Who met whom?")]


class Meeting(BaseModel):
    host: str
    guests: list[str]


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
junk = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner)
)


def odd(good: object) -> st.SearchStrategy[Any]:
    """Mostly what belongs there, else anything."""
    return st.one_of(st.just(good), st.just(good), junk)


answers = st.fixed_dictionaries(
    {},
    optional={
        "id": odd("x"),
        "object": odd("chat.completion"),
        "created": odd(0),
        "usage": junk | st.fixed_dictionaries({"prompt_tokens": junk, "prompt_tokens_details": junk}),
        "error": st.none() | junk,
        "choices": junk
        | st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "finish_reason": odd("stop"),
                    "logprobs": junk | st.fixed_dictionaries({"content": junk | st.lists(junk)}),
                    "message": junk
                    | st.fixed_dictionaries(
                        {
                            "role": odd("assistant"),
                            "content": odd('{"host": "a", "guests": []}') | st.just("AGREE"),
                        },
                        optional={"refusal": st.none() | junk, "tool_calls": junk},
                    ),
                },
            ),
            max_size=2,
        ),
    },
)
bodies = (
    (answers | junk).map(lambda value: json.dumps(value).encode())
    | st.binary(max_size=40)
    | st.builds(lambda value, cut: json.dumps(value).encode()[:cut], answers, st.integers(0, 200))
)


@contextmanager
def answering(response: httpx2.Response, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(response.status_code, headers=response.headers, stream=response.stream)
    )
    http = httpx2.AsyncClient(transport=transport, event_hooks={"response": [bound]})
    client = AsyncOpenAI(base_url="http://e/v1", api_key="k", max_retries=0, http_client=http)

    async def opened(_: Connection) -> AsyncOpenAI:
        return client

    async def no_wait(_: float) -> None:
        return

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "open", opened)
        endpoint = Endpoint(
            RemoteServer("http://e/v1", "k"),
            model="m",
            profile=Profile(match="*", grammar=True, logprobs=True),
            settings=Settings(max_attempts=2, max_reasks=1),
            sleep=no_wait,
        )
        yield endpoint.client()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=bodies,
    status=st.sampled_from([200, 200, 200, 200, 201, 204, 302, 400, 404, 422, 429, 500]),
    kind=st.sampled_from(["application/json", "application/json", "text/html", "text/event-stream", ""]),
    retry_after=st.none()
    | st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Z")), max_size=30),
)
def test_any_answer(
    body: bytes, status: int, kind: str, retry_after: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"content-type": kind} | ({"retry-after": retry_after} if retry_after is not None else {})
    response = httpx2.Response(status, headers=headers, content=body)
    with answering(response, monkeypatch) as client:

        async def asked() -> None:
            for ask in (
                lambda: client.structured(QUESTION, Meeting, max_tokens=9),
                lambda: client.choose(QUESTION, ["AGREE", "REJECT"]),
                lambda: client.write(QUESTION, max_tokens=9),
                lambda: client.list_models(),
            ):
                with suppress(SummarizerError):
                    str(await ask()).encode()

        asyncio.run(asked())
