"""Tables in memory, as pandas, polars or pyarrow have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from summarizer.brief import Brief
from summarizer.render.tables.columns import Cell
from summarizer.render.tables.rows import Source
from summarizer.render.tables.shapes import ACTORS, EVENTS, MOVES, QUOTES, Shape

_PANDAS_DATE = "datetime64[us]"


@dataclass(frozen=True)
class Table:
    """A shape and its rows."""

    shape: Shape[Any]
    rows: list[tuple[Cell, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return a dict for each row."""
        return [dict(zip(self.shape.names, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """Return a pandas `DataFrame`: string, Int64, float64 and datetime64[us]; needs pandas."""
        import pandas as pd

        options = self.shape.pandas_csv()
        types = options["dtype"] | dict.fromkeys(options["parse_dates"], _PANDAS_DATE)
        return pd.DataFrame(
            {name: pd.Series(cells, dtype=types[name]) for name, cells in self._columns().items()}
        )

    def to_polars(self) -> Any:
        """Return a polars `DataFrame`: String, Int64, Float64 and Date; needs polars."""
        import polars as pl

        return pl.DataFrame(self._columns(), schema=self.shape.polars_schema())

    def to_arrow(self) -> Any:
        """Return a pyarrow `Table`; needs pyarrow, which the extra "tables" installs."""
        import pyarrow as pa

        return pa.table(self._columns(), schema=self.shape.arrow_schema())

    def _columns(self) -> dict[str, list[Cell]]:
        return {name: [row[place] for row in self.rows] for place, name in enumerate(self.shape.names)}


@dataclass(frozen=True)
class Tables:
    """The four tables of some briefs."""

    events: Table
    moves: Table
    quotes: Table
    actors: Table


def tables(briefs: Brief | Iterable[Brief]) -> Tables:
    """Return the tables of one brief or of many; the same brief twice counts once.

    All rows are held in memory; `summarizer export` writes files without that. Raises `OverflowError` for a number
    of more than 64 bits.
    """
    found = [briefs] if isinstance(briefs, Brief) else briefs
    sources: dict[str, Source] = {}
    for brief in found:
        source = Source(brief)
        sources.setdefault(source.id, source)

    def table(shape: Shape[Any]) -> Table:
        return Table(shape, [row for source in sources.values() for row in shape.cells(source)])

    return Tables(table(EVENTS), table(MOVES), table(QUOTES), table(ACTORS))
