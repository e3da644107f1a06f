"""Prefixes kept between runs, with an engine that only pretends to have read them."""

import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from summarizer.embedded.catalogue import default_model
from summarizer.embedded.engine import Engine
from summarizer.embedded.slot_groups import SlotGroups
from summarizer.embedded.slots import ABANDONED_SECONDS, KEPT_FILES, Slots
from summarizer.embedded.store import Store
from summarizer.errors import EngineFailed
from tests.embedded.stub_engine import write_stub

PREFIX = [{"role": "system", "content": "Label the clause."}]
OTHER = [{"role": "system", "content": "Shorten the sentence."}]
TOKENS = 12


class FakeEngine:
    """Writes a slot of `tokens` tokens; `fault` is raised in place of either action, after a save half done."""

    def __init__(
        self, folder: Path, *, tokens: int = TOKENS, fault: EngineFailed | None = None, parallel: int = 1
    ) -> None:
        self.parallel = parallel
        self.groups = SlotGroups(parallel)
        self.actions: list[str] = []
        self._folder, self._tokens, self._fault = folder, tokens, fault

    def save_slot(self, name: str, slot: int) -> int:
        self._act("save", slot)
        (self._folder / name).write_bytes(b"state of " + str(self._tokens).encode())
        if self._fault is not None:
            raise self._fault
        return self._tokens

    def restore_slot(self, name: str, slot: int) -> int:
        self._act("restore", slot)
        if self._fault is not None:
            raise self._fault
        assert (self._folder / name).read_bytes().startswith(b"state of ")
        return self._tokens

    def read(self, messages: Sequence[Mapping[str, object]], slot: int) -> int:
        self._act(f"read {messages[0]['content']}", slot)
        time.sleep(0.01)  # others may ask meanwhile
        return self._tokens

    def _act(self, action: str, slot: int) -> None:
        self.actions.append(action if self.parallel == 1 else f"{action} {slot}")


MakeSlots = Callable[..., Slots]


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.embedded.slots.version", lambda _: "1.0")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "slots"


@pytest.fixture
def opened(model: Path, tmp_path: Path) -> MakeSlots:
    def open_slots(context: int = 4_096) -> Slots:
        slots = Slots.open(model, context=context, cache_dir=tmp_path / "cache")
        assert slots is not None
        return slots

    return open_slots


def engine(
    folder: Path, *, tokens: int = TOKENS, fault: EngineFailed | None = None, parallel: int = 1
) -> Engine:
    return cast("Engine", FakeEngine(folder, tokens=tokens, fault=fault, parallel=parallel))


def actions(of: Engine) -> list[str]:
    return cast("FakeEngine", of).actions


def keep_from_an_earlier_run(slots: Slots, prefix: list[dict[str, str]] = PREFIX) -> Path:
    before = set(slots.folder.iterdir())
    slots.keep(engine(slots.folder), prefix, TOKENS)
    (path,) = set(slots.folder.iterdir()) - before
    return path


def test_prefix_is_restored_when_it_was_kept(opened: MakeSlots, folder: Path) -> None:
    keep_from_an_earlier_run(opened())
    later = engine(folder)
    assert opened().recall(later, PREFIX) is True
    assert actions(later) == ["restore"]


def test_prefix_is_kept_once_when_it_was_not(opened: MakeSlots, folder: Path) -> None:
    slots, first = opened(), engine(folder)
    assert slots.recall(first, PREFIX) is False
    slots.keep(first, PREFIX, TOKENS)
    assert slots.recall(first, PREFIX) is True
    slots.keep(first, PREFIX, TOKENS)
    assert actions(first) == ["save"]
    assert [path.suffix for path in folder.iterdir()] == [".slot"]


def test_engine_is_not_given_again_what_it_was_given_last(opened: MakeSlots, folder: Path) -> None:
    slots, later = opened(), engine(folder)
    keep_from_an_earlier_run(slots)
    keep_from_an_earlier_run(slots, OTHER)
    assert [slots.recall(later, prefix) for prefix in (PREFIX, PREFIX, OTHER, PREFIX)] == [True] * 4
    assert actions(later) == ["restore"] * 3


def test_other_prefix_context_model_or_engine_is_not_mistaken_for_it(
    opened: MakeSlots, folder: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_from_an_earlier_run(opened())
    later = engine(folder)
    assert opened().recall(later, OTHER) is False
    assert opened(8_192).recall(later, PREFIX) is False
    with monkeypatch.context() as newer:
        newer.setattr("summarizer.embedded.slots.version", lambda _: "1.1")
        assert opened().recall(later, PREFIX) is False
    model.write_bytes(b"GGUF of another model")
    assert opened().recall(later, PREFIX) is False
    assert actions(later) == []


def test_verified_model_is_known_by_its_digest_however_often_it_is_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = default_model().model_copy(update={"size": 4})
    monkeypatch.setattr("summarizer.embedded.slots.catalogue", lambda: (entry,))
    store = Store(folder.parent)
    store.folder.mkdir(parents=True)

    def recalled(changed: int) -> bool:
        store.path(entry).write_bytes(b"GGUF")
        os.utime(store.path(entry), (changed, changed))
        store.mark_verified(entry)
        slots = Slots.open(store.path(entry), context=4_096, cache_dir=folder.parent)
        assert slots is not None
        found = slots.recall(engine(folder), PREFIX)
        slots.keep(engine(folder), PREFIX, TOKENS)
        return found

    assert [recalled(1_000_000_000), recalled(1_100_000_000)] == [False, True]


def test_prefix_goes_to_a_slot_for_every_article_at_a_time(opened: MakeSlots, folder: Path) -> None:
    slots = opened()
    keep_from_an_earlier_run(slots)
    keep_from_an_earlier_run(slots, OTHER)
    later = engine(folder, parallel=3)
    assert [slots.recall(later, prefix) for prefix in (PREFIX, OTHER, PREFIX, OTHER)] == [True] * 4
    assert actions(later) == [f"restore {slot}" for slot in range(6)]


def test_articles_at_a_time_wait_for_one_reading_of_a_new_prefix(opened: MakeSlots, folder: Path) -> None:
    slots, first = opened(), engine(folder, parallel=3)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: slots.recall(first, PREFIX), range(8))) == [True] * 8
    assert actions(first) == ["read Label the clause. 0", "save 0", "restore 0", "restore 1", "restore 2"]
    assert slots.recall(engine(folder), PREFIX) is True  # and one article at a time has it too


