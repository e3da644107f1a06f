"""From the text of an answer to the pydantic object that was asked for, in the form instructor works with."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.model.answer import Answer
from summarizer.model.thoughts import is_json

if TYPE_CHECKING:
    from instructor import ResponseSchema

Output = TypeVar("Output", bound=BaseModel)

_MOST_ERRORS = 8
_MOST_BRACES = 100
_DECODER = json.JSONDecoder()
# What stands before an object that is part of another.
_WITHIN = re.compile(r"[\"\]}\d]\s{0,8}[:,]\s{0,8}\Z|[\[{]\s{0,8}\Z")
_BEFORE = 20


class Unfit(Exception):  # noqa: N818  a message within this package
    """Says why an answer does not hold what was asked for."""


def filled(answer: Answer, output: type[Output]) -> Output:
    """Return the instance of `output` that an answer holds; raises `Unfit`."""
    return _filled(held(answer), output)


def _filled(text: str, output: type[Output]) -> Output:
    try:
        return output.model_validate_json(json_part(text))
    except ValidationError as error:
        raise Unfit(explain(error)) from error


def answer_type(output: type[BaseModel]) -> "type[ResponseSchema]":
    """Return the type that instructor fills: its `value` is an instance of `output` itself.

    instructor makes a new class for every call, and returns instances of it, unless the type derives from its
    `ResponseSchema`; the envelope keeps `type(answer) is output`, so that answers compare and pickle. Its schema is
    none, since what is sent is written elsewhere.
    """
    from instructor import ResponseSchema
    from instructor.core.exceptions import ResponseParsingError

    class Filled(ResponseSchema):
        value: Any

        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return {}

        @classmethod
        def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> "Filled":
            text = json_data if isinstance(json_data, str) else bytes(json_data).decode()
            try:
                return cls(value=_filled(text, output))
            except Unfit as error:
                # instructor's own text carries the version of pydantic, which would end up in what is sent.
                raise ResponseParsingError(str(error)) from error.__cause__

    return Filled


def explain(error: ValidationError) -> str:
    """Return what was wrong with an answer, one line a fault, at most eight."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(map(str, fault['loc'])) or 'the answer'}: {fault['msg']}" for fault in found]
    if len(lines) > _MOST_ERRORS:
        lines[_MOST_ERRORS:] = [f"and {len(lines) - _MOST_ERRORS} more"]
    return "\n".join(lines)


def shows_no_schema(error: BaseException | None) -> bool:
    """Return whether an answer has faults that an enforced schema makes impossible: no JSON, or missing keys."""
    return isinstance(error, ValidationError) and any(
        fault["type"] in ("json_invalid", "missing") for fault in error.errors(include_url=False)
    )


def json_part(text: str) -> str:
    """Return the JSON object within `text`, whatever stands around it.

    Of several the last counts, unless it is much smaller: what a model says before it is a draft. Where there is none,
    what looks most like one.
    """
    stripped = text.strip()
    if is_json(stripped):
        return stripped
    if stripped.startswith('"'):
        with suppress(ValueError):
            return str(json.loads(stripped))
    found = list(_objects(stripped))
    if found:
        largest = max(map(len, found))
        return next(one for one in reversed(found) if 2 * len(one) >= largest)
    start, end = stripped.find("{"), stripped.rfind("}")
    return stripped[start : end + 1] if 0 <= start < end else stripped


def _objects(text: str) -> Iterator[str]:
    """Yield the objects of JSON in a text; what is within one that is broken is none."""
    start = 0
    for _ in range(_MOST_BRACES):
        start = text.find("{", start)
        if start < 0:
            return
        try:
            _, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            start += 1
            continue
        if not _WITHIN.search(text[max(0, start - _BEFORE) : start]):
            yield text[start:end]
        start = end


def held(answer: Answer) -> str:
    """Return the text that is to hold JSON; some servers put all of it where only the thoughts should be.

    Raises `Unfit` where there is none.
    """
    if answer.text.strip():
        return answer.text
    if is_json(answer.thoughts):
        return answer.thoughts
    raise Unfit(answer.lack)


def schema_instruction(schema: dict[str, Any]) -> str:
    """Return the words that ask for JSON where the endpoint does not enforce the schema."""
    compact = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else. It must match this JSON Schema:\n{compact}"
