"""A server like OpenAI's Batch API, in a process of its own: files, batches, their states, and what goes wrong there.

It answers chat requests one by one as well, so that both ways can be compared. Run as a script it says its port; the
test tells it by `POST /control` what to do, and asks by `GET /control` what it was asked.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import Request, urlopen

Json = dict[str, Any]

FIRST = "Marek Dolan left Sarvo on Monday."
KEY = "k-secret"
_DRAFT = {
    "headline": {"text": FIRST, "s": [1]},
    "summary": [{"text": FIRST, "s": [1]}],
    "actors": [],
    "quotes": [],
    "events": [],
    "moves": [],
}
_ENDED = frozenset({"completed", "expired", "cancelled", "failed"})


def article(number: int) -> str:
    """Return the text of an article; the answers of the server fit it, and tell articles apart by the number."""
    return f"{FIRST} Paper {number} of the talks in Lurno went to nobody."


class BatchApi:
    """A running server. Batches stay `in_progress` until `end` is called."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.base_url = f"{self._address}/v1"

    def tell(self, **orders: Any) -> None:
        """Set how the server behaves from now on.

        `fail`: status and body of the answer to calls that begin so, such as {"POST /v1/batches": [500, {}]}; `times`
        how often. `deaf`: the next batch is created, and nothing is answered. `at_once`: batches are completed when
        they are created. `page`: how many batches a page of the listing has. `fate`, by number of the article: "late"
        for one that is not done in time, "broken" for a torn line, null for none, an object for what its line says, or
        the arguments of `completion` as JSON.
        """
        self._post({"orders": orders})

    def end(self, status: str, *, errors: list[Json] | None = None, only: str | None = None) -> None:
        """Let all batches that are not over end with this status, or `only` one of them."""
        self._post({"end": status, "errors": errors, "only": only})

    def forget(self, *, files: bool = False) -> None:
        """Know no batch any more; with `files` the files with answers instead."""
        self._post({"forget": "files" if files else "batches"})

    def reset(self) -> None:
        """Begin anew."""
        self._post({"reset": True})

    @property
    def seen(self) -> Json:
        """Return the `batches`, the requests in the `files`, the `calls`, and the `bodies` of chat requests."""
        with urlopen(f"{self._address}/control") as answer:
            found: Json = json.load(answer)
        return found

    def _post(self, body: Mapping[str, Any]) -> None:
        with urlopen(Request(f"{self._address}/control", data=json.dumps(body).encode(), method="POST")):
            pass

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class _World:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, Json] = {}
        self.calls: list[str] = []
        self.bodies: list[Json] = []
        self.orders: Json = {}
        self.count = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-{self.count}"

    def create(self, asked: Json) -> Json:
        lines = [json.loads(line) for line in self.files[asked["input_file_id"]].splitlines()]
        batch = {
            "id": self.name("batch"),
            "object": "batch",
            "endpoint": asked["endpoint"],
            "completion_window": asked["completion_window"],
            "input_file_id": asked["input_file_id"],
            "metadata": asked.get("metadata"),
            "status": "in_progress",
            "created_at": 1_000,
            "output_file_id": None,
            "error_file_id": None,
            "errors": None,
            "request_counts": {"total": len(lines), "completed": 0, "failed": 0},
            "numbers": [_number(line["body"]) for line in lines],  # for the test
        }
        self.batches[batch["id"]] = batch
        if self.orders.get("at_once"):
            self.end(batch, "completed", None)
        return batch

    def end(self, batch: Json, status: str, errors: list[Json] | None) -> None:
        batch["status"] = status
        if status == "failed":
            batch["errors"] = {"object": "list", "data": errors or []}
            return
        if status not in _ENDED:
            return
        batch[f"{status}_at"] = 1_060
        good, bad = b"", b""
        for line in self.files[batch["input_file_id"]].splitlines():
            asked = json.loads(line)
            told = self.line(asked, status)
            if told is not None and (isinstance(told, str) or told.get("error") is None):
                good += (told if isinstance(told, str) else json.dumps(told)).encode() + b"\n"
            elif told is not None:
                bad += json.dumps(told).encode() + b"\n"
        for key, content in (("output_file_id", good), ("error_file_id", bad)):
            if content:
                batch[key] = self.name("file")
                self.files[batch[key]] = content
        counts = batch["request_counts"]
        counts["completed"], counts["failed"] = good.count(b"\n"), bad.count(b"\n")

    def line(self, asked: Json, status: str) -> Json | str | None:
        """Return the line of a file with answers for a request, as it is ordered for its article."""
        name = asked["custom_id"]
        fates = self.orders.get("fate", {})
        fate = fates.get(_number(asked["body"]), "good")
        if fate is None or isinstance(fate, dict):
            return fate and {"id": "r", "custom_id": name, "response": None, "error": None, **fate}
        if fate == "late" and status == "completed":
            fate = "good"
        if fate == "late":
            error = {"code": f"batch_{status}", "message": "It was not done in time."}
            return {"id": "r", "custom_id": name, "response": None, "error": error}
        if fate == "broken":
            return f'{{"custom_id": "{name}", "respon'
        body = completion(**({} if fate == "good" else json.loads(fate)))
        return {"id": "r", "custom_id": name, "response": _response(200, body), "error": None}


