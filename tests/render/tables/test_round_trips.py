"""What is exported is read back by the libraries that people use, with equal values and types."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from pandas.testing import assert_frame_equal
from polars.testing import assert_frame_equal as assert_polars_equal

from summarizer.brief import Brief
from summarizer.render.tables import SHAPES, Table, tables, unguarded
from summarizer.render.tables.files import write_tables
from summarizer.render.tables.rows import Source
from summarizer.render.tables.shapes import Shape
from summarizer.render.tables.writers import TableFormat
from tests.render.attacks import HOSTILE
from tests.render.sample_brief import SAMPLE

EMPTY = SAMPLE.model_copy(update={"key_events": [], "diplomatic_moves": [], "quotes": [], "actors": []})
SETS = {"sample": [SAMPLE], "hostile": [SAMPLE, *HOSTILE], "empty": [EMPTY]}

briefs_of_each = pytest.mark.parametrize("briefs", SETS.values(), ids=SETS)
each_table = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


def exported(
    folder: Path, briefs: Sequence[Brief], form: TableFormat, shape: Shape[Any], **options: Any
) -> Path:
    write_tables((Source(brief) for brief in briefs), folder, form, **options)
    return folder / f"{shape.name}.{form}"


def table_of(briefs: Sequence[Brief], shape: Shape[Any]) -> Table:
    found: Table = getattr(tables(briefs), shape.name)
    return found


@briefs_of_each
@each_table
def test_csv_by_pandas(tmp_path: Path, briefs: list[Brief], shape: Shape[Any]) -> None:
    path = exported(tmp_path, briefs, "csv", shape, spreadsheet=False)
    frame = pd.read_csv(path, **shape.pandas_csv())
    for name in shape.pandas_csv()["parse_dates"]:
        # Where every cell of a column is empty, pandas chooses another unit for its days.
        assert frame[name].dtype.kind == "M" or not len(frame)
        frame[name] = frame[name].astype("datetime64[us]")
    assert_frame_equal(frame, table_of(briefs, shape).to_pandas())


@briefs_of_each
@each_table
def test_csv_by_polars(tmp_path: Path, briefs: list[Brief], shape: Shape[Any]) -> None:
    path = exported(tmp_path, briefs, "csv", shape, spreadsheet=False)
    assert_polars_equal(pl.read_csv(path, **shape.polars_csv()), table_of(briefs, shape).to_polars())


@briefs_of_each
@each_table
def test_parquet_by_pandas(tmp_path: Path, briefs: list[Brief], shape: Shape[Any]) -> None:
    path = exported(tmp_path, briefs, "parquet", shape)
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    cells = [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.itertuples(index=False)]
    assert cells == table_of(briefs, shape).rows
    expected = {"string": "string", "integer": "int64", "number": "double", "date": "date32[day]"}
    assert [dtype.pyarrow_dtype for dtype in frame.dtypes] == [expected[c.type] for c in shape.columns]


@briefs_of_each
@each_table
def test_parquet_by_polars(tmp_path: Path, briefs: list[Brief], shape: Shape[Any]) -> None:
    path = exported(tmp_path, briefs, "parquet", shape)
    assert_polars_equal(pl.read_parquet(path), table_of(briefs, shape).to_polars())


@briefs_of_each
@each_table
def test_json_lines_by_polars(tmp_path: Path, briefs: list[Brief], shape: Shape[Any]) -> None:
    path = exported(tmp_path, briefs, "jsonl", shape)
    if path.stat().st_size:
        frame = pl.read_ndjson(path, schema=shape.polars_schema())
        assert_polars_equal(frame, table_of(briefs, shape).to_polars())
    else:
        assert len(table_of(briefs, shape)) == 0


@pytest.mark.parametrize("read", [pd.read_csv, pl.read_csv], ids=["pandas", "polars"])
@each_table
def test_what_was_marked_for_spreadsheets_comes_back(
    tmp_path: Path, read: Callable[..., Any], shape: Shape[Any]
) -> None:
    path = exported(tmp_path, SETS["hostile"], "csv", shape)
    options = shape.pandas_csv() if read is pd.read_csv else shape.polars_csv()
    frame = read(path, **options)
    table = table_of(SETS["hostile"], shape)
    for place, column in enumerate(shape.columns):
        if column.type == "string":
            cells = [None if pd.isna(cell) else unguarded(cell) for cell in list(frame[column.name])]
            assert cells == [row[place] for row in table.rows]
