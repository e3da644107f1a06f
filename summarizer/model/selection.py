"""Which endpoint and model answer, and why; and the way from there to a model that can be asked."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from summarizer.errors import ModelNotFound, SettingsError
from summarizer.model.connection import RemoteServer
from summarizer.model.endpoint import Endpoint
from summarizer.model.gate import OPEN_GATE, Gate
from summarizer.model.prices import PRICES, known_facts
from summarizer.model.target import redacted
from summarizer.profiles import Profile, profile_for
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.settings import Settings

OPENAI_BASE_URL = "https://api.openai.com/v1"
DEFAULT_OPENAI_MODEL = "gpt-5-mini"
EMBEDDED = "embedded"

_MOST_MODELS = 20
# More articles at once than this gain nothing on a processor, and each takes memory.
_MOST_IN_ENGINE = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """Where requests go: `kind`, address and model, with the profile, and in `reasons` why, a sentence each.

    `base_url` is None for the embedded model. `model` None is the endpoint's only model, or the default embedded one.
    """

    kind: Literal["openai", "endpoint", "embedded"]
    base_url: str | None
    model: str | None
    profile: Profile
    reasons: tuple[str, ...]


def select(settings: Settings) -> Selection:
    """Return which endpoint and model the settings mean; nothing is asked over the network.

    Raises `SettingsError` for an address that cannot be one, and for a model that nothing configured could offer.
    """
    model = settings.model
    if model is not None and model.casefold() == EMBEDDED:
        return _embedded(settings, None, f"The model is {model!r}: the model on this machine answers.")
    if settings.base_url is not None:
        return _endpoint(settings, settings.base_url)
    if model is not None and _is_on_this_machine(model):
        return _embedded(settings, model, f"{model!r} is a model for this machine, and no base URL is given.")
    if settings.api_key is not None:
        reasons = ["A key is given and no base URL: requests go to OpenAI."]
        if model is None:
            reasons.append(f"No model is named: {DEFAULT_OPENAI_MODEL!r} is the default for OpenAI.")
        return _remote("openai", settings, OPENAI_BASE_URL, model or DEFAULT_OPENAI_MODEL, reasons)
    if model is None:
        return _embedded(settings, None, "Neither a base URL nor a key is given: the embedded model answers.")
    raise SettingsError(
        f"No endpoint is configured that could offer the model {model!r}.",
        hint="Set OPENAI_API_KEY, or give --base-url; 'summarizer models' lists the models for this machine.",
    )


def informed(selection: Selection, settings: Settings) -> Selection:
    """Return the selection with what is known of prices and context of a named model, where nobody said otherwise."""
    if selection.base_url is None or selection.model is None:
        return selection
    profile = _profile(settings, selection.model)
    said = {"context"} if settings.context is not None else set()
    if _is_own(profile, settings):
        said |= profile.model_fields_set
    known = known_facts(selection.model, selection.base_url, profile.provider)
    if not said.isdisjoint(PRICES):  # prices are of one list, or of another
        said |= PRICES
    facts = {name: value for name, value in known.items() if name not in said}
    return replace(selection, profile=profile.model_copy(update=facts))


def open_endpoint(
    settings: Settings,
    *,
    on_progress: ProgressListener = ignore_progress,
    gate: Gate = OPEN_GATE,
    parallel: int = 1,
) -> AbstractAsyncContextManager[Endpoint]:
    """Return a context that holds the selected endpoint and model open; every request passes the `gate`.

    `parallel` is how many articles will be in work at once; the embedded engine makes room for some of them.
    The embedded model is fetched and its engine started where needed, which `on_progress` hears of. Raises
    `SettingsError`, `EmbeddedError` and, where the endpoint must be asked for its only model, `EndpointError`.
    """
    selection = select(settings)
    return (
        _open_embedded(selection, settings, on_progress, gate, parallel)
        if selection.kind == EMBEDDED
        else _open(selection, settings, gate)
    )


@asynccontextmanager
async def _open(selection: Selection, settings: Settings, gate: Gate) -> AsyncIterator[Endpoint]:
    server = RemoteServer(selection.base_url or OPENAI_BASE_URL, _key(settings))
    model = selection.model
    if model is None:
        model = await _only_model(server, settings, selection.profile)
    profile = informed(replace(selection, model=model), settings).profile
    endpoint = Endpoint(
        server, model=model, profile=profile, settings=settings, share_lessons=True, gate=gate
    )
    try:
        yield endpoint
    finally:
        await endpoint.close()


@asynccontextmanager
async def _open_embedded(
    selection: Selection, settings: Settings, on_progress: ProgressListener, gate: Gate, parallel: int
) -> AsyncIterator[Endpoint]:
    from summarizer.embedded.slot_groups import at_once
    from summarizer.model.local import LocalServer

    context = selection.profile.context
    parallel = at_once(min(parallel, _MOST_IN_ENGINE), context)
    server, name = await LocalServer.start(selection.model, context, settings, on_progress, parallel=parallel)
    if "request_timeout" not in settings.model_fields_set:
        # A slow engine on this machine is not hung, and asking it again starts the same work from the beginning.
        settings = settings.model_copy(update={"request_timeout": settings.timeout})
    endpoint = Endpoint(
        server,
        model=name,
        profile=selection.profile,
        settings=settings,
        label=EMBEDDED,
        gate=gate,
        articles_at_once=parallel,
    )
    try:
        yield endpoint
    finally:
        await endpoint.close()


def _key(settings: Settings) -> str | None:
    """Return the key without white space around it; raises `SettingsError` for one that no request could carry."""
    if settings.api_key is None:
        return None
    key = settings.api_key.get_secret_value().strip()
    if not re.fullmatch(r"[!-~]*", key):
        odd = next(place for place, sign in enumerate(key, 1) if not "!" <= sign <= "~")
        raise SettingsError(
            f"The key has a character at place {odd} that no key has: {key[odd - 1]!r}.",
            hint="Copy it once more: keys are of ASCII letters, digits and signs, in one line.",
        )
    return key or None


async def _only_model(server: RemoteServer, settings: Settings, profile: Profile) -> str:
    endpoint = Endpoint(server, model="", profile=profile, settings=settings)
    try:
        offered = await endpoint.client().list_models()
    finally:
        await endpoint.close()
    if len(offered) == 1:
        return offered[0]
    names = ", ".join(offered[:_MOST_MODELS]) + (", …" if len(offered) > _MOST_MODELS else "")
    offers = f"offers {len(offered)} models: {names}" if offered else "does not say which models it offers"
    raise ModelNotFound(f"No model is named, and {endpoint.address} {offers}.")


def _endpoint(settings: Settings, base_url: str) -> Selection:
    host = _host(base_url)
    if host is None:
        raise SettingsError(
            f"The base URL {redacted(base_url)!r} is not an address.",
            hint="It begins with http:// or https:// and for most servers ends in /v1.",
        )
    kind: Literal["openai", "endpoint"] = "openai" if host == "api.openai.com" else "endpoint"
    reasons = [f"A base URL is given: requests go to {redacted(base_url)}."]
    model = settings.model
    if model is None and kind == "openai":
        model = DEFAULT_OPENAI_MODEL
        reasons.append(f"No model is named: {model!r} is the default for OpenAI.")
    elif model is None:
        reasons.append("No model is named: the endpoint's model is used if it offers exactly one.")
    return _remote(kind, settings, base_url, model, reasons)


def _host(base_url: str) -> str | None:
    """Return the host of an address; None where it is no address of an API."""
    try:
        parts = urlsplit(base_url)
        is_address = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return None
    return parts.hostname if is_address else None


def _remote(
    kind: Literal["openai", "endpoint"],
    settings: Settings,
    base_url: str,
    model: str | None,
    reasons: list[str],
) -> Selection:
    profile = _profile(settings, model or "*")
    reasons.append(f"The profile is that of {profile.match!r}.")
    return Selection(kind, base_url, model, profile, tuple(reasons))


def _embedded(settings: Settings, model: str | None, reason: str) -> Selection:
    of_user = _profile(settings, model or EMBEDDED)
    profile = of_user if _is_own(of_user, settings) else _profile(settings, EMBEDDED)
    reasons = (reason, f"The profile is that of {profile.match!r}.")
    return Selection("embedded", None, model, profile, reasons)


def _profile(settings: Settings, model: str) -> Profile:
    """Return the profile of a model with what the settings override."""
    overrides: dict[str, Any] = {"context": settings.context, "max_output_tokens": settings.max_output_tokens}
    given = {name: value for name, value in overrides.items() if value is not None}
    return profile_for(model, settings.model_profiles).model_copy(update=given)


def _is_own(profile: Profile, settings: Settings) -> bool:
    return profile.match in {one.match for one in settings.model_profiles}


def _is_on_this_machine(model: str) -> bool:
    from summarizer.embedded.catalogue import find_model
    from summarizer.errors import ModelFileError

    if model.casefold().endswith(".gguf") or Path(model).expanduser().is_file():
        return True
    try:
        find_model(model)
    except ModelFileError:
        return False
    return True
