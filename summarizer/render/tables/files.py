"""The four tables in a folder, a file each, in memory that does not grow with the number of briefs."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.files import replacing, sync
from summarizer.render.tables.rows import Source
from summarizer.render.tables.shapes import SHAPES, Shape
from summarizer.render.tables.writers import CsvWriter, JsonlWriter, ParquetWriter, TableFormat, TableWriter


@dataclass(slots=True)
class Written:
    """What was written: rows of each table; briefs, and how often one came again; cells with an apostrophe."""

    rows: dict[str, int]
    briefs: int = 0
    repeated: int = 0
    marked: int = 0


def paths_of(folder: Path, form: TableFormat, shapes: Mapping[str, Shape[Any]] = SHAPES) -> dict[str, Path]:
    """Return the file of each table."""
    return {name: folder / f"{name}.{form}" for name in shapes}


def write_tables(
    sources: Iterable[Source],
    folder: Path,
    form: TableFormat,
    *,
    spreadsheet: bool = True,
    shapes: Mapping[str, Shape[Any]] = SHAPES,
) -> Written:
    """Write the tables into a folder that is there, each file whole, and none when an error ends it.

    `spreadsheet` is for CSV: texts that a spreadsheet would take for a formula begin with an apostrophe then. A brief
    that comes again is passed over. Raises `OSError` for a file that cannot be written, `OverflowError` for a number
    of more than 64 bits, `ImportError` for Parquet without pyarrow.
    """
    written = Written(dict.fromkeys(shapes, 0))
    seen: set[str] = set()
    with ExitStack() as stack:
        paths = paths_of(folder, form, shapes)
        files = {name: stack.enter_context(replacing(path, follow=False)) for name, path in paths.items()}
        writers = {name: _writer(form, shapes[name], file, spreadsheet) for name, file in files.items()}
        # Last in, first out: all rows are written, then all are on the disk, then each takes its name.
        for file in files.values():
            stack.callback(sync, file)
        for writer in writers.values():
            stack.callback(writer.finish)
        for source in sources:
            if source.id in seen:
                written.repeated += 1
                continue
            seen.add(source.id)
            written.briefs += 1
            for name, writer in writers.items():
                rows = list(shapes[name].cells(source))
                writer.write(rows)
                written.rows[name] += len(rows)
    written.marked = sum(writer.marked for writer in writers.values() if isinstance(writer, CsvWriter))
    return written


def _writer(form: TableFormat, shape: Shape[Any], file: BinaryIO, spreadsheet: bool) -> TableWriter:
    match form:
        case "csv":
            return CsvWriter(shape, file, spreadsheet=spreadsheet)
        case "jsonl":
            return JsonlWriter(shape, file)
        case "parquet":
            return ParquetWriter(shape, file)