def completion(*, content: str | None = None, finish: str = "stop", refusal: str | None = None) -> Json:
    """Return the body of an answer."""
    message = {
        "role": "assistant",
        "content": json.dumps(_DRAFT) if content is None else content,
        "refusal": refusal,
    }
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 5000, "completion_tokens": 100, "total_tokens": 5100},
    }


def _response(status: int, body: Json) -> Json:
    return {"status_code": status, "request_id": "q", "body": body}


def _number(body: Json) -> str:
    found = re.search(r"Paper ([0-9]+) of the talks", body["messages"][-1]["content"])
    return found[1] if found else ""


class _Handler(BaseHTTPRequestHandler):
    world = _World()
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def do_DELETE(self) -> None:
        self._handle("DELETE")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _handle(self, method: str) -> None:
        body = (
            self.rfile.read(int(self.headers.get("content-length") or 0))
            if not self._chunked()
            else self._chunks()
        )
        path, _, query = self.path.partition("?")
        if path == "/control":
            return self._control(method, body)
        world = self.world
        world.calls.append(f"{method} {path}")
        for where, (status, told) in world.orders.get("fail", {}).items():
            if f"{method} {path}".startswith(where) and world.orders.get("times", 1_000) > 0:
                world.orders["times"] = world.orders.get("times", 1_000) - 1
                return self._reply(status, told)
        if self.headers.get("authorization") != f"Bearer {KEY}":
            return self._reply(
                401, {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}}
            )
        parts = path.removeprefix("/v1/").split("/")
        match method, parts:
            case "POST", ["files"]:
                name = world.name("file")
                world.files[name] = _part(body, "file")
                return self._reply(
                    200,
                    {
                        "id": name,
                        "object": "file",
                        "bytes": 1,
                        "created_at": 0,
                        "filename": "f",
                        "purpose": "batch",
                        "status": "processed",
                    },
                )
            case "GET", ["files", name, "content"] if name in world.files:
                return self._send(200, world.files[name], "application/octet-stream")
            case "DELETE", ["files", name] if name in world.files:
                del world.files[name]
                return self._reply(200, {"id": name, "object": "file", "deleted": True})
            case "POST", ["batches"]:
                batch = world.create(json.loads(body))
                if world.orders.pop("deaf", False):
                    self.close_connection = True
                    return None
                return self._reply(200, batch)
            case "GET", ["batches"]:
                return self._list(query)
            case "GET", ["batches", name] if name in world.batches:
                return self._reply(200, world.batches[name])
            case "POST", ["chat", "completions"]:
                world.bodies.append(json.loads(body))
                return self._reply(200, completion())
        return self._reply(404, {"error": {"message": f"No such object: {path}", "code": None}})

    def _list(self, query: str) -> None:
        world = self.world
        newest = list(reversed(world.batches.values()))
        after = re.search(r"after=([^&]+)", query)
        names = [one["id"] for one in newest]
        start = names.index(after[1]) + 1 if after else 0
        page = newest[start : start + world.orders.get("page", 20)]
        more = start + len(page) < len(newest)
        self._reply(200, {"object": "list", "data": page, "has_more": more})

    def _control(self, method: str, body: bytes) -> None:
        world = self.world
        if method == "GET":
            requests = {
                name: [json.loads(line) for line in content.splitlines() if line.startswith(b'{"custom_id"')]
                for name, content in world.files.items()
            }
            told = {"batches": world.batches, "files": requests, "calls": world.calls, "bodies": world.bodies}
            return self._reply(200, told)
        asked = json.loads(body)
        if "reset" in asked:
            _Handler.world = _World()
        if "orders" in asked:
            world.orders |= asked["orders"]
        if asked.get("forget") == "batches":
            world.batches.clear()
        if asked.get("forget") == "files":
            world.files.clear()
        if "end" in asked:
            for batch in world.batches.values():
                if batch["status"] not in _ENDED and asked["only"] in (None, batch["id"]):
                    world.end(batch, asked["end"], asked["errors"])
        return self._reply(200, {})

    def _reply(self, status: int, told: object) -> None:
        self._send(status, json.dumps(told).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _chunked(self) -> bool:
        return self.headers.get("transfer-encoding") == "chunked"

    def _chunks(self) -> bytes:
        return b"".join(self._each_chunk())

    def _each_chunk(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()


def _part(body: bytes, name: str) -> bytes:
    """Return the content of a part of a form."""
    boundary = body[: body.index(b"\r\n")]
    for part in body.split(boundary):
        head, _, content = part.partition(b"\r\n\r\n")
        if f'name="{name}"'.encode() in head:
            return content.removesuffix(b"\r\n")
    return b""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
