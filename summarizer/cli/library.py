"""Texts of articles by the id that briefs give them: kept on disk, looked up one by one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json

from summarizer.article import Article, decode_article
from summarizer.errors import ArticleError, InputError

SUFFIXES = (".txt", ".jsonl")
LARGEST = 64 * 2**20
"""Bytes of the largest article file or line that is looked at."""


class _Place(NamedTuple):
    """Where an article stands: a file of its own, or the line of a JSONL file that begins at this byte."""

    path: Path
    offset: int | None


class ArticleLibrary:
    """The articles of some places: text files, JSONL files of {"text", …}, and folders with either in them.

    Only where each article stands is kept in memory. Raises `InputError` for a place that cannot be read. What
    is not an article (a malformed line, an empty file) has no brief that could ask for it, and is passed over.
    """

    def __init__(self, places: Sequence[str]) -> None:
        self._places: dict[str, _Place] = {}
        for place in places:
            for path in _files(Path(place)):
                try:
                    self._add(path)
                except OSError as error:
                    raise InputError(
                        f"The articles in {str(path)!r} cannot be read: {error.strerror}.",
                        hint="Check what --articles names.",
                    ) from error

    def find(self, article_id: str) -> str | None:
        """Return the text whose digest is this id; None where the library has none, or has it no more."""
        place = self._places.get(article_id)
        if place is None:
            return None
        try:
            with place.path.open("rb") as file:
                file.seek(place.offset or 0)
                text = _text_of_file(file) if place.offset is None else _text_of_line(file.readline(LARGEST))
        except OSError:
            return None
        return text if text is not None and _id_of(text) == article_id else None

    def _add(self, path: Path) -> None:
        with path.open("rb") as file:
            if path.suffix != ".jsonl":
                self._note(_text_of_file(file), _Place(path, None))
                return
            offset = 0
            while line := file.readline(LARGEST):
                self._note(_text_of_line(line), _Place(path, offset))
                offset = file.tell()

    def _note(self, text: str | None, place: _Place) -> None:
        if text is not None and (article_id := _id_of(text)) is not None:
            self._places.setdefault(article_id, place)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES and one.is_file())


def _text_of_file(file: BinaryIO) -> str | None:
    try:
        # Decoded as `summarizer brief` does it: the id is the digest of what it read.
        return decode_article(file.read(LARGEST), name=file.name, limit=LARGEST)[0]
    except ArticleError:
        return None


def _text_of_line(line: bytes) -> str | None:
    try:
        found: Any = from_json(line)
    except ValueError:
        return None
    text = found.get("text") if isinstance(found, dict) else None
    return text if isinstance(text, str) else None


def _id_of(text: str) -> str | None:
    try:
        return Article(text=text).id
    except ArticleError:
        return None
