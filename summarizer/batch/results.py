"""A file of results, a line each, that only grows: what survives of it when its writer is killed or the disk is full.

A line is a JSON object that begins with its id and then says `key`: {"id": …, "brief": {…}} or {"id": …, "error": …}.
A result is there once its line is whole, with the line's end; what a last line lacks was never written.
"""

import io
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json

from summarizer.errors import OutputPathError
from summarizer.files import is_full, sync_folder

LONGEST_LINE = 256 * 2**20
"""Bytes of the longest line that is read, so that a file without lines is not read whole."""

_ID = rb'\{\s*+"id"\s*+:\s*+("(?:[^"\\\x00-\x1f]++|\\.)*+")'
_CHUNK = 1 << 18


class Stored(NamedTuple):
    """A line of the file with its number, and the id it begins with; `after` is where in the line its value begins."""

    number: int
    id: str
    line: bytes
    after: int


class ResultFile:
    """Lines of one kind; whoever writes them holds the file alone.

    Raises `OutputPathError` for what cannot be read or written, and for what is no such file: that stays as it is.
    """

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self._key = key
        self._head = re.compile(_ID + rb'\s*+,\s*+"%s"\s*+:\s*+' % key.encode())
        self._name = re.compile(_ID)
        self._file: io.FileIO | None = None
        self._end = 0
        self._unsynced = False
        self._syncing = threading.Lock()

    def repair(self) -> int:
        """Cut off a last line that is torn, and return how many bytes that were; a missing line end is put there."""
        try:
            if not self.path.exists():
                return 0
            with self.path.open("r+b") as file:
                start, line = _last_line(file)
                if not line or (line.endswith(b"\n") and self._fields(line) is not None):
                    return 0
                if self._fields(line) is not None:
                    file.seek(0, os.SEEK_END)
                    file.write(b"\n")
                    return 0
                if not self._is_begun(line.rstrip(b"\0\n")):
                    raise self._foreign("its last line")
                if start > 0:  # before anything is cut: it must be a file of ours
                    file.seek(0)
                    self._stored(1, file.readline(LONGEST_LINE))
                file.truncate(start)
                os.fsync(file.fileno())
                return len(line)
        except OSError as error:
            raise self.unusable(error, "read and repaired") from error

    def scan(self) -> Iterator[Stored]:
        """Yield the lines; a line that is torn, or of another kind, is an error that names it.

        What is written by this class is not parsed: it can be seen to be whole.
        """
        number = 0
        try:
            if not self.path.exists():
                return
            with self.path.open("rb", buffering=_CHUNK) as file:
                while line := file.readline(LONGEST_LINE):
                    number += 1
                    yield self._stored(number, line)
        except OSError as error:
            raise self.unusable(error, "read") from error

    def last(self) -> dict[str, Any] | None:
        """Return what the last line says, None where there is none."""
        try:
            if not self.path.exists():
                return None
            with self.path.open("rb") as file:
                return self._fields(_last_line(file)[1])
        except OSError as error:
            raise self.unusable(error, "read") from error

    def append(self, name: str, rest: bytes) -> None:
        """Write a line whole: the id, then `rest`, which are the other keys and values of the object.

        What a full disk took of it is taken back.
        """
        line = b'{"id":%s,%s}\n' % (json.dumps(name, ensure_ascii=False).encode(), rest)
        try:
            file = self._opened()
            try:
                written = 0
                while written < len(line):
                    written += file.write(line[written:])
            except BaseException:
                file.truncate(self._end)
                raise
        except OSError as error:
            raise self.unusable(error, "written") from error
        self._end += len(line)
        self._unsynced = True

    def sync(self) -> None:
        """Return when all that was written has reached the disk."""
        with self._syncing:  # who comes second returns when the first has reached the disk
            if self._file is None or not self._unsynced:
                return
            self._unsynced = False
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                raise self.unusable(error, "written") from error

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> io.FileIO:
        if self._file is None:
            is_new = not self.path.exists()
            # Without a buffer: what a write has taken survives the death of this process.
            self._file = self.path.open("ab", buffering=0)
            self._end = os.fstat(self._file.fileno()).st_size
            if is_new:
                sync_folder(self.path.resolve().parent)
        return self._file

    def _stored(self, number: int, line: bytes) -> Stored:
        head = self._head.match(line)
        # Inside a string quotation marks are escaped, so a second key means that two lines have run together; where the
        # system lost a part of a file, it reads as zeros.
        if (
            head is not None
            and line.endswith(b"}\n")
            and line.rfind(b'"%s"' % self._key.encode()) < head.end()
            and b"\0" not in line
        ):
            with suppress(ValueError):  # an id that is not UTF-8
                return Stored(number, from_json(head[1]), line, head.end())
        fields = self._fields(line)
        if fields is None:
            raise self._foreign(f"line {number:,}")
        return Stored(number, fields["id"], line, 0)

    def _fields(self, line: bytes) -> dict[str, Any] | None:
        """Return what a line says, None where it is torn or of another kind."""
        try:
            found = from_json(line, allow_inf_nan=False)
        except ValueError:
            return None
        if isinstance(found, dict) and isinstance(found.get("id"), str) and self._key in found:
            return found
        return None

    def _is_begun(self, line: bytes) -> bool:
        """Tell whether this is how a line of this file begins, so that nobody else's file is ever cut."""
        begin, then = b'{"id":"', b',"%s":' % self._key.encode()
        if not line.startswith(begin):
            return begin.startswith(line)
        name = self._name.match(line)
        if name is None:  # the id itself has no end
            return True
        rest = line[name.end() :]
        return rest.startswith(then) or then.startswith(rest)

    def _foreign(self, what: str) -> OutputPathError:
        return OutputPathError(
            f"{str(self.path)!r} cannot be continued: {what} is no whole line with an 'id' and a {self._key!r}.",
            hint="Remove that line if it is torn, or write to another file with -o.",
        )

    def unusable(self, error: OSError, done: str) -> OutputPathError:
        """Return the error that says what the system refused."""
        first = "make room there" if is_full(error) else "let the file be written"
        return OutputPathError(
            f"{str(self.path)!r} cannot be {done}: {error.strerror}.",
            hint=f"What was finished is kept: {first}, and the same command continues.",
        )


def _last_line(file: BinaryIO) -> tuple[int, bytes]:
    """Return where the last line begins, and the line, with its end if it has one."""
    size = file.seek(0, os.SEEK_END)
    start = size
    while start > 0 and size - start < LONGEST_LINE:
        begin = max(0, start - _CHUNK)
        file.seek(begin)
        chunk = file.read(start - begin)
        # The end of the last line itself is not what the line begins behind.
        at = chunk.rfind(b"\n", 0, len(chunk) - (start == size))
        if at >= 0:
            start = begin + at + 1
            break
        start = begin
    file.seek(start)
    return start, file.read()
