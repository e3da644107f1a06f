"""The tables and their columns: what is written, what it means and where it comes from, in one place.

`schemas/tables.md` is made of this.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from summarizer.brief import DiplomaticMove, KeyEvent
from summarizer.plover import quad_class_of, score_of
from summarizer.render.tables.columns import Cell, Column, ColumnType
from summarizer.render.tables.rows import (
    Dyad,
    Member,
    Said,
    Source,
    event_dyads,
    members,
    move_dyads,
    quotations,
)

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


def _column(name: str, kind: ColumnType, path: str, meaning: str, required: bool = False) -> Column[Any]:
    """Return a column that reads "act.when.start" of its rows; it is empty where a step of the path is None."""
    steps = path.split(".")

    def read(row: Any) -> Any:
        for step in steps:
            row = None if row is None else getattr(row, step)
        return row

    return Column(name, kind, meaning, read, required)


def _id(name: str, path: str, meaning: str, required: bool = True) -> Column[Any]:
    """Return the column of an id of a part of a brief, made one that no other brief has."""
    plain = _column(name, "string", path, meaning, required)

    def read(row: Any) -> Cell:
        found = plain.read(row)
        return None if found is None else row.source.unique(found)

    return replace(plain, read=read)


def _grounds(what: str) -> tuple[Column[Any], ...]:
    def offsets(row: Any) -> str:
        return " ".join(f"{piece.start}:{piece.end}" for piece in row.evidence)

    first = "First code point of the first passage, counted from 0."
    every = "Every passage as start:end, separated by blanks."
    return (
        Column(f"{what}_start", "integer", first, lambda row: row.evidence[0].start, True),
        Column(
            f"{what}_end", "integer", "The code point behind its last.", lambda row: row.evidence[0].end, True
        ),
        Column(
            f"{what}_text", "string", "The first passage: text[start:end].", lambda row: row.evidence[0].text
        ),
        Column(f"{what}_offsets", "string", every, offsets, True),
    )


_NAME = "Name, in words of the article."
_SECTOR = "Kind of actor: person, country, government, armed_group, igo, organization, media, group."
_ROLE = "Role, in words of the article."
_COUNTRY = "ISO 3166-1 alpha-3."


def _party(side: str) -> tuple[Column[Any], ...]:
    return (
        _id(f"{side}_id", f"{side}.id", f"The {side} in the table of actors.", False),
        _column(f"{side}_name", "string", f"{side}.name", _NAME),
        _column(f"{side}_sector", "string", f"{side}.kind", _SECTOR),
        _column(f"{side}_role", "string", f"{side}.role", _ROLE),
        _column(f"{side}_country", "string", f"{side}.country", _COUNTRY),
    )


def _coding(kind: str) -> tuple[Column[Any], ...]:
    shared = f"The {kind}, unique over all briefs; rows of one {kind} share it."
    pair = f"Which pair of actor and recipient of the {kind}, from 1."
    pairs = f"How many pairs the {kind} has; count rows by 1/dyads."
    first = "First day it happened, where the article's words resolve to one; else see article_published."
    statuses = "happened, ongoing, planned, alleged, hypothetical or denied."
    scale = "PLOVER score, -10 (conflict) to 10."
    return (
        _id(f"{kind}_id", "act.id", shared),
        _column("dyad", "integer", "number", pair, True),
        _column("dyads", "integer", "count", pairs, True),
        _column("date", "date", "act.when.start", first),
        _column("date_end", "date", "act.when.end", "Last day."),
        _column("date_text", "string", "act.when.text", "The time in words of the article."),
        _column("type", "string", "act.type", "PLOVER type, in capitals.", True),
        _column("mode", "string", "act.mode", "PLOVER mode."),
        Column("quad_class", "string", "PLOVER quad class.", lambda row: quad_class_of(row.act.type), True),
        Column("score", "number", scale, lambda row: score_of(row.act.type), True),
        _column("status", "string", "act.status", statuses, True),
        _column("confidence", "number", "act.confidence", "How likely the coding is right, 0 to 1."),
        *_party("actor"),
        *_party("recipient"),
    )


_ARTICLE = (
    _column("article_id", "string", "source.brief.article.id", "`sha256:` and digest of the text.", True),
    _column("article_title", "string", "source.brief.article.title", "Title, as given with the article."),
    _column("article_source", "string", "source.brief.article.source", "Who published it."),
    _column("article_url", "string", "source.brief.article.url", "Its address."),
    _column("article_published", "date", "source.brief.article.published", "When it was published."),
    _column("article_language", "string", "source.brief.article.language", "BCP 47 tag."),
    _column(
        "brief_name",
        "string",
        "source.name",
        "The id that a batch gave the article, or the file of the brief.",
    ),
    _column("brief_id", "string", "source.id", "This coding: article, model, prompt and time.", True),
    _column("model", "string", "source.brief.provenance.model", "The model that drafted."),
    _column("prompt", "string", "source.brief.provenance.prompt", "Its prompts, name@hash."),
)

EVENTS: Shape[Dyad[KeyEvent]] = Shape(
    "events",
    "Key events, a row for each pair of actor and recipient; a side that is not known is empty.",
    (
        *_coding("event"),
        _column("location", "string", "act.location", "Place, in words of the article."),
        _column("killed", "integer", "act.casualties.killed", "People killed; of the event, not of the row."),
        _column("wounded", "integer", "act.casualties.wounded", "People wounded."),
        _column("missing", "integer", "act.casualties.missing", "People missing."),
        _column("displaced", "integer", "act.casualties.displaced", "People displaced."),
        _column("detained", "integer", "act.casualties.detained", "People detained."),
        _column("description", "string", "act.description", "What happened."),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    event_dyads,
)

MOVES: Shape[Dyad[DiplomaticMove]] = Shape(
    "moves",
    "Diplomatic moves, a row for each pair of actor and recipient; a side that is not known is empty.",
    (
        *_coding("move"),
        _id(
            "event_id",
            "act.event",
            "The event in the table of events that tells of the same act, where there is one.",
            False,
        ),
        _column("description", "string", "act.description", "What was done."),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    move_dyads,
)

QUOTES: Shape[Said] = Shape(
    "quotes",
    "Quotations, a row each.",
    (
        _id("quote_id", "quote.id", "Unique over all briefs."),
        _column("text", "string", "quote.text", "What stands between the marks, verbatim."),
        _column("kind", "string", "quote.kind", "full or partial.", True),
        *_party("speaker"),
        _column("speaker_text", "string", "quote.speaker_text", "The speaker as written where it speaks."),
        _column("cue", "string", "quote.cue", "The attributing words."),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    quotations,
)

ACTORS: Shape[Member] = Shape(
    "actors",
    "Actors, a row for each actor of each brief.",
    (
        _id("actor_id", "actor.id", "Unique over all briefs."),
        _column("name", "string", "actor.name", _NAME),
        _column("sector", "string", "actor.kind", _SECTOR, True),
        _column("role", "string", "actor.role", _ROLE),
        _column("country", "string", "actor.country", _COUNTRY),
        Column("mentions", "integer", "How often the article names it.", lambda row: len(row.evidence), True),
        *_grounds("mention"),
        *_ARTICLE,
    ),
    members,
)

SHAPES: Mapping[str, Shape[Any]] = MappingProxyType(
    {shape.name: shape for shape in (EVENTS, MOVES, QUOTES, ACTORS)}
)
