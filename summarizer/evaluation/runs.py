"""Runs: the briefs of a gold set in a folder, made one by one and kept, or read back."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, Protocol, cast

from pydantic import ValidationError
from typing_extensions import TypeVar

from summarizer.article import Article
from summarizer.brief import SCHEMA_VERSION, Brief
from summarizer.brief_form import AnyBrief, BriefForm, read_brief
from summarizer.errors import InputError, OutputPathError, SummarizerError
from summarizer.evaluation.gold import GoldCase
from summarizer.files import what_to_do, write_whole
from summarizer.prompts import every_prompt_id
from summarizer.settings import Settings
from summarizer.validation_messages import requirement

MADE_WITH = "made_with"
"""The key beside those of the brief that holds the fingerprint of the settings and prompts that made it."""

# Settings that change only whether there is a brief, or nothing of it; prompts are told by what they say.
_NOT_TELLING = (
    "api_key timeout request_timeout max_attempts max_reasks max_characters threads cache cache_dir"
)
_NOT_TELLING += " prompts_dir trace_content brief_form"


class Case(Protocol):
    """An article of a gold set; `id` is what its files are called."""

    @property
    def id(self) -> str:
        """Return the name of its files."""
        ...

    @property
    def article(self) -> Article:
        """Return the article."""
        ...


CaseT = TypeVar("CaseT", bound=Case, default=GoldCase)
BriefT = TypeVar("BriefT", bound=AnyBrief, default=Brief)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[CaseT, BriefT]):
    """An article and its brief, or the reason why there is none; `kept` tells it from a new one."""

    case: CaseT
    brief: BriefT | None
    failure: str | None = None
    kept: bool = False


def make_briefs(
    cases: Sequence[CaseT],
    folder: Path,
    settings: Settings,
    summarize: Callable[..., BriefT],
    *,
    refresh: bool = False,
) -> Iterator[Outcome[CaseT, BriefT]]:
    """Yield the outcome of each article as it is reached, and write each new brief at once.

    A brief that is there and was made from the same text by the same settings and prompts is kept, unless
    `refresh`. An article that fails is an outcome; what would fail for every article (no key, no such model,
    a folder that cannot be written) is raised, and the briefs made so far stay.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder, error) from error
    made_with = fingerprint(settings)
    for case in cases:
        path = folder / f"{case.id}.json"
        brief: BriefT | None = None if refresh else _kept(case, path, made_with, settings.brief_form)
        if brief is not None:
            yield Outcome(case, brief, kept=True)
            continue
        try:
            brief = summarize(case.article, settings=settings)
        except SummarizerError as error:
            if error.fatal:
                raise
            _replace(path, None)  # what an earlier run left is not scored
            yield Outcome(case, cast("BriefT | None", None), failure=error.message)
            continue
        _replace(path, {MADE_WITH: made_with, **brief.model_dump(mode="json")})
        yield Outcome(case, brief)


def read_briefs(
    cases: Sequence[CaseT], folder: Path, form: BriefForm | None = None
) -> list[Outcome[CaseT, Any]]:
    """Read the briefs of a folder; one that is missing or unusable is an outcome with its reason."""
    if not folder.is_dir():
        raise InputError(
            f"{str(folder)!r} is not a folder of briefs.", hint="Make briefs there with --briefs."
        )
    found = ((case, *_brief_of(case, folder, form)) for case in cases)
    return [Outcome(case, brief, failure, kept=True) for case, brief, failure in found]


def fingerprint(settings: Settings) -> str:
    """Return a digest of what decides the briefs of a run: model, endpoint, strategy, every prompt."""
    parts = {
        "settings": settings.model_dump(mode="json", exclude=set(_NOT_TELLING.split())),
        "prompts": every_prompt_id(settings.prompts_dir),
        "schema": SCHEMA_VERSION,
        "form": settings.brief_form.digest if settings.brief_form else None,
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def run_name(settings: Settings) -> str:
    """Return a folder name for the briefs of these settings: model and strategy."""
    model = settings.model or ("default" if settings.base_url else "embedded")
    if model.casefold().endswith(".gguf"):
        model = Path(model).stem
    name = f"{model}-{settings.strategy}"
    return "".join(char if char.isalnum() or char in "._-" else "_" for char in name).lstrip(".")


def _kept(case: Case, path: Path, made_with: str, form: BriefForm | None) -> Any:
    """Return the brief that is there, if this run would make the same."""
    brief, _ = _brief_of(case, path.parent, form)
    if brief is None or brief.article.published != case.article.published:
        return None
    return brief if json.loads(path.read_bytes()).get(MADE_WITH) == made_with else None


def _brief_of(case: Case, folder: Path, form: BriefForm | None) -> tuple[AnyBrief | None, str | None]:
    path = folder / f"{case.id}.json"
    try:
        brief = read_brief(path.read_bytes(), form)
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


def _replace(path: Path, values: dict[str, Any] | None) -> None:
    """Write a file of JSON, or remove it."""
    try:
        if values is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(
                path, (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode(), follow=False
            )
    except OSError as error:
        raise _not_writable(path, error) from error


def _not_writable(path: Path, error: OSError) -> OutputPathError:
    return OutputPathError(
        f"{str(path)!r} cannot be written: {error.strerror}.", hint=what_to_do(error, path)
    )
