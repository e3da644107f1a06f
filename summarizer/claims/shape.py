"""The fields of a user's model as they are filled in and checked, and what is wrong with a model that cannot be."""

import types
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from summarizer.brief.own import Claim, GroundedBrief
from summarizer.claims.facts import Reference
from summarizer.claims.field import Grounded
from summarizer.claims.names import Name
from summarizer.errors import BriefFormError

# Keys of a draft that a field of a claim cannot have.
SENTENCES = "s"
_RESERVED = frozenset({SENTENCES, "id", "evidence"})
# Endpoints with strict schemas take five levels of objects; a list within an object is one.
_DEEPEST = 4
_TYPES = (
    "Name, Place, Country, Words, Quotation, Number, Money, When, Stated, Prose, Literal, an Enum or a Claim"
)
_BASES = (Grounded, Claim, Reference)
_INSTEAD = {
    str: "Name, Place, Words, Prose or Quotation",
    int: "Number",
    float: "Number or Money",
    bool: "Stated",
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: what it holds (`of`), whether in a list, and whether its claim can do without it.

    `of` is a class derived from `Grounded` or `Claim`, a `Reference[…]`, an Enum, or a Literal; `description` is what
    the user's model says of the field. `cites` tells that a value is drafted with sentences of its own, since no claim
    holds it.
    """

    name: str
    of: Any
    many: bool
    required: bool
    description: str
    cites: bool

    def holds(self, *bases: type) -> bool:
        """Tell whether the field holds values of one of these classes."""
        return _is(self.of, *bases)

    @property
    def is_claim(self) -> bool:
        """Tell whether the field holds claims."""
        return self.holds(Claim)

    @property
    def target(self) -> str | None:
        """Return the class of the claims that the field refers to, by its name; None for any other field."""
        if not self.holds(Reference):
            return None
        (target,) = self.of.__pydantic_generic_metadata__["args"]
        return str(getattr(target, "__name__", target))

    @property
    def options(self) -> tuple[str, ...]:
        """Return what a field of a closed set may say; nothing for any other field."""
        if get_origin(self.of) is Literal:
            return tuple(str(option) for option in get_args(self.of))
        return tuple(str(member.value) for member in self.of) if self.holds(Enum) else ()


def shape_of(schema: type[GroundedBrief]) -> tuple[FieldShape, ...]:
    """Return the fields of a brief; raises `BriefFormError`, which names the field, where nothing can fill one."""
    given: Any = schema  # whatever a user passes
    if not _is(given, GroundedBrief) or given is GroundedBrief:
        raise BriefFormError(
            f"{getattr(schema, '__name__', schema)!r} is not a form of a brief.",
            hint="Derive a class from summarizer.claims.GroundedBrief.",
        )
    fields = fields_of(schema)
    if not fields:
        raise BriefFormError(
            f"{schema.__name__!r} has no fields.", hint=f"Give it some: {_TYPES}, or lists of these."
        )
    for field in fields:
        if field.required and not (field.many or field.of.__name__ == "Prose"):
            raise BriefFormError(
                f"{schema.__name__}.{field.name} must be there, and the article may not have it.",
                hint="Let it be missing (| None = None), make it a list, or put it into a Claim.",
            )
    _check(schema, (schema,), {})
    return fields


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldShape, ...]:
    """Return the fields that a user's model adds to its base."""
    base = Claim if issubclass(model, Claim) else GroundedBrief
    return tuple(
        _field(model, name, info)
        for name, info in model.model_fields.items()
        if name not in base.model_fields
    )


def list_of(schema: type[GroundedBrief], claim: str) -> str | None:
    """Return the field of the brief that lists claims of this class; None where none does, or several do."""
    lists = (field for field in fields_of(schema) if field.many and field.is_claim)
    names = [field.name for field in lists if field.of.__name__ == claim]
    return names[0] if len(names) == 1 else None


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> FieldShape:
    where = f"{model.__name__}.{name}"
    of, many, optional = _unwrapped(info.annotation)
    field = FieldShape(
        name,
        of,
        many,
        required=info.is_required() and not optional,
        description=info.description or "",
        cites=not (issubclass(model, Claim) or _is(of, Claim, Name)),
    )
    if name in _RESERVED or name.startswith("_"):
        raise BriefFormError(f"{where} has a name that is taken.", hint="Give the field another name.")
    if of in _INSTEAD:
        raise BriefFormError(
            f"{where} is a {of.__name__}, and nothing can ground one.", hint=f"Use {_INSTEAD[of]}."
        )
    is_literal = get_origin(of) is Literal
    if of in _BASES or not (is_literal or field.holds(*_BASES, Enum)):
        told = getattr(of, "__name__", None) or str(of)
        raise BriefFormError(f"{where} is of a type that nothing can ground: {told}.", hint=f"Use {_TYPES}.")
    if is_literal and not all(isinstance(option, str) for option in get_args(of)):
        raise BriefFormError(f"{where} offers something else than strings.", hint="Use a Literal of strings.")
    return field


def _unwrapped(annotation: Any) -> tuple[Any, bool, bool]:
    """Return what an annotation holds, whether in a list, and whether it may be None."""
    optional = many = False
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation = args[0]
        elif origin in (Union, types.UnionType) and type(None) in args and len(args) == 2:
            optional = True
            annotation = next(one for one in args if one is not type(None))
        elif origin is list and not many:
            many, annotation = True, args[0]
        else:
            return annotation, many, optional


def _check(
    schema: type[GroundedBrief], path: tuple[type[BaseModel], ...], named: dict[str, type[BaseModel]]
) -> None:
    """Check the last model of a path, and what it holds; `named` are the models met so far."""
    *above, model = path
    name = model.__name__
    if model in above:
        circle = " > ".join(one.__name__ for one in path)
        raise BriefFormError(f"The form holds itself: {circle}.", hint="Use a Reference to another claim.")
    if len(path) > _DEEPEST:
        raise BriefFormError(
            f"{name} lies {len(path)} levels deep; endpoints take {_DEEPEST}.",
            hint="Put the claims side by side, with a Reference from one to the other.",
        )
    if named.setdefault(name, model) is not model:
        raise BriefFormError(
            f"Two kinds of claims are called {name!r}.", hint="Give one of them another name."
        )
    for field in fields_of(model):
        if field.is_claim:
            _check(schema, (*path, field.of), named)
        if field.target is not None and list_of(schema, field.target) is None:
            raise BriefFormError(
                f"{name}.{field.name} refers to {field.target}, of which {schema.__name__} has no list.",
                hint=f"Give {schema.__name__} one field of list[{field.target}].",
            )


def _is(of: Any, *bases: type) -> bool:
    return isinstance(of, type) and issubclass(of, bases)
