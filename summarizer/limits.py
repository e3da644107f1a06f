"""Limits: how fast, for how much, how long and how many; a small frozen value beside `Settings`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from summarizer.configuration import Configuration
from summarizer.settings import LIMITS_TABLE, Layers, as_configuration, layered
from summarizer.settings_base import SettingsBase

_Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=1)]


class Limits(SettingsBase):
    """What a run over many articles may take; it holds over all that works on it at once. None is no limit.

    `concurrency` bounds the articles in work and the requests on their way; `rpm` and `tpm` are requests and tokens in
    any minute. At `max_cost` (USD), `max_tokens` (read and written) or `max_articles`, or after `deadline` (seconds
    from the start), no further article is begun; those in work are finished.
    """

    noun: ClassVar[str] = "limit"

    concurrency: Annotated[int, Field(ge=1, le=1024)] = 8
    rpm: _Count | None = None
    tpm: _Count | None = None
    max_cost: _Amount | None = None
    max_tokens: _Count | None = None
    max_articles: _Count | None = None
    deadline: _Amount | None = None

    @classmethod
    def load(
        cls,
        *,
        config: Path | Configuration | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Self:
        """Combine options over environment (SUMMARIZER_CONCURRENCY, SUMMARIZER_RPM…) over the file's table [limits].

        Options that are None count as not given. Raises `SettingsError` naming what cannot be used.
        """
        return cls.layers(config=config, environment=environment, **options).value

    @classmethod
    def layers(
        cls,
        *,
        config: Path | Configuration | None = None,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Layers[Self]:
        """Do what `load` does, and tell where each limit comes from."""
        environment = os.environ if environment is None else environment
        file = as_configuration(config, environment).table(LIMITS_TABLE)
        variables = {name: (f"SUMMARIZER_{name.upper()}",) for name in cls.model_fields}
        return layered(cls, file, environment, variables, options)
