"""The HTTP connection to an endpoint: one openai client per event loop, made when first used."""

import asyncio
import ssl
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, urlsplit, urlunsplit
from urllib.request import getproxies

from summarizer.errors import SettingsError
from summarizer.model.interface import Message
from summarizer.model.target import redacted
from summarizer.settings import LOOPBACK

if TYPE_CHECKING:
    from httpx2 import Request
    from openai import AsyncOpenAI

_CONNECT_SECONDS = 10.0

_BEARER = "authorization"
# Azure takes keys in a header of its own, and in the usual one tokens, which begin as JSON in base64 does.
_AZURE = ".azure.com"
_TOKEN = "eyJ"  # noqa: S105  no secret


class Server(Protocol):
    """Who answers: an address, a key, what to do when the connection fails, and what is kept between runs."""

    @property
    def base_url(self) -> str:
        """Return the address of the API, usually ending in /v1; it may change after `recover`."""
        ...

    @property
    def api_key(self) -> str | None:
        """Return the key, or None where none is needed."""
        ...

    async def recover(self) -> bool:
        """Look after the server when a connection failed; True if it was started anew, raises if it is beyond help."""
        ...

    async def recall(self, prefix: Sequence[Message]) -> bool:
        """Bring back what was kept of a prefix; False where it is worth reading ahead and keeping."""
        ...

    async def keep(self, prefix: Sequence[Message], tokens: int) -> None:
        """Keep what was just read: a prompt of `tokens` tokens that begins with the prefix."""
        ...


class RemoteServer:
    """A server that somebody else looks after."""

    def __init__(self, base_url: str, api_key: str | None) -> None:
        self.base_url = base_url
        self.api_key = api_key

    async def recover(self) -> bool:
        """Return False: nothing can be done from here."""
        return False

    async def recall(self, prefix: Sequence[Message]) -> bool:  # noqa: ARG002  the protocol's
        """Return True: its cache is its own affair, and a question sent ahead would only cost."""
        return True

    async def keep(self, prefix: Sequence[Message], tokens: int) -> None:
        """Do nothing."""


class Connection:
    """Keeps the openai client for the running event loop and the current address of the server."""

    def __init__(self, server: Server, *, read_timeout: float, key_header: str = _BEARER) -> None:
        self.server = server
        self.reached = False
        """Whether anything was met at the address so far."""
        self._key_header = key_header.casefold()
        self._read_timeout = read_timeout
        self._client: AsyncOpenAI | None = None
        self._made_for: tuple[asyncio.AbstractEventLoop, str, str | None] | None = None

    async def open(self) -> "AsyncOpenAI":
        """Return a client that belongs to the running loop; connections cannot move between loops."""
        wanted = (asyncio.get_running_loop(), self.server.base_url, self.server.api_key)
        if self._client is None or self._made_for != wanted:
            await self.close()
            self._client, self._made_for = self._made(), wanted
        return self._client

    async def close(self) -> None:
        """Close the connections of the running loop; those of a loop that has ended are gone with it."""
        client, made_for = self._client, self._made_for
        self._client = self._made_for = None
        if client is not None and made_for is not None and made_for[0] is asyncio.get_running_loop():
            await client.close()

    def _made(self) -> "AsyncOpenAI":
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout

        from summarizer.model.body import ACCEPTED_CODING, bound

        timeout = Timeout(self._read_timeout, connect=min(_CONNECT_SECONDS, self._read_timeout))
        address = urlsplit(self.server.base_url)
        key = self.server.api_key
        header = self._key_header
        if (
            header == _BEARER
            and (address.hostname or "").endswith(_AZURE)
            and not (key or "").startswith(_TOKEN)
        ):
            header = "api-key"
        own = {header: key} if key and header != _BEARER else {}
        try:
            http_client = DefaultAsyncHttpxClient(
                timeout=timeout,
                headers={"accept-encoding": ACCEPTED_CODING},
                event_hooks={
                    "request": [_without_bearer] if own or not key else [],
                    "response": [bound],
                },
                verify=_certificates(),
                # A proxy of the environment cannot reach what listens on this machine's loopback.
                trust_env=address.hostname not in LOOPBACK,
            )
        except (
            ImportError,
            ValueError,
        ) as error:  # a kind of proxy that needs another package, or that there is not
            proxies = ", ".join(sorted({redacted(one) for one in getproxies().values()}))
            raise SettingsError(
                f"A proxy of the environment cannot be used: {proxies}.",
                hint="Set HTTPS_PROXY to an address that begins with http://, or NO_PROXY to the host of the endpoint; "
                "for a SOCKS proxy install the package socksio.",
            ) from error
        return AsyncOpenAI(
            base_url=urlunsplit((address.scheme, address.netloc, address.path, "", "")),
            default_query=dict(parse_qsl(address.query, keep_blank_values=True)),
            default_headers=own,
            # The client insists on a key, and on sending it as a bearer's.
            api_key=key or "none",
            max_retries=0,
            timeout=timeout,
            http_client=http_client,
        )


async def _without_bearer(request: "Request") -> None:
    del request.headers[_BEARER]


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Return the certificates, read once for the process: reading them costs more than all the rest of a client."""
    import httpx2

    try:
        return httpx2.create_ssl_context()
    except OSError as error:
        raise SettingsError(
            "The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.",
            hint="Name a file of certificates in PEM form, or unset the variable.",
        ) from error
