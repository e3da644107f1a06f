"""`summarizer doctor`: what would answer and why, where each setting comes from, and whether it works."""

import asyncio
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.options import model_options
from summarizer.errors import ModelFileError, SummarizerError

if TYPE_CHECKING:
    from summarizer.configuration import Configuration
    from summarizer.limits import Limits
    from summarizer.model.selection import Selection
    from summarizer.settings import Layers, Settings

_TRY_TOKENS = 64
_COLUMN = 10
_OWN_HINT = "Look into the log of the server, and at a gateway or proxy before it; or try again later."


@click.command()
@model_options
@click.option(
    "--try/--no-try", "try_it", default=True, help="Whether to send a tiny request.", show_default=True
)
def doctor(*, config: "Configuration", try_it: bool, **options: Any) -> None:
    """Say which endpoint and model would answer, and why, and try it with one tiny request.

    Options come before the environment, the environment before the named profile of the configuration file, and that
    before the rest of the file. A model for this machine is tried only when its file is already here: nothing is
    downloaded.
    """
    from summarizer.limits import Limits
    from summarizer.model.selection import informed, select
    from summarizer.settings import Settings

    layers = Settings.layers(config=config, **options)
    settings = layers.value
    selection = informed(select(settings), settings)
    # What is said of the endpoint below is known once it was tried.
    failure = _try(selection, settings) if try_it else None
    for label, text in _findings(selection, settings, key=_key(layers, config)):
        _say(label, text)
    _say("File", _file(config))
    for label, text in _origins("Settings", layers):
        _say(label, text)
    for label, text in _origins("Limits", Limits.layers(config=config)):
        _say(label, text)
    if failure is not None:
        if "doctor" in failure.hint:
            failure.hint = _OWN_HINT
        raise failure


def _try(selection: "Selection", settings: "Settings") -> SummarizerError | None:
    """Ask the model for a word and say what came of it; return the error that did."""
    if selection.kind == "embedded" and not _is_here(selection, settings):
        _say("Try", "not tried: the model file is not here yet; 'summarizer models pull' fetches it.")
        return None
    label = "Try"
    try:
        lines = asyncio.run(_tried(settings))
    except SummarizerError as error:
        _say(label, "failed; the last lines say how.")
        return error
    for line in lines:
        _say(label, line)
        label = ""
    return None


def masked(key: str) -> str:
    """Return enough of a key to recognise it by, and no more: "sk-…abcd"; nothing of a short one."""
    return f"{key[:3]}…{key[-4:]}" if len(key) >= 16 else "…"


def _key(layers: "Layers[Settings]", config: "Configuration") -> str:
    """Return what is told of the key that is sent, or why there is none."""
    key, address = layers.value.api_key, layers.origins.get("base_url")
    if key is not None:
        return masked(key.get_secret_value())
    if address is None or config.named or address != config.origins.get("base_url"):
        return "none"
    return "none; one of the environment is not sent to an address of a file that was only found"


def _findings(selection: "Selection", settings: "Settings", *, key: str) -> Iterator[tuple[str, str]]:
    from summarizer.model.target import redacted

    profile = selection.profile
    thoughts = f" ({profile.thinking_tokens:,} of them for thoughts)" if profile.thinking_tokens else ""
    yield "Endpoint", "embedded" if selection.base_url is None else redacted(selection.base_url)
    unnamed = (
        "the default embedded model" if selection.kind == "embedded" else "the only one the endpoint offers"
    )
    yield "Model", selection.model or unnamed
    if selection.kind != "embedded":
        yield "Key", key
    yield (
        "Profile",
        f"{profile.match}: context {profile.context:,} tokens, answers up to "
        f"{profile.max_output_tokens + profile.thinking_tokens:,} tokens{thoughts}, "
        f"held by {'a grammar' if profile.grammar else profile.output}",
    )
    chosen = settings.strategy != "auto"
    strategy = settings.strategy if chosen else profile.strategy
    yield "Strategy", f"{strategy} ({'as set' if chosen else 'by the profile'})"
    places = "built in" if settings.prompts_dir is None else f"in {settings.prompts_dir}, else built in"
    yield "Prompts", f"{_prompts(strategy, settings.prompts_dir)}, {places}"
    label = "Why"
    for reason in selection.reasons:
        yield label, reason
        label = ""
    yield "Embedded", _embedded(selection, settings)
    yield "Kept", _briefs(settings)
    yield "", _prefixes(settings)


