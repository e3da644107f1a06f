"""Files that are written whole or not at all, kept private, or held by one process at a time.

What the system refuses is raised as it comes, as `OSError`: whoever calls knows what the file is called.
"""

import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, ENOENT, ENOSPC
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

POLL_SECONDS = 0.5

# The byte that stands for a file where the system locks bytes: behind all that anybody reads.
_LOCKED_BYTE = 2**31 - 1

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def exclusive(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the file `path`, made where it is not there; the system lets go of it when its holder dies.

    While another process holds it, `on_wait` is called about twice a second; it may raise, to wait no longer. The file
    stays: removing it would let two processes hold two files of the same name.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _try_lock(descriptor):
            on_wait()
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, *, follow: bool = True, private: bool = False) -> None:
    """Put `data` in place of what the file held; whatever happens, it holds all of the old or all of the new.

    `follow` and `private` are those of `replacing`.
    """
    with replacing(path, follow=follow, private=private) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, follow: bool = True, private: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of `path` in the end, or not at all when an error ends it.

    The mode of the old file is kept, a link keeps pointing where it did, and a device or a pipe is written to directly.
    That is for names that the user gave. Without `follow` whatever has the name is replaced itself, a link too, so that
    nothing outside the folder is ever touched. A `private` file is for nobody but its owner to read.

    Until then it is a hidden file beside `path`; what a process that was killed left of one is removed by the next.
    """
    if follow and is_special(path):
        with path.open("wb") as device:
            yield device
        return
    target = _target(path, follow=follow)
    mode = 0o600 if private else _mode_of(target)
    _remove_dead_parts(target)
    part, file = _held_part(target, mode)
    try:
        # The part is held until it has the name: what nobody holds is removed by whoever writes here next.
        with file:
            yield file
            sync(file)
            if mode is not None:
                part.chmod(mode)
            if sys.platform == "win32":
                file.close()  # what is open cannot get another name there
            part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def check_writable(path: Path, *, follow: bool = True) -> None:
    """Raise `OSError` when the file could not be written; one that is there stays as it is."""
    if follow and is_special(path):
        if not os.access(path, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        return
    part = _part_beside(_target(path, follow=follow))
    part.touch(exist_ok=False)
    part.unlink(missing_ok=True)


def is_special(path: Path) -> bool:
    """Tell whether the path is a device or a pipe: renaming a file over /dev/null would remove the device."""
    return path.exists() and not path.is_file()


def is_full(error: OSError) -> bool:
    """Tell whether there is no room left, on the disk or for this user."""
    return error.errno in {ENOSPC, EDQUOT}


def what_to_do(error: OSError, path: Path | None = None) -> str:
    """Return what helps against that with which the system refused to write a file, in a sentence."""
    if is_full(error):
        return "Make room there, or write to another disk."
    if error.errno == ENOENT and path is not None:
        return f"Make the folder {str(path.parent)!r} first, or name another place."
    return "Name a place that you may write to."


def sync(file: BinaryIO) -> None:
    """Return when what was written to the file has reached the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names of new, renamed and removed files in the folder have reached the disk."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there, and names are written through
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private_folder(path: Path) -> None:
    """Make the folder and those above it; nobody but its owner may look into it. One that is there keeps its mode."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make the file, empty, for nobody but its owner to read; one that is there keeps its mode and contents."""
    path.touch(mode=0o600, exist_ok=True)


def _target(path: Path, *, follow: bool) -> Path:
    return path.resolve() if follow else path.parent.resolve() / path.name


def _part_beside(target: Path) -> Path:
    return target.parent / f"{_part_prefix(target)}{secrets.token_hex(6)}.part"


def _part_prefix(target: Path) -> str:
    """Return how the parts of a file are called, whatever length its own name has."""
    return f".summarizer-{blake2b(os.fsencode(target.name), digest_size=6).hexdigest()}-"


def _held_part(target: Path, mode: int | None) -> tuple[Path, BinaryIO]:
    """Return a new part, open and held, so that it can be told from the part of a process that has died."""
    while True:
        part = _part_beside(target)
        # From the first byte on, nobody may read it who will not be allowed to in the end.
        opener = None if mode is None else _opener(mode)
        file = open(part, "xb", opener=opener)  # noqa: SIM115  the caller closes it
        if _holds(file, part):
            return part, file
        file.close()


def _holds(file: BinaryIO, part: Path) -> bool:
    """Hold a new part; False where somebody took it for a dead one before it was held."""
    if sys.platform == "win32":
        return True
    try:
        return _try_lock(file.fileno()) and part.exists()
    except OSError:
        return True  # nothing can be locked here, so nobody will take it for a dead one


def _remove_dead_parts(target: Path) -> None:
    """Remove the parts of a file that nobody holds; what the system refuses stays."""
    if sys.platform == "win32":
        return  # parts cannot be held to the end there, so none can be told to be dead
    for part in target.parent.glob(f"{_part_prefix(target)}*"):
        with suppress(OSError):
            descriptor = os.open(part, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _try_lock(descriptor):
                    part.unlink()
            finally:
                os.close(descriptor)


def _mode_of(path: Path) -> int | None:
    """Return the permissions of a file; None where there is none, or something else."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else None


def _opener(mode: int) -> Callable[[str, int], int]:
    return lambda name, flags: os.open(name, flags, mode)
