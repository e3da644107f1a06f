"""From a draft of a user's brief to what may be published: every value checked, every refusal with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from summarizer.brief import Rejected
from summarizer.brief.own import GroundedBrief
from summarizer.claims.drafts import VALUE, DraftClaim, DraftForm, cites_for_itself
from summarizer.claims.field import Cited, Ungrounded
from summarizer.claims.names import Name
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import DraftQuotation, Quotation
from summarizer.claims.registry import Names
from summarizer.claims.shape import FieldShape, fields_of, list_of
from summarizer.text.document import Document
from summarizer.text.lines import one_line, shortened
from summarizer.text.spans import Sentence, Span
from summarizer.validation_messages import requirement
from summarizer.verification.evidence import evidence_of, locate
from summarizer.verification.refusals import harmless

_MOST_ITEMS, _MOST_CITED = 2_000, 12
_LONGEST_SHOWN = 300

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
    schema: type[GroundedBrief], draft: DraftForm, document: Document, prompts: Path | None = None
) -> tuple[dict[str, Any], list[Rejected]]:
    """Return the fields of a brief as they may be published, and what may not be; any draft gives fields that hold.

    `draft` is an instance of `draft_form(schema)`, `prompts` the folder whose prompts replace those of the package.
    """
    fields, rejected = _Grounding(schema, document, draft).result()
    return fields, harmless(rejected, document, prompts)


class _Grounding:
    def __init__(self, schema: type[GroundedBrief], document: Document, draft: DraftForm) -> None:
        self._schema = schema
        self._document = document
        names, speakers = _drafted_names(fields_of(schema), draft)
        self._names = Names(document, names, speakers)
        self._rejected: list[Rejected] = []
        self._draft = draft

    def result(self) -> tuple[dict[str, Any], list[Rejected]]:
        everywhere = Cited(self._document, self._document.sentences, self._names)
        fields = {
            field.name: self._value(field, getattr(self._draft, field.name), field.name, everywhere, top=True)
            for field in fields_of(self._schema)
        }
        self._drop_referring_to_nothing(fields)
        ids = {
            name: {
                one.number: f"{name}-{place}" for place, one in enumerate(value, 1) if isinstance(one, _Kept)
            }
            for name, value in fields.items()
            if isinstance(value, list)
        }
        published = {name: self._published(value, name, ids) for name, value in fields.items()}
        return published, self._rejected

    def _value(self, field: FieldShape, drafted: Any, path: str, cited: Cited, *, top: bool = False) -> Any:
        """Return what of a drafted field holds: one value or None, or a list."""
        if not field.many:
            return None if drafted is None else self._one(field, drafted, path, cited, 1, top=top)
        if len(drafted) > _MOST_ITEMS:
            more = f"{len(drafted) - _MOST_ITEMS:,} more"
            self._refuse(path, more, f"only the first {_MOST_ITEMS:,} of a draft are read")
        items = (
            self._one(field, item, path, cited, number, top=top)
            for number, item in enumerate(drafted[:_MOST_ITEMS], 1)
        )
        return self._distinct([item for item in items if item is not None])

    def _one(
        self, field: FieldShape, drafted: Any, path: str, cited: Cited, number: int, *, top: bool
    ) -> Any:
        if field.is_claim:
            return self._claim(field, drafted, path, number)
        if top and cites_for_itself(field):
            sentences = self._sentences(drafted, path)
            if not sentences:
                return None
            cited = Cited(self._document, sentences, self._names)
            drafted = getattr(drafted, VALUE)
        if field.target is not None:
            target = list_of(self._schema, field.target)
            return _Referring(field, target or "", drafted)
        if not field.is_grounded:
            return drafted
        try:
            return field.of.ground(drafted, cited)
        except Ungrounded as error:
            self._refuse(path, _said(drafted), str(error))
            return field.of.fall_back(cited) if issubclass(field.of, Prose) else None

    def _claim(self, field: FieldShape, drafted: DraftClaim, path: str, number: int) -> _Kept | None:
        sentences = self._sentences(drafted, path)
        if not sentences:
            return None
        cited = Cited(self._document, sentences, self._names)
        values: dict[str, Any] = {}
        for part in fields_of(field.of):
            given = getattr(drafted, part.name)
            value = self._value(part, given, f"{path}.{part.name}", cited)
            if value is None and part.required:
                self._refuse(path, _said(drafted), f"its {part.name!r} cannot be verified")
                return None
            values[part.name] = value
        claim = _Kept(field, path, number, drafted, values, locate(sentences, None))
        try:
            self._instance(claim, path, None)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            self._refuse(path, _said(drafted), f"its {where!r} does not fit: {requirement(first)}")
            return None
        return claim

    def _sentences(self, drafted: DraftClaim, path: str) -> Sequence[Sentence]:
        """Return what a claim rests on; nothing, and a refusal, where that is nothing or does not bear it out."""
        sentences = self._cited(drafted, path)
        if not sentences:
            self._refuse(path, _said(drafted), "cites no sentence of the article")
        if drafted.doubt is None:
            return sentences
        self._refuse(path, _said(drafted), f"does not bear a second look: {drafted.doubt}")
        return ()

    def _cited(self, drafted: DraftClaim, path: str) -> Sequence[Sentence]:
        found: dict[int, Sentence] = {}
        for number in dict.fromkeys(drafted.sentences[:_MOST_CITED]):
            sentence = self._document.sentence(number)
            if sentence is None:
                self._refuse(f"{path}.evidence", str(number), "the article has no such sentence")
            else:
                found[number] = sentence
        return tuple(found.values())

    def _drop_referring_to_nothing(self, fields: dict[str, Any]) -> None:
        """Leave out references to what is not kept, and claims that cannot do without them, until there are none."""
        while True:
            alive = {
                name: {one.number for one in value if isinstance(one, _Kept)}
                for name, value in fields.items()
                if isinstance(value, list)
            }
            dropped = False
            for name, value in fields.items():
                items = value if isinstance(value, list) else [value]
                kept = [one for one in items if not isinstance(one, _Kept) or self._refers_well(one, alive)]
                dropped = dropped or len(kept) < len(items)
                fields[name] = kept if isinstance(value, list) else next(iter(kept), None)
            if not dropped:
                return

    def _refers_well(self, claim: _Kept, alive: dict[str, set[int]]) -> bool:
        for part in fields_of(claim.field.of):
            value = claim.values[part.name]
            items = value if isinstance(value, list) else [value]
            kept = []
            for one in items:
                if isinstance(one, _Referring) and one.number not in alive.get(one.target, ()):
                    reason = f"no such entry of {one.target!r} is published"
                    self._refuse(f"{claim.path}.{part.name}", str(one.number), reason)
                elif not isinstance(one, _Kept) or self._refers_well(one, alive):
                    kept.append(one)
            if len(kept) < len(items):
                claim.values[part.name] = kept if part.many else None
                if part.required and not part.many:
                    self._refuse(claim.path, _said(claim.drafted), f"its {part.name!r} cannot be verified")
                    return False
        return True

    def _distinct(self, items: list[Any]) -> list[Any]:
        """Return the items without repetitions; of claims that say the same the first gains the others' evidence."""
        kept: dict[Any, Any] = {}
        for item in items:
            first = kept.setdefault(self._told(item), item)
            if isinstance(first, _Kept) and first is not item:
                first.evidence = sorted({*first.evidence, *item.evidence})
        return list(kept.values())

    def _told(self, item: Any) -> str:
        """Return what an item says, the same for two that say the same."""
        if isinstance(item, _Kept):
            item = self._instance(item, "", None)
        return repr(_unsupported(item.model_dump(mode="json"))) if isinstance(item, BaseModel) else repr(item)

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

    def _refuse(self, path: str, value: str, reason: str) -> None:
        self._rejected.append(Rejected(field=path, value=value, reason=reason))


