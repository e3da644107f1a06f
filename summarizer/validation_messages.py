"""What libraries refuse, in words for those who gave it: values that cannot be used, and what is not JSON."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LONGEST_SHOWN = 60

# By the beginning of pydantic's type of an error, which names what was expected; the first that fits.
_EXPECTED: Mapping[str, str] = {
    "greater_than_equal": "at least {ge:g}",
    "greater_than": "greater than {gt:g}",
    "less_than_equal": "at most {le:g}",
    "less_than": "less than {lt:g}",
    "literal_error": "{expected}",
    "finite_number": "a finite number",
    "int_": "a whole number",
    "float_": "a number",
    "bool_": "true or false",
    "string_": "a string",
    "path_": "a path",
    "date_": "a date, as 2014-06-23",
    "tuple_": "a list",
    "list_": "a list",
    "model_": "a table",
    "mapping_": "a table",
    "dict_": "a table",
}
_OTHERWISE: Mapping[str, str] = {"missing": "it is missing", "json_invalid": "it is not JSON"}
_PREFIXES = re.compile(r"^(?:Value error, |Input should be (?:a valid )?)")

# By a part of the JSON parser's message; the first that fits.
_JSON_FAULTS: Mapping[str, str] = {
    "EOF while parsing": "it ends too early",
    "trailing characters": "something follows its end",
    "trailing comma": "a comma that nothing follows",
    "key must be a string": "a key without double quotation marks",
    "expected value": "something that is no value",
    "expected ident": "a word that JSON does not know",
    "expected `:`": "a colon is missing",
    "expected `,`": "a comma or a closing bracket is missing",
    "control character": "a line break or another control character inside a string",
    "surrogate": "half of a character that JSON writes as two escapes, as of an emoji that was cut",
    "end of hex escape": "half of a character that JSON writes as two escapes, as of an emoji that was cut",
    "escape": "a backslash before what it cannot stand before",
    "unicode code point": "what is not UTF-8",
    "number": "a number that is not written as in JSON",
    "recursion limit": "too many brackets inside each other",
}
_PLACE = re.compile(r" at line (\d+) column (\d+)$")


def requirement(error: "ErrorDetails") -> str:
    """Return what a value that was refused must be: "it must be at least 1"."""
    kind, told = error["type"], error.get("ctx", {})
    if kind in _OTHERWISE:
        return _OTHERWISE[kind]
    for beginning, expected in _EXPECTED.items():
        if kind.startswith(beginning):
            return f"it must be {expected.format_map(told)}"
    said, replaced = _PREFIXES.subn("", error["msg"])
    return f"it must be {said}" if replaced and kind != "value_error" else said


def shown(value: object) -> str:
    """Return a value as messages quote it, cut where it is long."""
    whole = repr(value)
    return whole if len(whole) <= _LONGEST_SHOWN else f"{whole[: _LONGEST_SHOWN - 1]}…"


def json_fault(error: ValueError, data: bytes, *, began: int | None = None) -> str:
    """Return what the JSON parser stumbled over, and where: "a colon is missing, at character 7".

    `began` is the line of its file in which data of several lines begins; None where a line is all there is.
    """
    said = str(error)
    fault = next((words for part, words in _JSON_FAULTS.items() if part in said), "a mistake")
    place = _PLACE.search(said)
    if place is None:
        return fault
    line, column = int(place[1]), int(place[2])
    # The parser counts bytes, and lines from the beginning of the data.
    character = len(data.split(b"\n", line)[line - 1][:column].decode("utf-8", "replace"))
    return f"{fault}, at character {character}" + ("" if began is None else f" of line {began + line - 1}")
