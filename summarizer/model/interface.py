"""What a strategy may ask of a model, whichever endpoint answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from summarizer.model.usage import Usage
from summarizer.profiles import Profile

Output = TypeVar("Output", bound=BaseModel)


class Message(TypedDict):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The option that the model chose; `scores` give each option's share of probability where the endpoint tells.

    `scores` sum to 1 over the options, or are empty where the endpoint gives no log-probabilities.
    """

    option: str
    scores: Mapping[str, float] = field(default_factory=dict)


class Model(Protocol):
    """A model behind an endpoint. Every method raises the endpoint and output errors of `summarizer.errors`."""

    @property
    def name(self) -> str:
        """Return the model's name as the endpoint knows it."""
        ...

    @property
    def endpoint(self) -> str:
        """Return the address that answers, without credentials, or "embedded"."""
        ...

    @property
    def profile(self) -> Profile:
        """Return what is known about the model."""
        ...

    @property
    def usage(self) -> Usage:
        """Return requests and tokens so far, over all attempts."""
        ...

    async def prepare(self, prefix: Sequence[Message]) -> None:
        """Make the endpoint ready to answer behind this prefix; free where nothing is kept between runs.

        To be called before a question that is really asked: where nothing was kept yet, the prefix is read now.
        """
        ...

    async def structured(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> Output:
        """Return an instance of `output` (or of a subclass) that the model filled in; re-asked when it does not fit."""
        ...

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Return which of the options the model answers with; nothing else can be answered."""
        ...

    async def write(self, messages: Sequence[Message], *, max_tokens: int, pattern: str | None = None) -> str:
        """Return a short text; `pattern` is a GBNF grammar, applied where the endpoint takes one."""
        ...