def _unsupported(value: Any) -> Any:
    """Return what a value says without where the article says so."""
    if isinstance(value, dict):
        return {name: _unsupported(part) for name, part in value.items() if name != "evidence"}
    return [_unsupported(part) for part in value] if isinstance(value, list) else value


def _said(drafted: Any) -> str:
    """Return what was drafted as one line, as far as a reader needs it."""
    words = drafted.model_dump_json(by_alias=True) if isinstance(drafted, BaseModel) else str(drafted)
    return shortened(one_line(words), _LONGEST_SHOWN)


def _drafted_names(fields: Sequence[FieldShape], draft: BaseModel) -> tuple[list[str], list[str]]:
    """Return every name that a draft uses, and those of speakers."""
    names: list[str] = []
    speakers: list[str] = []
    for field in fields:
        value = getattr(draft, field.name)
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if field.is_claim:
                inner, speaking = _drafted_names(fields_of(field.of), item)
                names += inner
                speakers += speaking
            elif field.is_grounded and issubclass(field.of, Name):
                names.append(item if isinstance(item, str) else item.name)
            elif field.is_grounded and issubclass(field.of, Quotation):
                drafted = cast("DraftQuotation", getattr(item, VALUE, item))
                speakers += [drafted.speaker] if drafted.speaker else []
    return names, speakers
