"""A table from ids to numbers that holds millions of ids in little memory."""

from array import array
from hashlib import blake2b
from struct import Struct

# Two halves of a digest and a number, eight bytes each; where the first half is 0, the slot is free.
_SLOT = 3
_FIRST_SLOTS = 1 << 10
_HALVES = Struct("<QQ")

LARGEST_VALUE = (1 << 64) - 1


class IdTable:
    """Like `dict[str, int]`, without the ids themselves: 24 bytes a slot, and at most two slots of three are taken.

    Of an id only a digest of 128 bits is kept: that two of a million ids have the same is less likely than one in 10²⁶.
    Values are from 0 to `LARGEST_VALUE`.
    """

    def __init__(self) -> None:
        self._table = _free(_FIRST_SLOTS)
        self._taken = 0

    def __len__(self) -> int:
        return self._taken

    def __contains__(self, name: str) -> bool:
        return self._table[self._find(*_digest(name))] != 0

    def get(self, name: str) -> int | None:
        """Return the number of an id, None where the table does not have it."""
        at = self._find(*_digest(name))
        return self._table[at + 2] if self._table[at] else None

    def put(self, name: str, value: int = 0) -> bool:
        """Set the number of an id; return whether the id is new."""
        first, second = _digest(name)
        at = self._find(first, second)
        is_new = not self._table[at]
        if is_new:
            self._taken += 1
            if 3 * self._taken > 2 * (len(self._table) // _SLOT):
                self._grow()
                at = self._find(first, second)
            self._table[at], self._table[at + 1] = first, second
        self._table[at + 2] = value
        return is_new

    def _find(self, first: int, second: int) -> int:
        """Return where the digest is, or the free slot where it would be."""
        table = self._table
        at = first % (len(table) // _SLOT) * _SLOT
        while (found := table[at]) and (found != first or table[at + 1] != second):
            at = (at + _SLOT) % len(table)
        return at

    def _grow(self) -> None:
        old, self._table = self._table, _free(2 * len(self._table) // _SLOT)
        for at in range(0, len(old), _SLOT):
            if old[at]:
                to = self._find(old[at], old[at + 1])
                self._table[to], self._table[to + 1], self._table[to + 2] = old[at], old[at + 1], old[at + 2]


def _free(slots: int) -> "array[int]":
    return array("Q", bytes(8 * _SLOT * slots))


def _digest(name: str) -> tuple[int, int]:
    # An id may be any string, also one that no encoder takes; this one takes all, and keeps them apart.
    data = name.encode("utf-8", "surrogatepass")
    first, second = _HALVES.unpack(blake2b(data, digest_size=_HALVES.size).digest())
    return first or 1, second
