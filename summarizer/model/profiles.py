"""What is known about a model: context length, how it is made to answer in JSON, strategy, prices. Data, not code."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Profile(BaseModel):
    """Facts about the models whose name matches `match` (a shell pattern, compared without case).

    `output`: how the answer is held to a schema: `json_schema` (enforced by the endpoint), `json_object` (JSON, schema in the
    prompt), `prompt` (schema in the prompt only). `grammar`: the endpoint enforces a GBNF `grammar` field. Prices are
    in USD per million tokens.
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
    token_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_completion_tokens"
    price_prompt: float | None = None
    price_cached: float | None = None
    price_completion: float | None = None
