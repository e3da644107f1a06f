"""A web of a test's own: a server on loopback, names that lead to it, and a fetcher that may go there."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, ip_address
from typing import Any

import pytest

from summarizer.web.addresses import IPAddress, is_public
from summarizer.web.fetch import Fetched, Fetcher, FetchLimits

LOOPBACK = IPv4Address("127.0.0.1")
STORY = "".join(
    f"<p>The minister of Veldania spoke for hour number {n}, and nobody left.</p>" for n in range(5)
)
PAGE = f"<!DOCTYPE html><html><head><title>A long speech</title></head><body><article>{STORY}</article></body></html>"


@dataclass
class Answer:
    """What the server says: either these, or whatever `act` does with the open connection."""

    status: int = 200
    body: bytes = PAGE.encode()
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    act: Callable[[BaseHTTPRequestHandler], None] | None = None


class Site:
    """A server on loopback that answers by path, and remembers what it was asked."""

    def __init__(self, certificate: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.closing = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: object) -> None:
                pass  # the client has gone; that is its right

        self._server = Server(("127.0.0.1", 0), Handler)
        if certificate is not None:
            self._server.socket = certificate.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.headers["Host"], request.path))
        self.headers.append(dict(request.headers))
        answer = self.answers.get(request.path.partition("?")[0], Answer(status=404))
        request.close_connection = True
        if answer.act is not None:
            answer.act(request)
            return
        request.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(answer.body)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.stop()


class Names:
    """Canned answers of a name server: each question takes the next answer of the host, the last one stays."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {host: list(each) for host, each in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[IPAddress]:
        self.asked.append(host)
        answers = self._answers[host]
        return [ip_address(one) for one in (answers.pop(0) if len(answers) > 1 else answers[0])]


def public_or_loopback(address: IPAddress) -> bool:
    """What only tests may permit: the loopback address on which their servers listen."""
    return address == LOOPBACK or is_public(address)


def fetch(
    url: str, *, names: Names | None = None, limits: FetchLimits | None = None, **options: Any
) -> Fetched:
    """Fetch from a site on loopback, which every name leads to unless `names` says otherwise."""

    async def everywhere(host: str, port: int) -> Sequence[IPAddress]:
        return [LOOPBACK]

    given: dict[str, Any] = {"permits": public_or_loopback, "ports": None, "resolve": names or everywhere}
    fetcher = Fetcher(limits=limits or FetchLimits(seconds=10), **{**given, **options})
    return asyncio.run(fetcher.fetch(url))
