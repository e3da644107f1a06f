"""Runs: the briefs of a gold set in a folder, made one by one and kept, or read back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from summarizer.article import Article
from summarizer.brief import SCHEMA_VERSION, Brief
from summarizer.errors import InputError, OutputPathError, SummarizerError
from summarizer.evaluation.gold import GoldCase
from summarizer.files import what_to_do, write_whole
from summarizer.prompts import every_prompt_id
from summarizer.settings import Settings
from summarizer.validation_messages import requirement

MADE_WITH = ".made-with.json"
"""In a folder of briefs: article id -> the fingerprint of the settings and prompts that made its brief."""

# Settings that change what a brief says; times and attempts only change whether there is one.
_TELLING = {
    "model",
    "base_url",
    "strategy",
    "max_output_tokens",
    "context",
    "model_profiles",
    "min_confidence",
}


class Summarize(Protocol):
    """What `summarizer.summarize` is called as here."""

    def __call__(self, article: Article, /, *, settings: Settings) -> Brief:
        """Return the brief of an article, or raise a `SummarizerError`."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """An article and its brief, or the reason why there is none; `kept` tells it from a new one."""

    case: GoldCase
    brief: Brief | None
    failure: str | None = None
    kept: bool = False


def make_briefs(
    cases: Sequence[GoldCase],
    folder: Path,
    settings: Settings,
    summarize: Summarize,
    *,
    refresh: bool = False,
) -> Iterator[Outcome]:
    """Yield the outcome of each article as it is reached, and write each new brief at once.

    A brief that is there and was made from the same text by the same settings and prompts is kept, unless
    `refresh`. An article that fails is an outcome; what would fail for every article (no key, no such model,
    a folder that cannot be written) is raised, and the briefs made so far stay.
    """
    journal = _Journal(folder, fingerprint(settings))
    for case in cases:
        brief = None if refresh or not journal.covers(case.id) else _brief_of(case, folder)[0]
        if brief is not None and brief.article.published == case.article.published:
            yield Outcome(case, brief, kept=True)
            continue
        try:
            brief = summarize(case.article, settings=settings)
        except SummarizerError as error:
            if error.fatal:
                raise
            journal.discard(case.id)
            yield Outcome(case, None, failure=error.message)
            continue
        journal.store(case.id, brief)
        yield Outcome(case, brief)


def read_briefs(cases: Sequence[GoldCase], folder: Path) -> list[Outcome]:
    """Read the briefs of a folder; one that is missing or unusable is an outcome with its reason."""
    if not folder.is_dir():
        raise InputError(
            f"{str(folder)!r} is not a folder of briefs.", hint="Make briefs there with --briefs."
        )
    found = ((case, *_brief_of(case, folder)) for case in cases)
    return [Outcome(case, brief, failure, kept=True) for case, brief, failure in found]


def fingerprint(settings: Settings) -> str:
    """Return a digest of what decides the briefs of a run: model, endpoint, strategy, every prompt."""
    parts = {
        "settings": settings.model_dump(mode="json", include=_TELLING),
        "prompts": every_prompt_id(settings.prompts_dir),
        "schema": SCHEMA_VERSION,
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def run_name(settings: Settings) -> str:
    """Return a folder name for the briefs of these settings: model and strategy."""
    model = settings.model or ("default" if settings.base_url else "embedded")
    if model.casefold().endswith(".gguf"):
        model = Path(model).stem
    name = f"{model}-{settings.strategy}"
    return "".join(char if char.isalnum() or char in "._-" else "_" for char in name).lstrip(".")


class _Journal:
    """What is known of the briefs in a folder: which of them were made as this run makes them."""

    def __init__(self, folder: Path, made_with: str) -> None:
        self.folder = folder
        self.made_with = made_with
        self.path = folder / MADE_WITH
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_writable(folder, error) from error
        self.entries = self._read()

    def covers(self, name: str) -> bool:
        return self.entries.get(name) == self.made_with

    def store(self, name: str, brief: Brief) -> None:
        # The brief first: an interruption between the two makes it once more, and never keeps a wrong one.
        self.discard(name)
        _write(self.folder / f"{name}.json", brief.model_dump_json(indent=1) + "\n")
        self.entries[name] = self.made_with
        self._write()

    def discard(self, name: str) -> None:
        """Forget a brief; a failed article must not be scored by what an earlier run left."""
        if self.entries.pop(name, None) is not None:
            self._write()
        _remove(self.folder / f"{name}.json")

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            message = f"{str(self.path)!r} cannot be read."
            raise InputError(message, hint="Remove it, and the briefs are made again.") from error
        entries = found.items() if isinstance(found, dict) else ()
        return {key: value for key, value in entries if isinstance(value, str)}

    def _write(self) -> None:
        _write(self.path, json.dumps(self.entries, indent=1) + "\n")


def _brief_of(case: GoldCase, folder: Path) -> tuple[Brief | None, str | None]:
    path = folder / f"{case.id}.json"
    try:
        brief = Brief.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None, "no brief"
    except OSError as error:
        return None, f"{path.name} cannot be read: {error.strerror}"
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        return None, f"{path.name} is not a brief: {where}: {requirement(first)}"
    if brief.article.id != case.article.id:
        return None, f"{path.name} was made from another text than {case.id}.txt"
    return brief, None


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode(), follow=False)
    except OSError as error:
        raise _not_writable(path, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_writable(path, error) from error


def _not_writable(path: Path, error: OSError) -> OutputPathError:
    return OutputPathError(
        f"{str(path)!r} cannot be written: {error.strerror}.", hint=what_to_do(error, path)
    )
