"""Refusals that have nothing to do with the rate: a load balancer that refuses one in fifty, however few come."""

# So many refusals while the rate was halved, at most this share of the requests, were not about the rate.
_ENOUGH, _LARGEST_SHARE = 5, 0.1
# They come in heaps; so many more than twice their usual share are about the rate after all.
_HEAP = 4.0
# A share is forgotten after so many times the requests among which one would have been refused.
_FORGOTTEN_AFTER = 10


class BaselineRefusals:
    """Learns which share of the requests is refused at any rate: what did not fall when the rate was halved."""

    def __init__(self) -> None:
        self.share = 0.0
        # The highest rate of a descent, and what was sent and refused since.
        self.peak = 0.0
        self._sent = self._refused = 0
        self._excess = 0.0
        self._unrefused = 0

    def sent(self) -> None:
        """Count a request."""
        self._sent += 1
        self._unrefused += 1
        self._excess = max(0.0, self._excess - 2 * self.share)
        if self._unrefused * self.share > _FORGOTTEN_AFTER:
            self.share = 0.0

    def explain(self) -> bool:
        """Return whether a refusal is one of those that are known."""
        self._unrefused = 0
        self._refused += 1
        if self.share == 0:
            return False
        self._excess += 1
        if self._excess <= _HEAP:
            return True
        self._excess = 0.0
        return False

    def descend(self, rate: float) -> bool:
        """Return whether a refusal at this rate shows that there are such; then `peak` is the rate before them."""
        if rate > self.peak:
            self.peak, self._sent, self._refused = rate, 0, 0
        halved = rate <= self.peak / 2 and self._refused >= _ENOUGH
        if self.share > 0 or not halved or self._refused > _LARGEST_SHARE * self._sent:
            return False
        self.share = self._refused / self._sent
        return True

    def settle(self, rate: float) -> None:
        """A rate was taken for long: a descent begins there."""
        self.peak, self._sent, self._refused = rate, 0, 0
