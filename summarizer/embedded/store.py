"""Where model files are kept: their places, the check that they are the right ones, and their removal."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from summarizer.cache_folder import cache_root
from summarizer.embedded.catalogue import CatalogueEntry
from summarizer.embedded.report import format_size
from summarizer.errors import ModelFileError
from summarizer.files import sync, write_whole

CHUNK = 1 << 20
OTHER_PLACE = "Name another place with SUMMARIZER_CACHE_DIR."


class Store:
    """A folder of model files: `models` in `cache_dir`, or in the user's cache folder where none is given.

    Beside a file `F` stand `F.verified` (its digest was right, and it has not changed since), and while it is
    fetched `F.partial`, `F.work` and `F.lock`.
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        self.folder = cache_root(cache_dir) / "models"

    def path(self, entry: CatalogueEntry) -> Path:
        """Return the place of the model's file, whether or not it is there."""
        return self.folder / entry.file

    def partial(self, entry: CatalogueEntry) -> Path:
        """Return the file that is being put together."""
        return self._beside(entry, "partial")

    def work(self, entry: CatalogueEntry) -> Path:
        """Return the folder in which a source may keep what it has fetched so far."""
        return self._beside(entry, "work")

    def lock(self, entry: CatalogueEntry) -> Path:
        """Return the lock file of the model."""
        return self._beside(entry, "lock")

    def _beside(self, entry: CatalogueEntry, suffix: str) -> Path:
        return self.folder / f"{entry.file}.{suffix}"

    def present(self, entry: CatalogueEntry) -> bool:
        """Return whether a file of the right size is in its place; its bytes are not read."""
        path = self.path(entry)
        return path.is_file() and path.stat().st_size == entry.size

    def verified(self, entry: CatalogueEntry) -> bool:
        """Return whether the file's digest was found right and its size and time have not changed since."""
        if not self.present(entry):
            return False
        try:
            state = json.loads(self._beside(entry, "verified").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(state == self._state(entry))

    def verify(self, entry: CatalogueEntry, on_bytes: Callable[[int], None] = lambda _: None) -> None:
        """Read the whole file and compare its digest; `on_bytes` hears how many bytes have been read.

        Raises `ModelFileError` when the file is missing, or (naming both digests) when it is another one.
        """
        path = self.path(entry)
        if not path.is_file():
            raise ModelFileError(
                f"The model {entry.name} is not in {str(self.folder)!r}.",
                hint=f"Fetch it with: summarizer models pull {entry.name}",
            )
        check_digest(entry, path, _digest(path, on_bytes))
        self.mark_verified(entry)

    def mark_verified(self, entry: CatalogueEntry) -> None:
        """Remember that the file in its place has the right digest."""
        write_whole(self._beside(entry, "verified"), json.dumps(self._state(entry)).encode(), follow=False)

    def _state(self, entry: CatalogueEntry) -> dict[str, object]:
        stat = self.path(entry).stat()
        return {"sha256": entry.sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}

    def discard(self, entry: CatalogueEntry) -> None:
        """Remove the file and what is known about it, but not what has been fetched of a new one."""
        for path in (self.path(entry), self._beside(entry, "verified")):
            path.unlink(missing_ok=True)

    def clean(self, entry: CatalogueEntry) -> None:
        """Remove what a download left behind."""
        self.partial(entry).unlink(missing_ok=True)
        shutil.rmtree(self.work(entry), ignore_errors=True)

    def remove(self, entry: CatalogueEntry) -> int:
        """Remove all that the model takes here and return how many bytes that were.

        Raises `ModelFileError` when the folder cannot be written.
        """
        freed = self.occupied(entry)
        if freed:
            with self.writing(entry):
                self.discard(entry)
                self.clean(entry)
        return freed

    def occupied(self, entry: CatalogueEntry) -> int:
        """Return how many bytes the model takes here, unfinished downloads included."""
        files = (self.path(entry), self.partial(entry))
        whole = sum(path.stat().st_size for path in files if path.is_file())
        return whole + sum(size for _, size in sizes_below(self.work(entry)))

    def require_space(self, entry: CatalogueEntry, *, kept: int) -> None:
        """Raise `ModelFileError` when the disk has no room for what is missing; `kept` bytes are there."""
        if shutil.disk_usage(self.folder).free < entry.space_needed(kept):
            raise self._full(entry, kept)

    @contextmanager
    def writing(self, entry: CatalogueEntry) -> Iterator[None]:
        """Turn what the disk refuses while a model is fetched into one sentence; what is fetched stays."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise self._full(entry, self.occupied(entry)) from error
            if error.errno in (
                errno.EACCES,
                errno.EPERM,
                errno.EROFS,
                errno.ENOTDIR,
                errno.EEXIST,
                errno.ENOENT,
            ):
                message = f"The model cannot be stored in {str(self.folder)!r}: {error.strerror}."
                raise ModelFileError(message, hint=OTHER_PLACE) from error
            raise

    def _full(self, entry: CatalogueEntry, kept: int) -> ModelFileError:
        free = shutil.disk_usage(self.folder).free
        return ModelFileError(
            f"There is not enough space for {entry.file}: {format_size(entry.space_needed(kept))} more are needed, "
            f"{format_size(free)} are free in {str(self.folder)!r}.",
            hint=f"Free some space. {OTHER_PLACE}",
        )


class Partial:
    """A file that grows, hashed while it is written, so that placing it needs no second reading."""

    def __init__(self, path: Path, *, unit: int) -> None:
        """Open or continue `path`; of an earlier run whole multiples of `unit` bytes are kept."""
        self.path = path
        self._hash = hashlib.sha256()
        self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        self.size = path.stat().st_size // unit * unit
        left = self.size
        while left:
            chunk = self._file.read(min(CHUNK, left))
            self._hash.update(chunk)
            left -= len(chunk)
        self._file.truncate(self.size)
        self._file.seek(self.size)

    def append(self, chunk: bytes) -> None:
        """Write and hash a piece."""
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def sync(self) -> None:
        """Make what has been written last: a later run relies on it."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def place(self, entry: CatalogueEntry, target: Path) -> None:
        """Move the finished file to its place; remove one with a wrong digest (`ModelFileError`)."""
        self.sync()
        self.close()
        check_digest(entry, self.path, self._hash.hexdigest())
        self.path.replace(target)

    def close(self) -> None:
        """Close the file; it stays on disk."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def sizes_below(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield name and size of every file in a folder that others may be changing, or removing, meanwhile."""
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                yield name, Path(parent, name).stat().st_size


def place_file(entry: CatalogueEntry, path: Path, target: Path) -> None:
    """Move a file that a source delivered whole to its place when its digest is right, else remove it."""
    check_digest(entry, path, _digest(path, lambda _: None))
    with path.open("r+b") as file:
        sync(file)
    path.replace(target)


def check_digest(entry: CatalogueEntry, path: Path, digest: str) -> None:
    """Remove the file and raise `ModelFileError` when its digest is not the model's."""
    if digest != entry.sha256:
        path.unlink()
        raise ModelFileError(
            f"The file for {entry.name} has the SHA-256 {digest}, not {entry.sha256}; it was removed.",
            hint=f"Fetch it again with: summarizer models pull {entry.name}",
        )


def _digest(path: Path, on_bytes: Callable[[int], None]) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            on_bytes(file.tell())
    return found.hexdigest()
