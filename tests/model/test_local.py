"""The embedded engine as a server, with a child process that only pretends to be one."""

import asyncio
import importlib.util
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.embedded.report import DownloadListener, DownloadProgress
from summarizer.embedded.slot_groups import SlotGroups
from summarizer.errors import EmbeddedUnavailable, EngineFailed
from summarizer.model.interface import Message
from summarizer.model.local import LocalServer, in_thread
from summarizer.progress import Progress
from summarizer.settings import Settings


class FakeEngine:
    def __init__(self, number: int) -> None:
        self.base_url = f"http://127.0.0.1:{number}/v1"
        self.api_key = f"key-{number}"
        self.dead = False
        self.parallel = 1
        self.groups = SlotGroups()
        self.restored: list[str] = []
        self.slot_dir: Path | None = None

    def alive(self) -> bool:
        return not self.dead

    def failure(self) -> EngineFailed | None:
        return EngineFailed("The engine died.") if self.dead else None

    def save_slot(self, name: str, slot: int) -> int:
        assert self.slot_dir is not None
        (self.slot_dir / name).write_bytes(b"what was read")
        return 12

    def restore_slot(self, name: str, slot: int) -> int:
        self.restored.append(name)
        return 12


class Machine:
    """Counts what is started and fetched."""

    def __init__(self) -> None:
        self.engines: list[FakeEngine] = []
        self.options: list[dict[str, Any]] = []
        self.model = Path("/models/tiny.gguf")

    def shared_engine(self, path: Path, **options: Any) -> FakeEngine:
        self.options.append({"path": path, **options})
        self.engines.append(FakeEngine(len(self.engines) + 1))
        self.engines[-1].slot_dir = options["slot_dir"]
        return self.engines[-1]

    def ensure_model(
        self, name: str | None, *, cache_dir: Path | None, on_progress: DownloadListener
    ) -> Path:
        on_progress(DownloadProgress(0, 10, message="It is fetched to its place."))
        on_progress(DownloadProgress(10, 10))
        return self.model


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine()
    monkeypatch.setattr("summarizer.embedded.engine.shared_engine", found.shared_engine)
    monkeypatch.setattr("summarizer.embedded.download.ensure_model", found.ensure_model)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    return found


def started(listener: Callable[[Progress], None] = lambda _: None) -> Any:
    return LocalServer.start(None, 4_096, Settings(threads=2), listener)


