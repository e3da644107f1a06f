"""Options that several commands have: which model, behind which address, asked how, and what is kept."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli.output import names_folder
from summarizer.errors import OutputPathError

if TYPE_CHECKING:
    from summarizer.brief_form import BriefForm
    from summarizer.settings import CacheUse, Settings

Command = TypeVar("Command", bound=Callable[..., Any])

# How the file of a brief in each form ends.
SUFFIXES = {"text": ".brief.txt", "json": ".brief.json", "markdown": ".brief.md", "html": ".brief.html"}


def as_date(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option says; what is none is a usage error that says how to write one."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date. Write it as YYYY-MM-DD.") from error


class OutputFile(click.Path):
    """A file to write to, as a `Path`; what ends in a slash is refused, where it would become a file without it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raises `OutputPathError` for a folder."""
        if names_folder(value):
            raise OutputPathError(f"{str(value)!r} is a folder, not a file.", hint="Name a file in it.")
        return super().convert(value, param, ctx)


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(SUFFIXES)),
    default="text",
    show_default=True,
    help="Several briefs as json on standard output are JSON Lines: one object a line.",
)

_MODEL_OPTIONS = (
    click.option(
        "--model", help="Model name of the endpoint, name of an embedded model, or path of a GGUF file."
    ),
    click.option("--base-url", metavar="URL", help="Address of an OpenAI-compatible endpoint."),
    click.option(
        "--strategy",
        type=click.Choice(["auto", "one_pass", "stepwise"]),
        help="[default: by the model's profile]",
    ),
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Settings in a TOML file.  [default: summarizer.toml or pyproject.toml of the project, else of the user]",
    ),
    click.option("--profile", metavar="NAME", help="Use the settings of [profiles.NAME] in that file."),
    click.option(
        "--prompts",
        "prompts_dir",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Prompts of your own; 'summarizer prompts export FOLDER' writes those of the package to start from.",
    ),
)


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --model, --base-url, --strategy, --prompts, --config and --profile to a command.

    It gets what the last two say as one `Configuration`, under the name `config`.
    """

    @wraps(command)
    def with_configuration(*args: Any, config: Path | None, profile: str | None, **options: Any) -> Any:
        from summarizer.configuration import Configuration

        return command(*args, config=Configuration.find(config, profile=profile), **options)

    decorated: Callable[..., Any] = with_configuration
    for option in reversed(_MODEL_OPTIONS):
        decorated = option(decorated)
    return decorated


_MAKING_OPTIONS = (
    click.option(
        "--review/--no-review",
        default=None,
        help="Ask a second time which claims their own sentences do not bear out, and reject these (one_pass).  "
        "[default: no-review]",
    ),
    click.option(
        "--min-confidence",
        type=float,
        metavar="P",
        help="Reject events and moves whose type is less sure than this (0 to 1).",
    ),
    click.option("--timeout", type=float, metavar="SECONDS", help="Time for a whole brief."),
    click.option("--max-characters", type=int, metavar="N", help="Longest article that is accepted."),
    click.option("--max-output-tokens", type=int, metavar="N", help="Longest answer that is asked for."),
    click.option("--context", type=int, metavar="TOKENS", help="Context length of the model."),
    click.option("--threads", type=int, metavar="N", help="Threads of the embedded engine."),
)


def making_options(command: Command) -> Command:
    """Add the settings of how a brief is made to a command: how sure, how long, how large."""
    for option in reversed(_MAKING_OPTIONS):
        command = option(command)
    return command


def _as_cache_use(_: click.Context, __: click.Parameter, value: bool | None) -> "CacheUse | None":
    return None if value is None else "use" if value else "off"


def _as_form(_: click.Context, __: click.Parameter, place: str | None) -> "BriefForm | None":
    if place is None:
        return None
    from summarizer.claims.form import ClaimsForm

    return ClaimsForm.named(place)


_SCHEMA_HELP = (
    "Briefs of your own form: a class derived from summarizer.claims.GroundedBrief. The file is run."
)

schema_option = click.option(
    "--schema", "brief_form", metavar="FILE.py:CLASS", callback=_as_form, help=_SCHEMA_HELP
)

_FORM_OPTIONS = (
    click.option("--schema", metavar="FILE.py:CLASS", help=_SCHEMA_HELP),
    click.option(
        "--examples",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Worked examples for --schema, a JSON file each; 'summarizer new-brief NAME' writes some to start from.",
    ),
)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --schema and --examples to a command; it gets the form that they say, or None, as `brief_form`."""

    @wraps(command)
    def with_form(*args: Any, schema: str | None, examples: Path | None, **options: Any) -> Any:
        form = None
        if schema is not None:
            from summarizer.claims.form import ClaimsForm

            form = ClaimsForm.named(schema, examples)
        elif examples is not None:
            raise click.UsageError("--examples go with --schema.")
        return command(*args, brief_form=form, **options)

    decorated: Callable[..., Any] = with_form
    for option in reversed(_FORM_OPTIONS):
        decorated = option(decorated)
    return decorated


_CACHE_OPTIONS = (
    click.option(
        "--cache/--no-cache",
        default=None,
        callback=_as_cache_use,
        help="Whether a brief that was made in the same way before is taken from the cache.  [default: cache]",
    ),
    click.option("--refresh", is_flag=True, help="Make briefs anew, and keep them in the cache."),
)


def cache_options(command: Command) -> Command:
    """Add --cache, --no-cache and --refresh to a command; `with_cache` reads what they say."""
    for option in reversed(_CACHE_OPTIONS):
        command = option(command)
    return command


def with_cache(settings: "Settings", *, refresh: bool) -> "Settings":
    """Return the settings of a command: it uses the cache unless something says otherwise; a function does not."""
    if refresh:
        return settings.model_copy(update={"cache": "refresh"})
    return settings if "cache" in settings.model_fields_set else settings.model_copy(update={"cache": "use"})
