"""Values that the caller gives, checked when they are given: what `Settings` and `Limits` have in common."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from summarizer.errors import WrongSetting
from summarizer.validation_messages import requirement, shown

_QUOTED = re.compile(r"'([^']*)'")


class SettingsBase(BaseModel):
    """A small frozen value of named fields; `noun` is what messages call one of them.

    Raises `WrongSetting` for an unknown field and a value that cannot be used. The methods of pydantic
    (`model_validate`) raise its `ValidationError`, as does another model that has this one as a field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    noun: ClassVar[str]

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise refused(type(self), error, {}) from None

    # An __init__ that pydantic takes for another than its own is called wherever it validates: the error raised here
    # would come out inside a `ValidationError` that shows all that was given, the key too.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # as BaseModel marks its own


def refused(model: type[SettingsBase], error: ValidationError, origins: Mapping[str, str]) -> WrongSetting:
    """Return the error that tells of the first value that pydantic refused; `origins` are how fields are called."""
    first = error.errors(include_url=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    source = origins.get(key, f"{model.__name__}.{key}")
    if inside := first["loc"][1:]:
        source += f" ({', '.join(f'entry {one + 1}' if isinstance(one, int) else one for one in inside)})"
    if first["type"] == "extra_forbidden":
        noun, known = (
            ("key", _fields_inside(model, key)) if inside else (model.noun, sorted(model.model_fields))
        )
        return WrongSetting(f"{source} is not a {noun}.", hint=_offer(str(first["loc"][-1]), noun, known))
    if first["type"] == "missing":
        return WrongSetting(f"{source} is missing.", hint="It has no default.")
    # A key that is no string is still a key.
    value = "used" if _is_secret(model, key) else shown(first["input"])
    return WrongSetting(f"{source} cannot be {value}: {requirement(first)}.", hint=_hint(first))


def _offer(name: str, noun: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, 1)
    meant = f"Did you mean {close[0]!r}? " if close else ""
    return f"{meant}Known {noun}s: {', '.join(known)}."


def _hint(error: ErrorDetails) -> str:
    offered = _QUOTED.findall(str(error.get("ctx", {}).get("expected", "")))
    close = get_close_matches(str(error["input"]), offered, 1)
    return f"Did you mean {close[0]!r}?" if close else "Correct it, or leave it out for the default."


def _fields_inside(model: type[SettingsBase], key: str) -> Sequence[str]:
    """Return the fields of the entries that a field holds, as those of `model_profiles`."""
    held = get_args(model.model_fields[key].annotation)
    return sorted(
        name
        for one in held
        if isinstance(one, type) and issubclass(one, BaseModel)
        for name in one.model_fields
    )


def _is_secret(model: type[SettingsBase], key: str) -> bool:
    field = model.model_fields.get(key)
    return field is not None and SecretStr in (field.annotation, *get_args(field.annotation))
