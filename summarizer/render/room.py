"""How much room a brief has, and what has been told in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Self

SHARE = 0.5
"""Of the article's characters, what a brief may take."""
LEAST, MOST = 900, 3_000
"""Characters that the shortest article's brief may take, and the longest article's."""
LINES = 45
WIDTH = 96
"""Of lines as wide as this a brief has no more than `LINES`."""

_WORD = re.compile(r"\w+")
# Fewer characters stand in many a sentence by chance.
_SHORTEST = 12
_FEW = 3  # words
# Headings, the blank lines between, how much is not shown, and how to see it.
_HEADINGS, _HEADING_LINES = 230, 11


@dataclass
class Room:
    """Characters and lines that are left."""

    characters: float
    lines: float

    @classmethod
    def of(cls, characters: int, always: Iterable[str]) -> Self:
        """Return the room for the brief of an article of so many characters, beside what is `always` shown."""
        room = cls(min(max(characters * SHARE, LEAST), MOST) - _HEADINGS, LINES - _HEADING_LINES)
        room.take(always)
        return room

    @classmethod
    def without_end(cls) -> Self:
        """Return room for everything."""
        return cls(1e12, 1e12)

    def part(self, share: float) -> Self:
        """Return a share of what is left."""
        return type(self)(self.characters * share, self.lines * share)

    def set_aside(self, share: float) -> Self:
        """Take a share of what is left out of this room, to be given back."""
        part = self.part(share)
        self.give_back(type(self)(-part.characters, -part.lines))
        return part

    def give_back(self, part: Self) -> None:
        """Add what was set aside."""
        self.characters += part.characters
        self.lines += part.lines

    def fits(self, paragraphs: Iterable[str]) -> bool:
        """Tell whether there is room for these."""
        characters, lines = _size(paragraphs)
        return self.characters >= characters and self.lines >= lines

    def take(self, paragraphs: Iterable[str]) -> None:
        """Fill the room of these."""
        characters, lines = _size(paragraphs)
        self.characters -= characters
        self.lines -= lines


def _size(paragraphs: Iterable[str]) -> tuple[int, int]:
    lengths = [max(len(one), 1) for one in paragraphs]
    lines = sum(ceil(length / WIDTH) for length in lengths)
    # Blanks before, line ends, and the numbers of what is cited.
    return sum(lengths) + 5 * lines + 6, lines


class Told:
    """What has been told, so that nothing is told twice."""

    def __init__(self, text: str) -> None:
        self._told = ""
        self._texts: list[str] = []
        self.add(text)

    def add(self, text: str) -> None:
        """Note that this is told."""
        self._told += f" {plain(text)} |"
        self._texts.append(plain(text))

    def nearly_has(self, text: str) -> bool:
        """Tell whether the first text has all words of this one but for a few, in any order: a lead without its day."""
        words, known = plain(text).split(), set(self._texts[0].split())
        missing = [word for word in words if word not in known]
        return len(words) > 2 * _FEW and len(missing) <= _FEW

    def touches(self, text: str) -> bool:
        """Tell whether these words stand in one of the texts, or one of the texts in these."""
        words = plain(text)
        return self.has(text) or any(len(one) >= _SHORTEST and one in words for one in self._texts)

    def has(self, text: str) -> bool:
        """Tell whether these words stand in one of the texts, in this order; a few words never do."""
        words = plain(text)
        # Scripts without blanks have no ends of words to heed.
        return len(words) >= _SHORTEST and (f" {words} " if words.isascii() else words) in self._told


def plain(text: str) -> str:
    """Return the words, in small letters, with one blank between them."""
    return " ".join(_WORD.findall(text.casefold()))
