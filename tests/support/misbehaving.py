"""A chat server that really misbehaves, in a process of its own: resets, hangs, drips, and answers of every kind.

Started as a script it reads its steps from standard input, says its port, and ends when standard input does.
"""

import asyncio
import json
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

Step = dict[str, Any]


class Misbehaving:
    """A running server; each request takes the next step, and the last one is repeated."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(steps)).encode() + b"\n")
        self._process.stdin.flush()
        self.port = int(self._process.stdout.readline())
        self.base_url = f"http://127.0.0.1:{self.port}/v1"

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


async def _serve(steps: list[Step]) -> None:
    taken = iter(steps)
    last = steps[-1]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _request(reader):
                await _act(next(taken, last), writer)
        except ConnectionError:
            return  # the client has gone; that is its right
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def _request(reader: asyncio.StreamReader) -> bytes:
    """Return the head of the next request, its body read and dropped; empty when the client has gone."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    lengths = [
        line.split(b":")[1] for line in head.lower().splitlines() if line.startswith(b"content-length:")
    ]
    await reader.readexactly(int(lengths[0]) if lengths else 0)
    return head


async def _act(step: Step, writer: asyncio.StreamWriter) -> None:
    if step["do"] == "hang":
        await asyncio.sleep(3600)
    if step["do"] == "reset" and step["when"] == "before":
        _reset(writer)
    body = step["body"].encode()
    headers = {**step["headers"], "content-length": str(len(body))}
    head = f"HTTP/1.1 {step['status']} Reason\r\n" + "".join(
        f"{key}: {value}\r\n" for key, value in headers.items()
    )
    writer.write(head.encode() + b"\r\n")
    await writer.drain()
    if step["do"] == "reset":
        writer.write(body[: len(body) // 2] if step["when"] == "middle" else b"")
        await writer.drain()
        await asyncio.sleep(0.05)  # what was sent is to arrive before the reset does
        _reset(writer)
    elif step["do"] == "drip":
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(step["seconds"])
    else:
        writer.write(body)
        await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    raise ConnectionResetError


if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.stdin.readline())))
