"""A chat server that really misbehaves, in a process of its own: refuses, resets, hangs, drips, floods, lies.

Started as a script it reads its steps from standard input, says its port, and ends when standard input does. Where the
steps have names, those of a name are taken by requests to /NAME/v1.
"""

import asyncio
import base64
import json
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, NoReturn
from urllib.request import urlopen

Step = dict[str, Any]


class Asked(NamedTuple):
    """A request: its path with the query, its headers by their small names, its body."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Misbehaving:
    """A running server; each request takes the next step, and the last one is repeated."""

    def __init__(self, steps: Sequence[Step] | Mapping[str, Sequence[Step]]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        scripts = steps if isinstance(steps, Mapping) else {"": steps}
        self._process.stdin.write(json.dumps({**scripts}).encode() + b"\n")
        self._process.stdin.flush()
        self.port = int(self._process.stdout.readline())
        self.base_url = f"http://127.0.0.1:{self.port}/v1"

    def named(self, name: str) -> str:
        """Return the base URL whose requests take the steps of this name."""
        return f"http://127.0.0.1:{self.port}/{name}/v1"

    def asked(self, name: str) -> list[Asked]:
        """Return the requests so far that took the steps of this name."""
        with urlopen(f"http://127.0.0.1:{self.port}/{name}/asked") as told:
            return [Asked(*one) for one in json.load(told)]

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


async def _serve(scripts: Mapping[str, list[Step]]) -> None:
    again: list[asyncio.Task[None]] = []
    taken = {name: iter(steps) for name, steps in scripts.items()}
    log: dict[str, list[Asked]] = {name: [] for name in scripts}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read_request(reader):
                path = request.split(b" ", 2)[1].decode()
                name = "" if path.startswith("/v1") else path.split("/")[1]
                if path.endswith("/asked"):
                    await act(_told(log[name]), writer)
                    continue
                log[name].append(_asked(request, path))
                step = next(taken[name], scripts[name][-1])
                if step["do"] == "refuse":
                    listening.pop().close()
                    again.append(asyncio.create_task(listen_again(step["seconds"])))
                    reset(writer)
                await act(step, writer)
        except ConnectionError:
            return  # the client has gone; that is its right
        finally:
            writer.close()

    async def listen_again(seconds: float) -> None:
        await asyncio.sleep(seconds)
        listening.append(await asyncio.start_server(answer, "127.0.0.1", port))

    listening = [await asyncio.start_server(answer, "127.0.0.1", 0)]
    port: int = listening[0].sockets[0].getsockname()[1]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def _told(log: list[Asked]) -> Step:
    return {"do": "reply", "status": 200, "body": json.dumps(log), "headers": {}}


def _asked(request: bytes, path: str) -> Asked:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = (line.decode("latin-1").partition(":") for line in head.split(b"\r\n")[1:])
    headers = {name.lower(): value.strip() for name, _, value in lines}
    return Asked(path, headers, json.loads(body) if body.startswith(b"{") else {})


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Return the next request, head and body; empty when the client has gone."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        lengths = [
            line.split(b":")[1] for line in head.lower().splitlines() if line.startswith(b"content-length:")
        ]
        return head + await reader.readexactly(int(lengths[0]) if lengths else 0)
    except asyncio.IncompleteReadError:
        return b""


async def act(step: Step, writer: asyncio.StreamWriter) -> None:
    """Do one step; raises `ConnectionError` where it ends the connection."""
    if step["do"] == "hang":
        await asyncio.sleep(3600)
    if step["do"] == "leave":
        raise ConnectionAbortedError
    if step["do"] == "reset" and step["when"] == "before":
        reset(writer)
    body = base64.b64decode(step["packed"]) if "packed" in step else step["body"].encode()
    headers = {"content-length": str(len(body)), **step["headers"]}
    head = f"HTTP/1.1 {step['status']} Reason\r\n" + "".join(
        f"{key}: {value}\r\n" for key, value in headers.items() if value
    )
    writer.write(head.encode() + b"\r\n")
    await writer.drain()
    if step["do"] == "reset":
        writer.write({"headers": b"", "middle": body[: len(body) // 2], "after": body}[step["when"]])
        await writer.drain()
        await asyncio.sleep(0.05)  # what was sent is to arrive before the reset does
        reset(writer)
    elif step["do"] == "drip":
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(step["seconds"])
    elif step["do"] == "flood":
        for _ in range(step["times"]):
            writer.write(body)
            await writer.drain()
    else:
        writer.write(body)
        await writer.drain()
    if step.get("close"):
        raise ConnectionAbortedError


def reset(writer: asyncio.StreamWriter) -> NoReturn:
    """End the connection with a reset instead of a farewell."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    raise ConnectionResetError


if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.stdin.readline())))
