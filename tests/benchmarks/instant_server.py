"""An endpoint that answers at once, or after a delay, with answers made beforehand, in a process of its own.

As little as HTTP/1.1 with keep-alive needs, so that what is measured is the client. An answer is chosen by words that
stand in the request; the first whose words are there counts, and no words are always there.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Answer(NamedTuple):
    """What is said to a request that holds `words`: the text of the model's message."""

    words: str
    content: str


@contextmanager
def instant_server(answers: Sequence[Answer], *, delay: float = 0.0) -> Iterator[str]:
    """Run the server while the context lasts; gives the base URL of its chat API. `delay` is in seconds."""
    process = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parent
    )
    with process:
        try:
            stdin, stdout = process.stdin, process.stdout
            if stdin is None or stdout is None:
                raise RuntimeError("The server has no pipes.")
            stdin.write(json.dumps({"answers": answers, "delay": delay}).encode() + b"\n")
            stdin.flush()
            yield f"http://127.0.0.1:{int(stdout.readline())}/v1"
        finally:
            process.kill()


def completion(content: str) -> bytes:
    """Return the body of a chat completion with this text."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "instant",
        "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        ],
        "usage": {"prompt_tokens": 5000, "completion_tokens": 700, "total_tokens": 5700},
    }
    return json.dumps(body, ensure_ascii=False).encode()


class _Protocol(asyncio.Protocol):
    def __init__(self, answers: Sequence[tuple[bytes, bytes]], delay: float) -> None:
        self._answers = answers
        self._delay = delay
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (head := self._received.find(_END)) >= 0:
            end = head + len(_END) + _length(bytes(self._received[:head]).lower())
            if len(self._received) < end:
                return
            request = bytes(self._received[head:end])
            del self._received[:end]
            said = next((answer for words, answer in self._answers if words in request), None)
            said = said or b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"
            if self._transport is not None and self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, said)
            elif self._transport is not None:
                self._transport.write(said)


def _length(head: bytes) -> int:
    at = head.find(_LENGTH)
    return int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def _rendered(content: str) -> bytes:
    body = completion(content)
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _in_json(words: str) -> bytes:
    """Return the words as they stand inside a JSON string."""
    return json.dumps(words, ensure_ascii=False)[1:-1].encode()


async def _serve() -> None:
    told = json.loads(sys.stdin.buffer.readline())
    answers = [(_in_json(words), _rendered(content)) for words, content in told["answers"]]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Protocol(answers, told["delay"]), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
