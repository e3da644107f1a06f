"""Prompt templates: plain files, found, filled in strictly, and named by what they contain.

The article never passes through here: it is appended by code, as data, behind the constant part of a prompt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from summarizer.errors import SettingsError

_VARIABLE = re.compile(r"\{\{ ([a-z_]+) \}\}")
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

    `name` is a file name relative to prompts/, with or without `.md`. Raises `SettingsError` when neither has it.
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


@lru_cache(maxsize=128)
def _load(name: str, directory: Path | None) -> Prompt:
    file_name = name if Path(name).suffix else f"{name}.md"
    if directory is not None and not directory.is_dir():
        raise SettingsError(f"The prompts folder {str(directory)!r} does not exist.")
    for folder in (directory, _own_folder()):
        if folder is not None and (path := folder / file_name).is_file():
            try:
                return Prompt(name, path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(f"The prompt file {str(path)!r} cannot be read: {error}.") from error
    raise SettingsError(f"There is no prompt {name!r}.", hint=f"Prompts are files in {_own_folder()}.")


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
