from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from summarizer.draft import Draft
from summarizer.model.schema import strict_schema


class Colour(StrEnum):
    RED = "red"


class Inner(BaseModel):
    kind: Literal["inner"] = "inner"
    name: Annotated[str, Field(max_length=9, description="as written")] = ""


class Outer(BaseModel):
    """Speaks to programmers."""

    where: str | None = Field(None, alias="w")
    parts: list[Inner] = Field(default=[], alias="p", max_length=3)
    colour: Colour = Field(Colour.RED, description="of the whole")


class Free(BaseModel):
    anything: dict[str, int]


def test_every_property_is_required_and_no_other_allowed() -> None:
    assert strict_schema(Outer) == {
        "type": "object",
        "properties": {
            "w": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "p": {"type": "array", "items": {"$ref": "#/$defs/Inner"}},
            "colour": {"anyOf": [{"$ref": "#/$defs/Colour"}], "description": "of the whole"},
        },
        "required": ["w", "p", "colour"],
        "additionalProperties": False,
        "$defs": {
            "Colour": {"type": "string", "enum": ["red"]},
            "Inner": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string", "const": "inner"},
                    "name": {"type": "string", "description": "as written"},
                },
                "required": ["kind", "name"],
                "additionalProperties": False,
            },
        },
    }


def test_bounds_of_length_stay_where_the_endpoint_takes_them() -> None:
    outer = strict_schema(Outer, lengths=True)
    assert outer["properties"]["p"]["maxItems"] == 3
    inner = outer["$defs"]["Inner"]
    assert inner["properties"]["name"] == {"type": "string", "description": "as written", "maxLength": 9}


def test_free_keys_cannot_be_strict() -> None:
    with pytest.raises(TypeError, match="free-form keys"):
        strict_schema(Free)


def test_draft_can_be_strict() -> None:
    assert strict_schema(Draft)["additionalProperties"] is False


class Title(BaseModel):
    title: str
    default: int


def test_properties_named_like_keywords_stay() -> None:
    assert list(strict_schema(Title)["properties"]) == ["title", "default"]