def _prompts(strategy: str, directory: Path | None) -> str:
    """Return name and hash of the strategy's prompts, as a brief states them."""
    if strategy == "one_pass":
        from summarizer.strategies.one_pass import prompt_id
    else:
        from summarizer.strategies.stepwise import prompt_id
    return prompt_id(directory)


def _embedded(selection: "Selection", settings: "Settings") -> str:
    """Return whether the embedded engine is installed and where its model file is."""
    if importlib.util.find_spec("xllamacpp") is None:
        from summarizer.installation import install_command

        return f"engine not installed ({install_command('embedded')})"
    version = importlib.metadata.version("xllamacpp")
    path = _model_path(selection, settings)
    return f"xllamacpp {version}; model file {path} ({'here' if path.is_file() else 'not here yet'})"


def _briefs(settings: "Settings") -> str:
    """Return where the cache of briefs is and what it holds."""
    from summarizer.cache.brief_cache import BriefCache
    from summarizer.embedded.report import format_size

    cache = BriefCache.open(settings.cache_dir)
    try:
        found = cache.stats()
    finally:
        cache.close()
    return f"{_number(found.briefs, 'brief')}, {format_size(found.size)}, in {found.path}"


def _prefixes(settings: "Settings") -> str:
    """Return where the embedded model keeps the beginnings of prompts that it has read."""
    from summarizer.embedded.report import format_size
    from summarizer.embedded.slots import kept_prefixes

    folder, number, size = kept_prefixes(settings.cache_dir)
    return f"{_number(number, 'beginning')} of prompts, {format_size(size)}, in {folder}"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _model_path(selection: "Selection", settings: "Settings") -> Path:
    from summarizer.embedded.catalogue import default_model, find_model
    from summarizer.embedded.store import Store

    name = selection.model if selection.kind == "embedded" else None
    if name is None:
        return Store(settings.cache_dir).path(default_model())
    try:
        return Store(settings.cache_dir).path(find_model(name))
    except ModelFileError:
        return Path(name).expanduser()


def _is_here(selection: "Selection", settings: "Settings") -> bool:
    # A path that is not there is tried all the same: the error says what is wrong with it.
    path = _model_path(selection, settings)
    return path.is_file() or (selection.model is not None and path == Path(selection.model).expanduser())


def _origins(title: str, layers: "Layers[Settings] | Layers[Limits]") -> Iterator[tuple[str, str]]:
    """Yield where each value that was given comes from, the first one that counts."""
    label = title
    for name in type(layers.value).model_fields:
        if name in layers.origins:
            yield label, f"{name} = {_shown(name, layers.value)}, from {layers.origins[name]}"
            label = ""
    if label:
        yield label, "all at their defaults"


def _file(config: "Configuration") -> str:
    """Return which configuration file is read, and why."""
    if config.path is None:
        return "none found"
    profile = f", profile {config.profile!r}" if config.profile else ""
    return f"{config.path}{profile}" + ("" if config.named else " (found here or above)")


def _shown(name: str, settings: "Settings | Limits") -> str:
    from summarizer.model.target import redacted

    value = getattr(settings, name)
    if name == "api_key":
        return masked(value.get_secret_value())
    if name == "base_url":
        return redacted(value)
    return f"{len(value)} of your own" if name == "model_profiles" else str(value)


async def _tried(settings: "Settings") -> list[str]:
    """Ask the model for one word as JSON, and return what there is to say about its answer."""
    from pydantic import BaseModel

    from summarizer.model.interface import Message
    from summarizer.model.selection import open_endpoint

    class Reply(BaseModel):
        """The smallest answer that needs a schema."""

        word: str

    question = Message(role="user", content='Answer with this JSON object: {"word": "ready"}')
    opening = perf_counter()
    async with open_endpoint(settings) as endpoint:
        model = endpoint.client()
        asking = perf_counter()
        await model.structured([question], Reply, max_tokens=_TRY_TOKENS)
        seconds = perf_counter() - asking
        usage = model.usage
        opened = f"; opening it took {asking - opening:.1f} s" if asking - opening >= 1 else ""
        return [
            f"{model.name} at {model.endpoint} answered in {seconds:.1f} s{opened}.",
            f"{_number(usage.requests, 'request')}, {usage.prompt} prompt tokens ({usage.cached} cached), "
            f"{usage.completion} completion tokens.",
            f"JSON was held by {model.enforcement}.",
            *model.notes,
        ]


def _say(label: str, text: str) -> None:
    from summarizer.render.safe import safe_line

    click.echo(f"{label:<{_COLUMN}}{safe_line(text)}")
