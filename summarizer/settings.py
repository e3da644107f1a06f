"""Settings: one small frozen value, passed in; the environment and the configuration file are read here only."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, InstanceOf, SecretStr, ValidationError

from summarizer.brief_form import BriefForm
from summarizer.configuration import CONFIG_VARIABLE, Configuration
from summarizer.errors import SettingsError
from summarizer.profiles import Profile
from summarizer.settings_base import SettingsBase, refused

StrategyName = Literal["one_pass", "stepwise"]
StrategyChoice = Literal["auto", StrategyName]
CacheUse = Literal["off", "use", "refresh"]

Layered = TypeVar("Layered", bound=SettingsBase)
Given = TypeVar("Given", bound="Settings")

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
    "review": ("SUMMARIZER_REVIEW",),
    "min_confidence": ("SUMMARIZER_MIN_CONFIDENCE",),
    "cache": ("SUMMARIZER_CACHE",),
    "cache_dir": ("SUMMARIZER_CACHE_DIR",),
    "prompts_dir": ("SUMMARIZER_PROMPTS_DIR",),
    "trace_content": ("SUMMARIZER_TRACE_CONTENT", "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
}


class Settings(SettingsBase):
    """How briefs are made. Every field can be given by argument, environment or configuration file.

    Times are in seconds. One question to the model takes at most `max_attempts * (1 + max_reasks)` requests. Two kinds
    of requests are not counted: those by which is learned how an endpoint wants them written, and, in a run over many
    articles, those refused with 429. The latter wait their turn, and the wait counts against no `timeout`.

    Raises `WrongSetting` for a value that cannot be used and for a field that there is not.

    ```python
    from summarizer import Settings

    settings = Settings(model="gpt-5-mini", timeout=120, min_confidence=0.5)
    faster = settings.model_copy(update={"timeout": 30.0})
    of_the_environment = Settings.load()
    ```
    """

    noun: ClassVar[str] = "setting"

    model: Annotated[
        str | None,
        Field(description="Model name of the endpoint, name of an embedded model, or path of a GGUF file."),
    ] = None
    base_url: Annotated[str | None, Field(description="Address of an OpenAI-compatible endpoint.")] = None
    api_key: Annotated[
        SecretStr | None,
        Field(description="Key of the endpoint; there is no option for it, others could list that."),
    ] = None
    strategy: Annotated[
        StrategyChoice,
        Field(
            description="How the model is asked: `one_pass` for capable models, `stepwise` for small ones."
        ),
    ] = "auto"
    timeout: Annotated[float, Field(gt=0, description="Seconds for a whole brief.")] = 900.0
    request_timeout: Annotated[
        float,
        Field(
            gt=0,
            description="Seconds for one request; to the embedded model it may take the whole `timeout` unless given.",
        ),
    ] = 300.0
    max_attempts: Annotated[
        int, Field(ge=1, le=20, description="How often a request is sent that meets a fault which may pass.")
    ] = 5
    max_reasks: Annotated[
        int, Field(ge=0, le=2, description="How often an answer that cannot be used is asked for again.")
    ] = 2
    max_characters: Annotated[int, Field(ge=1, description="Longest article that is accepted.")] = 1_000_000
    max_output_tokens: Annotated[
        int | None, Field(ge=16, description="Longest answer that is asked for, in place of the profile's.")
    ] = None
    context: Annotated[
        int | None,
        Field(ge=512, description="Context length of the model in tokens, in place of the profile's."),
    ] = None
    threads: Annotated[int | None, Field(ge=1, description="Threads of the embedded engine.")] = None
    review: Annotated[
        bool,
        Field(
            description="Whether `one_pass` asks a second time: the model is shown each claim beside the sentences "
            "that it cites, and those that these do not bear out are rejected."
        ),
    ] = False
    min_confidence: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            description="Events and moves whose type is less sure than this are rejected; where nothing is known of "
            "that they stay.",
        ),
    ] = 0.0
    cache: Annotated[
        CacheUse,
        Field(
            description="`use`: a brief that was made in the same way before is returned without a request, and new "
            "ones are kept; `refresh`: every brief is made anew and kept. Commands use the cache unless told otherwise."
        ),
    ] = "off"
    cache_dir: Annotated[
        Path | None,
        Field(description="Where briefs and models are kept, in place of the user's cache folder."),
    ] = None
    prompts_dir: Annotated[
        Path | None, Field(description="Prompts of your own; what this folder lacks comes with the package.")
    ] = None
    trace_content: Annotated[
        bool, Field(description="Whether spans of OpenTelemetry hold the text of prompts and answers.")
    ] = False
    brief_form: Annotated[
        InstanceOf[BriefForm] | None,
        Field(
            description="What briefs hold, in place of the built-in brief (`summarizer.claims`). It is code, so no "
            "environment and no file can give one."
        ),
    ] = None
    model_profiles: Annotated[
        tuple[Profile, ...], Field(description="Facts about models, besides those that are built in.")
    ] = ()

    def strategy_for(self, profile: Profile) -> StrategyName:
        """Return the strategy that is asked for, else that of the model's profile."""
        if self.brief_form is not None:
            return "one_pass"
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
        return _without_key_for_strangers(layers, file)


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


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # told where it is used
        return None


def _without_key_for_strangers(layers: "Layers[Given]", file: Configuration) -> "Layers[Given]":
    """Return the layers without a key of the environment where a file that merely lies about would send it somewhere.

    Whoever unpacks an archive with a summarizer.toml in it, and runs a command there, has named nothing. On this
    machine servers need no key, and anybody may listen: none is sent. To an address elsewhere it would have to be sent:
    raises `SettingsError`.
    """
    settings, origins = layers.value, layers.origins
    address = settings.base_url
    if file.named or address is None or origins["base_url"] != file.origins.get("base_url"):
        return layers
    if settings.api_key is None or origins["api_key"] == file.origins.get("api_key"):
        return layers
    if _host(address) in LOOPBACK:
        kept = {name: origin for name, origin in origins.items() if name != "api_key"}
        return Layers(settings.model_copy(update={"api_key": None}), kept)
    raise SettingsError(
        f"{origins['base_url']} would send the key of {origins['api_key']} to an address that you did "
        "not name.",
        hint=f"If that is meant, name the file: --config {file.path} (or {CONFIG_VARIABLE}).",
    )
