"""Prompt templates: plain files, found, filled in strictly, and named by what they contain.

The article never passes through here: it is appended by code, as data, behind the constant part of a prompt.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from summarizer.errors import OutputPathError, SettingsError
from summarizer.files import what_to_do, write_whole

OWN_FORM = "own form"
# Which strategy uses which files, and which a brief of a user's own form.
USED_BY: Mapping[str, frozenset[str]] = {
    "one_pass": frozenset(
        {"brief_system.md", "brief_example.json", "mend_system.md", "review_system.md", "review_acts.md"}
    ),
    OWN_FORM: frozenset({"claims_system.md", "mend_system.md", "review_system.md"}),
    "stepwise": frozenset({"judge_system.md", "judge_examples.json", "judge_acts.json", "mend_system.md"}),
}

_VARIABLE = re.compile(r"\{\{ ([a-z_]+) \}\}")
# What somebody will have meant as a variable, whatever the spaces.
_BRACES = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file's name and text; `{{ name }}` in it marks a variable."""

    name: str
    text: str

    @property
    def id(self) -> str:
        """`name@` and the first twelve hex digits of the text's SHA-256."""
        return f"{self.name}@{_digest([self.text])}"

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of the variables."""
        return frozenset(_VARIABLE.findall(self.text))

    def fill(self, **values: str) -> str:
        """Replace every variable in one pass, so that braces inside a value stay as they are.

        Raises `SettingsError` naming every variable that is missing or not known to the prompt.
        """
        if missing := sorted(self.variables - values.keys()):
            raise SettingsError(f"Prompt {self.name!r} needs {', '.join(missing)}.")
        if unknown := sorted(values.keys() - self.variables):
            raise SettingsError(f"Prompt {self.name!r} has no variable {', '.join(unknown)}.")
        return _VARIABLE.sub(lambda match: values[match.group(1)], self.text)


def load_prompt(name: str, directory: Path | None = None) -> Prompt:
    """Return the prompt in `directory`/`name`, or the package's own where the directory has no such file.

    `name` is a file name relative to prompts/, with or without `.md`. Raises `SettingsError` when neither has it, and
    for a directory whose prompts cannot be used: the first fault is named with its file and line.
    """
    return _load(name, directory)


def prompt_set_id(name: str, prompts: Iterable[Prompt]) -> str:
    """Name several prompts that work together: `name@` and a digest over all their texts."""
    return f"{name}@{_digest(prompt.text for prompt in prompts)}"


def every_prompt(directory: Path | None = None) -> tuple[Prompt, ...]:
    """Return every prompt in use by its file name, those of `directory` in place of the package's own."""
    found: dict[str, str] = {}
    for folder in filter(None, (_own_folder(), directory)):
        for path in folder.rglob("*"):
            if path.is_file():
                found[str(path.relative_to(folder))] = path.read_text(encoding="utf-8", errors="replace")
    return tuple(Prompt(name, found[name]) for name in sorted(found))


def every_prompt_id(directory: Path | None = None) -> str:
    """Return a digest over every prompt in use, those of `directory` in place of the package's own."""
    return _digest(part for prompt in every_prompt(directory) for part in (prompt.name, prompt.text))


def export_prompts(folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the package's prompts into a folder, made where there is none, and return their paths.

    Raises `OutputPathError`, and writes nothing, where one of the files is there already, unless `force` replaces it.
    """
    paths = {folder / path.name: path for path in _own_files()}
    there = sorted(path.name for path in paths if path.exists())
    if there and not force:
        raise OutputPathError(
            f"The folder {str(folder)!r} has {', '.join(there)} already.",
            hint="Name another folder, or replace them with --force.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, own in paths.items():
            write_whole(path, own.read_bytes())
    except OSError as error:
        raise OutputPathError(
            f"The prompts cannot be written to {str(folder)!r}: {error.strerror}.", hint=what_to_do(error)
        ) from error
    return tuple(paths)


def notes_on_prompts(folder: Path, strategy: str) -> Iterator[str]:
    """Yield a sentence on each way in which a folder and what is used of it differ, by a strategy or `OWN_FORM`."""
    used, there = USED_BY[strategy], _names(folder)
    changed = {name for name in there if _differs(folder / name)}
    who = "A brief of your own form" if strategy == OWN_FORM else f"The strategy {strategy!r}"
    if ignored := sorted(changed - used):
        yield f"{who} does not use {', '.join(ignored)} of the prompts folder {str(folder)!r}."
    if missing := sorted(used - there):
        yield (
            f"{who} uses {', '.join(missing)}, which the prompts folder {str(folder)!r} does not have: "
            "what comes with the package stands in."
        )


@lru_cache(maxsize=128)
def _load(name: str, directory: Path | None) -> Prompt:
    file_name = name if Path(name).suffix else f"{name}.md"
    if directory is not None:
        check_prompts(directory)
    for folder in (directory, _own_folder()):
        if folder is not None and (path := folder / file_name).is_file():
            return Prompt(name, _read(path))
    raise SettingsError(f"There is no prompt {name!r}.", hint=f"Prompts are files in {_own_folder()}.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The prompt file {str(path)!r} cannot be read: {error}.") from error


@lru_cache(maxsize=8)
def check_prompts(folder: Path) -> None:
    """Raise `SettingsError` for a folder that holds no prompts, and for a prompt with other variables than ours."""
    if not folder.is_dir():
        raise SettingsError(
            f"The prompts folder {str(folder)!r} does not exist.",
            hint="Write one with: summarizer prompts export FOLDER",
        )
    own = {path.name: path for path in _own_files()}
    if not own.keys() & _names(folder):
        raise SettingsError(
            f"The prompts folder {str(folder)!r} holds no prompt.",
            hint=f"Prompts are called {', '.join(sorted(own))}.",
        )
    for name in sorted(own.keys() & _names(folder)):
        if name.endswith(".md"):
            _check_variables(folder / name, Prompt(name, _read(own[name])).variables)


def _check_variables(path: Path, known: frozenset[str]) -> None:
    there: set[str] = set()
    offered = (
        f"It has: {', '.join(f'{{{{ {one} }}}}' for one in sorted(known))}." if known else "It has none."
    )
    for number, line in enumerate(_read(path).splitlines(), start=1):
        for found in _BRACES.finditer(line):
            where = f"The prompt file {str(path)!r}, line {number}"
            if found[1] not in known:
                raise SettingsError(f"{where}, has an unknown variable: {found[0]}.", hint=offered)
            if found[0] != (right := f"{{{{ {found[1]} }}}}"):
                raise SettingsError(f"{where}, has {found[0]}.", hint=f"Write it as {right}.")
            there.add(found[1])
    if missing := sorted(known - there):
        raise SettingsError(
            f"The prompt file {str(path)!r} lacks {', '.join(f'{{{{ {one} }}}}' for one in missing)}.",
            hint="Put it where its value is to stand.",
        )


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def _differs(path: Path) -> bool:
    own = _own_folder() / path.name
    return not own.is_file() or own.read_bytes() != path.read_bytes()


def _own_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in _own_folder().iterdir() if path.is_file()))


def _own_folder() -> Path:
    # Beside the module in an installed wheel, beside the package in a checkout.
    beside = _PACKAGE / "prompts"
    return beside if beside.is_dir() else _PACKAGE.parent / "prompts"


def _digest(texts: Iterable[str]) -> str:
    digest = sha256()
    for text in texts:
        digest.update(text.encode("utf-8"))
        digest.update(b"\0")
    return digest.hexdigest()[:12]
