"""Settings: one small frozen value, passed in; the environment and the configuration file are read here only."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError

from summarizer.configuration import CONFIG_VARIABLE, Configuration
from summarizer.errors import SettingsError
from summarizer.profiles import Profile
from summarizer.values import Values, refused

StrategyName = Literal["one_pass", "stepwise"]
StrategyChoice = Literal["auto", StrategyName]
CacheUse = Literal["off", "use", "refresh"]

Layered = TypeVar("Layered", bound=Values)

# The table of the configuration file that `summarizer.limits` reads.
LIMITS_TABLE = "limits"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

# Options of the command line that are not called as their setting.
_OPTIONS: Mapping[str, str] = {"prompts_dir": "--prompts"}

# Setting -> the variables that give it, first one wins.
ENVIRONMENT: Mapping[str, tuple[str, ...]] = {
    "model": ("SUMMARIZER_MODEL",),
    "base_url": ("SUMMARIZER_BASE_URL", "OPENAI_BASE_URL"),
    "api_key": ("SUMMARIZER_API_KEY", "OPENAI_API_KEY"),
    "strategy": ("SUMMARIZER_STRATEGY",),
    "timeout": ("SUMMARIZER_TIMEOUT",),
    "request_timeout": ("SUMMARIZER_REQUEST_TIMEOUT",),
    "max_attempts": ("SUMMARIZER_MAX_ATTEMPTS",),
    "max_reasks": ("SUMMARIZER_MAX_REASKS",),
    "max_characters": ("SUMMARIZER_MAX_CHARACTERS",),
    "max_output_tokens": ("SUMMARIZER_MAX_OUTPUT_TOKENS",),
    "context": ("SUMMARIZER_CONTEXT",),
    "threads": ("SUMMARIZER_THREADS",),
    "min_confidence": ("SUMMARIZER_MIN_CONFIDENCE",),
    "cache": ("SUMMARIZER_CACHE",),
    "cache_dir": ("SUMMARIZER_CACHE_DIR",),
    "prompts_dir": ("SUMMARIZER_PROMPTS_DIR",),
    "trace_content": ("SUMMARIZER_TRACE_CONTENT", "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
}


class Settings(Values):
    """How briefs are made. Every field can be given by argument, environment or configuration file.

    `model` is a model name of the endpoint, the name of an embedded model, or the path of a GGUF file. Times are in
    seconds: `timeout` bounds a whole brief, `request_timeout` one request. `max_attempts` bounds how often a request is
    sent that meets a fault which may pass, `max_reasks` how often unusable output is asked for again: one question to
    the model takes at most `max_attempts * (1 + max_reasks)` requests. Not counted are those by which is learned how an
    endpoint wants them written, and in a run over many articles those refused with 429: they wait their turn, and the
    wait counts against no `timeout`. A request to the embedded model may take the whole `timeout` unless a limit is
    given. `context` overrides the profile's context length, in tokens; `threads` is for the engine.
    Events and moves whose type is less sure than `min_confidence` are rejected; where no confidence is known they stay.
    With `cache` "use" a brief that was made in the same way before is returned without a request, and new ones are kept
    in `cache_dir`; "refresh" makes every brief anew and keeps it.
    `model_profiles` are facts about models, besides those that are built in.
    Spans of OpenTelemetry hold the text of prompts and answers only with `trace_content`.
    """

    noun: ClassVar[str] = "setting"

    model: str | None = None
    base_url: str | None = None
    api_key: SecretStr | None = None
    strategy: StrategyChoice = "auto"
    timeout: Annotated[float, Field(gt=0)] = 900.0
    request_timeout: Annotated[float, Field(gt=0)] = 300.0
    max_attempts: Annotated[int, Field(ge=1, le=20)] = 5
    max_reasks: Annotated[int, Field(ge=0, le=2)] = 2
    max_characters: Annotated[int, Field(ge=1)] = 1_000_000
    max_output_tokens: Annotated[int, Field(ge=16)] | None = None
    context: Annotated[int, Field(ge=512)] | None = None
    threads: Annotated[int, Field(ge=1)] | None = None
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    cache: CacheUse = "off"
    cache_dir: Path | None = None
    prompts_dir: Path | None = None
    trace_content: bool = False
    model_profiles: tuple[Profile, ...] = ()

    def strategy_for(self, profile: Profile) -> StrategyName:
        """Return the strategy that is asked for, else that of the model's profile."""
        return profile.strategy if self.strategy == "auto" else self.strategy

    @classmethod
    def load(
        cls,
        *,
        config: Path | Configuration | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Self:
        """Combine options over environment over configuration file; options that are None count as not given.

        Without `config` the file counts that SUMMARIZER_CONFIG names, and no other. Raises `SettingsError` naming the
        option, variable or file key that cannot be used.
        """
        return cls.layers(config=config, environment=environment, **options).value

    @classmethod
    def layers(
        cls,
        *,
        config: Path | Configuration | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> "Layers[Self]":
        """Do what `load` does, and tell where each setting comes from."""
        environment = os.environ if environment is None else environment
        file = as_configuration(config, environment)
        layers = layered(cls, file.without(LIMITS_TABLE), environment, ENVIRONMENT, options)
        _keep_key_from_strangers(layers.value, layers.origins, file)
        return layers


@dataclass(frozen=True, slots=True)
class Layers(Generic[Layered]):
    """A value put together from options, environment and file; `origins` tell where each given field comes from."""

    value: Layered
    origins: Mapping[str, str]


def as_configuration(config: "Path | Configuration | None", environment: Mapping[str, str]) -> Configuration:
    """Return the configuration of a file; of the one that the environment names where none is given."""
    if config is None:
        return Configuration.of_environment(environment)
    return config if isinstance(config, Configuration) else Configuration.read(config)


def layered(
    model: type[Layered],
    file: Configuration,
    environment: Mapping[str, str],
    variables: Mapping[str, Sequence[str]],
    options: Mapping[str, Any],
) -> Layers[Layered]:
    """Combine options over environment over what the file says; `variables` are those of each field, first one wins.

    Raises `SettingsError` naming what cannot be used.
    """
    values = dict(file.values)
    origins = {key: file.origins[key] for key in values}
    for key, names in variables.items():
        for name in names:
            if environment.get(name):
                values[key], origins[key] = environment[name], name
                break
    for key, value in options.items():
        if value is not None:
            values[key], origins[key] = value, _OPTIONS.get(key, f"--{key.replace('_', '-')}")
    try:
        return Layers(model.model_validate(values), origins)
    except ValidationError as error:
        raise refused(model, error, origins) from None


def _keep_key_from_strangers(settings: Settings, origins: Mapping[str, str], file: Configuration) -> None:
    """Raise `SettingsError` where a file that merely lies about would send a key of the environment somewhere else.

    Whoever unpacks an archive with a summarizer.toml in it, and runs a command there, has named nothing.
    """
    address = settings.base_url
    if file.named or address is None or origins["base_url"] != file.origins.get("base_url"):
        return
    if settings.api_key is None or origins["api_key"] == file.origins.get("api_key"):
        return
    if urlsplit(address).hostname in LOOPBACK:
        return
    raise SettingsError(
        f"{origins['base_url']} would send the key of {origins['api_key']} to an address that you did "
        "not name.",
        hint=f"If that is meant, name the file: --config {file.path} (or {CONFIG_VARIABLE}).",
    )
