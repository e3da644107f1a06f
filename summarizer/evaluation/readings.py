"""Gold that may be read in several ways: where a value stands `{"or": [one, other]}`, each of them is right.

`null` among them says that the value, the entry of a list, or the whole claim may also be left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.brief import Claim
from summarizer.claims.examples import Example, work_example
from summarizer.claims.form import ClaimsForm
from summarizer.claims.grounding import ground_brief

_OR = "or"


@dataclass(frozen=True, slots=True)
class Gold:
    """What a brief should say, as it would be published.

    A place is named as claims are, whatever the field holds: "sanctions-1.by-2" is the second entry of `by`, or its
    only value. `readings` has every value that is right there; what stands at an `optional` place may be left out.
    """

    fields: Mapping[str, Any]
    readings: Mapping[str, Sequence[Any]]
    optional: frozenset[str]


def read_gold(form: ClaimsForm, example: Example) -> Gold:
    """Return the gold of an example; each reading is checked as an answer would be.

    Raises `BriefFormError` for one that the checks would not pass.
    """
    readings = []
    for number in range(max(1, *_numbers_of_readings(example.brief))):
        one = example.model_copy(update={"brief": _reading(example.brief, number)})
        worked = work_example(form.schema, one, in_prose=False)
        readings.append(ground_brief(form.schema, worked.draft, worked.document).fields)
    values: dict[str, list[Any]] = {}
    for fields in readings:
        for place, value in _places(fields):
            values.setdefault(place, []).append(value)
    return Gold(readings[0], values, frozenset(_optional(example.brief, "")))


def listed(value: Any) -> Sequence[Any]:
    """Return what a field holds as a list."""
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]


def _options(value: Any) -> Sequence[Any]:
    return value[_OR] if isinstance(value, Mapping) and value.keys() == {_OR} else ()


def _numbers_of_readings(value: Any) -> Iterator[int]:
    yield sum(one is not None for one in _options(value))
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _numbers_of_readings(one)


def _reading(value: Any, number: int) -> Any:
    if options := [one for one in _options(value) if one is not None]:
        return _reading(options[min(number, len(options) - 1)], number)
    if isinstance(value, Mapping):
        return {name: _reading(one, number) for name, one in value.items()}
    return [_reading(one, number) for one in value] if isinstance(value, list) else value


def _optional(value: Any, place: str) -> Iterator[str]:
    """Yield the places of what may be left out."""
    if None in _options(value):
        yield place
    for one in _options(value) or [value]:
        for name, held in one.items() if isinstance(one, Mapping) else ():
            for number, item in enumerate(listed(held), 1):
                yield from _optional(item, f"{place}.{name}-{number}".lstrip("."))


def _places(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        for number, one in enumerate(listed(value), 1):
            place = f"{above}{name}-{number}"
            yield place, one
            if isinstance(one, Claim):
                yield from _places(dict(one), f"{place}.")
