"""The JSON Schema of a brief, for programs in other languages: every property described, every type named once."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema

from summarizer.brief.acts import EventStatus
from summarizer.brief.brief import SCHEMA_VERSION, Brief
from summarizer.brief.parts import ActorKind, QuoteKind, Strategy

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# It names the major version only: every minor one is read by the same rules.
ID = f"urn:summarizer:schema:brief:{SCHEMA_VERSION.partition('.')[0]}"

_Json = dict[str, Any]
# Lists of values that have a name of their own: what they are called, and what they say.
_NAMED: Mapping[str, tuple[Any, str]] = {
    "ActorKind": (ActorKind, "What an actor is; `igo` is an organisation of states."),
    "EventStatus": (EventStatus, "Whether an act has happened."),
    "QuoteKind": (QuoteKind, "Whole speech, or a few words in a sentence."),
    "Strategy": (Strategy, "One request for the whole brief, or many small ones."),
}


class _Untitled(GenerateJsonSchema):
    """Properties have no titles: of each, code generators would make a type of its own."""

    def field_title_should_be_set(self, _: Any) -> bool:
        return False


def brief_schema() -> _Json:
    """Return the schema of a published brief (JSON Schema 2020-12); every key that is always written is required."""
    schema = Brief.model_json_schema(mode="serialization", schema_generator=_Untitled)
    parts: dict[str, _Json] = schema.pop("$defs")
    for name, (values, description) in _NAMED.items():
        parts[name] = {"description": description, "enum": list(get_args(values)), "type": "string"}
    objects = {**{name: part for name, part in parts.items() if "properties" in part}, "Brief": schema}
    for part in objects.values():
        part["properties"] = {key: _named(value) for key, value in part["properties"].items()}
    for part in objects.values():
        for value in part["properties"].values():
            value.setdefault("examples", [_example(value, parts)])
    head = {key: schema.pop(key) for key in ("title", "description")}
    return {"$schema": DIALECT, "$id": ID, **head, **schema, "$defs": dict(sorted(parts.items()))}


def _named(value: _Json) -> _Json:
    """Return a property with names in place of lists of values, and what is said of it beside the name."""
    for name, (values, _) in _NAMED.items():
        if value.get("enum") == list(get_args(values)):
            value = {key: one for key, one in value.items() if key not in {"enum", "type"}}
            value["$ref"] = f"#/$defs/{name}"
    # Beside a reference generators take what is said of it for another type.
    reference = value.pop("$ref", None)
    return {"allOf": [{"$ref": reference}], **value} if reference else value


def _example(value: _Json, parts: Mapping[str, _Json]) -> Any:
    if "examples" in value:
        return value["examples"][0]
    if "$ref" in value:
        part = parts[value["$ref"].rpartition("/")[2]]
        return {key: _example(one, parts) for key, one in part["properties"].items()}
    if "items" in value:
        return [_example(value["items"], parts)]
    return _example((value.get("allOf") or value["anyOf"])[0], parts)
