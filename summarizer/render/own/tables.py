"""Tables of briefs of a user's own form: one for each field that lists something, one for each kind of inner claim."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from summarizer.brief import Claim, Evidence, GroundedBrief
from summarizer.render.own_entries import words_of
from summarizer.render.tables.columns import Cell, Column, ColumnType
from summarizer.render.tables.rows import Source
from summarizer.render.tables.shapes import Shape

_SCALARS: Mapping[Any, ColumnType] = {
    float: "number",
    int: "integer",
    date: "date",
    str: "string",
    bool: "string",
}
# What the words of a value say already, and where they stand.
_TOLD = frozenset({"text", "name", "evidence", "mentions", "id"})


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One claim, or one value that no claim holds, and the claim that holds it."""

    source: Source
    item: Any
    parent: str | None

    @property
    def evidence(self) -> list[Evidence]:
        """The evidence of the item."""
        return list(getattr(self.item, "evidence", ()))


def own_shapes(schema: type[GroundedBrief]) -> Mapping[str, Shape[OwnRow]]:
    """Return the tables of a form by their names, which are those of its fields."""
    own = [name for name in schema.model_fields if name not in GroundedBrief.model_fields]
    shapes: dict[str, Shape[OwnRow]] = {}
    for name in own:
        _add(shapes, schema, (name,))
    return shapes


def _add(shapes: dict[str, Shape[OwnRow]], model: type[BaseModel], path: tuple[str, ...]) -> None:
    held = _held(model.model_fields[path[-1]].annotation)
    about = f"A row for each entry of {'.'.join(path)}."
    columns = (*_COMMON, *(_claim_columns(held) if _is_model(held, Claim) else _value_columns("", held)))

    def rows(source: Source) -> Iterator[OwnRow]:
        return _rows(source, source.brief, path, None)

    shapes["_".join(path)] = Shape("_".join(path), about, columns, rows)
    if _is_model(held, Claim):
        for name, info in held.model_fields.items():
            if name not in Claim.model_fields and _is_model(_held(info.annotation), Claim):
                _add(shapes, held, (*path, name))


def _rows(source: Source, within: Any, path: tuple[str, ...], parent: str | None) -> Iterator[OwnRow]:
    held = getattr(within, path[0])
    for item in held if isinstance(held, list) else [held]:
        if item is None:
            continue
        if len(path) == 1:
            yield OwnRow(source, item, parent)
        else:
            yield from _rows(source, item, path[1:], item.id)


_COMMON: tuple[Column[OwnRow], ...] = (
    Column("brief_id", "string", "Which brief the row is from.", lambda row: row.source.id, required=True),
    Column("article_id", "string", "Digest of the article's text.", lambda row: row.source.brief.article.id),
    Column(
        "published", "date", "When the article was published.", lambda row: row.source.brief.article.published
    ),
    Column("parent_id", "string", "The claim that holds this one.", lambda row: row.parent),
    Column("id", "string", "The claim, within its brief.", lambda row: getattr(row.item, "id", None)),
    Column(
        "evidence_start",
        "integer",
        "Where the evidence begins, in code points.",
        lambda row: _first(row, "start"),
    ),
    Column("evidence_end", "integer", "Where it ends.", lambda row: _first(row, "end")),
    Column(
        "evidence", "string", "The evidence, verbatim.", lambda row: " … ".join(e.text for e in row.evidence)
    ),
)


def _first(row: OwnRow, side: str) -> Cell:
    return getattr(row.evidence[0], side) if row.evidence else None


def _claim_columns(claim: type[BaseModel]) -> Iterator[Column[OwnRow]]:
    for name, info in claim.model_fields.items():
        held = _held(info.annotation)
        if name not in Claim.model_fields and not _is_model(held, Claim):
            yield from _value_columns(name, held)


def _value_columns(field: str, held: Any) -> Iterator[Column[OwnRow]]:
    """Yield the column of what a value says, and one for each number, day and code in it."""

    def value(row: OwnRow) -> Any:
        return getattr(row.item, field) if field else row.item

    def words(row: OwnRow) -> Cell:
        found = value(row)
        return None if found in (None, []) else words_of(_plain(found))

    yield Column(
        field or "words", "string", f"What {field or 'the entry'} says; several are divided by commas.", words
    )
    if not _is_model(held, BaseModel):
        return
    for name, info in held.model_fields.items():
        kind = _SCALARS.get(_held(info.annotation))
        if kind is None or name in _TOLD:
            continue

        def part(row: OwnRow, name: str = name) -> Cell:
            found = value(row)
            cell: Cell = None if found is None or isinstance(found, list) else getattr(found, name)
            return str(cell).lower() if isinstance(cell, bool) else cell

        yield Column(
            f"{field}_{name}" if field else name, kind, f"Its {name}; empty where it has several.", part
        )


def _held(annotation: Any) -> Any:
    """Return what an annotation holds, in a list or not, missing or not."""
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in (Annotated, list):
            annotation = args[0]
        elif origin in (Union, types.UnionType):
            annotation = next(one for one in args if one is not type(None))
        else:
            return annotation


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else getattr(value, "value", value)


def _is_model(held: Any, base: type[BaseModel]) -> bool:
    return isinstance(held, type) and issubclass(held, base)
