"""What the tables hold, for people: `schemas/tables.md`."""

from collections.abc import Iterator
from typing import Any

from summarizer.render.tables.shapes import SHAPES, Shape

_HEAD = """\
# Tables

Written by `summarizer export --columns`; the columns of what `summarizer export` writes and of what
`summarizer.render.tables.tables(briefs)` returns.

Types: `string`, `integer` (64 bits), `number` (double), `date` (a day; ISO 8601 in CSV and JSON Lines). Any cell may be
empty unless it is marked as always there; an empty text is an empty cell. Offsets count code points of the article
from 0, and the end is not included.

An act of two actors towards three recipients makes six rows that share its id, numbered by `dyad`: count rows by
`1/dyads`, or take those with `dyad` 1. What belongs to the act (type, score, casualties) is the same in each.

CSV is UTF-8 with commas, double quotes and CRLF. So that a spreadsheet takes no text of an article for a formula, a
text that begins with `=`, `+`, `-`, `@`, a tab, a line end or an apostrophe, also behind blanks, gets an apostrophe:
taking one leading apostrophe away from the texts gives back what was there (`summarizer.render.tables.unguarded`).
With `--exact`, and in Parquet and JSON Lines, texts are as they are.
"""


def reference() -> str:
    """Return the page as Markdown, ending with a newline."""
    return _HEAD + "".join("\n" + "\n".join(_section(shape)) + "\n" for shape in SHAPES.values())


def _section(shape: Shape[Any]) -> Iterator[str]:
    yield f"## {shape.name}"
    yield ""
    yield shape.about
    yield ""
    yield "| column | type | always there | meaning |"
    yield "|---|---|---|---|"
    for column in shape.columns:
        there = "yes" if column.required else ""
        yield f"| `{column.name}` | {column.type} | {there} | {column.meaning} |"
