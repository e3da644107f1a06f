"""From a draft of a user's brief to what may be published: every value checked, every refusal with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from summarizer.brief.own import GroundedBrief
from summarizer.claims.checking import AS_DRAFTED, Checking, Contents, Reworded
from summarizer.claims.drafts import VALUE, DraftClaim, DraftForm, cites_for_itself
from summarizer.claims.evidence import evidence_of, locate
from summarizer.claims.field import Cited
from summarizer.claims.names import Name
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import Quotation
from summarizer.claims.shape import FieldShape, fields_of, list_of
from summarizer.text.document import Document
from summarizer.text.spans import Span
from summarizer.validation_messages import requirement

_MOST_ITEMS = 2_000

# The id of a claim by its list and its number in the draft.
_Ids = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class _Referring:
    """A reference before it is known which claims are kept: the number of an entry of the draft's list."""

    field: FieldShape
    target: str
    number: int


@dataclass(slots=True, eq=False)
class _Kept:
    """A claim whose values hold so far; `number` is its place in the draft's list, `drafted` what was drafted."""

    field: FieldShape
    path: str
    number: int
    drafted: DraftClaim
    values: dict[str, Any]
    evidence: list[Span]


def ground_brief(
    schema: type[GroundedBrief],
    draft: DraftForm,
    document: Document,
    prompts: Path | None = None,
    mended: Reworded = AS_DRAFTED,
) -> Contents:
    """Return what of a draft holds; pure, and total: any draft gives fields that hold.

    `draft` is an instance of `draft_form(schema)`, `prompts` the folder whose prompts replace those of the package.
    """
    checking = Checking(document, prompts, mended)
    fields = _Grounding(schema, checking).fields(draft)
    return Contents(fields, checking.rejected(), checking.failed)


