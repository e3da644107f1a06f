"""A model that answers as a test tells it to, and remembers what it was asked."""

from collections.abc import Callable, Sequence
from typing import cast

from summarizer.model.interface import Choice, Message, Output
from summarizer.model.usage import Usage
from summarizer.profiles import Profile


class FakeModel:
    """Answers `structured` with the instances given, `choose` by a function, `write` with one text."""

    name = "fake"
    endpoint = "nowhere"

    def __init__(
        self,
        *answers: object,
        choose: Callable[[Sequence[str]], Choice] | None = None,
        text: str = "",
        context: int = 8192,
    ) -> None:
        self.profile = Profile(match="*", context=context)
        self.usage = Usage()
        self.asked: list[list[Message]] = []
        self.prepared: list[list[Message]] = []
        self._answers = list(answers)
        self._choose = choose or (lambda options: Choice(options[0]))
        self._text = text

    async def prepare(self, prefix: Sequence[Message]) -> None:
        self.prepared.append(list(prefix))

    async def structured(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> Output:
        self.asked.append(list(messages))
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, output) or issubclass(output, type(answer))
        return cast("Output", answer)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        self.asked.append(list(messages))
        return self._choose(options)

    async def write(self, messages: Sequence[Message], *, max_tokens: int, pattern: str | None = None) -> str:
        self.asked.append(list(messages))
        return self._text
