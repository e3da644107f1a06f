"""One question, sent until it is answered or has failed for good: retries, limits, corrections, counting."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer import telemetry
from summarizer.errors import ModelNotFound, SummarizerError
from summarizer.model import faults
from summarizer.model.connection import Connection
from summarizer.model.dialect import Dialect
from summarizer.model.gate import Departure, Gate, Outcome
from summarizer.model.received import checked, listed_names, parsed
from summarizer.model.retries import Budget, Sleep, request_retrying, retry_after
from summarizer.model.usage import Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

Received = TypeVar("Received")

_logger = logging.getLogger("summarizer.model")

_ENDINGS: Mapping[Outcome, str] = {
    "answered": "was answered",
    "limited": "met a limit of the endpoint",
    "overloaded": "met an endpoint that cannot keep up",
    "failed": "failed",
}
_LISTING_SECONDS = 15.0
# News takes 4 to 5 characters a token; what a request really took is told to the gate afterwards.
_CHARACTERS_PER_TOKEN = 4


class Sender:
    """Sends requests of one model; everything that it raises on purpose is an error of `summarizer.errors`."""

    def __init__(
        self,
        connection: Connection,
        target: faults.Target,
        dialect: Dialect,
        *,
        gate: Gate,
        budget: Budget,
        request_timeout: float,
        max_attempts: int,
        sleep: Sleep,
        trace_content: bool = False,
    ) -> None:
        self._connection = connection
        self._target = target
        self._dialect = dialect
        self._gate = gate
        self._budget = budget
        self._request_timeout = request_timeout
        self._max_attempts = max_attempts
        self._sleep = sleep
        self._trace_content = trace_content
        self.usage = Usage()

    async def send(self, write: Callable[[], dict[str, Any]]) -> "ChatCompletion":
        """Send what `write` returns and return an answer that holds a text.

        A complaint about how the request is written corrects the dialect; then `write` is called again.
        """
        while True:
            known = self._dialect.lessons
            request = {"model": self._target.model, **write()}
            try:
                response = await self._persistently(partial(self._create, request))
            except _Complaint as rejected:
                relearned = self._dialect.lessons > known
                if relearned or self._dialect.learn(*faults.complaint(rejected.error), request):
                    continue
                raise await self._translated(rejected.error, attempts=1) from rejected.error
            return checked(response, self._target)

    def receive(self, response: Any) -> "ChatCompletion":
        """Count an answer that came in another way, and return it if it holds a text."""
        self.usage.requests += 1
        self._count(getattr(response, "usage", None))
        return checked(response, self._target)

    async def list_models(self) -> list[str]:
        """Return the names of the models that the endpoint offers, in its order."""

        async def listed(client: "AsyncOpenAI") -> list[str]:
            async with asyncio.timeout(min(_LISTING_SECONDS, self._request_timeout, self._budget.left)):
                return listed_names(await client.models.with_raw_response.list(), self._target)

        try:
            return await self._persistently(listed)
        except _Complaint as rejected:
            raise await self._translated(rejected.error, attempts=1) from rejected.error

    async def _create(self, request: dict[str, Any], client: "AsyncOpenAI") -> Any:
        tokens = sum(len(message["content"]) for message in request["messages"]) // _CHARACTERS_PER_TOKEN
        with self._budget.paused():
            ticket = await self._gate.enter(tokens)
        departure = Departure("failed")
        began = monotonic()
        try:
            self.usage.requests += 1
            response = await self._traced(request, client)
            departure = self._count(getattr(response, "usage", None))
        except Exception as error:
            departure = _departure(error)
            raise
        finally:
            self._gate.leave(ticket, departure)
            self._log(departure, monotonic() - began)
        return response

    def _log(self, departure: Departure, seconds: float) -> None:
        # Neither the question nor the answer: both hold the article.
        _logger.debug(
            "A request to %s (%s) %s after %.1f s.",
            self._target.model,
            self._target.address,
            _ENDINGS[departure.outcome],
            seconds,
            extra={
                "endpoint": self._target.address,
                "model": self._target.model,
                "seconds": round(seconds, 3),
                "wait": departure.wait,
                "prompt_tokens": departure.prompt,
                "completion_tokens": departure.completion,
            },
        )

    async def _traced(self, request: dict[str, Any], client: "AsyncOpenAI") -> Any:
        content = self._trace_content
        attributes = telemetry.request_attributes(request, self._target.address, content=content)
        with telemetry.span(f"chat {self._target.model}", attributes, kind="client") as span:
            async with asyncio.timeout(min(self._request_timeout, self._budget.left)):
                raw = await client.chat.completions.with_raw_response.create(**request)
            response = parsed(raw)
            span.set(telemetry.response_attributes(response, content=content))
        return response

    async def _persistently(self, call: "Callable[[AsyncOpenAI], Awaitable[Received]]") -> Received:
        """Return what `call` returns, tried again while its faults are transient and time is left."""
        self._budget.start()
        attempts = 0
        try:
            async for attempt in request_retrying(
                attempts=self._max_attempts, budget=self._budget, sleep=self._sleep, paced=self._gate.paces
            ):
                with attempt:
                    attempts += 1
                    return await self._once(call)
        except SummarizerError:
            raise
        except Exception as error:
            if faults.is_complaint(error):
                raise _Complaint(error) from error
            known = await self._translated(error, attempts=attempts)
            if known is error:
                raise
            raise known from error
        raise AssertionError("tenacity ends with a result or an exception")

    async def _once(self, call: "Callable[[AsyncOpenAI], Awaitable[Received]]") -> Received:
        client = await self._connection.open()
        try:
            return await call(client)
        except Exception as error:
            if faults.is_connection_fault(error):
                await self._connection.server.recover()
            raise

    async def _translated(self, error: Exception, *, attempts: int) -> Exception:
        """Return the error of this package for `error`, or `error` itself where it is a mistake of our own."""
        seconds = self._request_timeout if self._budget.left > 0 else self._budget.seconds
        known = faults.translated(error, self._target, attempts=attempts, seconds=seconds)
        if isinstance(known, ModelNotFound):
            known = faults.translated(
                error, self._target, attempts=attempts, seconds=seconds, offered=await self._offered()
            )
        return known or error

    async def _offered(self) -> Sequence[str]:
        """Return the models to name beside one that is not there; none where the endpoint does not list them."""
        try:
            client = await self._connection.open()
            async with asyncio.timeout(min(_LISTING_SECONDS, self._request_timeout)):
                return listed_names(await client.models.with_raw_response.list(), self._target)
        except Exception:  # noqa: BLE001  the fault at hand is the unknown model, whatever the listing says
            return ()

    def _count(self, counted: Any) -> Departure:
        """Add the tokens of one answer and return them; endpoints leave out what they do not count."""
        details = getattr(counted, "prompt_tokens_details", None)
        departure = Departure(
            "answered",
            prompt=_number(getattr(counted, "prompt_tokens", None)),
            cached=_number(getattr(details, "cached_tokens", None)),
            completion=_number(getattr(counted, "completion_tokens", None)),
        )
        self.usage.prompt += departure.prompt
        self.usage.cached += departure.cached
        self.usage.completion += departure.completion
        return departure


class _Complaint(Exception):  # noqa: N818  a message within this module
    """Carries a rejected request past tenacity to where it can be corrected."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


def _departure(error: Exception) -> Departure:
    if faults.is_limit(error):
        return Departure("limited", wait=retry_after(error))
    return Departure("overloaded" if faults.is_overload(error) else "failed", wait=retry_after(error))


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