class _Grounding:
    def __init__(self, schema: type[GroundedBrief], checking: Checking) -> None:
        self._schema = schema
        self._checking = checking
        self._document = checking.document

    def fields(self, draft: DraftForm) -> dict[str, Any]:
        shapes = fields_of(self._schema)
        used = list(_names_of(shapes, draft))
        names, speakers = ([name for name, speaks in used if speaks == which] for which in (False, True))
        self._checking.names.expect(names, speakers)
        everywhere = self._checking.citing(self._document.sentences)
        kept = {
            field.name: self._value(field, getattr(draft, field.name), field.name, everywhere, top=True)
            for field in shapes
        }
        self._drop_referring_to_nothing(kept)
        ids = {
            name: {one.number: f"{name}-{place}" for place, one in enumerate(_claims(value), 1)}
            for name, value in kept.items()
        }
        return {name: self._published(value, name, ids) for name, value in kept.items()}

    def _value(self, field: FieldShape, drafted: Any, path: str, cited: Cited, *, top: bool = False) -> Any:
        """Return what of a drafted field holds: one value or None, or a list."""
        if not field.many:
            return None if drafted is None else self._one(field, drafted, path, cited, 1, top=top)
        items = [
            self._one(field, item, path, cited, number, top=top)
            for number, item in enumerate(self._checking.first(drafted, _MOST_ITEMS, path), 1)
        ]
        return self._distinct([item for item in items if item is not None])

    def _one(
        self, field: FieldShape, drafted: Any, path: str, cited: Cited, number: int, *, top: bool
    ) -> Any:
        if field.is_claim:
            return self._claim(field, drafted, path, number)
        if field.target is not None:
            return _Referring(field, list_of(self._schema, field.target) or "", drafted)
        if top and cites_for_itself(field):
            own = self._checking.cite(drafted.sentences, path, getattr(drafted, VALUE), drafted.doubt)
            if own is None:
                return None
            cited, drafted = own, getattr(drafted, VALUE)
        if not field.is_grounded:
            return drafted
        if issubclass(field.of, Prose):
            return self._checking.prose(field.of, drafted, cited, path)
        return self._checking.value(field.of.ground, drafted, cited, path)

    def _claim(self, field: FieldShape, drafted: DraftClaim, path: str, number: int) -> _Kept | None:
        cited = self._checking.cite(drafted.sentences, path, drafted, drafted.doubt)
        if cited is None:
            return None
        values: dict[str, Any] = {}
        for part in fields_of(field.of):
            value = self._value(part, getattr(drafted, part.name), f"{path}.{part.name}", cited)
            if value is None and part.required:
                self._checking.refuse(path, drafted, f"its {part.name!r} cannot be verified")
                return None
            values[part.name] = value
        claim = _Kept(field, path, number, drafted, values, locate("", cited.sentences, self._document))
        try:
            self._instance(claim, path, None)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            self._checking.refuse(path, drafted, f"its {where!r} does not fit: {requirement(first)}")
            return None
        return claim

    def _drop_referring_to_nothing(self, fields: dict[str, Any]) -> None:
        """Leave out references to what is not kept, and claims that cannot do without them, until there are none."""
        dropped = True
        while dropped:
            alive = {name: {one.number for one in _claims(value)} for name, value in fields.items()}
            dropped = False
            for name, value in fields.items():
                gone = [one for one in _claims(value) if not self._refers_well(one, alive)]
                if gone:
                    dropped = True
                    fields[name] = (
                        [one for one in value if one not in gone] if isinstance(value, list) else None
                    )

    def _refers_well(self, claim: _Kept, alive: dict[str, set[int]]) -> bool:
        for part in fields_of(claim.field.of):
            value = claim.values[part.name]
            items = value if isinstance(value, list) else [value]
            kept = []
            for one in items:
                if isinstance(one, _Referring) and one.number not in alive.get(one.target, ()):
                    reason = f"no such entry of {one.target!r} is published"
                    self._checking.refuse(f"{claim.path}.{part.name}", one.number, reason)
                elif not isinstance(one, _Kept) or self._refers_well(one, alive):
                    kept.append(one)
            if len(kept) < len(items):
                claim.values[part.name] = kept if part.many else None
                if part.required and not part.many:
                    self._checking.refuse(claim.path, claim.drafted, f"its {part.name!r} cannot be verified")
                    return False
        return True

    def _distinct(self, items: list[Any]) -> list[Any]:
        """Return the items without repetitions; of claims that say the same the first gains the others' evidence."""
        kept: dict[str, Any] = {}
        for item in items:
            told = self._instance(item, "", None) if isinstance(item, _Kept) else item
            said = _unsupported(told.model_dump(mode="json")) if isinstance(told, BaseModel) else told
            first = kept.setdefault(repr(said), item)
            if isinstance(first, _Kept) and first is not item:
                first.evidence = sorted({*first.evidence, *item.evidence})
        return list(kept.values())

    def _published(self, value: Any, path: str, ids: _Ids | None) -> Any:
        match value:
            case _Kept():
                return self._instance(value, path, ids)
            case _Referring():
                name = f"{value.target}-{value.number}" if ids is None else ids[value.target][value.number]
                return value.field.of(id=name)
            case list():
                return [self._published(one, f"{path}-{place}", ids) for place, one in enumerate(value, 1)]
        return value

    def _instance(self, claim: _Kept, path: str, ids: _Ids | None) -> BaseModel:
        """Return the claim as it is published; without `ids`, with those of the draft in its references."""
        values = {name: self._published(value, f"{path}.{name}", ids) for name, value in claim.values.items()}
        evidence = evidence_of(claim.evidence, self._document.text)
        instance: BaseModel = claim.field.of(id=path, evidence=evidence, **values)
        return instance


def _claims(value: Any) -> list[_Kept]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, _Kept)]


def _unsupported(value: Any) -> Any:
    """Return what a value says without where the article says so."""
    if isinstance(value, dict):
        return {name: _unsupported(part) for name, part in value.items() if name != "evidence"}
    return [_unsupported(part) for part in value] if isinstance(value, list) else value


def _names_of(fields: Sequence[FieldShape], draft: BaseModel) -> Iterator[tuple[str, bool]]:
    """Yield every name that a draft uses, and whether it is a speaker's."""
    for field in fields:
        value = getattr(draft, field.name)
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if field.is_claim:
                yield from _names_of(fields_of(field.of), item)
            elif field.is_grounded and issubclass(field.of, Name):
                yield item if isinstance(item, str) else item.name, False
            elif field.is_grounded and issubclass(field.of, Quotation):
                quotation: Any = getattr(item, VALUE, item)
                if quotation.speaker:
                    yield quotation.speaker, True
