"""What is known about a model: context length, how it is made to answer in JSON, strategy, prices. Data, not code."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator


class Profile(BaseModel):
    """Facts about the models whose name matches `match`: what they take, how they are made to answer in JSON, prices.

    Prices are in USD per million tokens. Where they and the context are not given, they are those of the provider that
    the address belongs to, or else of `provider`.

    ```python
    from summarizer import Profile, Settings

    profile = Profile(match="my-*", context=16_384, price_prompt=0.25, price_completion=2.0)
    settings = Settings(model="my-model", base_url="http://localhost:8000/v1", model_profiles=(profile,))
    ```
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: Annotated[
        str, Field(description="A shell pattern, compared without case; the most specific one counts.")
    ]
    context: Annotated[int, Field(ge=512, description="Tokens of prompt and answer together.")] = 128_000
    max_output_tokens: Annotated[int, Field(ge=16, description="Longest answer that is asked for.")] = 8_192
    output: Annotated[
        Literal["json_schema", "json_object", "prompt"],
        Field(
            description="How an answer is held to a schema: by the endpoint, as JSON with the schema in the prompt, or "
            "by the prompt alone."
        ),
    ] = "json_schema"
    grammar: Annotated[bool, Field(description="Whether the endpoint enforces a GBNF `grammar`.")] = False
    logprobs: Annotated[bool, Field(description="Whether answers come with the probabilities of tokens.")] = (
        False
    )
    strategy: Annotated[
        Literal["one_pass", "stepwise"], Field(description="One question for all, or many short ones.")
    ] = "one_pass"
    temperature: Annotated[
        float | None, Field(description='None (in TOML: "default") leaves it to the endpoint.')
    ] = 0.0
    token_parameter: Annotated[
        Literal["max_tokens", "max_completion_tokens"],
        Field(description="How the endpoint calls the limit of an answer."),
    ] = "max_tokens"  # noqa: S105  no secret
    thinking_tokens: Annotated[
        int, Field(ge=0, description="Added to every limit, where hidden reasoning counts against it.")
    ] = 0
    extra_body: Annotated[Mapping[str, JsonValue], Field(description="Sent with every request.")] = {}
    key_header: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$", description="The header that the key is sent in.")
    ] = "authorization"
    provider: Annotated[
        str | None, Field(description="Whose prices hold, as the package genai-prices names it.")
    ] = None
    price_prompt: Annotated[float | None, Field(description="Of a million tokens that are read.")] = None
    price_cached: Annotated[float | None, Field(description="Of those that the endpoint's cache has.")] = None
    price_completion: Annotated[float | None, Field(description="Of a million tokens that are written.")] = (
        None
    )

    @field_validator("temperature", mode="before")
    @classmethod
    def _default_temperature(cls, value: object) -> object:
        return None if value == "default" else value  # TOML has no null


@lru_cache(maxsize=1)
def load_profiles() -> tuple[Profile, ...]:
    """Return the profiles that come with the package."""
    with Path(__file__).with_name("profiles.toml").open("rb") as file:
        return tuple(Profile(**entry) for entry in tomllib.load(file)["profile"])


def profile_for(model: str, extra: Sequence[Profile] = ()) -> Profile:
    """Return the profile of a model: of the user's, else of the package's, the one that matches most specifically.

    A pattern is tried on the whole name and on its last part, so that `gpt-5*` also matches `openai/gpt-5-mini`.
    """
    return _best(model, extra) or _best(model, load_profiles()) or Profile(match="*")


def _best(model: str, profiles: Sequence[Profile]) -> Profile | None:
    whole = model.casefold()
    last = whole.rpartition("/")[2]
    fitting = [
        one for one in profiles if any(fnmatchcase(name, one.match.casefold()) for name in (whole, last))
    ]
    return max(fitting, key=lambda one: _specificity(one.match), default=None)  # of equals the first


def _specificity(pattern: str) -> tuple[int, int]:
    """Return how many characters a pattern spells out (a set in brackets counts as one), and how few it leaves open."""
    spelled = re.sub(r"\[[^]]{0,100}\]", "-", pattern)
    open_ends = spelled.count("*") + spelled.count("?")
    return len(spelled) - open_ends, -open_ends
