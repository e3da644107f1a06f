"""Faults of the connection itself, which no recording can hold: a server on loopback that really misbehaves."""

import asyncio
import gc
import socket
import warnings

import pytest
from pydantic import BaseModel

from summarizer.errors import EndpointTimeout, EndpointUnavailable, EngineFailed
from summarizer.model import endpoint as endpoints
from summarizer.model.client import Client
from summarizer.model.connection import RemoteServer
from summarizer.model.interface import Message
from summarizer.profiles import Profile
from summarizer.settings import Settings
from tests.conftest import Endpoint
from tests.model.conftest import KEY, MakeClient
from tests.support.steps import answer, drip, hang, reset

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

QUESTION = [Message(role="user", content="Say hello.")]
GOOD = answer("hello")


class Word(BaseModel):
    word: str


async def hello(client: Client) -> str:
    try:
        return await client.write(QUESTION, max_tokens=5)
    finally:
        await client.close()


@pytest.mark.parametrize("when", ["before", "headers", "middle"])
def test_reset_connection_is_retried(when: str, endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(reset(when), GOOD))
    assert asyncio.run(hello(model)) == "hello"
    assert model.usage.requests == 2


def test_connection_that_is_always_reset_is_unavailable(endpoint: Endpoint, client: MakeClient) -> None:
    base_url = endpoint(reset("before"))
    model = client(base_url, max_attempts=3)
    with pytest.raises(EndpointUnavailable, match="after 3 attempts") as caught:
        asyncio.run(hello(model))
    assert str(caught.value).startswith(f"No connection to {base_url} (model 'm')")
    assert model.usage.requests == 3


def test_endpoint_that_is_down_is_named_without_credentials(client: MakeClient) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = client(f"http://ann:secret@127.0.0.1:{port}/v1", max_attempts=2)
    with pytest.raises(EndpointUnavailable) as caught:
        asyncio.run(hello(model))
    assert str(caught.value) == (
        f"No connection to http://127.0.0.1:{port}/v1 (model 'm') after 2 attempts: Connection refused."
    )


@pytest.mark.parametrize("steps", [[hang()], [drip("hello", seconds=0.05)]], ids=["hangs", "drips"])
def test_request_that_takes_too_long_is_ended(
    steps: list[dict[str, object]], endpoint: Endpoint, client: MakeClient
) -> None:
    # The drip would satisfy a limit on each read: a byte always comes in time.
    base_url = endpoint(*steps)
    model = client(base_url, request_timeout=0.3, max_attempts=2)
    with pytest.raises(EndpointTimeout) as caught:
        asyncio.run(hello(model))
    assert str(caught.value) == f"No answer from {base_url} (model 'm') within 0.3 seconds after 2 attempts."


def test_slow_request_is_tried_again(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(hang(), GOOD), request_timeout=2)
    assert asyncio.run(hello(model)) == "hello"


def test_time_of_all_requests_together_is_bounded(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(hang()), timeout=0.4, request_timeout=100)
    with pytest.raises(EndpointTimeout, match=r"within 0\.4 seconds"):
        asyncio.run(hello(model))
    assert model.usage.requests == 1


@pytest.mark.parametrize("way", ["write", "structured"])
def test_cancelled_call_ends_at_once(way: str, endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(hang()))

    async def cancel() -> None:
        ask = (
            model.write(QUESTION, max_tokens=5)
            if way == "write"
            else model.structured(QUESTION, Word, max_tokens=5)
        )
        task: asyncio.Task[object] = asyncio.ensure_future(ask)
        while not model.usage.requests:  # noqa: ASYNC110  the client has no event for it
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await model.close()

    asyncio.run(asyncio.wait_for(cancel(), 5))
    assert model.usage.requests == 1


def test_one_client_serves_several_event_loops_in_turn(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(GOOD))
    with warnings.catch_warnings():
        # The first loop ends with a connection open: closing it is up to its own run, and this one does not.
        warnings.simplefilter("ignore", ResourceWarning)
        assert asyncio.run(model.write(QUESTION, max_tokens=5)) == "hello"
        assert asyncio.run(hello(model)) == "hello"
        assert asyncio.run(hello(model)) == "hello"
        gc.collect()  # here, and not in the middle of another test


def test_tasks_of_one_loop_share_the_client(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(GOOD))

    async def several() -> list[str]:
        found = await asyncio.gather(*(model.write(QUESTION, max_tokens=5) for _ in range(8)))
        await model.close()
        return found

    assert asyncio.run(several()) == ["hello"] * 8
    assert model.usage.requests == 8


def test_failures_print_nothing_by_themselves(
    endpoint: Endpoint, client: MakeClient, capfd: pytest.CaptureFixture[str]
) -> None:
    model = client(endpoint(reset("before")), max_attempts=1)

    async def ask() -> Word:
        try:
            return await model.structured(QUESTION, Word, max_tokens=5)
        finally:
            await model.close()

    with pytest.raises(EndpointUnavailable) as caught:
        asyncio.run(ask())
    assert KEY not in repr(caught.value)
    assert capfd.readouterr() == ("", "")


def test_proxy_of_the_environment_is_not_asked_for_loopback(
    endpoint: Endpoint, client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert asyncio.run(hello(client(endpoint(GOOD)))) == "hello"


class Restarting(RemoteServer):
    """A server that is started anew elsewhere, with another key, when a connection fails."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, "one")
        self._second = second

    async def recover(self) -> bool:
        self.base_url, self.api_key = self._second, "two"
        return True


def embedded(server: RemoteServer) -> Client:
    opened = endpoints.Endpoint(
        server, model="m", profile=Profile(match="*"), settings=Settings(), label="embedded"
    )
    return opened.client()


def test_client_follows_a_server_that_was_started_anew(endpoint: Endpoint) -> None:
    server = Restarting(endpoint(reset("before")), endpoint(GOOD))
    model = embedded(server)
    assert asyncio.run(hello(model)) == "hello"
    assert model.endpoint == "embedded"


def test_server_beyond_help_is_an_error_at_once(endpoint: Endpoint) -> None:
    class Dead(Restarting):
        async def recover(self) -> bool:
            raise EngineFailed("The engine died.")

    server = Dead(endpoint(reset("before")), "")
    model = embedded(server)
    with pytest.raises(EngineFailed, match="The engine died"):
        asyncio.run(hello(model))
    assert model.usage.requests == 1
