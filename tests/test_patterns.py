"""Every regular expression of the package takes time that grows with the text, and not with its square."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest

import summarizer

# What makes an expression try much and fail late, over and over: each is repeated to a long text.
HOSTILE = (
    *(
        "x",
        "A",
        "1",
        "_",
        " ",
        "\n",
        "\r\n",
        ".",
        ",",
        "-",
        ":",
        "/",
        "'",
        '"',
        "“",
        "’",
        "(",
        "<",
        "@",
        "&",
        "`",
    ),
    *(
        "a ",
        "A ",
        "Aa",
        "a-",
        "a.",
        "a@",
        "a:",
        "a’",
        "1,",
        "1.",
        "2014-",
        "U.S.",
        "<a",
        "{{",
        "](",
        "://",
        " - ",
    ),
    *("\n ", "   x", "é\u0301", "\u0301", "\u200b", "\u00a0", "😀", "漢", "\x00", "\x1b["),
    *(
        "Iraq ",
        "Iraq’s ",
        "Iraq and ",
        "John A. Smith ",
        "Ministry of ",
        "the city of ",
        "in the north of ",
        "A-B ",
    ),
    *(
        "on Monday ",
        "in May ",
        "during the early ",
        "between 2000 and ",
        "at least ",
        "killed 5 ",
        "death toll ",
    ),
    *(
        "five ",
        "forty hundred ",
        "5 of the ",
        "5, including among them ",
        "known as ",
        "and he said ",
        "“a” ",
    ),
)
# Where nothing fits after all, whatever was tried is tried again.
END = "\x01"
LENGTH = 4_000
# Seconds for one text: fifty times what a linear expression takes, less than what a quadratic one would.
BAR = 0.1

# Never searched for, only asked whether a text begins so, or run over what another expression has cut out.
ANCHORED = {"summarizer.render.tables.spreadsheet._FORMULA", "summarizer.web.markup._ATTRIBUTES"}


def _within(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | set | frozenset | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _within(part, depth - 1)


def patterns() -> dict[str, list[re.Pattern[Any]]]:
    """Return the compiled expressions of all modules by the name that holds them."""
    found: dict[str, list[re.Pattern[Any]]] = {}
    for module in pkgutil.walk_packages(summarizer.__path__, "summarizer."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:  # an extra that is not installed
            continue
        for name, value in names.items():
            if kept := list(_within(value)):
                found[f"{module.name}.{name}"] = kept
    return found


PATTERNS = patterns()


def seconds(pattern: re.Pattern[Any], words: str, *, searched: bool) -> float:
    text = words.encode() if isinstance(pattern.pattern, bytes) else words
    started = process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if searched:
        for _ in pattern.finditer(text):
            pass
    return process_time() - started


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_expression_is_linear(name: str) -> None:
    for pattern in PATTERNS[name]:
        for unit in HOSTILE:
            text = (unit * (LENGTH // len(unit) + 1))[:LENGTH] + END
            taken = seconds(pattern, text, searched=name not in ANCHORED)
            assert taken < BAR, f"{pattern.pattern!r} takes {taken:.2f} s for {unit!r}"


def test_expressions_were_found() -> None:
    assert {"summarizer.analysis.facts.dates._TIME", "summarizer.prompts._VARIABLE"} <= PATTERNS.keys()
    assert ANCHORED - PATTERNS.keys() <= {"summarizer.web.markup._ATTRIBUTES"}  # an extra


def test_quadratic_expression_would_be_seen() -> None:
    assert seconds(re.compile(r"(?:a|\w)+$"), "a" * LENGTH + END, searched=True) > BAR
