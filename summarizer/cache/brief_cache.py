"""The cache of briefs: one sqlite file in WAL mode, for several processes at once."""

import logging
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import strftime, time
from typing import Self, TypeVar

from pydantic import ValidationError

from summarizer.brief_form import AnyBrief, BriefForm, read_brief
from summarizer.cache_folder import cache_root
from summarizer.cached_brief import CachedBrief
from summarizer.files import make_private_file, make_private_folder

Found = TypeVar("Found")

_logger = logging.getLogger("summarizer.cache")

_VERSION = 1
_BUSY_SECONDS = 10.0
_DAY = 86_400.0
_CHECK_BYTES = 16
_OF_OTHERS, _WRITABLE_BY_OTHERS = 0o077, 0o022
_SCHEMA = """
CREATE TABLE IF NOT EXISTS briefs (
    key BLOB PRIMARY KEY,
    brief BLOB NOT NULL,
    digest BLOB NOT NULL,
    model TEXT NOT NULL,
    made REAL NOT NULL,
    used REAL NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What the cache holds: `size` is that of its files in bytes, `oldest` the Unix time of the earliest last use."""

    path: Path
    briefs: int
    size: int
    oldest: float | None
    models: dict[str, int]


class BriefCache:
    """Briefs by key; use one instance in one thread at a time.

    A cache is never in the way of a brief: what cannot be read or written is logged, and the brief is made anew. A
    damaged file is set aside under another name, and a brief that is not what was stored is not returned.

    What is found is not read into a `Brief`: it was read once, before it was put; its digest tells that these are the
    same bytes under the same key; and the key covers whatever decides how bytes are read. So it can be read again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    @classmethod
    def open(cls, cache_dir: Path | None) -> Self:
        """Return the cache in the folder that is given, or in the user's; its file is made when it is first used."""
        return cls(cache_root(cache_dir) / "briefs" / "briefs.sqlite")

    def get(self, key: bytes, form: BriefForm | None = None) -> CachedBrief | None:
        """Return the brief, marked as from the cache, or None."""
        row = self._tried(
            lambda sql: sql.execute("SELECT brief, digest, used FROM briefs WHERE key = ?", (key,)).fetchone()
        )
        if row is None:
            return None
        packed, digest, used = row
        try:
            if digest != _digest(key, packed):
                raise zlib.error
            found = CachedBrief(zlib.decompress(packed), form)
        except (zlib.error, TypeError):  # the type of a value is damaged, too
            _logger.warning("A damaged brief in the cache %s was removed; it is made anew.", self.path)
            self._tried(lambda sql: sql.execute("DELETE FROM briefs WHERE key = ?", (key,)))
            return None
        now = time()
        if (
            not isinstance(used, float) or now - used > _DAY
        ):  # once a day is enough to know what is still used, and keeps reading free of writes
            self._tried(lambda sql: sql.execute("UPDATE briefs SET used = ? WHERE key = ?", (now, key)))
        return found

    def put(self, key: bytes, brief: AnyBrief, form: BriefForm | None = None) -> None:
        """Keep a brief in place of the one that is there; one that could not be read again is not kept."""
        provenance = brief.provenance.model_copy(update={"from_cache": True})
        written = brief.model_copy(update={"provenance": provenance}).model_dump_json().encode()
        try:
            read_brief(written, form)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            _logger.warning("A brief was not put into the cache: its %s could not be read again.", place)
            return
        packed = zlib.compress(written, 1)
        now = time()
        row = (key, packed, _digest(key, packed), brief.provenance.model, now, now)
        self._tried(lambda sql: sql.execute("INSERT OR REPLACE INTO briefs VALUES (?, ?, ?, ?, ?, ?)", row))

    def stats(self) -> CacheStats:
        """Return what the cache holds."""
        rows: list[tuple[str, int]] = []
        oldest: float | None = None
        if self.path.exists():
            rows = (
                self._tried(
                    lambda sql: sql.execute(
                        "SELECT model, count(*) FROM briefs GROUP BY model ORDER BY model"
                    ).fetchall()
                )
                or []
            )
            first = self._tried(lambda sql: sql.execute("SELECT min(used) FROM briefs").fetchone())
            oldest = first[0] if first else None
        size = sum(part.stat().st_size for part in self._files() if part.exists())
        return CacheStats(self.path, sum(number for _, number in rows), size, oldest, dict(rows))

    def prune(self, *, unused_days: float) -> int:
        """Remove the briefs that were not used for so many days, give the space back, and return how many they were."""
        if not self.path.exists():
            return 0
        before = time() - unused_days * _DAY

        def remove(sql: sqlite3.Connection) -> int:
            removed = sql.execute("DELETE FROM briefs WHERE used < ?", (before,)).rowcount
            sql.execute("VACUUM")
            return removed

        return self._tried(remove) or 0

    def clear(self) -> int:
        """Remove every brief, also of a damaged file, and return how many there were."""
        number = self.stats().briefs
        self.close()
        for part in (*self._files(), *self.path.parent.glob(f"{self.path.stem}.damaged-*")):
            part.unlink(missing_ok=True)
        return number

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _tried(self, work: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """Return what the work returns; None, said in the log, where the file cannot be used."""
        for _ in range(2):
            if self._broken:
                return None
            try:
                return work(self._opened())
            except (sqlite3.OperationalError, OSError) as error:
                # Locked for too long, no space, no permission: the file is as it was.
                self._give_up(error)
            except sqlite3.DatabaseError as error:
                self._set_aside(error)
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            # Briefs tell what somebody reads; sqlite gives its other files the permissions of this one.
            make_private_folder(self.path.parent)
            make_private_file(self.path)
            _check_ours(self.path.parent)
            for part in self._files():
                _check_ours(part)
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                # A power cut may lose the last briefs, and never the file.
                connection.execute("PRAGMA synchronous = NORMAL")
                self._agree_on_schema(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _agree_on_schema(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            message = f"its version {version} is not known to this program"
            raise sqlite3.DatabaseError(message)
        if version == 0:
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _give_up(self, error: Exception) -> None:
        self._broken = True
        self.close()
        _logger.warning("The cache %s cannot be used: %s. Briefs are made without it.", self.path, error)

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        self.close()
        aside = self.path.with_name(
            f"{self.path.stem}.damaged-{strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.sqlite"
        )
        try:
            for part in self._files():
                if part.exists():
                    part.replace(part.with_name(part.name.replace(self.path.name, aside.name)))
        except OSError as refused:
            self._give_up(refused)
            return
        _logger.warning(
            "The cache %s is damaged (%s); it was set aside as %s, and a new one is begun.",
            self.path,
            error,
            aside.name,
        )

    def _files(self) -> tuple[Path, Path, Path]:
        return (
            self.path,
            self.path.with_name(f"{self.path.name}-wal"),
            self.path.with_name(f"{self.path.name}-shm"),
        )


def _check_ours(path: Path) -> None:
    """Raise where others could have written briefs; close to others what only they may read.

    A file raises `sqlite3.DatabaseError`, so that it is set aside, and a folder `PermissionError`.
    """
    # On Windows a folder's permissions are those of the user's cache folder.
    if os.name == "nt" or not path.exists():
        return
    found = path.stat()
    is_folder = stat.S_ISDIR(found.st_mode)
    if found.st_uid != os.geteuid() or found.st_mode & _WRITABLE_BY_OTHERS:
        if is_folder:
            raise PermissionError(f"others than you can write to {str(path)!r}")
        raise sqlite3.DatabaseError("others can write to it")
    if found.st_mode & _OF_OTHERS:
        path.chmod(0o700 if is_folder else 0o600)


def _digest(key: bytes, packed: bytes) -> bytes:
    return blake2b(key + packed, digest_size=_CHECK_BYTES).digest()
