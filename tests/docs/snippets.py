"""What README and docs/ show: blocks of commands, Python, TOML and JSON, and the docstrings' Python."""

import ast
import asyncio
import inspect
import re
import shlex
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

import summarizer
from summarizer.cli.main import cli

ROOT = Path(__file__).parent.parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_COMMENT = re.compile(r"\s+# .*$")

INSTALLS = re.compile(r"^(uv|pipx|git|python3|\.|cd|npx|datamodel-codegen|pip) ")
"""Commands that are not ours: tests/install runs those that install, in a home of its own."""

ONLY_PARSED = ("https://", "models pull", "--via provider-batch", "--model model.gguf", "--profile night")
"""Parts of commands that reach for a network, a model file or an account: they are parsed and not run."""


@dataclass(frozen=True)
class Snippet:
    """A block of a page: where it stands, and what it says."""

    where: str
    language: str
    code: str


def snippets(page: Path) -> Iterator[Snippet]:
    """Yield the blocks of a page in their order."""
    name = page.relative_to(ROOT).as_posix()
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Snippet(f"{name}:{line}", found["language"], textwrap.dedent(found["code"]))


def docstring_snippets() -> Iterator[Snippet]:
    """Yield the Python blocks of the docstrings of all public names, and of the package."""
    for name, one in _documented():
        for found in _FENCE.finditer(inspect.getdoc(one) or ""):
            if found["language"] == "python":
                yield Snippet(name, "python", textwrap.dedent(found["code"]))


def _documented() -> Iterator[tuple[str, Any]]:
    yield "summarizer", summarizer
    for name in sorted(summarizer.__all__):
        one = getattr(summarizer, name)
        yield f"summarizer.{name}", one
        if isinstance(one, type):
            yield from (
                (f"summarizer.{name}.{method}", told)
                for method, told in vars(one).items()
                if inspect.isfunction(told) and not method.startswith("_")
            )


def commands(snippet: Snippet) -> Iterator[str]:
    """Yield the commands of a block, one a line; comments are left out."""
    for line in snippet.code.splitlines():
        if command := _COMMENT.sub("", line).strip():
            yield command


def run_python(snippet: Snippet, names: Mapping[str, Any]) -> dict[str, Any]:
    """Run a block with these names and return all names afterwards; `await` may stand in it as in a notebook."""
    code = compile(snippet.code, snippet.where, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    known = {**names}
    with redirect_stdout(StringIO()):
        waiting = eval(code, known)  # noqa: S307  it is ours
        if inspect.iscoroutine(waiting):
            asyncio.run(_finished(waiting))
    return known


async def _finished(waiting: Any) -> None:
    await waiting


def run_command(line: str) -> None:
    """Run a line as a shell would, in this process: `cat FILE |` gives the input; only our command is run."""
    stages = [shlex.split(stage) for stage in line.split(" | ")]
    given = Path(stages.pop(0)[-1]).read_bytes() if stages[0][0] in {"cat", "tail"} else None
    words = stages[0]
    assert words[0] == "summarizer", line
    target = words[words.index(">") + 1] if ">" in words else None
    words = words[1 : words.index(">")] if ">" in words else words[1:]
    if any(part in line for part in ONLY_PARSED):
        parse(words)
        return
    words = [one for word in words for one in _expanded(word, line)]
    if words == ["doctor"]:
        words.append("--no-try")  # what answers here has one answer to everything
    result = CliRunner().invoke(cli, words, input=given, catch_exceptions=False)
    assert result.exit_code == 0, f"{line}: {result.stderr}"
    if target is not None:
        Path(target).write_text(result.stdout, encoding="utf-8")


def parse(words: list[str]) -> None:
    """Have click read the words of a command without running it; a mistake is click's error."""
    command: click.Command | None = cli
    context = click.Context(cli, info_name="summarizer", help_option_names=["-h", "--help"])
    rest = list(words)
    while isinstance(command, click.Group):
        name = rest.pop(0)
        command = command.get_command(context, name)
    assert command is not None, words
    command.make_context(command.name, rest, parent=context)


def _expanded(word: str, line: str) -> list[str]:
    """Return what a shell makes of a pattern that is not quoted."""
    if "*" not in word or f"'{word}'" in line:
        return [word]
    return sorted(str(path) for path in Path().glob(word)) or [word]
