"""The answers to a batch as its files have them: kept on the disk, found by the name of the request."""

import asyncio
import tempfile
from dataclasses import dataclass
from typing import IO, Any, Self

from pydantic_core import from_json

from summarizer.batch.ids import IdTable
from summarizer.errors import EndpointUnavailable
from summarizer.model.provider_batch import ProviderBatches

LONGEST_LINE = 16 << 20

_OK = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one request: the `body` of its answer with a `status`, or, without one, a `code` of the provider.

    `message` is what the provider says about a request that was not made.
    """

    status: int | None
    body: Any
    code: str
    message: str

    @property
    def is_good(self) -> bool:
        """Return whether the body is the answer of a model."""
        return self.status == _OK and isinstance(self.body, dict)


class Answers:
    """Answers in a file without a name, which is gone when this process is; `unreadable` counts lines that are none."""

    def __init__(self) -> None:
        self.unreadable = 0
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  it is closed by `close`
        self._places = IdTable()

    @classmethod
    async def fetch(cls, batches: ProviderBatches, files: tuple[str, ...]) -> Self | None:
        """Return the answers in some files of the provider; None where it does not keep one of them any more.

        Raises `EndpointUnavailable` where none of what it sends is an answer.
        """
        answers = cls()
        try:
            for file in files:
                if not await batches.fetch(file, answers._file):
                    answers.close()
                    return None
                answers._file.write(b"\n")  # a file may end without
            await asyncio.to_thread(answers._read)
            if answers.unreadable and not answers._places:
                # Then it is no file of answers; they are asked for again rather than given up.
                raise EndpointUnavailable(
                    "What the provider sent as the answers to a batch is something else.",
                    hint="The same command asks for them again.",
                )
        except BaseException:
            answers.close()
            raise
        return answers

    def find(self, name: str) -> Answer | None:
        """Return what became of the request of that name; None where the files do not say."""
        place = self._places.get(name)
        if place is None:
            return None
        self._file.seek(place)
        return _answer(self._file.readline(LONGEST_LINE))

    def close(self) -> None:
        """Remove the file."""
        self._file.close()

    def _read(self) -> None:
        self._file.seek(0)
        place = 0
        while line := self._file.readline(LONGEST_LINE):
            name = _name(line)
            if name is not None and _answer(line) is not None:
                if name not in self._places:
                    self._places.put(name, place)
            elif line.strip():
                self.unreadable += 1
            place += len(line)


def _fields(line: bytes) -> dict[str, Any] | None:
    try:
        found = from_json(line, allow_inf_nan=False)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _name(line: bytes) -> str | None:
    name = (_fields(line) or {}).get("custom_id")
    return name if isinstance(name, str) else None


def _answer(line: bytes) -> Answer | None:
    """Return what a line says; None where it says neither an answer nor why there is none."""
    fields = _fields(line) or {}
    response, error = fields.get("response"), fields.get("error")
    if isinstance(error, dict) and not isinstance(response, dict):
        code, message = error.get("code"), error.get("message")
        return Answer(None, None, str(code or ""), str(message or ""))
    if isinstance(response, dict) and isinstance(response.get("status_code"), int):
        return Answer(response["status_code"], response.get("body"), "", "")
    return None
