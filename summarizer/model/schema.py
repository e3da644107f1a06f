"""The JSON Schema of an answer, in the strict form that endpoints enforce."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel

# Bounds of length: llama.cpp builds them into its grammar, OpenAI's strict mode refuses them.
_LENGTHS = frozenset({"minLength", "maxLength", "minItems", "maxItems"})
_REFUSED = frozenset({"default", "title", "discriminator", "uniqueItems", "examples"})


@lru_cache(maxsize=256)
def strict_schema(output: type[BaseModel], *, lengths: bool = False) -> dict[str, Any]:
    """Return the schema of `output` with every property required and no other allowed; keys are the aliases.

    `lengths` keeps bounds on the length of strings and lists. A model with free-form keys raises `TypeError`: strict
    schemas cannot express them. The caller must not change what it gets.
    """
    strict = _strict(output.model_json_schema(by_alias=True), lengths=lengths)
    strict.pop("description", None)  # the docstring speaks to programmers
    return strict


def _strict(schema: dict[str, Any], *, lengths: bool) -> dict[str, Any]:
    dropped = _REFUSED if lengths else _REFUSED | _LENGTHS
    strict: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            strict[key] = {name: _strict(part, lengths=lengths) for name, part in value.items()}
        elif key in dropped:
            continue
        elif key == "oneOf":
            strict["anyOf"] = [_strict(part, lengths=lengths) for part in value]
        elif isinstance(value, dict):
            strict[key] = _strict(value, lengths=lengths)
        elif isinstance(value, list) and key in ("anyOf", "allOf", "prefixItems"):
            strict[key] = [_strict(part, lengths=lengths) for part in value]
        else:
            strict[key] = value
    if strict.get("type") == "object":
        if "properties" not in strict or isinstance(strict.get("additionalProperties"), dict):
            raise TypeError("An answer with free-form keys cannot be held to a strict schema.")
        strict["required"] = list(strict["properties"])
        strict["additionalProperties"] = False
    if "$ref" in strict and len(strict) > 1:  # strict mode allows no keyword beside a reference
        strict["anyOf"] = [{"$ref": strict.pop("$ref")}]
    return strict
