"""Briefs as tables of events, moves, quotes and actors, for those who count.

    from summarizer.render.tables import tables
    frame = tables(briefs).events.to_pandas()

Nothing here imports pandas, polars or pyarrow until a method that is named after it is called.
"""

from summarizer.render.tables.frames import Table, Tables, tables
from summarizer.render.tables.shapes import ACTORS, EVENTS, MOVES, QUOTES, SHAPES
from summarizer.render.tables.spreadsheet import unguarded

__all__ = ["ACTORS", "EVENTS", "MOVES", "QUOTES", "SHAPES", "Table", "Tables", "tables", "unguarded"]
