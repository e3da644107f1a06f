"""Every regular expression of the package, wherever it is made, and texts that are hostile to one."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

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
_END = "\x01"

# Never searched for, only asked whether a text begins so, or run over what another expression has cut out.
ANCHORED = frozenset(
    {
        "summarizer.batch.results.ResultFile",
        "summarizer.render.tables.spreadsheet._FORMULA",
        "summarizer.web.kinds._HTML",
        "summarizer.web.kinds._MHTML",
        "summarizer.web.markup._ATTRIBUTES",
    }
)
# Of what these are searched for in, only so many characters are read.
READ: Mapping[str, int] = {
    "summarizer.text.english_dates._written_out": 40,
    "summarizer.text.english_dates.": 20_000,
    "summarizer.text.times.": 20_000,
    "summarizer.text.date": 20_000,
    "summarizer.web.metadata.": 500,
}

_MAKERS = frozenset(
    {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"}
)


@dataclass(frozen=True)
class Expression:
    """A compiled expression under the name of what holds it; `longest` is how much text it is run over at most."""

    name: str
    pattern: re.Pattern[Any]
    longest: int | None

    def search(self, unit: str, length: int) -> None:
        """Look in every way at a text of the unit, repeated to this length, or to the longest."""
        length = min(length, self.longest or length)
        words = (unit * (length // len(unit) + 1))[:length] + _END
        text = words.encode() if isinstance(self.pattern.pattern, bytes) else words
        self.pattern.match(text)
        self.pattern.fullmatch(text)
        if self.name not in ANCHORED:
            for _ in self.pattern.finditer(text):
                pass

    def seconds(self, unit: str, length: int) -> float:
        """Return the CPU seconds that `search` takes."""
        started = process_time()
        self.search(unit, length)
        return process_time() - started


def expressions() -> list[Expression]:
    """Return the expressions of all modules: of their variables, their classes, and written within functions."""
    found = []
    for module in modules():
        for name, value in vars(module).items():
            found += [_named(f"{module.__name__}.{name}", pattern) for pattern in _within(value)]
        for function, call in _calls(module):
            written = call.args[0] if call.args else None
            if isinstance(written, ast.Constant) and isinstance(written.value, str | bytes):
                found.append(_named(f"{module.__name__}.{function}", re.compile(written.value)))
    return found


def put_together() -> set[str]:
    """Return the functions that put an expression together from parts: each must be thought about by itself."""
    return {
        f"{module.__name__}.{function}"
        for module in modules()
        for function, call in _calls(module)
        if not (call.args and isinstance(call.args[0], ast.Constant))
    }


def modules() -> Iterator[ModuleType]:
    """Yield the modules of the package, without those of extras that are not installed."""
    for module in pkgutil.walk_packages(summarizer.__path__, "summarizer."):
        if module.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(module.name)
        except ImportError:
            continue


def _named(name: str, pattern: re.Pattern[Any]) -> Expression:
    return Expression(
        name, pattern, next((most for part, most in READ.items() if name.startswith(part)), None)
    )


def _within(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | set | frozenset | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _within(part, depth - 1)
    elif depth and inspect.isclass(value) and value.__module__.startswith("summarizer."):
        for part in vars(value).values():
            yield from _within(part, depth=1)


def _calls(module: ModuleType) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of `re` within a function, with the function's name."""
    assert module.__file__ is not None
    source = Path(module.__file__).read_text(encoding="utf-8")
    if "import re\n" not in source:
        return
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attribute)) if (
                    attribute in _MAKERS
                ):
                    yield function.name, node
