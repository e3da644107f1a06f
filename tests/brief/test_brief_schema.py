import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from summarizer.brief import SCHEMA_VERSION, Brief
from summarizer.brief.schema import brief_schema
from summarizer.cli.schema import draft_schema
from tests.render.sample_brief import SAMPLE

PUBLISHED = Path(__file__).parents[2] / "schemas" / "brief.schema.json"


def validate(document: object) -> None:
    """Check the document by the published file, with a validator that is not pydantic."""
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)


def brief_as_json() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SAMPLE.model_dump_json())
    return loaded


def test_published_schema_is_that_of_the_models() -> None:
    written = json.dumps(brief_schema(), indent=2, ensure_ascii=False) + "\n"
    assert PUBLISHED.read_text(encoding="utf-8") == written, "run 'make schemas' and look at the difference"


@pytest.mark.parametrize("schema", [brief_schema(), draft_schema()], ids=["brief", "draft"])
def test_schemas_are_valid_schemas(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert [key for key in schema if key != "$id"][:3] == ["$schema", "title", "description"]


def test_a_brief_follows_the_published_schema() -> None:
    validate(brief_as_json())


def test_the_schema_is_named_after_the_major_version() -> None:
    assert brief_schema()["$id"] == "urn:summarizer:schema:brief:1"
    assert SCHEMA_VERSION.startswith("1.")


def test_every_type_and_property_says_what_it_is() -> None:
    schema = brief_schema()
    parts = {"Brief": schema, **schema["$defs"]}
    assert [name for name, part in parts.items() if not part.get("description")] == []
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description") or not value.get("examples")
    ]
    assert silent == []


def test_every_example_is_one() -> None:
    schema = brief_schema()
    for part in (schema, *schema["$defs"].values()):
        for value in part.get("properties", {}).values():
            within = {"$schema": schema["$schema"], "$defs": schema["$defs"], **value}
            for example in value["examples"]:
                Draft202012Validator(within, format_checker=FormatChecker()).validate(example)


def test_what_is_of_another_version_is_for_readers_to_ignore() -> None:
    assert "additionalProperties" not in PUBLISHED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), "2.0"),
        (("headline",), None),
        (("article", "id"), "md5:1"),
        (("key_events", 0, "type"), "EXPLODE"),
        (("key_events", 0, "status"), "maybe"),
        (("key_events", 0, "evidence"), []),
        (("key_events", 0, "casualties", "killed"), -1),
        (("actors", 0, "country"), "Norway"),
        (("quotes", 0, "kind"), "scare"),
        (("diplomatic_moves", 0, "score"), 11),
        (("provenance", "tokens", "prompt"), -1),
    ],
)
def test_what_breaks_the_contract_is_refused(path: tuple[str | int, ...], value: object) -> None:
    document = brief_as_json()
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        validate(document)


def test_keys_that_are_always_written_are_required() -> None:
    document = brief_as_json()
    del document["key_events"][1]["casualties"]
    with pytest.raises(ValidationError, match="'casualties' is a required property"):
        validate(document)


def test_keys_that_a_later_version_adds_break_no_reader() -> None:
    document = brief_as_json()
    document["schema_version"] = "1.7"
    document["mood"] = document["key_events"][0]["mood"] = "calm"
    validate(document)
    assert Brief.model_validate(document) == SAMPLE