def test_model_is_fetched_and_its_engine_started(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    steps: list[tuple[str, int, int | None]] = []
    server, name = asyncio.run(started(lambda one: steps.append((one.step, one.done, one.total))))
    assert (server.base_url, server.api_key, name) == ("http://127.0.0.1:1/v1", "key-1", "tiny")
    assert machine.options == [
        {"path": Path("/models/tiny.gguf"), "context": 4_096, "threads": 2, "parallel": 1, "slot_dir": None}
    ]
    assert steps == [
        ("fetching the model", 0, 10),
        ("fetching the model", 10, 10),
        ("starting the model", 0, None),
    ]
    assert caplog.messages == ["It is fetched to its place."]


def test_nothing_is_fetched_without_the_engine(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedUnavailable) as caught:
        asyncio.run(started())
    assert "OPENAI_API_KEY" in caught.value.hint
    assert "[embedded]" in caught.value.hint
    assert machine.options == []


def test_engine_that_runs_is_left_alone(machine: Machine) -> None:
    async def recovered() -> bool:
        server, _ = await started()
        return bool(await server.recover())

    assert asyncio.run(recovered()) is False
    assert len(machine.engines) == 1


def test_dead_engine_is_started_once_for_all_who_notice(machine: Machine) -> None:
    async def recovered() -> tuple[list[bool], str]:
        server, _ = await started()
        machine.engines[0].dead = True
        return await asyncio.gather(*(server.recover() for _ in range(3))), server.base_url

    assert asyncio.run(recovered()) == ([True, False, False], "http://127.0.0.1:2/v1")


def test_engine_that_dies_again_is_an_error(machine: Machine) -> None:
    async def recovered() -> None:
        server, _ = await started()
        for engine_number in range(2):
            machine.engines[engine_number].dead = True
            await server.recover()

    with pytest.raises(EngineFailed, match="The engine died"):
        asyncio.run(recovered())
    assert len(machine.engines) == 2


def test_article_that_no_engine_survives_does_not_end_those_after_it(machine: Machine) -> None:
    async def recovered() -> bool:
        server, _ = await started()
        machine.engines[0].dead = True
        await server.recover()
        machine.engines[1].dead = True
        with pytest.raises(EngineFailed, match="The engine died"):
            await server.recover()
        return bool(await server.recover())

    assert asyncio.run(recovered()) is True


def test_engine_that_lived_for_a_while_is_started_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.model.local.SETTLED_SECONDS", 0.0)

    async def recovered() -> list[bool]:
        server, _ = await started()
        found = []
        for number in range(3):
            machine.engines[number].dead = True
            found.append(await server.recover())
        return found

    assert asyncio.run(recovered()) == [True] * 3


def test_articles_at_a_time_are_the_engines_affair(machine: Machine) -> None:
    asyncio.run(LocalServer.start(None, 4_096, Settings(), lambda _: None, parallel=4))
    assert machine.options[0]["parallel"] == 4


def test_cancelled_download_ends_at_its_next_report(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def download(name: str | None, *, cache_dir: Path | None, on_progress: DownloadListener) -> Path:
        try:
            while True:
                on_progress(DownloadProgress(1, 10))
                begun.set()
        finally:
            ended.set()

    monkeypatch.setattr("summarizer.embedded.download.ensure_model", download)

    async def cancel() -> None:
        task = asyncio.ensure_future(started())
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert ended.wait(5)


def test_errors_of_the_thread_are_raised_where_it_is_awaited() -> None:
    def fail() -> None:
        raise EngineFailed("no memory")

    with pytest.raises(EngineFailed, match="no memory"):
        asyncio.run(in_thread(fail))


def test_what_one_engine_has_read_is_given_to_the_next(machine: Machine, tmp_path: Path) -> None:
    machine.model = tmp_path / "tiny.gguf"
    machine.model.write_bytes(b"GGUF")
    prefix = [Message(role="system", content="Label the clause.")]

    async def prepared() -> bool:
        settings = Settings(cache_dir=tmp_path / "cache")
        server, _ = await LocalServer.start(None, 4_096, settings, lambda _: None)
        there = await server.recall(prefix)
        if not there:
            await server.keep(prefix, 12)
        return there

    assert [asyncio.run(prepared()) for _ in range(2)] == [False, True]
    assert [one["slot_dir"] for one in machine.options] == [tmp_path / "cache" / "slots"] * 2
    assert [len(engine.restored) for engine in machine.engines] == [0, 1]


def test_engine_started_anew_is_given_the_prefix_again(machine: Machine, tmp_path: Path) -> None:
    machine.model = tmp_path / "tiny.gguf"
    machine.model.write_bytes(b"GGUF")
    prefix = [Message(role="system", content="Label the clause.")]

    async def prepared() -> list[bool]:
        settings = Settings(cache_dir=tmp_path / "cache")
        server, _ = await LocalServer.start(None, 4_096, settings, lambda _: None)
        await server.keep(prefix, 12)
        there = [await server.recall(prefix)]
        machine.engines[0].dead = True
        await server.recover()
        restored = [len(engine.restored) for engine in machine.engines]
        assert restored == [0, 1]  # before the question that is asked again
        return [*there, await server.recall(prefix)]

    assert asyncio.run(prepared()) == [True, True]
    assert [len(engine.restored) for engine in machine.engines] == [0, 1]


def test_nothing_is_read_ahead_where_nothing_can_be_kept(machine: Machine) -> None:
    async def recalled() -> bool:
        server, _ = await started()  # its model file is not there to be told from others
        return bool(await server.recall([Message(role="system", content="Label the clause.")]))

    assert asyncio.run(recalled()) is True
