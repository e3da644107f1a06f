"""A chat server in a process of its own that counts the requests for each article, and answers all of them alike.

An article is one that `article` made; its number is what is counted. Run as a script it reads its answers from standard
input and says its port.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast
from urllib.request import urlopen

FIRST = "Marek Dolan left Sarvo on Monday."
_NUMBER = re.compile(rb"Paper ([0-9]+) of the talks")
DRAFT = {
    "headline": {"text": FIRST, "s": [1]},
    "summary": [{"text": FIRST, "s": [1]}],
    "actors": [],
    "quotes": [],
    "events": [],
    "moves": [],
}


def article(number: int, more: str = "") -> str:
    """Return the text of an article; the answers of the server fit it."""
    return f"{FIRST} Paper {number} of the talks in Lurno went to nobody.{more}"


class Counting:
    """A running server. `refusals` maps words to the status of what is answered to articles with these words."""

    def __init__(self, *, refusals: Mapping[str, int] | None = None, delay: float = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = {"refusals": dict(refusals or {}), "delay": delay}
        self._process.stdin.write(json.dumps(told).encode() + b"\n")
        self._process.stdin.flush()
        self._address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.base_url = f"{self._address}/v1"

    def counts(self) -> Counter[int]:
        """Return how many requests there were for each article."""
        with urlopen(f"{self._address}/counts") as answer:
            return Counter({int(number): count for number, count in json.load(answer).items()})

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class _Protocol(asyncio.Protocol):
    def __init__(self, counts: Counter[int], refusals: Mapping[str, int], delay: float) -> None:
        self._counts = counts
        self._refusals = {words.encode(): status for words, status in refusals.items()}
        self._delay = delay
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (head := self._received.find(b"\r\n\r\n")) >= 0:
            length = re.search(rb"(?i)content-length: *([0-9]+)", self._received[:head])
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self._received) < end:
                return
            request = bytes(self._received[:end])
            del self._received[:end]
            answer = self._answer(request)
            if self._transport is not None:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)

    def _answer(self, request: bytes) -> bytes:
        if request.startswith(b"GET /counts"):
            return _reply(200, dict(self._counts))
        for number in _NUMBER.findall(request):
            self._counts[int(number)] += 1
        for words, status in self._refusals.items():
            if words in request:
                return _reply(status, {"error": {"message": "refused", "code": None}})
        return _reply(200, _completion())


def _completion() -> dict[str, Any]:
    message = {"role": "assistant", "content": json.dumps(DRAFT)}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


def _reply(status: int, told: object) -> bytes:
    body = json.dumps(told).encode()
    head = (
        f"HTTP/1.1 {status} Reason\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _serve(told: dict[str, Any]) -> None:
    counts: Counter[int] = Counter()
    server = await asyncio.get_running_loop().create_server(
        lambda: _Protocol(counts, told["refusals"], told["delay"]), "127.0.0.1", 0, backlog=1024
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.stdin.readline())))
