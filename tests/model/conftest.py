"""A client whose waits are written down instead of waited for."""

from collections.abc import Callable
from typing import Any

import pytest

from summarizer.model.client import Client
from summarizer.model.connection import RemoteServer
from summarizer.model.endpoint import Endpoint
from summarizer.profiles import Profile
from summarizer.settings import Settings

KEY = "sk-test-0123456789abcdef"

MakeClient = Callable[..., Client]


@pytest.fixture
def waits() -> list[float]:
    """The waits, in seconds, that the client of this test would have made."""
    return []


@pytest.fixture
def client(waits: list[float]) -> MakeClient:
    """Return a client for a base URL; further arguments are settings, or `profile` fields as a dict."""

    def make(base_url: str, *, profile: dict[str, Any] | None = None, **settings: Any) -> Client:
        async def wait(seconds: float) -> None:
            waits.append(seconds)

        endpoint = Endpoint(
            RemoteServer(base_url, KEY),
            model="m",
            profile=Profile(match="*", token_parameter="max_tokens", **(profile or {})),
            settings=Settings(**settings),
            sleep=wait,
        )
        return endpoint.client()

    return make
