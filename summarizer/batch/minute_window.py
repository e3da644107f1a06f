"""A limit in any minute, held without bursts."""

from collections import deque

_MINUTE = 60.0
# The minute is counted in slots; a slot is counted until all of it is older than a minute.
_SLOT = 0.1
# Timers are late; what was missed meanwhile is made up for, the minute's count allowing.
_CATCH_UP = 0.05


class MinuteWindow:
    """At most `limit` (requests, tokens) in any 60 seconds, spread evenly over them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rate = limit / _MINUTE
        self._ready = float("-inf")
        self._slots: deque[tuple[int, float]] = deque()
        self._sum = 0.0

    def wait(self, now: float, amount: float) -> float:
        """Return the seconds until `amount` may be taken, 0 if at once; more than the limit passes as the limit."""
        self._drop(now)
        missing = self._sum + min(amount, self._limit) - self._limit
        free_at = self._ready
        for slot, taken in self._slots:
            if missing <= 0:
                break
            missing -= taken
            free_at = max(free_at, _end(slot))
        return max(0.0, free_at - now)

    def take(self, now: float, amount: float) -> None:
        """Count `amount` as taken now."""
        amount = min(amount, self._limit)
        slot = int(now / _SLOT)
        before = self._slots.pop()[1] if self._slots and self._slots[-1][0] == slot else 0.0
        self._slots.append((slot, before + amount))
        self._sum += amount
        self._ready = max(self._ready, now - _CATCH_UP) + amount / self._rate

    def correct(self, at: float, difference: float) -> None:
        """Count `difference` more, or less, for what was taken at the time `at`; what is older than a minute stays."""
        slot = int(at / _SLOT)
        for index in range(len(self._slots) - 1, -1, -1):
            found, taken = self._slots[index]
            if found == slot:
                # An estimate that was cut to the limit may be corrected by more than was counted.
                difference = max(difference, -taken)
                self._slots[index] = (slot, taken + difference)
                self._sum += difference
                self._ready += difference / self._rate
                return
            if found < slot:
                return

    def _drop(self, now: float) -> None:
        while self._slots and _end(self._slots[0][0]) <= now:
            self._sum -= self._slots.popleft()[1]
        if not self._slots:
            self._sum = 0.0  # sums of fractions drift


def _end(slot: int) -> float:
    """Return when the slot counts no longer."""
    return (slot + 1) * _SLOT + _MINUTE
