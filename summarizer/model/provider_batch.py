"""OpenAI's Batch API, or one like it: files of requests that are answered within a day, for half the price."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import time
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar

from summarizer.errors import RequestRejected, SummarizerError
from summarizer.model.connection import Connection
from summarizer.model.fault import read_fault
from summarizer.model.retries import Budget, GaveUp, Sleep, persistently
from summarizer.model.target import Target
from summarizer.model.translation import of_fault, translated
from summarizer.profiles import Profile

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types import Batch

Received = TypeVar("Received")

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""What one file may hold, by OpenAI's reference of `POST /batches` (November 2026)."""

PRICE = 0.5
"""The part of the list price that is paid this way, by OpenAI's FAQ of the Batch API (November 2026)."""

URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"
"""What every request of a batch is made to, whatever the address of the endpoint."""

State = Literal["waiting", "answered", "expired", "cancelled", "failed"]

_MARKER = "summarizer"
_WINDOW: Literal["24h"] = "24h"
_STATES: Mapping[str, State] = {
    "completed": "answered",
    "expired": "expired",
    "cancelled": "cancelled",
    "failed": "failed",
}
# A batch that is looked for was made shortly before; others of the same account may have come in between.
_MOST_LISTED = 500
_PAGE = 100
_LARGEST_ANSWERS = 2 << 30
_CHUNK = 1 << 20
# A file without an API behind it.
_NO_API = frozenset({404, 405, 501})
_NO_BATCHES_HINT = "Leave out --via provider-batch: then each article is a request of its own."


