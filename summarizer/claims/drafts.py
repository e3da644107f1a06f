"""The draft of a user's brief: what the model fills in, derived from the user's model.

A claim is an object that cites sentences by number under `s`; within it a value is mostly a string, the article's own
words. A value that no claim holds cites for itself, except a name, which is looked for in the whole article.
"""

from functools import cache
from typing import Any

from pydantic import ConfigDict, Field, create_model
from pydantic.json_schema import SkipJsonSchema

from summarizer.brief.own import Claim, GroundedBrief
from summarizer.claims.field import Grounded
from summarizer.claims.shape import SENTENCES, FieldShape, fields_of
from summarizer.draft import DraftPart

VALUE = "v"  # the key of a value that cites for itself


class DraftForm(DraftPart):
    """Base of the drafts of briefs that users define, and of the claims in them."""

    model_config = ConfigDict(use_enum_values=True)


class DraftClaim(DraftForm):
    """Base of drafted claims and of values that cite for themselves.

    `doubt` is set by a second look that found that the sentences do not bear it out, and says why.
    """

    doubt: SkipJsonSchema[str | None] = Field(default=None, exclude=True)
    sentences: list[int] = Field(alias=SENTENCES)


@cache
def draft_form(schema: type[GroundedBrief]) -> type[DraftForm]:
    """Return what the model fills in for a brief of this form."""
    fields: dict[str, Any] = {field.name: _drafted(field) for field in fields_of(schema)}
    return create_model(f"Draft{schema.__name__}", __base__=DraftForm, **fields)


@cache
def draft_claim(claim: type[Claim]) -> type[DraftClaim]:
    """Return what the model fills in for a claim of this kind."""
    fields: dict[str, Any] = {field.name: _drafted(field) for field in fields_of(claim)}
    return create_model(f"Draft{claim.__name__}", __base__=DraftClaim, **fields)


def _drafted(field: FieldShape) -> Any:
    """Return the type and the default of a field of a draft."""
    held: Any
    if field.is_claim:
        held = draft_claim(field.of)
    elif field.holds(Grounded):
        held = field.of.draft_type()
    else:
        held = int if field.target else field.of
    if field.cites:
        value: dict[str, Any] = {VALUE: (held, ...)}
        held = create_model(f"Cited{field.name.title().replace('_', '')}", __base__=DraftClaim, **value)
    if field.many:
        return list[held], []
    return (held, ...) if field.required else (held | None, None)
