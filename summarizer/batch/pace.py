"""How fast an endpoint takes requests, learned from what it refuses."""


class Pace:
    """Spreads requests so that few are refused; without a refusal there is no pace."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self._held_until = float("-inf")

    def wait(self, now: float) -> float:
        """Return the seconds until a request may be sent, 0 if at once."""
        return max(0.0, self._held_until - now)

    def take(self, now: float) -> None:
        """Count a request as sent now."""

    def hold(self, until: float) -> None:
        """Send nothing before `until`."""
        self._held_until = max(self._held_until, until)

    def passed(self, now: float, sent: float) -> None:
        """Learn that a request was not refused."""

    def refused(self, now: float, sent: float, wait: float | None) -> None:
        """Learn that a request was refused; `wait` are the seconds that the endpoint asks to wait."""
        self.hold(now + (0.5 if wait is None else wait))
