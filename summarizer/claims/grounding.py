"""From a draft of a user's brief to what may be published: every value checked, every refusal with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from summarizer.brief.own import Claim, GroundedBrief
from summarizer.claims.checking import AS_DRAFTED, Checking, Contents, Reworded
from summarizer.claims.distinct import Distinct
from summarizer.claims.drafts import VALUE, DraftClaim, DraftForm
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.claims.names import Name
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import Quotation
from summarizer.claims.shape import FieldShape, fields_of, list_of
from summarizer.text.document import Document
from summarizer.validation_messages import requirement

_MOST_ITEMS, _MOST_PASSES = 2_000, 8


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
    claims = [field.name for field in fields_of(schema) if field.many and field.is_claim]
    referable = {name: {n: n for n in range(1, len(getattr(draft, name)) + 1)} for name in claims}
    for passes_left in reversed(range(_MOST_PASSES)):
        checking = Checking(document, prompts, mended)
        grounding = _Grounding(schema, checking, referable)
        fields = grounding.fields(draft)
        kept = {name: grounding.places[name] for name in claims}
        if kept == referable or not grounding.has_references:
            break
        # What refers to a claim that was refused is checked anew without it; in the end without any reference.
        referable = kept if passes_left > 1 else {}
    return Contents(fields, checking.rejected(), checking.failed)


class _Grounding:
    """Grounds a draft once; `referable` are the entries of its lists that may be referred to, with their places."""

    def __init__(
        self, schema: type[GroundedBrief], checking: Checking, referable: Mapping[str, Mapping[int, int]]
    ) -> None:
        self.places: dict[str, dict[int, int]] = {}
        self.has_references = False
        self._schema = schema
        self._checking = checking
        self._referable = referable

    def fields(self, draft: DraftForm) -> dict[str, Any]:
        shapes = fields_of(self._schema)
        used = list(_names_of(shapes, draft))
        names, speakers = ([name for name, speaks in used if speaks == which] for which in (False, True))
        self._checking.names.expect(names, speakers)
        everywhere = self._checking.citing(self._checking.document.sentences)
        return {
            field.name: _named(
                self._value(field, getattr(draft, field.name), field.name, everywhere), field.name
            )
            for field in shapes
        }

    def _value(self, field: FieldShape, drafted: Any, path: str, cited: Cited) -> Any:
        """Return what of a drafted field holds: one value or None, or a list of distinct values."""
        if not field.many:
            return None if drafted is None else self._one(field, drafted, path, cited)
        items = Distinct()
        for number, item in enumerate(self._checking.first(drafted, _MOST_ITEMS, path), 1):
            value = self._one(field, item, path, cited)
            if value is not None:
                items.add(number, value)
        self.places[path] = items.places
        return items.values

    def _one(self, field: FieldShape, drafted: Any, path: str, cited: Cited) -> Any:
        if field.is_claim:
            return self._claim(field, drafted, path)
        if field.target is not None:
            self.has_references = True
            target = list_of(self._schema, field.target) or ""
            return self._checking.value(
                lambda number, _: self._reference(field, target, number), drafted, cited, path
            )
        if field.cites:
            own = self._checking.cite(drafted.sentences, path, getattr(drafted, VALUE), drafted.doubt)
            if own is None:
                return None
            cited, drafted = own, getattr(drafted, VALUE)
        if field.holds(Prose):
            return self._checking.prose(field.of, drafted, cited, path)
        if field.holds(Grounded):
            return self._checking.value(field.of.ground, drafted, cited, path)
        return drafted

    def _claim(self, field: FieldShape, drafted: DraftClaim, path: str) -> Claim | None:
        """Return a claim without an id."""
        cited = self._checking.cite(drafted.sentences, path, drafted, drafted.doubt)
        if cited is None:
            return None
        values: dict[str, Any] = {}
        for part in fields_of(field.of):
            values[part.name] = self._value(part, getattr(drafted, part.name), f"{path}.{part.name}", cited)
            if part.required and values[part.name] is None:
                self._checking.refuse(path, drafted, f"its {part.name!r} cannot be verified")
                return None
        try:
            claim: Claim = field.of(id="", evidence=cited.evidence_for(""), **values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            self._checking.refuse(path, drafted, f"its {where!r} does not fit: {requirement(first)}")
            return None
        return claim

    def _reference(self, field: FieldShape, target: str, number: int) -> BaseModel:
        place = self._referable.get(target, {}).get(number)
        if place is None:
            raise Ungrounded(f"no such entry of {target!r} is published")
        reference: BaseModel = field.of(id=f"{target}-{place}")
        return reference


def _named(value: Any, name: str) -> Any:
    """Return the value with ids for the claims in it: the names of their fields, and their numbers there."""
    if isinstance(value, list):
        return [_named(one, f"{name}-{number}") for number, one in enumerate(value, 1)]
    if not isinstance(value, Claim):
        return value
    inner = {
        part.name: _named(getattr(value, part.name), f"{name}.{part.name}") for part in fields_of(type(value))
    }
    return value.model_copy(update={"id": name, **inner})


def _names_of(fields: Sequence[FieldShape], draft: BaseModel) -> Iterator[tuple[str, bool]]:
    """Yield every name that a draft uses, and whether it is a speaker's."""
    for field in fields:
        value = getattr(draft, field.name)
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if field.is_claim:
                yield from _names_of(fields_of(field.of), item)
            elif field.holds(Name):
                yield item if isinstance(item, str) else item.name, False
            elif field.holds(Quotation):
                quotation: Any = getattr(item, VALUE, item)
                if quotation.speaker:
                    yield quotation.speaker, True
