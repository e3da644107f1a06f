"""Reading a prefix ahead: when it is sent, what it costs, and that it never stands in the way of the question."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from summarizer.errors import EndpointUnavailable
from summarizer.model import endpoint as endpoints
from summarizer.model.client import Client
from summarizer.model.connection import RemoteServer
from summarizer.model.interface import Message
from summarizer.profiles import Profile
from summarizer.settings import Settings
from tests.conftest import Endpoint
from tests.model.conftest import MakeClient
from tests.support.steps import answer, reset

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PREFIX = [
    Message(role="system", content="Label the clause."),
    Message(role="user", content="The ferry was late."),
    Message(role="assistant", content="NONE"),
]
CUT = answer("PRO", finish="length", tokens=(850, 0, 1))


class Keeping(RemoteServer):
    """Keeps prefixes, as the embedded engine does; `there` says whether this one is kept already."""

    def __init__(self, base_url: str, *, there: bool) -> None:
        super().__init__(base_url, None)
        self.there = there
        self.kept: list[tuple[list[Message], int]] = []

    async def recall(self, prefix: Sequence[Message]) -> bool:
        return self.there

    async def keep(self, prefix: Sequence[Message], tokens: int) -> None:
        self.kept.append((list(prefix), tokens))


def client_of(server: RemoteServer, **settings: Any) -> Client:
    async def wait(_: float) -> None:
        return

    profile = Profile(match="*", thinking_tokens=500)
    endpoint = endpoints.Endpoint(
        server, model="m", profile=profile, settings=Settings(**settings), sleep=wait
    )
    return endpoint.client()


async def prepared(client: Client) -> None:
    try:
        await client.prepare(PREFIX)
    finally:
        await client.close()


def test_prefix_is_read_once_and_kept_with_its_length(endpoint: Endpoint) -> None:
    server = Keeping(endpoint(CUT), there=False)
    client = client_of(server)
    asyncio.run(prepared(client))
    assert server.kept == [(PREFIX, 850)]
    usage = client.usage
    assert (usage.requests, usage.prompt, usage.completion) == (1, 850, 1)


def test_prefix_that_was_kept_is_not_sent(endpoint: Endpoint) -> None:
    server = Keeping(endpoint(CUT), there=True)
    client = client_of(server)
    asyncio.run(prepared(client))
    assert client.usage.requests == 0
    assert server.kept == []


def test_ordinary_endpoint_is_sent_nothing(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(CUT))
    asyncio.run(prepared(model))
    assert model.usage.requests == 0


@pytest.mark.parametrize("first", [answer(""), answer(None, finish="length"), answer(None, refusal="No.")])
def test_answer_to_the_prefix_does_not_matter(first: dict[str, object], endpoint: Endpoint) -> None:
    server = Keeping(endpoint(first), there=False)
    asyncio.run(prepared(client_of(server)))
    assert server.kept == [(PREFIX, 10)]


def test_prefix_is_sent_again_after_a_connection_fault(endpoint: Endpoint) -> None:
    server = Keeping(endpoint(reset("before"), CUT), there=False)
    asyncio.run(prepared(client_of(server)))
    assert server.kept == [(PREFIX, 850)]


def test_endpoint_that_is_down_is_the_same_error_as_for_a_question(endpoint: Endpoint) -> None:
    server = Keeping(endpoint(reset("before")), there=False)
    with pytest.raises(EndpointUnavailable):
        asyncio.run(prepared(client_of(server, max_attempts=2)))
    assert server.kept == []


def test_one_token_is_asked_for_and_the_prefix_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(Keeping("http://127.0.0.1:9/v1", there=False))
    sent = []

    async def send(write: Callable[[], dict[str, Any]]) -> None:
        sent.append(write())

    monkeypatch.setattr(client._sender, "send", send)
    asyncio.run(prepared(client))
    (request,) = sent
    assert request["messages"][:-1] == PREFIX
    assert request["messages"][-1]["role"] == "user"  # as before any real question
    assert request["max_tokens"] == 1
