"""Worked examples of a user's brief, in the user's own form: read, turned into drafts, and checked like any answer.

An example is an article with what the brief of it should say. A value is the article's words for it; a claim says under
`evidence` which words of the article bear it out, a quotation is its own beginning.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.article import Article
from summarizer.brief.own import GroundedBrief
from summarizer.claims.drafts import VALUE, DraftForm, draft_form
from summarizer.claims.grounding import ground_brief
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import Quotation
from summarizer.claims.shape import SENTENCES, FieldShape, fields_of
from summarizer.errors import BriefFormError
from summarizer.text.document import Document, read_document
from summarizer.validation_messages import json_fault, requirement, shown

_EVIDENCE = "evidence"


class Example(BaseModel):
    """An article, and what the brief of it should say, by the fields of the brief."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    article: Article
    brief: Mapping[str, Any]
    name: str = "example"

    @property
    def id(self) -> str:
        """The name without the ending of its file."""
        return self.name.removesuffix(".json")


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """An example as a model is shown it: the article as it is read, and the draft that would be right."""

    document: Document
    draft: DraftForm


def read_examples(folder: Path) -> tuple[Example, ...]:
    """Return the examples of a folder, a JSON file each: {"text": …, "title": …, "published": …, "brief": {…}}.

    Raises `BriefFormError`, which names the file, for one that is none.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise BriefFormError(
            f"There are no examples in {str(folder)!r}.", hint="Each is a file like NAME.json in that folder."
        )
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Example:
    try:
        data = path.read_bytes()
        fields = json.loads(data)
    except OSError as error:
        raise BriefFormError(f"The example {str(path)!r} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise BriefFormError(f"The example {str(path)!r} is not JSON: {json_fault(error, data)}.") from None
    if not isinstance(fields, dict) or not isinstance(fields.get("brief"), dict) or "text" not in fields:
        raise BriefFormError(
            f"The example {str(path)!r} has no 'text' and 'brief'.",
            hint='It is an object like {"text": "…", "published": "2024-05-01", "brief": {…}}.',
        )
    brief = fields.pop("brief")
    try:
        return Example(article=Article.model_validate(fields), brief=brief, name=path.name)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BriefFormError(
            f"The {where!r} of the example {str(path)!r} cannot be {shown(first['input'])}: {requirement(first)}."
        ) from None


def work_example(schema: type[GroundedBrief], example: Example, *, in_prose: bool = True) -> WorkedExample:
    """Return an example as a model is shown it; raises `BriefFormError` for one that the checks would not pass.

    Where it is gold, not `in_prose`, its claims need say nothing in prose: the words of their evidence stand for that.
    """
    document = read_document(example.article)
    raw = _Drafter(example, document, in_prose=in_prose).fields(schema, example.brief, "")
    try:
        draft = draft_form(schema).model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"] if part != VALUE)
        raise _misfit(example, path, requirement(first)) from None
    rejected = ground_brief(schema, draft, document).rejected
    if rejected:
        first_refused = rejected[0]
        raise _misfit(example, first_refused.field, f"{shown(first_refused.value)}: {first_refused.reason}")
    return WorkedExample(document, draft)


class _Drafter:
    """Turns what an example says into what a model would have drafted."""

    def __init__(self, example: Example, document: Document, *, in_prose: bool) -> None:
        self._example = example
        self._in_prose = in_prose
        self._document = document

    def fields(self, model: type[BaseModel], given: Mapping[str, Any], path: str) -> dict[str, Any]:
        parts = {part.name: part for part in fields_of(model)}
        above = f"{path}." if path else ""
        for name in given:
            if name not in parts and (name != _EVIDENCE or not path):
                raise _misfit(self._example, f"{above}{name}", f"{model.__name__} has no such field")
        return {
            name: self._value(part, given[name], f"{above}{name}")
            for name, part in parts.items()
            if name in given
        }

    def _value(self, field: FieldShape, given: Any, path: str) -> Any:
        if not field.many:
            return None if given is None else self._one(field, given, path)
        if not isinstance(given, list):
            raise _misfit(self._example, path, "it must be a list")
        return [self._one(field, one, f"{path}[{place}]") for place, one in enumerate(given)]

    def _one(self, field: FieldShape, given: Any, path: str) -> Any:
        if field.is_claim:
            return self._claim(field, given, path)
        if field.cites:
            words = given if isinstance(given, Mapping) else {"value": given, _EVIDENCE: given}
            sentences = self._sentences(words.get(_EVIDENCE), f"{path}.{_EVIDENCE}")
            return {SENTENCES: sentences, VALUE: self._plain(field, words.get("value"), path)}
        return self._plain(field, given, path)

    def _plain(self, field: FieldShape, given: Any, path: str) -> Any:
        if not field.holds(Quotation):
            return given
        said = given if isinstance(given, Mapping) else {"text": given}
        words = str(said.get("text", ""))
        for quotation in self._document.quotations:
            inside = quotation.of(self._document.text).strip()
            if words and inside.startswith(words.strip()):
                return {"q": quotation.id, "by": said.get("speaker")}
        raise _misfit(self._example, path, f"the article has no quotation that begins {shown(words)}")

    def _claim(self, field: FieldShape, given: Any, path: str) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise _misfit(self._example, path, "it must be an object")
        drafted = self.fields(field.of, given, path)
        sentences = self._sentences(given.get(_EVIDENCE), f"{path}.{_EVIDENCE}")
        if not self._in_prose:
            prose = (one.name for one in fields_of(field.of) if one.holds(Prose))
            words = self._document.sentences[sentences[0] - 1].of(self._document.text)
            drafted = {**dict.fromkeys(prose, words), **drafted}
        return {SENTENCES: sentences, **drafted}

    def _sentences(self, given: Any, path: str) -> Sequence[int]:
        """Return the sentences that hold the words given as evidence."""
        numbers: dict[int, None] = {}
        for words in [given] if isinstance(given, str) else given or ():
            place = self._document.find(str(words))
            sentence = self._document.sentence_at(place.start) if place else None
            if sentence is None:
                raise _misfit(self._example, path, f"the article does not say {shown(words)}")
            numbers[sentence.id] = None
        if not numbers:
            raise _misfit(self._example, path, "it must be words of the article that bear the entry out")
        return list(numbers)


def _misfit(example: Example, path: str, fault: str) -> BriefFormError:
    return BriefFormError(
        f"The example {example.name!r} does not fit at {path!r}: {fault}.", hint="Correct the example."
    )
