"""A table from ids to numbers that holds millions of ids in little memory."""

from hashlib import blake2b

_KEY = 16
_VALUE = 8
_SLOT = _KEY + _VALUE
_FREE = bytes(_KEY)
_FIRST_SLOTS = 1 << 10

LARGEST_VALUE = (1 << 8 * _VALUE) - 1


class IdTable:
    """Like `dict[str, int]`, without the ids themselves: 24 bytes a slot, and at most two slots of three are taken.

    Of an id only a digest of 128 bits is kept: that two of a million ids have the same is less likely than one in 10²⁶.
    Values are from 0 to `LARGEST_VALUE`.
    """

    def __init__(self) -> None:
        self._slots = _FIRST_SLOTS
        self._table = bytearray(_SLOT * self._slots)
        self._taken = 0

    def __len__(self) -> int:
        return self._taken

    def __contains__(self, name: str) -> bool:
        return self._read(self._find(_digest(name))) != _FREE

    def get(self, name: str) -> int | None:
        """Return the number of an id, None where the table does not have it."""
        at = self._find(_digest(name))
        if self._read(at) == _FREE:
            return None
        return int.from_bytes(self._table[at + _KEY : at + _SLOT], "little")

    def put(self, name: str, value: int = 0) -> None:
        """Set the number of an id."""
        key = _digest(name)
        at = self._find(key)
        if self._read(at) == _FREE:
            if 3 * (self._taken + 1) > 2 * self._slots:
                self._grow()
                at = self._find(key)
            self._taken += 1
        self._table[at : at + _SLOT] = key + value.to_bytes(_VALUE, "little")

    def _read(self, at: int) -> bytearray:
        return self._table[at : at + _KEY]

    def _find(self, key: bytes) -> int:
        """Return where the key is, or the free slot where it would be."""
        mask = self._slots - 1
        slot = int.from_bytes(key[:8], "little") & mask
        while (found := self._table[slot * _SLOT : slot * _SLOT + _KEY]) != key and found != _FREE:
            slot = (slot + 1) & mask
        return slot * _SLOT

    def _grow(self) -> None:
        old = self._table
        self._slots *= 2
        self._table = bytearray(_SLOT * self._slots)
        for start in range(0, len(old), _SLOT):
            entry = old[start : start + _SLOT]
            if entry[:_KEY] != _FREE:
                at = self._find(bytes(entry[:_KEY]))
                self._table[at : at + _SLOT] = entry


def _digest(name: str) -> bytes:
    # An id may be any string, also one that no encoder takes; this one takes all, and keeps them apart.
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()
