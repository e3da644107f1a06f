"""The cache of briefs: what it returns, and that nothing that happens to its file is in the way of a brief."""

import logging
import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.brief import Brief
from summarizer.cache.brief_cache import BriefCache
from summarizer.cached_brief import CachedBrief, as_brief, as_json
from tests.render.sample_brief import SAMPLE as BRIEF

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[BriefCache]:
    opened = BriefCache.open(tmp_path)
    yield opened
    opened.close()


def without_mark(kept: CachedBrief | None) -> Brief:
    assert kept is not None
    brief = Brief.model_validate_json(kept.json)
    provenance = brief.provenance.model_copy(update={"from_cache": False})
    return brief.model_copy(update={"provenance": provenance})


def test_what_was_put_is_returned_and_says_where_it_comes_from(cache: BriefCache) -> None:
    cache.put(KEY, BRIEF)
    found = cache.get(KEY)
    assert found is not None
    assert found.read().provenance.from_cache
    assert without_mark(found) == BRIEF
    assert cache.get(OTHER) is None


def test_the_later_brief_replaces_the_earlier(cache: BriefCache) -> None:
    cache.put(KEY, BRIEF)
    cache.put(KEY, BRIEF.model_copy(update={"headline": "Another headline"}))
    found = cache.get(KEY)
    assert found is not None
    assert Brief.model_validate_json(found.json).headline == "Another headline"
    assert cache.stats().briefs == 1


def test_only_the_user_can_read_it(cache: BriefCache) -> None:
    cache.put(KEY, BRIEF)
    files = list(cache.path.parent.iterdir())
    assert {path.name for path in files} == {"briefs.sqlite", "briefs.sqlite-wal", "briefs.sqlite-shm"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700


def test_brief_that_is_not_what_was_stored_is_not_returned(
    cache: BriefCache, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put(KEY, BRIEF)
    cache.put(OTHER, BRIEF.model_copy(update={"headline": "Another headline"}))
    with sqlite3.connect(cache.path) as sql:
        # Whole in itself, and under the wrong key: as when a page of the file is lost and an older one is found.
        sql.execute(
            "UPDATE briefs SET brief = (SELECT brief FROM briefs WHERE key = ?) WHERE key = ?", (OTHER, KEY)
        )
    sql.close()
    assert cache.get(KEY) is None
    assert "damaged brief" in caplog.text
    assert cache.stats().briefs == 1


def test_brief_that_could_not_be_read_again_is_not_kept(
    cache: BriefCache, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put(KEY, BRIEF)
    # JSON has no such number: it becomes null, which a brief must not have there.
    provenance = BRIEF.provenance.model_copy(update={"seconds": float("nan")})
    cache.put(OTHER, BRIEF.model_copy(update={"provenance": provenance}))
    assert cache.get(OTHER) is None
    assert "its provenance.seconds could not be read again" in caplog.text
    assert without_mark(cache.get(KEY)) == BRIEF


def test_brief_is_handed_on_as_the_json_that_it_would_be_written_as(cache: BriefCache) -> None:
    cache.put(KEY, BRIEF)
    found = cache.get(KEY)
    assert found is not None
    assert as_json(found) == as_json(as_brief(found))
    assert as_brief(BRIEF) is BRIEF


@pytest.mark.parametrize("damage", ["not a database at all" * 300, ""], ids=["text", "empty"])
def test_damaged_file_is_set_aside_and_a_new_one_begun(
    damage: str, cache: BriefCache, caplog: pytest.LogCaptureFixture
) -> None:
    cache.path.parent.mkdir(parents=True)
    cache.path.write_text(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, BRIEF)
    assert without_mark(cache.get(KEY)) == BRIEF
    aside = [path.name for path in cache.path.parent.glob("*.damaged-*")]
    assert len(aside) == (1 if damage else 0)
    assert ("set aside" in caplog.text) == bool(damage)


def test_file_that_is_damaged_in_the_middle_never_gives_a_wrong_brief(cache: BriefCache) -> None:
    for number in range(40):
        cache.put(bytes([number]) * 32, BRIEF.model_copy(update={"headline": f"Headline {number}"}))
    cache.close()
    size = cache.path.stat().st_size
    with cache.path.open("r+b") as file:
        for place in range(4096, size - 512, 4096):
            file.seek(place)
            file.write(os.urandom(512))
    for number in range(40):
        found = cache.get(bytes([number]) * 32)
        assert found is None or Brief.model_validate_json(found.json).headline == f"Headline {number}"
    cache.put(KEY, BRIEF)
    assert without_mark(cache.get(KEY)) == BRIEF


def test_file_of_a_later_version_is_left_and_a_new_one_begun(cache: BriefCache) -> None:
    cache.put(KEY, BRIEF)
    cache.close()
    sql = sqlite3.connect(cache.path)
    sql.execute("PRAGMA user_version = 99")
    sql.close()
    assert cache.get(KEY) is None
    assert len(list(cache.path.parent.glob("briefs.damaged-*.sqlite"))) == 1


def test_folder_that_cannot_be_made_leaves_briefs_without_a_cache(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "briefs").write_text("a file where the folder should be")
    cache = BriefCache.open(tmp_path)
    cache.put(KEY, BRIEF)
    assert cache.get(KEY) is None
    assert caplog.text.count("Briefs are made without it.") == 1


def put_many(folder: Path, first: int) -> None:
    logging.disable()
    cache = BriefCache.open(folder)
    for number in range(first, first + 25):
        cache.put(number.to_bytes(32, "big"), BRIEF)
    cache.close()


def test_several_processes_write_at_once(tmp_path: Path, cache: BriefCache) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=put_many, args=(tmp_path, 1000 * n)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert cache.stats().briefs == 75
    assert all(cache.get((1000 * n + 24).to_bytes(32, "big")) for n in range(3))


def test_prune_removes_what_was_not_used(cache: BriefCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.cache.brief_cache.time", lambda: 0.0)
    cache.put(KEY, BRIEF)
    cache.put(OTHER, BRIEF)
    monkeypatch.setattr("summarizer.cache.brief_cache.time", lambda: 40 * 86_400.0)
    assert cache.get(OTHER) is not None
    assert cache.prune(unused_days=30) == 1
    assert (cache.get(KEY), cache.get(OTHER) is None) == (None, False)


def test_clear_removes_the_files_and_a_cache_that_is_not_there_is_empty(cache: BriefCache) -> None:
    assert cache.stats().briefs == 0
    assert not cache.path.exists()
    cache.put(KEY, BRIEF)
    assert cache.stats().size > 0
    assert cache.clear() == 1
    assert list(cache.path.parent.iterdir()) == []
    assert cache.clear() == 0
