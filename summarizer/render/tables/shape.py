"""One kind of table, as each library wants to know it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from summarizer.render.tables.columns import Cell, Column, ColumnType
from summarizer.render.tables.rows import Source

Row = TypeVar("Row")

_PANDAS: Mapping[ColumnType, str] = {"string": "string", "integer": "Int64", "number": "float64"}
_POLARS: Mapping[ColumnType, str] = {
    "string": "String",
    "integer": "Int64",
    "number": "Float64",
    "date": "Date",
}


@dataclass(frozen=True)
class Shape(Generic[Row]):
    """One kind of table: its name, what a row is, and its columns."""

    name: str
    about: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Source], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    def cells(self, source: Source) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of each row that a brief makes; raises `OverflowError` for a number of over 64 bits."""
        for row in self.rows(source):
            yield tuple(column.cell(row) for column in self.columns)

    def pandas_csv(self) -> dict[str, Any]:
        """Return the options with which `pandas.read_csv` gets the values and types of this table back."""
        return {
            "dtype": {c.name: _PANDAS[c.type] for c in self.columns if c.type in _PANDAS},
            "parse_dates": [c.name for c in self.columns if c.type == "date"],
            "date_format": "%Y-%m-%d",
            "keep_default_na": False,  # "NA" and "None" are words of articles
            "na_values": [""],
        }

    def polars_csv(self) -> dict[str, Any]:
        """Return the options with which `polars.read_csv` gets the values and types of this table back."""
        return {"schema": self.polars_schema()}

    def polars_schema(self) -> dict[str, Any]:
        """Return the columns as a polars schema."""
        import polars as pl

        return {column.name: getattr(pl, _POLARS[column.type]) for column in self.columns}

    def arrow_schema(self) -> Any:
        """Return the columns as a pyarrow schema; their meanings are in the metadata of the fields."""
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "date": pa.date32(),
        }
        return pa.schema(
            pa.field(column.name, types[column.type], not column.required, {"description": column.meaning})
            for column in self.columns
        )
