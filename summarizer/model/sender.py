"""One question, sent until it is answered or has failed for good: retries, limits, corrections, counting."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic_core import to_json

from summarizer import telemetry
from summarizer.errors import ModelNotFound, PromptCut
from summarizer.model import faults
from summarizer.model.answer import CONTEXT_SETTINGS, Answer, listed_names, read_answer, read_body
from summarizer.model.connection import Connection
from summarizer.model.dialect import Dialect
from summarizer.model.fault import Fault
from summarizer.model.gate import Departure, Gate, Outcome
from summarizer.model.quiet import quiet
from summarizer.model.retries import Budget, GaveUp, Sleep, persistently
from summarizer.model.target import Target
from summarizer.model.translation import translated
from summarizer.model.usage import Usage, read_usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Received = TypeVar("Received")

_logger = logging.getLogger("summarizer.model")

_PATH = "/chat/completions"
_ENDINGS: Mapping[Outcome, str] = {
    "answered": "was answered",
    "limited": "met a limit of the endpoint",
    "overloaded": "met an endpoint that cannot keep up",
    "failed": "failed",
}
_LISTING_SECONDS = 15.0
# News takes 4 to 5 characters a token; what a request really took is told to the gate afterwards.
_CHARACTERS_PER_TOKEN = 4
# No tokenizer reads more of any language at a time; near the first, only a round number of tokens is suspicious.
_FEW, _MANY = 5.0, 6.0
_ROUND = 256
_LEAST_CONTEXT = 512
_MOST_FITS = 3
_RUNS = re.compile(r"\s+|([^\w\s])\1{3,}")


class Sender:
    """Sends requests of one model; everything that it raises on purpose is an error of `summarizer.errors`."""

    def __init__(
        self,
        connection: Connection,
        target: Target,
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

    async def send(self, write: Callable[[], dict[str, Any]]) -> Answer:
        """Send what `write` returns and return the answer.

        A complaint about how the request is written corrects the dialect; then `write` is called again.
        """
        limits: list[int] = []
        by_chance = False
        while True:
            known = self._dialect.lessons
            request = {"model": self._target.model, **write()}
            if limits:
                request[self._dialect.token_parameter] = limits[-1]
            try:
                return await self._persistently(partial(self._create, request))
            except GaveUp as ended:
                fault = faults.fault_of(ended.error)
                if fault is not None and (fault.is_complaint or fault.is_by_chance):
                    if fault.is_by_chance and not by_chance:
                        by_chance = True
                        continue
                    if self._dialect.lessons > known:
                        continue
                    limit = self._dialect.fitted(fault, request) if len(limits) < _MOST_FITS else None
                    if limit is not None:
                        limits.append(limit)
                        continue
                    if self._dialect.learn(fault, request):
                        by_chance = False
                        continue
                raise await self._translated(ended) from ended.error

    def receive(self, body: object) -> Answer:
        """Count an answer that came in another way, and return it if it holds a text."""
        self.usage.requests += 1
        try:
            return self._read(body, None)
        except faults.FaultInAnswer as told:
            known = translated(told, self._target, attempts=1, seconds=0)
            raise known or told from None

    async def list_models(self) -> list[str]:
        """Return the names of the models that the endpoint offers, in its order."""
        try:
            return await self._persistently(self._listed)
        except GaveUp as ended:
            raise await self._translated(ended) from ended.error

    async def _listed(self, client: "AsyncOpenAI") -> list[str]:
        from httpx2 import Response

        async with asyncio.timeout(min(_LISTING_SECONDS, self._request_timeout, self._budget.left)):
            response = await client.get("/models", cast_to=Response)
        kind = response.headers.get("content-type", "")
        return listed_names(read_body(response.content, kind, self._target))

    async def _create(self, request: dict[str, Any], client: "AsyncOpenAI") -> Answer:
        tokens = _characters(request["messages"]) // _CHARACTERS_PER_TOKEN
        with self._budget.paused():
            ticket = await self._gate.enter(tokens)
        departure = Departure("failed")
        began = monotonic()
        try:
            self.usage.requests += 1
            answer = await self._traced(request, client)
            used = answer.usage
            departure = Departure(
                "answered", prompt=used.prompt, cached=used.cached, completion=used.completion
            )
        except Exception as error:
            departure = _departure(error)
            raise
        finally:
            self._gate.leave(ticket, departure)
            self._log(departure, monotonic() - began)
        self._check_prompt(request["messages"], answer.usage)
        return answer

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

    async def _traced(self, request: dict[str, Any], client: "AsyncOpenAI") -> Answer:
        from httpx2 import Response

        content = self._trace_content
        attributes = telemetry.request_attributes(request, self._target.address, content=content)
        with telemetry.span(f"chat {self._target.model}", attributes, kind="client") as span:
            async with asyncio.timeout(min(self._request_timeout, self._budget.left)):
                # Sent as it is: the client's own method would look at every part of the schema for something to change.
                response = await client.post(_PATH, content=to_json(request), cast_to=Response)
            body = read_body(response.content, response.headers.get("content-type", ""), self._target)
            span.set(telemetry.response_attributes(body, content=content))
            return self._read(body, request[self._dialect.token_parameter])

    def _read(self, body: object, limit: int | None) -> Answer:
        """Count the tokens of an answer, whatever else becomes of it, and return it."""
        self.usage.add(read_usage(body.get("usage") if isinstance(body, dict) else None))
        return read_answer(body, self._target, limit=limit)

    def _check_prompt(self, messages: Sequence[Mapping[str, Any]], usage: Usage) -> None:
        """Raise `PromptCut` where the server says that it read less than the article; say it where it read less at all.

        Some servers cut what does not fit their context, and answer as if nothing had happened. They keep the end, or
        the system message and the last one. Others do not count what their cache held: where more was read before, the
        context holds more.
        """
        sent, read = _characters(messages), usage.prompt + usage.cached
        fits = read < self._dialect.most_read
        self._dialect.most_read = max(read, self._dialect.most_read)
        if fits or read < _LEAST_CONTEXT or sent < _FEW * read:
            return
        sent = _characters(messages, packed=True)
        is_round = (read + 1) % _ROUND <= 1
        if sent < (_FEW if is_round else _MANY) * read:
            return
        about = sent // _CHARACTERS_PER_TOKEN
        told = f"read {read:,} of about {about:,} tokens that were sent: it cut the other {about - read:,}"
        ends = [one for one in messages[:-1] if one["role"] == "system"] + [messages[-1]]
        if is_round or _characters(ends, packed=True) >= _MANY * read:
            raise PromptCut(
                f"{self._target} {told}, with some of the article.",
                hint=f"Raise the context of the server ({CONTEXT_SETTINGS}), or say it with --context {read}.",
            )
        self._dialect.note(f"{told}; its context is to be raised ({CONTEXT_SETTINGS})")

    async def _persistently(self, call: "Callable[[AsyncOpenAI], Awaitable[Received]]") -> Received:
        """Return what `call` returns, tried again while its faults are transient and time is left."""
        return await persistently(
            partial(self._once, call),
            attempts=self._max_attempts,
            budget=self._budget,
            sleep=self._sleep,
            paced=self._gate.paces,
            is_new=lambda: not self._connection.reached,
        )

    async def _once(self, call: "Callable[[AsyncOpenAI], Awaitable[Received]]") -> Received:
        client = await self._connection.open()
        try:
            received = await call(client)
        except Exception as error:
            self._connection.reached |= not faults.is_absent(error)
            if faults.is_connection_fault(error):
                self._connection.reached |= await self._connection.server.recover()
            raise
        self._connection.reached = True
        return received

    async def _translated(self, ended: GaveUp) -> Exception:
        """Return the error of this package for what was raised, or that itself where it is a mistake of our own."""
        seconds = self._request_timeout if self._budget.left > 0 else self._budget.seconds
        translate = partial(translated, ended.error, self._target, attempts=ended.attempts, seconds=seconds)
        known = translate()
        if isinstance(known, ModelNotFound):
            known = translate(offered=await self._offered())
        return known or ended.error

    async def _offered(self) -> Sequence[str]:
        """Return the models to name beside one that is not there; none where the endpoint does not list them."""
        try:
            with quiet():
                return await self._listed(await self._connection.open())
        except Exception:  # noqa: BLE001  the fault at hand is the unknown model, whatever the listing says
            return ()


def _departure(error: Exception) -> Departure:
    fault = faults.fault_of(error) or Fault(0)
    if fault.is_limit:
        return Departure("limited", wait=fault.wait)
    return Departure("overloaded" if faults.is_overload(error) else "failed", wait=fault.wait)


def _characters(messages: Sequence[Mapping[str, Any]], *, packed: bool = False) -> int:
    """Return how long the messages are together; `packed` counts white space and lines of signs as a character each."""
    texts = (one["content"] for one in messages)
    return sum(len(_RUNS.sub(" ", text)) if packed else len(text) for text in texts)
