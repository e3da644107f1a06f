"""Tables as files: CSV, Parquet and JSON Lines, written row by row."""

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Literal, Protocol

from pydantic_core import to_json

from summarizer.render.tables.columns import Cell
from summarizer.render.tables.shapes import Shape
from summarizer.render.tables.spreadsheet import guarded

TableFormat = Literal["csv", "parquet", "jsonl"]

# Rows of a Parquet row group: enough to compress well, few enough to be held for four tables at once.
_GROUP = 8_192


class TableWriter(Protocol):
    """Writes rows of one shape; nothing is complete before `finish`, which leaves the file open."""

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write the cells of each row."""
        ...

    def finish(self) -> None:
        """Write what is still held."""
        ...


class CsvWriter:
    """CSV as RFC 4180 has it, in UTF-8: comma, double quotes, CRLF, and nothing for an empty cell.

    With `spreadsheet` a byte-order mark says that it is UTF-8, and a text that would be taken for a formula begins
    with an apostrophe; `marked` counts those.
    """

    def __init__(self, shape: Shape[Any], file: BinaryIO, *, spreadsheet: bool) -> None:
        self.marked = 0
        self._spreadsheet = spreadsheet
        encoding = "utf-8-sig" if spreadsheet else "utf-8"
        self._text = TextIOWrapper(file, encoding=encoding, newline="", write_through=False)
        self._csv = csv.writer(self._text)
        self._csv.writerow(shape.names)

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write the cells of each row."""
        self._csv.writerows(map(self._guarded, rows) if self._spreadsheet else rows)

    def finish(self) -> None:
        """Write what is still held."""
        self._text.flush()
        self._text.detach()

    def _guarded(self, row: Sequence[Cell]) -> Sequence[Cell]:
        cells = [guarded(cell) if isinstance(cell, str) else cell for cell in row]
        if cells != [*row]:
            self.marked += sum(new != old for new, old in zip(cells, row, strict=True))
        return cells


class JsonlWriter:
    """One JSON object a line, with every column; a day is a string, an empty cell null."""

    def __init__(self, shape: Shape[Any], file: BinaryIO) -> None:
        self._names = shape.names
        self._file = file

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write the cells of each row."""
        for row in rows:
            self._file.write(to_json(dict(zip(self._names, row, strict=True))) + b"\n")

    def finish(self) -> None:
        """Write what is still held."""
        self._file.flush()


class ParquetWriter:
    """Parquet with the types of the shape; raises `ImportError` where pyarrow is not installed."""

    def __init__(self, shape: Shape[Any], file: BinaryIO) -> None:
        from pyarrow import parquet

        self._schema = shape.arrow_schema()
        self._parquet = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._held: list[Sequence[Cell]] = []

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write the cells of each row."""
        self._held.extend(rows)
        if len(self._held) >= _GROUP:
            self._flush()

    def finish(self) -> None:
        """Write what is still held."""
        self._flush()
        self._parquet.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._held:
            columns = [
                pa.array(c, f.type) for c, f in zip(zip(*self._held, strict=True), self._schema, strict=True)
            ]
            self._parquet.write_batch(pa.record_batch(columns, schema=self._schema))
            self._held.clear()
