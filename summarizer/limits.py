"""Limits: how fast, for how much, how long and how many; a small frozen value beside `Settings`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from summarizer.configuration import Configuration
from summarizer.settings import LIMITS_TABLE, Layers, as_configuration, layered
from summarizer.settings_base import SettingsBase


class Limits(SettingsBase):
    """What a run over many articles may take; it holds over all that works on it at once. None is no limit.

    At a limit of cost, tokens, articles or time no further article is begun; those in work are finished.

    Raises `WrongSetting` for a value that cannot be used and for a limit that there is not.

    ```python
    from summarizer import Limits

    limits = Limits(concurrency=32, rpm=500, max_cost=5, deadline=3600)
    ```
    """

    noun: ClassVar[str] = "limit"

    concurrency: Annotated[
        int,
        Field(
            ge=1,
            le=1024,
            description="Articles in work and requests on their way; halved where the endpoint is overloaded, and "
            "grown back.",
        ),
    ] = 8
    rpm: Annotated[int | None, Field(ge=1, description="Requests in any minute, spread evenly.")] = None
    tpm: Annotated[int | None, Field(ge=1, description="Tokens in any minute, spread evenly.")] = None
    max_cost: Annotated[
        float | None,
        Field(
            gt=0,
            allow_inf_nan=False,
            description="USD. Nothing is begun that would probably go beyond, by what articles have cost so far. It "
            "needs the prices of the model.",
        ),
    ] = None
    max_tokens: Annotated[
        int | None, Field(ge=1, description="Tokens read and written; counted as `max_cost` is.")
    ] = None
    max_articles: Annotated[int | None, Field(ge=1, description="Articles that are begun.")] = None
    deadline: Annotated[
        float | None, Field(gt=0, allow_inf_nan=False, description="Seconds from the start.")
    ] = None

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