def test_reading_that_cannot_be_kept_is_tried_once(
    opened: MakeSlots, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    slots = opened()
    failing = engine(folder, parallel=2, fault=EngineFailed("There is no space left."))
    assert [slots.recall(failing, PREFIX) for _ in range(2)] == [True, True]
    assert actions(failing) == ["read Label the clause. 0", "save 0"]
    assert "There is no space left." in caplog.text
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"state", b"state of 13"])
def test_damaged_file_never_reaches_the_engine(
    damage: bytes, opened: MakeSlots, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = keep_from_an_earlier_run(opened())
    path.write_bytes(damage)
    later = engine(folder)
    assert opened().recall(later, PREFIX) is False
    assert actions(later) == []
    assert list(folder.iterdir()) == []
    assert caplog.messages == [f"{str(path)!r} is damaged and is removed."]


def test_restore_that_fails_is_no_error_and_the_prefix_is_kept_anew(
    opened: MakeSlots, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    slots = opened()
    old = keep_from_an_earlier_run(slots)
    failing = engine(folder, fault=EngineFailed("The engine could not restore the slot."))
    assert slots.recall(failing, PREFIX) is False
    assert "The engine could not restore the slot." in caplog.text
    slots.keep(engine(folder, tokens=15), PREFIX, 15)
    (new,) = folder.iterdir()
    assert new != old


def test_save_that_fails_leaves_nothing_and_is_tried_once(
    opened: MakeSlots, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    slots = opened()
    failing = engine(folder, fault=EngineFailed("There is no space left."))
    slots.keep(failing, PREFIX, TOKENS)
    slots.keep(failing, PREFIX, TOKENS)
    assert slots.recall(failing, PREFIX) is True  # it has been read
    assert actions(failing) == ["save"]
    assert list(folder.iterdir()) == []
    assert [(one.levelno, "There is no space left." in one.message) for one in caplog.records] == [
        (logging.WARNING, True)
    ]


def test_slot_that_another_prompt_took_meanwhile_is_not_kept(opened: MakeSlots, folder: Path) -> None:
    opened().keep(engine(folder, tokens=TOKENS + 40), PREFIX, TOKENS)
    assert list(folder.iterdir()) == []


def test_only_the_prefixes_used_last_stay(opened: MakeSlots, folder: Path) -> None:
    slots = opened()
    prefixes = [[{"role": "system", "content": str(number)}] for number in range(KEPT_FILES)]
    paths = [keep_from_an_earlier_run(slots, prefix) for prefix in prefixes]
    for age, path in enumerate(reversed(paths), 1):
        os.utime(path, (time.time() - 100 * age,) * 2)
    assert slots.recall(engine(folder), prefixes[0]) is True  # the oldest is used again
    slots.keep(engine(folder), OTHER, TOKENS)
    assert [path.exists() for path in paths] == [True, False, True, True]
    assert len(list(folder.iterdir())) == KEPT_FILES


def test_what_a_killed_run_left_half_written_goes_when_it_is_old(opened: MakeSlots, folder: Path) -> None:
    slots = opened()
    old, fresh = folder / "a.partial", folder / "b.partial"
    for path in (old, fresh):
        path.write_bytes(b"sta")
    os.utime(old, (time.time() - ABANDONED_SECONDS - 1,) * 2)
    slots.keep(engine(folder), PREFIX, TOKENS)
    assert sorted(path.suffix for path in folder.iterdir()) == [".partial", ".slot"]
    assert fresh.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_folder_is_the_users_alone(opened: MakeSlots, folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o755)
    folder.chmod(0o775)
    opened()
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="owners of POSIX")
def test_folder_of_another_user_is_not_used(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(os, "geteuid", lambda: 4_711)
    assert Slots.open(model, context=4_096, cache_dir=tmp_path / "cache") is None
    assert "belongs to another user" in caplog.text


def test_place_that_cannot_be_written_means_only_that_nothing_is_kept(model: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert Slots.open(model, context=4_096, cache_dir=tmp_path / "cache") is None


@pytest.mark.skipif(sys.platform == "win32", reason="the stub is for POSIX")
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_prefix_goes_from_one_engine_process_to_the_next(
    tmp_path: Path, opened: MakeSlots, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "stub"
    stub.mkdir()
    write_stub(stub)
    monkeypatch.syspath_prepend(str(stub))
    monkeypatch.setenv("PYTHONPATH", str(stub))
    slots = opened()
    found = []
    for _ in range(2):
        with Engine.start(tmp_path / "m.gguf", slot_dir=slots.folder) as running:
            found.append(slots.recall(running, PREFIX))
            slots.keep(running, PREFIX, 7)  # the stub's slots hold seven tokens
    assert found == [False, True]
    (kept,) = slots.folder.glob("*.slot")
    assert kept.stat().st_mode & 0o777 == 0o600
