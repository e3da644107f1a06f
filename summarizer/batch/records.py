"""Records of a file with many articles, as they stand there: what they mean is told by `inputs`."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from summarizer.batch.fields import FIELDS
from summarizer.batch.file_lines import Line, read_lines
from summarizer.errors import ArticleError
from summarizer.validation_messages import json_fault

# JSON may write a character as two escapes of six bytes each, and a line says more than the text.
_BYTES_OF_A_CHARACTER = 12
_BYTES_BESIDE_THE_TEXT = 1 << 20

_QUOTING = "Put quotation marks around cells that hold delimiters, quotation marks or line ends; double those inside."
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Record:
    """What one line (in a table: one row) says; where it cannot be read, the reason."""

    name: str
    line: int
    fields: dict[str, Any] | ArticleError
    encoding: str = "utf-8"

    @property
    def where(self) -> str:
        """File and line; the file alone where all of it is meant."""
        return f"{self.name}:{self.line}" if self.line else self.name


def json_records(file: io.BufferedReader, name: str, *, limit: int) -> Iterator[Record]:
    """Yield the objects of JSON Lines; lines of white space are nothing. `limit` is in characters of a text.

    A file that holds something else than articles is told once, not line by line.
    """
    first = True
    for line in read_lines(file, name, most=_longest_line(limit)):
        if isinstance(line.text, ArticleError):
            yield Record(name, line.number, line.text, line.encoding)
            continue
        if not line.text.strip():
            continue
        if line.number == 1 and line.text.lstrip().startswith("["):
            yield Record(name, 0, _no_lines(name))
            return
        fields = _json_fields(line.text, f"{name}:{line.number}")
        if first and isinstance(fields, dict) and (problem := _no_articles(fields, name)):
            yield Record(name, 0, problem)
            return
        first = False
        yield Record(name, line.number, fields, line.encoding)


def csv_records(file: io.BufferedReader, name: str, *, limit: int) -> Iterator[Record]:
    """Yield the rows of a table by the names in its first row; cells are divided by comma, semicolon or tab.

    A row that cannot be read is told with all the lines it takes, and reading goes on behind it.
    """
    # The reader's own limit counts for the whole process; it must not be what an article fails at.
    csv.field_size_limit(max(csv.field_size_limit(), limit + 1))
    source = _Source(read_lines(file, name, most=_longest_line(limit)))
    header: list[str] | None = None
    rows: Any = None
    while True:
        first = source.number + 1
        try:
            if header is None:
                line = next(source)
                delimiter = next((one for one in _DELIMITERS if "text" in _header(line, one)), ",")
                header = _header(line, delimiter)
                rows = csv.reader(source, delimiter=delimiter, strict=True)
                if problem := _wrong_header(header, name):
                    yield Record(name, 0, problem)
                    return
                continue
            cells = next(rows)
        except StopIteration:
            return
        except ArticleError as error:
            yield Record(name, source.number, error)
            if header is None:
                return
            continue
        except csv.Error as error:
            last = f" (read up to line {source.number})" if source.number > first else ""
            message = f"{name}:{first} is not a row of CSV: {error}{last}."
            yield Record(name, first, ArticleError(message, hint=_QUOTING), source.encoding)
            continue
        if cells:
            yield Record(name, first, _row(header, cells, f"{name}:{first}"), source.encoding)


class _Source:
    """The texts of lines; one that cannot be read is raised, and reading goes on behind it."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.number = 0
        self.encoding = "utf-8"

    def __iter__(self) -> "_Source":
        return self

    def __next__(self) -> str:
        self.number, text, self.encoding = next(self._lines)
        if isinstance(text, ArticleError):
            raise text
        return text


def _header(line: str, delimiter: str) -> list[str]:
    try:
        return [
            cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [])
        ]
    except csv.Error:
        return []


def _wrong_header(header: list[str], name: str) -> ArticleError | None:
    hint = f"The first row names the columns: text, and where there are any {', '.join(sorted(FIELDS - {'text'}))}."
    if "text" not in header:
        return ArticleError(f"{name} has no column 'text' in its first row.", hint=hint)
    twice = sorted({column for column in header if column in FIELDS and header.count(column) > 1})
    if twice:
        return ArticleError(f"{name} has the column {twice[0]!r} twice.", hint=hint)
    return None


def _row(header: list[str], cells: list[str], where: str) -> dict[str, Any] | ArticleError:
    if len(cells) != len(header):
        return ArticleError(
            f"{where} has {len(cells)} cells; the first row has {len(header)}.",
            hint=_QUOTING,
        )
    return dict(zip(header, cells, strict=True))


def _json_fields(text: str, where: str) -> dict[str, Any] | ArticleError:
    try:
        # Python writes NaN where a table has no value: no reason to lose an article.
        found = from_json(text.rstrip(), allow_inf_nan=True)
    except ValueError as error:
        fault = json_fault(error, text.encode())
        return ArticleError(
            f"{where} is not JSON: {fault}.", hint='Each line is one object, like {"id": …, "text": …}.'
        )
    if not isinstance(found, dict):
        return ArticleError(f"{where} is not a JSON object.", hint='Each line is like {"id": …, "text": …}.')
    return found


def _no_articles(fields: dict[str, Any], name: str) -> ArticleError | None:
    """Return the error of what a batch has written, None for anything else."""
    if "text" in fields or "id" not in fields:
        return None
    if "error" in fields and "kind" in fields:
        return ArticleError(
            f"{name} lists articles that failed; it does not hold them.",
            hint="Name the articles again, with the same -o and --retry-failed.",
        )
    if "brief" in fields:
        return ArticleError(
            f"{name} holds briefs, not articles.",
            hint="'summarizer show' shows them; name the articles themselves.",
        )
    return None


def _longest_line(limit: int) -> int:
    return _BYTES_OF_A_CHARACTER * limit + _BYTES_BESIDE_THE_TEXT


def _no_lines(name: str) -> ArticleError:
    return ArticleError(
        f"{name} holds a JSON array, not JSON Lines.",
        hint="Write one object a line, as with: jq -c '.[]'",
    )
