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
    """Facts about the models whose name matches `match` (a shell pattern, compared without case).

    `output`: how the answer is held to a schema: `json_schema` (enforced by the endpoint), `json_object` (JSON, schema
    in the prompt), `prompt` (schema in the prompt only). `grammar`: the endpoint enforces a GBNF `grammar` field.
    `thinking_tokens` are added to every token limit, for models whose hidden reasoning counts against it. `extra_body`
    is sent with every request. `temperature` None (in TOML: "default") leaves it to the endpoint. `key_header` is the
    header that the key is sent in, by default as a bearer's in `authorization`. Prices are in USD per million tokens;
    where they and the context are not given, they are those of the provider that the address belongs to, or else of
    `provider`, as the package genai-prices names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: str
    context: Annotated[int, Field(ge=512)] = 128_000
    max_output_tokens: Annotated[int, Field(ge=16)] = 8_192
    output: Literal["json_schema", "json_object", "prompt"] = "json_schema"
    grammar: bool = False
    logprobs: bool = False
    strategy: Literal["one_pass", "stepwise"] = "one_pass"
    temperature: float | None = 0.0
    token_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"  # noqa: S105  no secret
    thinking_tokens: Annotated[int, Field(ge=0)] = 0
    extra_body: Mapping[str, JsonValue] = {}
    key_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")] = "authorization"
    provider: str | None = None
    price_prompt: float | None = None
    price_cached: float | None = None
    price_completion: float | None = None

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
