"""How fast an endpoint takes requests, learned from what it refuses.

Limits differ (so many in a window that starts anew, in any window, a bucket that refills), and few endpoints say
theirs. So requests are spread evenly at a rate that is cut when one is refused, and grows back. The first rate is what
was taken of the first burst; from there it grows ever faster until a refusal shows how far is too far. Then it follows
the curve of CUBIC (RFC 9438): quickly back to just below the rate that was refused last, long near it, then faster.
"""

from math import exp, sqrt

# Of a rate that was refused: the goal of the curve, where it starts, and where after a refusal within `_SOON` seconds.
_GOAL, _START, _START_SOON = 0.98, 0.95, 0.8
# The same where a refusal costs a wait of so many seconds for everybody: then it is dearer than a little rate.
_DEAR = 0.5
_DEAR_GOAL, _DEAR_START = 0.94, 0.9
_DEAR_CATCH_UP = 0.04
_SOON = 1.0
# Seconds until the goal is reached; a goal between two rates is a guess, and left sooner.
_AT_GOAL, _AT_GUESS = 30.0, 8.0
# Growth in a second while no goal is known, doubled each second; bounds this close together make a goal.
_GROWTH = 0.08
_CLOSE = 1.2
# Pauses, in seconds, where the endpoint does not say how long: the first, the growth when in vain, the longest.
_PAUSE, _PAUSE_GROWTH, _LONGEST_PAUSE = 0.1, 1.3, 5.0
# Timers are late, and more so where the machine is busy; requests missed for so many seconds are made up for.
_CATCH_UP = 0.1
# The throughput is that of at most so many seconds.
_MEMORY = 60.0
_SLOWEST = 1 / 60


class Pace:
    """Spreads requests so that few are refused; before the first refusal there is no pace, and `rate` is None."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self._next = float("-inf")
        self._held_until = float("-inf")
        self._pause = _PAUSE
        # A stretch begins when requests are sent again after a refusal: at the rate `start`, towards the goal if known.
        self._began = float("-inf")
        self._start = 0.0
        self._goal: float | None = None
        self._at_goal = _AT_GOAL
        self._unused = 0.0
        self._dear = False
        self._sent = 0
        self._first_sent = float("inf")
        # Requests that were sent and not refused, and since when, for the throughput.
        self._taken = 0.0
        self._since: float | None = None

    def wait(self, now: float) -> float:
        """Return the seconds until a request may be sent, 0 if at once."""
        return max(0.0, self._held_until - now, self._next - now)

    def take(self, now: float) -> None:
        """Count a request as sent now."""
        if self._since is None:
            self._since = now
        elif now - self._since > _MEMORY:
            self._taken /= 2
            self._since += (now - self._since) / 2
        if self._sent == 0:
            self._first_sent = now
        self._taken += 1
        self._sent += 1
        if self.rate is not None:
            catch_up = _DEAR_CATCH_UP if self._dear else _CATCH_UP
            if now - self._next > catch_up:
                # It was not the pace that kept requests back: a rate that is not used shows nothing, and does not grow.
                self._unused += now - self._next
            self.rate = self._rate(now)
            self._next = max(self._next, now - catch_up) + 1 / self.rate

    def hold(self, until: float) -> None:
        """Send nothing before `until`."""
        self._held_until = max(self._held_until, until)

    def refused(self, now: float, sent: float, wait: float | None) -> None:
        """Learn that a request, sent at `sent`, was refused; `wait` are the seconds that the endpoint asks to wait."""
        self._taken = max(0.0, self._taken - 1)
        if wait is not None:
            self.hold(now + wait)
        if sent < self._began:
            # One of those on their way at the last refusal; the first rate counted it as taken.
            if self._goal is None and self._sent == 0:
                self.rate = self._start = min(self._start, self._throughput(self._began))
            return
        in_vain = sent <= self._first_sent
        if wait is None:
            self._pause = min(self._pause * _PAUSE_GROWTH, _LONGEST_PAUSE) if in_vain else _PAUSE
            self.hold(now + self._pause)
        until = max(now, self._held_until)
        self._dear = wait is not None and wait >= _DEAR
        goal, start = (_DEAR_GOAL, _DEAR_START) if self._dear else (_GOAL, _START)
        lowered = self._lowered(sent, until, in_vain=in_vain, goal=goal, start=start)
        self.rate = self._start = max(_SLOWEST, lowered)
        self._began = self._next = until
        self._unused = 0.0
        self._sent = 0
        self._first_sent = float("inf")

    def _lowered(self, sent: float, until: float, *, in_vain: bool, goal: float, start: float) -> float:
        """Return the rate from `until` on, after the first refusal of a stretch; sets the goal."""
        throughput = self._throughput(until)
        rate = self.rate
        if rate is None:
            return throughput
        if in_vain:  # the pause was too short: of the rate that says nothing, unless it is an estimate
            return rate if self._goal is not None else max(_START_SOON * rate, min(rate, throughput))
        if self._goal is None:
            low, high = self._rate(sent - _SOON), self._rate(sent)
            if high > _CLOSE * low:
                return sqrt(low * high)
            self._goal, self._at_goal = goal * (low + high) / 2, _AT_GUESS
            return goal * low
        length = sent - self._began
        if length > _SOON:
            rate = min(
                rate, 1.1 * self._sent / length
            )  # there may have been less to send than the rate allowed
        self._goal, self._at_goal = goal * rate, _AT_GOAL
        return max(rate * (_START_SOON if length < _SOON else start), min(throughput, start * rate))

    def _throughput(self, until: float) -> float:
        since = until if self._since is None else self._since
        # Where nothing was taken yet, one may be worth another try after as long again.
        return max(1.0, self._taken) / max(until - since, 1e-3)

    def _rate(self, now: float) -> float:
        passed = max(0.0, now - self._began - self._unused)
        if self._goal is None:
            return self._start * exp(min(_GROWTH * (2 ** min(passed, 10.0) - 1), 10.0))
        gap = max(self._goal - self._start, 0.01 * self._goal)
        return self._goal + gap * (min(passed / self._at_goal, 10.0) - 1) ** 3
