"""Articles from many places: JSON Lines, CSV, text files, folders and patterns of those, standard input."""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.article import Article, decode_article
from summarizer.batch.fields import FIELDS, make_article, own_id
from summarizer.batch.ids import IdTable
from summarizer.batch.listing import JSON_LINES, STANDARD_INPUT, TABLES, Closed, Listing
from summarizer.batch.records import Record, csv_records, json_records
from summarizer.errors import ArticleError, InputError

# Where an article was first met, as one number: which file, and which of its lines.
_LINE_BITS = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the input, or why something there is none.

    `id` is unique among all of a run: the article's own, or else its place. `where` is its file, with the line if the
    file has many.
    """

    id: str
    where: str
    article: Article | ArticleError


class Inputs:
    """What the places hold: files, folders, patterns of those, and "-"; `Listing` says which files and in what order.

    A file is read as its suffix says; one that is named and has another suffix is a text. `known` is what is said of
    every article that does not say so itself. `limit` is in characters. `on_note` hears of what was read in spite of
    something.
    """

    def __init__(
        self,
        places: Sequence[str],
        *,
        limit: int,
        known: Mapping[str, Any] | None = None,
        leave_out: Sequence[Path] = (),
        standard_input: io.BufferedReader | None = None,
        on_note: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Raises `InputError` for a place that is not there, and `SettingsError` for one that is written to."""
        self._limit = limit
        self._known = {key: value for key, value in (known or {}).items() if value is not None}
        self._standard_input = standard_input
        self._note = on_note
        self.entries = 0
        """Entries of the reading under way, so far."""
        self.bytes_read = 0
        self._ids = IdTable()
        self._files = IdTable()
        self._named: list[str] = []
        self._listing = Listing(places, leave_out=leave_out)

    def __iter__(self) -> Iterator[Entry]:
        """Read everything once more from the beginning; standard input can be read only once."""
        self._ids, self._files, self._named = IdTable(), IdTable(), []
        self.entries = self.bytes_read = 0
        for path in self._listing:
            for entry in self._read(path):
                self.entries += 1
                yield entry

    @property
    def may_wait(self) -> bool:
        """Return whether reading may have to wait for whatever writes to standard input."""
        return self._listing.has_standard_input

    def size(self) -> int | None:
        """Return the bytes of all the files, None where they cannot be known; files may change meanwhile."""
        if self.may_wait:
            return None
        total = 0
        for path in self._listing:
            if isinstance(path, str):
                with suppress(OSError):  # reading it will say so
                    total += Path(path).stat().st_size
        return total

    def has_read(self, where: str) -> bool:
        """Return whether the file of a place (`where` of an entry) was read to its end in the last reading."""
        return where in self._files or where.rpartition(":")[0] in self._files

    def has_met(self, name: str) -> bool:
        """Return whether an article with this id was met in the last reading."""
        return name in self._ids

    def _read(self, path: str | Closed) -> Iterable[Entry]:
        if isinstance(path, Closed):
            return (_unreadable(_shown(Path(path.path)), path.error),)
        return self._standard() if path == STANDARD_INPUT else self._file(Path(path))

    def _file(self, path: Path) -> Iterator[Entry]:
        where = _shown(path)
        if where in self._files:  # named before, or found by a pattern
            return
        suffix = path.suffix.lower()
        try:
            if suffix in JSON_LINES | TABLES:
                with path.open("rb") as file:
                    yield from self._records(file, where, suffix)
            else:
                yield self._text(path, where)
        except OSError as error:
            yield _unreadable(where, error)
        else:
            self._files.put(where)

    def _standard(self) -> Iterator[Entry]:
        if self._standard_input is None:
            raise InputError("There is no standard input to read.", hint="Name a file.")
        try:
            yield from self._records(self._standard_input, "standard input", ".jsonl")
        except OSError as error:
            yield _unreadable("standard input", error)

    def _text(self, path: Path, where: str) -> Entry:
        # A character takes at most four bytes; one more tells that there is too much.
        with path.open("rb") as file:
            data = file.read(4 * self._limit + 1)
            self.bytes_read += len(data)
        name = self._free_id(where)
        self._ids.put(name)
        try:
            text, encoding = decode_article(data, name=where, limit=self._limit)
            if encoding != "utf-8":
                self._note(f"{where} is not UTF-8; it was read as {encoding}.")
            article = make_article({"text": text}, where, known=self._known, limit=self._limit)
        except ArticleError as error:
            return Entry(name, where, error)
        return Entry(name, where, article)

    def _records(self, file: io.BufferedReader, name: str, suffix: str) -> Iterator[Entry]:
        read = csv_records if suffix in TABLES else json_records
        self._named.append(name)
        empty, unused = True, False
        before, can_tell = self.bytes_read, file.seekable()
        for record in read(file, name, limit=self._limit):
            empty = False
            if can_tell:
                self.bytes_read = before + file.tell()
            if record.encoding not in ("utf-8", "utf-16"):
                self._note(f"{record.where} is not UTF-8; it was read as {record.encoding}.")
            if not unused and isinstance(record.fields, dict) and (more := record.fields.keys() - FIELDS):
                unused = True
                names = ", ".join(repr(key) for key in sorted(more)[:10])
                self._note(
                    f"{record.where} says more than is used: {names}; the same may hold for what follows."
                )
            yield self._entry(record)
        if empty:
            hint = "Give a file with articles in it."
            yield self._entry(Record(name, 0, ArticleError(f"{name} has no articles.", hint=hint)))

    def _entry(self, record: Record) -> Entry:
        if isinstance(record.fields, ArticleError):
            if (
                not record.line
            ):  # a whole file is wrong, which whoever waits for its briefs should know at once
                self._note(f"{record.fields.message} {record.fields.hint}")
            return self._refused(record, record.fields)
        try:
            name = own_id(record.fields, record.where) or record.where
        except ArticleError as error:
            return self._refused(record, error)
        first = self._ids.get(name)
        if first is not None:
            return self._refused(record, self._repeated(name, record.where, first))
        self._ids.put(name, (len(self._named) - 1) << _LINE_BITS | record.line)
        try:
            return Entry(
                name,
                record.where,
                make_article(record.fields, record.where, known=self._known, limit=self._limit),
            )
        except ArticleError as error:
            return Entry(name, record.where, error)

    def _refused(self, record: Record, error: ArticleError) -> Entry:
        """Return what has no id that it could be called by."""
        name = self._free_id(record.where)
        self._ids.put(name, (len(self._named) - 1) << _LINE_BITS | record.line)
        return Entry(name, record.where, error)

    def _free_id(self, where: str) -> str:
        """Return an id for what has none: its place, which another article may have chosen for its own id."""
        while where in self._ids:
            where += " again"
        return where

    def _repeated(self, name: str, where: str, first: int) -> ArticleError:
        file, line = first >> _LINE_BITS, first & ((1 << _LINE_BITS) - 1)
        place = f"{self._named[file]}:{line}" if line else "a file"
        return ArticleError(
            f"{where} has the id {name!r}, as {place} has.", hint="Give each article an id of its own."
        )


def _shown(path: Path) -> str:
    """Return the path as ids and messages have it: the same however it was typed, and always text."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _unreadable(where: str, error: OSError) -> Entry:
    hint = "Check the path and its permissions."
    return Entry(where, where, ArticleError(f"{where} cannot be read: {error.strerror}.", hint=hint))
