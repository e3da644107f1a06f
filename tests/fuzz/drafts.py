"""A draft read from arbitrary bytes, the same draft for the same bytes."""

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from summarizer.brief import ActorKind, EventStatus
from summarizer.draft import Draft
from summarizer.plover import EventMode, EventType

Option = TypeVar("Option")

QUALIFIERS = (*EventMode, *get_args(EventStatus))


class ByteReader:
    """Takes numbers, choices and words off the front of some bytes; when none are left, zeros and empty words."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """Return a number from 0 to 255."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def option(self, options: Sequence[Option]) -> Option:
        """Return one of the options."""
        return options[self.number() % len(options)]

    def words(self, most: int) -> str:
        """Return a text of at most so many bytes."""
        size = min(self.number(), most)
        piece = self._data[self._at : self._at + size]
        self._at += size
        return piece.decode("utf-8", "ignore")

    def rest(self) -> str:
        """Return what is left as a text."""
        piece, self._at = self._data[self._at :], len(self._data)
        return piece.decode("utf-8", "ignore")


def read_draft(reader: ByteReader, text: str) -> Draft:
    """Return a draft about the text: its words are stretches of the text, or words of their own."""

    def words() -> str:
        start = reader.number() * 4 % (len(text) + 1)
        return text[start : start + reader.number()] if reader.number() % 2 else reader.words(60)

    def sentences() -> list[int]:
        return [reader.number() % 16 - 2 for _ in range(reader.number() % 4)]

    def many(make: Any) -> list[dict[str, Any]]:
        return [make() for _ in range(reader.number() % 4)]

    def act() -> dict[str, Any]:
        return {
            "s": sentences(),
            "what": words(),
            "type": reader.option(tuple(EventType)),
            "as": [reader.option(QUALIFIERS) for _ in range(reader.number() % 3)],
            "by": [words() for _ in range(reader.number() % 3)],
            "to": [words() for _ in range(reader.number() % 3)],
            "at": words(),
            "when": words(),
        }

    fields = {
        "headline": {"text": words(), "s": sentences()},
        "summary": many(lambda: {"text": words(), "s": sentences()}),
        "actors": many(
            lambda: {
                "names": [words() for _ in range(reader.number() % 4)],
                "kind": reader.option(get_args(ActorKind)),
                "role": words(),
                "country": reader.option(("USA", "usa", "XXX", "", None)),
            }
        ),
        "quotes": many(lambda: {"q": f"Q{reader.number() % 5}", "by": words()}),
        "events": many(act),
        "moves": many(act),
    }
    return Draft.model_validate(fields)
