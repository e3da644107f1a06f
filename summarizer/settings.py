"""Settings: one small frozen value, passed in; the environment and the configuration file are read here only."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.errors import SettingsError
from summarizer.model.profiles import Profile

StrategyChoice = Literal["auto", "one_pass", "stepwise"]
CacheUse = Literal["off", "use", "refresh"]

Layered = TypeVar("Layered", bound=BaseModel)

# The table of the configuration file that `summarizer.limits` reads.
LIMITS_TABLE = "limits"

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


class Settings(BaseModel):
    """How briefs are made. Every field can be given by argument, environment or configuration file.

    `model` is a model name of the endpoint, the name of an embedded model, or the path of a GGUF file. Times are in
    seconds: `timeout` bounds a whole brief, `request_timeout` one request. `max_reasks` bounds how often unusable
    output is asked for again. A request to the embedded model may take the whole `timeout` unless a limit is
    given. `context` overrides the profile's context length, in tokens; `threads` is for the engine.
    Events and moves whose type is less sure than `min_confidence` are rejected; where no confidence is known they stay.
    With `cache` "use" a brief that was made in the same way before is returned without a request, and new ones are kept
    in `cache_dir`; "refresh" makes every brief anew and keeps it.
    Spans of OpenTelemetry hold the text of prompts and answers only with `trace_content`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

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
    profiles: tuple[Profile, ...] = ()

    @classmethod
    def load(
        cls,
        *,
        config: Path | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Self:
        """Combine options over environment over configuration file; options that are None count as not given.

        Raises `SettingsError` naming the option, variable or file key that cannot be used.
        """
        file = {} if config is None else _read_config(config)
        file.pop(LIMITS_TABLE, None)
        return layered(cls, file, str(config), environment, ENVIRONMENT, options, noun="setting")


def read_table(config: Path | None, table: str) -> dict[str, Any]:
    """Return a table of the configuration file; empty where there is no file, or no such table in it.

    Raises `SettingsError` for a file that cannot be read, and where the key is no table.
    """
    found = {} if config is None else _read_config(config).get(table, {})
    if not isinstance(found, dict):
        raise SettingsError(
            f"{table!r} in {config} is not a table.", hint=f"Write it as [{table}] on a line of its own."
        )
    return found


def layered(
    model: type[Layered],
    file: Mapping[str, Any],
    config: str,
    environment: Mapping[str, str] | None,
    variables: Mapping[str, Sequence[str]],
    options: Mapping[str, Any],
    *,
    noun: str,
) -> Layered:
    """Combine options over environment over what `config` says; `variables` are those of each field, first one wins.

    Without an `environment` that of the process holds. Raises `SettingsError` naming what cannot be used.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for key, value in file.items():
        values[key], origin[key] = value, f"{key!r} in {config}"
    for key, names in variables.items():
        for name in names:
            if environment.get(name):
                values[key], origin[key] = environment[name], name
                break
    for key, value in options.items():
        if value is not None:
            values[key], origin[key] = value, f"--{key.replace('_', '-')}"
    try:
        return model(**values)
    except ValidationError as error:
        raise _settings_error(error, origin, sorted(model.model_fields), noun) from None


def _read_config(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise SettingsError(
            f"The configuration file {str(path)!r} cannot be read: {error.strerror}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The configuration file {str(path)!r} is not valid TOML: {error}.") from error
    return found


def _settings_error(
    error: ValidationError, origin: Mapping[str, str], known: Sequence[str], noun: str
) -> SettingsError:
    first = error.errors(include_url=False, include_input=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    where = ".".join(str(part) for part in first["loc"][1:])
    source = origin.get(key, key) + (f" ({where})" if where else "")
    if first["type"] == "extra_forbidden":
        return SettingsError(f"{source} is not a {noun}.", hint=f"Known {noun}s: {', '.join(known)}.")
    return SettingsError(
        f"{source} cannot be used: {first['msg']}.", hint="See the README for what it may be."
    )