@dataclass(frozen=True, slots=True)
class BatchFault:
    """Why a batch was not begun; `line` of its file counts from 1, None where all of it is meant."""

    code: str
    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as its endpoint tells of it: `done` of `total` requests, the files with its answers.

    `status` is the endpoint's own word for `state`. `seconds` is how long it has taken, or took.
    """

    id: str
    state: State
    status: str
    done: int
    total: int
    files: tuple[str, ...]
    faults: tuple[BatchFault, ...]
    seconds: float


def batch_profile(profile: Profile) -> Profile:
    """Return the profile with the prices that are paid for a batch."""
    prices = ("price_prompt", "price_cached", "price_completion")
    halved = {name: price * PRICE for name in prices if (price := getattr(profile, name)) is not None}
    return profile.model_copy(update=halved)


def request_line(name: str, body: Mapping[str, Any]) -> bytes:
    """Return the line of a file that asks for one answer; `name` comes back with it."""
    line = {"custom_id": name, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class ProviderBatches:
    """Files and batches at one endpoint; made by an `Endpoint`.

    Everything that is raised on purpose is an error of `summarizer.errors`; faults that pass are tried again as those
    of requests are.
    """

    def __init__(
        self,
        connection: Connection,
        target: Target,
        *,
        max_attempts: int,
        timeout: float,
        request_timeout: float,
        sleep: Sleep,
    ) -> None:
        self._connection = connection
        self._target = target
        self._max_attempts = max_attempts
        self._timeout = timeout
        self._request_timeout = request_timeout
        self._sleep = sleep

    async def upload(self, file: IO[bytes], name: str) -> str:
        """Send a file of requests, read from the disk as it goes, and return what it is called there."""

        async def sent(client: "AsyncOpenAI") -> str:
            file.seek(0)
            return self._named(await client.files.create(file=(name, file), purpose="batch"))

        return await self._persistently(sent)

    async def create(self, file: str, marker: str) -> BatchView:
        """Begin the batch of a file; after a fault that leaves it open whether it was begun, `marker` tells."""
        tried = False

        async def begun(client: "AsyncOpenAI") -> BatchView:
            nonlocal tried
            if tried and (found := await self._marked(client, marker)):
                return found
            tried = True
            batch = await client.batches.create(
                input_file_id=file, endpoint=URL, completion_window=_WINDOW, metadata={_MARKER: marker}
            )
            return self._view(batch)

        return await self._persistently(begun)

    async def find(self, marker: str) -> BatchView | None:
        """Return the batch that was begun with a marker, None where there is none among the latest 500."""
        return await self._persistently(lambda client: self._marked(client, marker))

    async def status(self, batch: str) -> BatchView | None:
        """Return how far a batch is; None where the endpoint does not know it."""
        from openai import NotFoundError

        async def told(client: "AsyncOpenAI") -> BatchView | None:
            try:
                return self._view(await client.batches.retrieve(batch))
            except NotFoundError:
                return None

        return await self._persistently(told)

    async def fetch(self, file: str, into: IO[bytes]) -> bool:
        """Write what a file there holds behind what is in `into`; False where there is no such file any more."""
        from openai import NotFoundError

        start = into.tell()

        async def fetched(client: "AsyncOpenAI") -> bool:
            into.seek(start)
            into.truncate()
            try:
                async with client.files.with_streaming_response.content(file) as answer:
                    async for chunk in answer.iter_bytes(_CHUNK):
                        into.write(chunk)
                        if into.tell() > _LARGEST_ANSWERS:
                            raise RequestRejected(
                                f"The file {self._target.clean(file)!r} of {self._target.address} has more than "
                                f"{_LARGEST_ANSWERS >> 30} GiB."
                            )
            except NotFoundError:
                return False
            return True

        return await self._persistently(fetched)

    async def remove(self, file: str) -> None:
        """Remove a file there, if it can be: what cannot be removed is in nobody's way."""
        with suppress(SummarizerError):
            await self._persistently(lambda client: client.files.delete(file))

    def failure(self, status: int, body: Any) -> SummarizerError:
        """Return the error of one request of a batch, which was answered with a status of its own."""
        return of_fault(read_fault(status, body), self._target)

    def said(self, words: str) -> str:
        """Return what the endpoint said, fit for a message."""
        return self._target.clean(words)

    async def _marked(self, client: "AsyncOpenAI", marker: str) -> BatchView | None:
        seen = 0
        async for batch in self._listed(client):
            metadata = getattr(batch, "metadata", None)
            if isinstance(metadata, dict) and metadata.get(_MARKER) == marker:
                return self._view(batch)
            seen += 1
            if seen >= _MOST_LISTED:
                break
        return None

    async def _listed(self, client: "AsyncOpenAI") -> "AsyncIterator[Batch]":
        """Yield the batches of the account, the latest first."""
        try:
            async for batch in client.batches.list(limit=_PAGE):
                yield batch
        except (AttributeError, TypeError) as error:  # the openai client trips over what is no list
            raise self._strange("a list of batches") from error

    def _view(self, batch: "Batch") -> BatchView:
        # The openai client checks nothing of what it is told.
        def told(name: str) -> Any:
            return getattr(batch, name, None)

        counts = told("request_counts")
        ended = [_number(told(f"{how}_at")) for how in ("completed", "expired", "cancelled", "failed")]
        began = _number(told("created_at"))
        data = getattr(told("errors"), "data", None)
        return BatchView(
            id=self._named(batch),
            state=_STATES.get(str(told("status")), "waiting"),
            status=self.said(str(told("status"))),
            done=_number(getattr(counts, "completed", 0)) + _number(getattr(counts, "failed", 0)),
            total=_number(getattr(counts, "total", 0)),
            files=tuple(
                file
                for file in (told("output_file_id"), told("error_file_id"))
                if isinstance(file, str) and file
            ),
            faults=tuple(map(self._fault, data if isinstance(data, list) else ())),
            seconds=max(0.0, (max(ended) or time()) - began) if began else 0.0,
        )

    def _fault(self, told: Any) -> BatchFault:
        line = getattr(told, "line", None)
        return BatchFault(
            code=str(getattr(told, "code", None) or ""),
            message=self.said(str(getattr(told, "message", None) or "")),
            line=line if isinstance(line, int) else None,
        )

    def _named(self, answer: Any) -> str:
        """Return the name of a file or a batch."""
        name = getattr(answer, "id", None)
        if isinstance(name, str) and name:
            return name
        raise self._strange("a file or a batch")

    def _strange(self, wanted: str) -> SummarizerError:
        return RequestRejected(
            f"{self._target.address} answered with something other than {wanted}.", hint=_NO_BATCHES_HINT
        )

    async def _persistently(self, call: "Callable[[AsyncOpenAI], Awaitable[Received]]") -> Received:
        """Return what `call` returns, tried again while its faults are transient and time is left."""

        async def once() -> Received:
            return await call(await self._connection.open())

        try:
            return await persistently(
                once, attempts=self._max_attempts, budget=Budget(self._timeout), sleep=self._sleep
            )
        except GaveUp as ended:
            raise self._translated(ended.error, ended.attempts) from ended.error

    def _translated(self, error: Exception, attempts: int) -> Exception:
        """Return the error of this package for `error`, or `error` itself where it is a mistake of our own."""
        status = getattr(error, "status_code", None)
        if status in _NO_API:
            return RequestRejected(
                f"{self._target.address} has no Batch API: it answers {status} where files and batches are.",
                hint=_NO_BATCHES_HINT,
            )
        known = translated(error, self._target, attempts=attempts, seconds=self._request_timeout)
        if status == 413:
            return RequestRejected(
                f"{self._target.address} does not take a file of this size (status 413).",
                hint="Submit fewer articles at a time with --max-articles.",
            )
        return known or error


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
