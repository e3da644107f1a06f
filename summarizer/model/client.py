"""The client: structured answers, choices and short texts from one model behind one endpoint."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from summarizer.errors import InvalidOutput, ModelOutputError
from summarizer.model import filling, options
from summarizer.model.answer import Answer, excerpt
from summarizer.model.connection import Connection
from summarizer.model.dialect import Dialect
from summarizer.model.gate import Gate
from summarizer.model.interface import Choice, Message, Output
from summarizer.model.quiet import quiet
from summarizer.model.retries import Budget, Sleep, reask_retrying
from summarizer.model.schema import strict_schema
from summarizer.model.sender import Sender
from summarizer.model.target import Target
from summarizer.model.usage import Usage
from summarizer.profiles import Profile
from summarizer.settings import Settings

Read = TypeVar("Read")

# How many alternatives to a token are looked at; more than OpenAI allows would not be portable.
_TOP_LOGPROBS = 20
# Read behind a prefix that is read for later, so that a chat template ends the prefix as before any question.
_ANY_QUESTION = Message(role="user", content=".")


class _UnusableText(Exception):  # noqa: N818  a message within this module
    """Carries past tenacity why a text is no answer to the question."""


class Client:
    """Implements `Model` over the chat API of OpenAI; made by an `Endpoint`, for one article.

    May be used from several event loops in turn, and by several tasks of one loop at once.
    """

    def __init__(
        self,
        connection: Connection,
        target: Target,
        dialect: Dialect,
        *,
        profile: Profile,
        settings: Settings,
        budget: Budget,
        gate: Gate,
        sleep: Sleep,
    ) -> None:
        self._connection = connection
        self._target = target
        self._dialect = dialect
        self._profile = profile
        self._max_reasks = settings.max_reasks
        self._budget = budget
        self._sleep = sleep
        self._sender = Sender(
            connection,
            target,
            dialect,
            gate=gate,
            budget=budget,
            request_timeout=settings.request_timeout,
            max_attempts=settings.max_attempts,
            sleep=sleep,
            trace_content=settings.trace_content,
        )

    @property
    def name(self) -> str:
        """Return the model's name as the endpoint knows it."""
        return self._target.model

    @property
    def endpoint(self) -> str:
        """Return the address that answers, without credentials, or "embedded"."""
        return self._target.address

    @property
    def profile(self) -> Profile:
        """Return what is known about the model."""
        return self._profile

    @property
    def usage(self) -> Usage:
        """Return requests and tokens so far, over all attempts."""
        return self._sender.usage

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what was learned about the endpoint: fallbacks taken and parameters left out, a sentence each."""
        return tuple(self._dialect.notes)

    @property
    def enforcement(self) -> str:
        """Return how answers are held to a schema now: `json_schema`, `json_object` or `prompt`."""
        return self._dialect.enforcement

    async def prepare(self, prefix: Sequence[Message]) -> None:
        """Have the prefix read once and kept, where the server keeps prefixes between runs; elsewhere do nothing."""
        server = self._connection.server
        if await server.recall(prefix):
            return
        messages = [*prefix, _ANY_QUESTION]

        def request() -> dict[str, Any]:
            # One token also of a model that thinks.
            return self._dialect.request(messages, max_tokens=1) | {self._dialect.token_parameter: 1}

        before = self.usage.prompt
        with suppress(ModelOutputError):  # an answer cut at its first token is what was asked for
            await self._sender.send(request)
        await server.keep(prefix, self.usage.prompt - before)

    async def structured(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> Output:
        """Return an instance of `output` that the model filled in.

        An answer that does not fit is asked for again at most `settings.max_reasks` times, with what was wrong; then
        raises `InvalidOutput`. A cut answer raises `OutputTruncated` and a refusal `Refused`, at once.
        """
        schema = self._schema(output)

        async def ask(asked: Sequence[Mapping[str, Any]]) -> Answer:
            return await self._sender.send(
                lambda: self._dialect.request(asked, max_tokens=max_tokens, schema=schema)
            )

        first = await ask(messages)
        with suppress(filling.Unfit):
            return filling.filled(first, output)
        return await self._corrected(first, messages, output, ask)

    def written(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> dict[str, Any]:
        """Return the body of the request that `structured` sends first, to be sent in another way."""
        request = self._dialect.request(messages, max_tokens=max_tokens, schema=self._schema(output))
        return {"model": self._target.model, **request}

    def read(self, answer: Mapping[str, Any], output: type[Output]) -> Output:
        """Return what the body of an answer says to a request that was `written`; nothing is asked again.

        Raises what `structured` raises about an answer.
        """
        try:
            return filling.filled(self._sender.receive(answer), output)
        except filling.Unfit as error:
            fault = self._target.clean(str(error))
            raise InvalidOutput(f"The answer of {self._target} is not what was asked for: {fault}.") from None

    async def choose(self, messages: Sequence[Message], options_: Sequence[str]) -> Choice:
        """Return which of the options the model answers with.

        A grammar holds it to them where the endpoint takes one, and gives `scores`; elsewhere a JSON Schema does; where
        the endpoint enforces nothing, the words of a free answer are compared with the options.
        """
        if not options_:
            raise ValueError("There must be an option to choose from.")
        if len(set(options_)) == 1:
            return Choice(options_[0], {options_[0]: 1.0})
        if self._dialect.grammar or self._dialect.enforcement == "prompt":
            return await self._reasked(lambda: self._option(messages, options_), "one of the options")
        answer: Any = await self.structured(
            messages,
            options.option_model(tuple(options_)),
            max_tokens=options.most_tokens(options_, free=True),
        )
        return Choice(cast("str", answer.answer))

    async def write(self, messages: Sequence[Message], *, max_tokens: int, pattern: str | None = None) -> str:
        """Return a short text without surrounding white space; `pattern` is a GBNF grammar, applied where one is taken.

        A text cut at `max_tokens` raises `OutputTruncated`.
        """

        def request() -> dict[str, Any]:
            body = {"grammar": pattern} if pattern is not None and self._dialect.grammar else None
            return self._dialect.request(messages, max_tokens=max_tokens, body=body)

        async def ask() -> str:
            answer = await self._sender.send(request)
            text = answer.text.strip()
            if not text:
                raise _UnusableText(answer.lack)
            return text

        return await self._reasked(ask, "a text")

    async def list_models(self) -> list[str]:
        """Return the names of the models that the endpoint offers."""
        return await self._sender.list_models()

    async def close(self) -> None:
        """Close the connections of the endpoint; they are opened anew when one of its clients is used again."""
        await self._connection.close()

    def _schema(self, output: type[BaseModel]) -> tuple[str, dict[str, Any]]:
        return output.__name__, strict_schema(output, lengths=self._profile.grammar)

    async def _corrected(
        self,
        first: Answer,
        messages: Sequence[Message],
        output: type[Output],
        ask: Callable[[Sequence[Mapping[str, Any]]], Awaitable[Answer]],
    ) -> Output:
        """Return what instructor, which takes a second to load, gets out of the model once an answer did not fit."""
        import instructor
        from instructor.core.exceptions import InstructorRetryException, ResponseParsingError
        from openai.types.chat import ChatCompletion

        answers = [first]

        async def create(**request: Any) -> ChatCompletion:
            # What instructor cannot write (strict schemas, fallbacks) the dialect does.
            asked = [{"role": one["role"], "content": one["content"]} for one in request["messages"]]
            answer = answers.pop() if answers else await ask(asked)
            try:
                message = {"role": "assistant", "content": filling.held(answer)}
            except filling.Unfit as error:  # with nothing to correct, the same is asked again
                raise ResponseParsingError(str(error)) from None
            return ChatCompletion.construct(
                choices=[{"index": 0, "finish_reason": "stop", "message": message}]
            )

        patched: Any = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
        try:
            # No `context`: with one, instructor runs a template engine over every message, the article included.
            with quiet():
                answer = await patched(
                    response_model=filling.answer_type(output),
                    max_retries=reask_retrying(
                        self._max_reasks,
                        unusable=ResponseParsingError,
                        budget=self._budget,
                        sleep=self._sleep,
                        notice=self._notice,
                    ),
                    messages=[dict(message) for message in messages],
                )
        except InstructorRetryException as error:
            # Its text holds every request and answer; what it wraps is the real error.
            cause = error.__cause__
            if isinstance(cause, ResponseParsingError):
                raise self._invalid("what was asked for", str(cause)) from None
            raise (cause or error) from None
        return cast("Output", answer.value)

    async def _option(self, messages: Sequence[Message], options_: Sequence[str]) -> Choice:
        def request() -> dict[str, Any]:
            if not self._dialect.grammar:
                asked = [*messages, Message(role="user", content=options.instruction(options_))]
                return self._dialect.request(asked, max_tokens=options.most_tokens(options_, free=True))
            body: dict[str, Any] = {"grammar": options.grammar(options_)}
            if self._dialect.logprobs:
                body |= {"logprobs": True, "top_logprobs": _TOP_LOGPROBS}
            return self._dialect.request(
                messages, max_tokens=options.most_tokens(options_, free=False), body=body
            )

        answer = await self._sender.send(request)
        text = answer.text or (answer.thoughts if answer.thoughts.strip() in options_ else "")
        option = text if text in options_ else options.matched(text, options_)
        if option is None:
            raise _UnusableText(f"it is {excerpt(text)!r}" if text.strip() else answer.lack)
        return Choice(option, options.scores(*options.read_positions(answer.logprobs), options_))

    async def _reasked(self, ask: Callable[[], Awaitable[Read]], wanted: str) -> Read:
        """Return what `ask` returns, asked again while the text is not an answer."""
        retrying = reask_retrying(
            self._max_reasks, unusable=_UnusableText, budget=self._budget, sleep=self._sleep
        )
        try:
            async for attempt in retrying:
                with attempt:
                    return await ask()
        except _UnusableText as error:
            raise self._invalid(wanted, str(error)) from None
        raise AssertionError("tenacity ends with a result or an exception")

    def _notice(self, fault: BaseException) -> None:
        if filling.shows_no_schema(fault.__cause__):
            self._dialect.weaken()

    def _invalid(self, wanted: str, fault: str) -> InvalidOutput:
        asked = self._max_reasks + 1
        said = self._target.clean(fault)
        return InvalidOutput(f"The answer of {self._target} is not {wanted}, asked {asked} times: {said}.")
