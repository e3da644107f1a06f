"""What a model is told of a user's brief: the docstring of the brief, and a line for each key."""

from collections.abc import Iterator

from summarizer.brief.own import Claim, GroundedBrief
from summarizer.claims.drafts import VALUE
from summarizer.claims.field import Grounded
from summarizer.claims.shape import SENTENCES, FieldShape, fields_of, list_of
from summarizer.errors import BriefFormError

_INDENT = "  "


def key_lines(schema: type[GroundedBrief]) -> str:
    """Return a line for each key of the draft, those of claims under their list."""
    return "\n".join(_lines(schema, fields_of(schema), 0))


def _lines(schema: type[GroundedBrief], fields: tuple[FieldShape, ...], depth: int) -> Iterator[str]:
    for field in fields:
        told = [_form(field), field.description.strip().rstrip("."), _content(schema, field)]
        if field.cites:
            told.append(
                f"an object: `{VALUE}` is that, `{SENTENCES}` the numbers of the sentences that say so"
            )
        yield f"{_INDENT * depth}- {field.name}: {'; '.join(filter(None, told))}."
        if field.is_claim:
            yield f"{_INDENT * (depth + 1)}- {SENTENCES}: the numbers of the sentences that say it."
            yield from _lines(schema, fields_of(field.of), depth + 1)


def _form(field: FieldShape) -> str:
    if field.many:
        return "a list, most important first" if field.is_claim else "a list"
    return "" if field.required else "null where the article does not say"


def _content(schema: type[GroundedBrief], field: FieldShape) -> str:
    if field.is_claim:
        return str(words_of(field.of)).rstrip(".")
    if field.holds(Grounded):
        return str(field.of.instruction()).rstrip(".")
    if field.target is not None:
        return f"the number of an entry of `{list_of(schema, field.target)}`, counted from 1"
    return f"one of {', '.join(field.options)}"


def words_of(model: type[Claim] | type[GroundedBrief]) -> str:
    """Return what a brief or a claim is for, as its docstring says; raises `BriefFormError` where it has none."""
    words = " ".join((model.__dict__.get("__doc__") or "").split())
    if not words:
        raise BriefFormError(
            f"{model.__name__} has no docstring, and the model is told what it says.",
            hint="Say in a sentence what the article must say for it.",
        )
    return words
