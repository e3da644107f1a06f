"""A cache that is damaged, or that others may have written to: never a crash, never a wrong brief, always a word."""

import logging
import os
import stat
from pathlib import Path
from random import Random

import pytest

from summarizer.brief import Brief
from summarizer.cache.brief_cache import BriefCache
from tests.render.sample_brief import SAMPLE

_BRIEFS = 3
_POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and owners mean little there")


def key(number: int) -> bytes:
    return bytes([number]) * 32


def brief(number: int) -> Brief:
    return SAMPLE.model_copy(update={"headline": f"Headline {number}"})


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """The files of a cache in use: the last briefs are in its log, the first ones in the file itself."""
    cache = BriefCache.open(tmp_path / "whole")
    for number in range(_BRIEFS):
        if number == _BRIEFS - 1:
            cache.close()
        cache.put(key(number), brief(number))
    found = {path.name: path.read_bytes() for path in cache.path.parent.iterdir()}
    cache.close()
    assert found.keys() == {"briefs.sqlite", "briefs.sqlite-wal", "briefs.sqlite-shm"}
    return found


def laid_out(folder: Path, files: dict[str, bytes]) -> BriefCache:
    cache = BriefCache.open(folder)
    cache.path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    for name, data in files.items():
        path = cache.path.parent / name
        path.write_bytes(data)
        path.chmod(0o600)
    return cache


def check(cache: BriefCache) -> int:
    """Return how many briefs are still there; none is wrong, and what is put now is there afterwards."""
    found = [cache.get(key(number)) for number in range(_BRIEFS)]
    for number, one in enumerate(found):
        assert one is None or Brief.model_validate_json(one.json).headline == f"Headline {number}"
    cache.stats()
    cache.put(key(9), brief(9))
    again = cache.get(key(9))
    assert again is not None
    assert Brief.model_validate_json(again.json).headline == "Headline 9"
    cache.close()
    return sum(one is not None for one in found)


@pytest.mark.parametrize("name", ["briefs.sqlite", "briefs.sqlite-wal"])
def test_wherever_a_file_is_cut_off(
    name: str, tmp_path: Path, files: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    assert check(laid_out(tmp_path / "as it was", files)) == _BRIEFS
    assert caplog.records == []
    size, chance = len(files[name]), Random(5)  # noqa: S311  no secret
    sizes = {0, 1, 15, 16, 99, 100, 4095, 4096, 4097, size - 1, *(chance.randrange(size) for _ in range(30))}
    for cut in sizes:
        check(laid_out(tmp_path / f"{cut}", {**files, name: files[name][:cut]}))


@pytest.mark.parametrize("name", ["briefs.sqlite", "briefs.sqlite-wal", "briefs.sqlite-shm"])
def test_whatever_bytes_are_wrong(name: str, tmp_path: Path, files: dict[str, bytes]) -> None:
    chance = Random(6)  # noqa: S311  no secret
    for attempt in range(40):
        data = bytearray(files[name])
        for _ in range(chance.choice([1, 1, 8, 64])):
            # Most of what decides how a file is read stands at its beginning, and at that of each page.
            page = chance.randrange(0, len(data), 4096)
            data[min(page + chance.randrange(chance.choice([120, 4096])), len(data) - 1)] = chance.randrange(
                256
            )
        check(laid_out(tmp_path / f"{attempt}", {**files, name: bytes(data)}))


@_POSIX
def test_file_that_others_can_write_to_is_set_aside(
    tmp_path: Path, files: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    cache = laid_out(tmp_path, files)
    cache.path.chmod(0o666)
    assert check(cache) == 0
    assert "others can write to it" in caplog.text
    assert "set aside" in caplog.text
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600


@_POSIX
def test_file_of_somebody_else_is_set_aside(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache = laid_out(tmp_path, files)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.get(key(0)) is None
    assert "others than you can write to" in caplog.text  # the folder is somebody else's as well
    cache.put(key(0), brief(7))
    monkeypatch.undo()
    assert check(BriefCache.open(tmp_path)) == _BRIEFS


@_POSIX
def test_folder_that_others_can_write_to_is_not_used(
    tmp_path: Path, files: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    cache = laid_out(tmp_path, files)
    cache.path.parent.chmod(0o777)
    assert cache.get(key(0)) is None
    cache.put(key(0), brief(0))
    assert "others than you can write to" in caplog.text
    assert caplog.text.count("Briefs are made without it.") == 1
    assert len(list(cache.path.parent.glob("briefs.sqlite*"))) == len(files)


@_POSIX
def test_what_others_could_read_is_closed_to_them(tmp_path: Path, files: dict[str, bytes]) -> None:
    cache = laid_out(tmp_path, files)
    for path in (cache.path.parent, *cache.path.parent.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert check(cache) == _BRIEFS
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in cache.path.parent.iterdir()} == {0o600}


@_POSIX
def test_links_of_the_user_are_followed(tmp_path: Path, files: dict[str, bytes]) -> None:
    laid_out(tmp_path / "disk", files)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "briefs").symlink_to(tmp_path / "disk" / "briefs")
    assert check(BriefCache.open(tmp_path / "cache")) == _BRIEFS


@_POSIX
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_not_waited_for(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = BriefCache.open(tmp_path)
    cache.path.parent.mkdir(mode=0o700)
    if kind == "pipe":
        os.mkfifo(cache.path, 0o600)
    elif kind == "folder":
        cache.path.mkdir(0o700)
    else:
        cache.path.symlink_to(os.devnull)
    with caplog.at_level(logging.WARNING):
        cache.put(key(0), brief(0))
        cache.get(key(0))
    cache.close()
    assert caplog.records
    assert Path(os.devnull).is_char_device()
