"""What llama.cpp itself does: who may ask, who can reach it, what it says to damage, and what it keeps."""

import asyncio
import http.client
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from summarizer.embedded.engine import Engine, close_shared_engines, shared_engine
from summarizer.errors import ModelFileError, OutputTruncated
from summarizer.model.interface import Message
from summarizer.model.selection import open_endpoint
from summarizer.settings import Settings
from tests.support.tiny_model import write_tiny_model

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is None, reason="needs the extra embedded"),
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
]

CONTEXT = 512
QUESTION = {"messages": [{"role": "user", "content": "Who?"}], "max_tokens": 4}
# What asks, tells or changes something; also what the engine does not offer.
ADDRESSES = (
    ("POST", "/v1/chat/completions"),
    ("POST", "/completion"),
    ("POST", "/slots/0?action=save"),
    ("POST", "/slots/0?action=restore"),
    ("POST", "/tokenize"),
    ("POST", "/props"),
    ("GET", "/v1/models"),
    ("GET", "/props"),
    ("GET", "/slots"),
    ("GET", "/metrics"),
    ("GET", "/nothing"),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture(scope="module")
def engine(model: Path) -> Iterator[Engine]:
    with Engine.start(model, context=CONTEXT, threads=1, slot_dir=model.parent / "slots") as engine:
        yield engine


def ask(engine: Engine, method: str, path: str, key: str | None) -> tuple[int, Any]:
    port = int(engine.base_url.rpartition(":")[2].partition("/")[0])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} | (
        {} if key is None else {"Authorization": f"Bearer {key}"}
    )
    try:
        connection.request(method, path, json.dumps(QUESTION) if method == "POST" else None, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


@pytest.mark.parametrize("key", [None, "", "wrong"])
@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_whoever_lacks_the_key_gets_401(engine: Engine, method: str, path: str, key: str | None) -> None:
    status, answer = ask(engine, method, path, key)
    assert status == 401
    assert answer["error"]["message"] == "Invalid API Key"


def test_whoever_has_the_key_gets_an_answer(engine: Engine) -> None:
    status, answer = ask(engine, "POST", "/v1/chat/completions", engine.api_key)
    assert status == 200
    assert answer["choices"][0]["message"]["role"] == "assistant"


def test_health_tells_everybody_that_the_engine_runs_and_nothing_else(engine: Engine) -> None:
    # llama.cpp leaves it open by design, for those who watch over a server.
    assert ask(engine, "GET", "/health", None) == (200, {"status": "ok"})


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="Linux lists sockets there")
def test_engine_listens_nowhere_but_on_loopback(engine: Engine) -> None:
    descriptors = Path(f"/proc/{engine.pid}/fd").iterdir()
    held = {link.removeprefix("socket:[").removesuffix("]") for link in map(os.readlink, descriptors)}
    listening = []
    for table in ("tcp", "tcp6"):
        rows = Path(f"/proc/{engine.pid}/net/{table}").read_text().splitlines()[1:]
        listening += [row[1] for row in map(str.split, rows) if row[3] == "0A" and row[9] in held]
    port = int(engine.base_url.rpartition(":")[2].partition("/")[0])
    assert listening == [f"0100007F:{port:04X}"]


def test_model_file_that_was_cut_is_said_to_be_damaged(model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "cut.gguf"
    damaged.write_bytes(model.read_bytes()[:-1000])
    with pytest.raises(ModelFileError, match=r"cut\.gguf' cannot be loaded: .*not within the file bounds"):
        Engine.start(damaged, context=CONTEXT, threads=1)


@pytest.mark.parametrize(
    "place", [4, 8, 32, 500], ids=["version", "number of tensors", "architecture", "token"]
)
def test_model_file_with_false_bytes_is_said_to_be_damaged(model: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(model.read_bytes())
    content[place : place + 8] = b"\xfe" * 8
    damaged = tmp_path / "odd.gguf"
    damaged.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"odd\.gguf' cannot be loaded: "):
        Engine.start(damaged, context=CONTEXT, threads=1)


def test_two_engines_that_start_at_once_share_file_and_folder(model: Path, tmp_path: Path) -> None:
    def start(_: int) -> Engine:
        return Engine.start(model, context=CONTEXT, threads=1, slot_dir=tmp_path / "slots")

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(start, range(2))
    with first, second:
        assert ask(first, "POST", "/v1/chat/completions", first.api_key)[0] == 200
        assert ask(second, "POST", "/v1/chat/completions", second.api_key)[0] == 200
        assert ask(second, "POST", "/v1/chat/completions", first.api_key)[0] == 401


PREFIX = [Message(role="system", content="Say what the clause tells of. " * 20)]
CLAUSE = Message(role="user", content="Rebels attacked the town.")
OPTIONS = ("ASSAULT", "AGREE", "none")


def settings(model: Path, folder: Path) -> Settings:
    return Settings(model=str(model), cache_dir=folder, context=2048, threads=1)


def test_prefix_kept_by_one_engine_serves_the_next_with_the_same_scores(
    model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "summarizer.model")

    async def asked() -> tuple[dict[str, float], int]:
        async with open_endpoint(settings(model, tmp_path)) as endpoint:
            client = endpoint.client()
            await client.prepare(PREFIX)
            choice = await client.choose([*PREFIX, CLAUSE], OPTIONS)
            return dict(choice.scores), client.usage.cached

    first, _ = asyncio.run(asked())
    close_shared_engines()
    second, cached = asyncio.run(asked())
    close_shared_engines()
    assert "that the model read in an earlier run are used again" in caplog.text
    assert cached > 500
    assert first == second
    assert sum(first.values()) == pytest.approx(1)


async def wait_until_answering(engine: Engine) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        _, slots = await asyncio.to_thread(ask, engine, "GET", "/slots", engine.api_key)
        if any(slot["is_processing"] for slot in slots):
            return
    raise AssertionError("the engine was never seen to answer")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_engine_killed_in_the_middle_of_an_answer_is_started_once_more(
    model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def killed() -> None:
        async with open_endpoint(settings(model, tmp_path)) as endpoint:
            engine = shared_engine(model, context=2048, threads=1, slot_dir=tmp_path / "slots")
            # The grammar knows no end, so that the answer goes on for as many tokens as it may.
            answer = endpoint.client().write([CLAUSE], max_tokens=600, pattern="root ::= [a-z] root")
            task = asyncio.create_task(answer)
            await wait_until_answering(engine)
            os.kill(engine.pid, signal.SIGKILL)
            await task

    with pytest.raises(OutputTruncated):
        asyncio.run(killed())
    close_shared_engines()
    assert "SIGKILL" in caplog.text
    assert caplog.text.count("It is started again.") == 1
