"""How fast an endpoint takes requests, learned from what it refuses.

Limits differ (so many in a window that starts anew, in any window, a bucket that refills), and few endpoints say
theirs. Requests are spread evenly; what a late timer or a wait has kept back is made up for, as far as was once taken
at once, and never beyond the rate in any second.

The limit is between a rate that is good and one that was refused. The first good rate is an estimate: what was taken,
over the time until requests are sent again. Above it the rate grows ever faster until it is refused; then rates between
are tried until both are close, and the good one is kept. Only when it was taken for long it is tried again whether the
limit has risen: the more rarely, the longer the refusal is waited for, and the more often it has not. A good rate that
is refused is lowered a little, and estimated anew when it is refused at once.
"""

from collections import deque
from math import ceil, exp, sqrt

from summarizer.batch.baseline_refusals import BaselineRefusals

# Seconds without a refusal after which a rate is good, at first, and at most as a multiple of the wait for a refusal.
_LONG, _LONGEST = 8.0, 20.0
# A rate that is refused within so many seconds is wrong; later, it may have been a late timer.
_SOON = 2.0
# Seconds over which it is counted, at least, what is taken.
_COUNTED = 3.0
# The growth in a second of a rate that is tried, doubled each second.
_GROWTH = 0.08
# A rate a little below another, and two that are close.
_BELOW, _CLOSE = 0.97, 1.04
# A second, and what the network adds to it.
_SECOND = 1.01
# Pauses, in seconds, where the endpoint does not say how long: the first, the growth when in vain, the longest.
_PAUSE, _PAUSE_GROWTH, _LONGEST_PAUSE = 0.1, 1.35, 5.0
_SHORTEST_PAUSE, _FIRST_PAUSE = 0.01, 1.0
# Timers are late by this part of the time between two requests, though nothing may be sent at once.
_LEAST_BURST = 0.2
# An endpoint is asked as often as where it does not say how long to wait, whatever is estimated.
_SLOWEST = 1 / _LONGEST_PAUSE


class Pace:
    """Spreads requests so that few are refused; before the first refusal there is no pace, and `rate` is None."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self._baseline = BaselineRefusals()
        self._due = float("-inf")
        self._held_until = float("-inf")
        # When the last ones were sent, for about two seconds.
        self._log: deque[float] = deque()
        # What was taken, and since when; and how much of it at once, before the first refusal.
        self._taken, self._since = 0, 0.0
        self._burst, self._burst_known = 1.0, False
        # Refusals of the first request after a wait, one after the other, and the pause for the last one.
        self._in_vain, self._pause = 0, _PAUSE
        # A stretch begins when requests are sent again after a refusal, at the rate `start`; it grows when `patience`
        # is over. Its first request was due, and was sent; some of its time was not used.
        self._began = float("-inf")
        self._start = self._patience = self._unused = 0.0
        self._sent = 0
        self._first_due = self._first_sent = 0.0
        # The limit is from the good rate to the high one; 0 where it is estimated anew.
        self._good = self._high = 0.0
        # Whether the last stretch was refused when its rate had grown, not at once, and when its first rate was good.
        self._grown = self._lasted = self._confirmed = False
        self._long = _LONG

    def wait(self, now: float) -> float:
        """Return the seconds until a request may be sent, 0 if at once."""
        until = max(self._held_until, self._due)
        if self.rate is not None:
            most = ceil(self.rate)
            if len(self._log) >= most:
                until = max(until, self._log[-most] + most / self.rate)
        return max(0.0, until - now)

    def take(self, now: float) -> None:
        """Count a request as sent now."""
        self._baseline.sent()
        self._taken += 1
        self._sent += 1
        if self.rate is None:
            if self._sent == 1:
                self._since = now
            return
        late = now - self._due
        made_up_for = max(self._burst - 1, _LEAST_BURST) / self.rate
        if late > made_up_for:
            # It was not the pace that kept requests back: a rate that is not used shows nothing, and does not grow.
            self._unused += late - made_up_for
            late = made_up_for
        if self._sent == 1:
            self._first_due, self._first_sent = now - late, now
        self.rate = self._rate(now)
        self._due = now - late + 1 / self.rate
        self._log.append(now)
        while len(self._log) > 2 * ceil(self.rate):
            self._log.popleft()

    def hold(self, until: float) -> None:
        """Send nothing before `until`."""
        self._held_until = max(self._held_until, until)

    def refused(self, now: float, sent: float, wait: float | None) -> None:
        """Learn that a request, sent at `sent`, was refused; `wait` are the seconds that the endpoint asks to wait."""
        if sent >= self._since:
            self._taken -= 1
        known = self._baseline.explain()
        if wait is not None:
            self.hold(now + wait)
        elif known:
            return
        if sent < self._began:  # one of those on their way at the last refusal
            if self._sent == 0:
                self._begin(max(self._began, self._held_until))
            return
        in_vain = self.rate is not None and sent == self._first_sent
        self._in_vain = self._in_vain + 1 if in_vain else 0
        if wait is None:
            self._hold_unasked(now)
        until = max(now, self._held_until)
        if in_vain:
            if self._in_vain > 1:  # refusals at any rate are not closed windows
                self._baseline.settle(0.0)
            self._due = until
            self._log.clear()  # whoever waits for a window tries it again and again, however slow the rate
        elif self.rate is None:
            self._due = until
        else:
            self._learn(sent, asked=wait is not None)
            longest = max(_LONG, _LONGEST * (until - now))
            self._long = min(2 * self._long, longest) if self._confirmed else _LONG
        self._patience = self._long if self._high else 0.0
        self._begin(until)

    def _hold_unasked(self, now: float) -> None:
        if self._in_vain:
            self._pause = min(self._pause * _PAUSE_GROWTH, _LONGEST_PAUSE)
        else:
            self._pause = (
                _PAUSE if self.rate is None else min(max(_SHORTEST_PAUSE, 2 / self.rate), _FIRST_PAUSE)
            )
        self.hold(now + self._pause)

    def _learn(self, sent: float, *, asked: bool) -> None:
        """Learn from the first refusal of a stretch between which rates the limit is."""
        self._burst_known = True
        length = sent - self._began - self._unused
        if now_good := length > self._patience > 0:
            self._good = self._start
            self._baseline.settle(self._good)
        if sent - self._since > _COUNTED:
            self._since, self._taken = self._first_due, self._sent - 1
        high = self._rate(sent)
        self._grown, self._lasted = high > self._start, length >= _SOON
        self._confirmed = self._grown and now_good
        if self._grown:  # faster than the limit knows of: what counts is what was taken in the last second
            taken = sum(sent - _SECOND < at <= sent for at in self._log) - 1
            high = min(high, max(self._start, taken))
        caught_up = self._began - self._first_due
        if not asked and self._baseline.descend(self._start):
            self._good = self._start = self._baseline.peak
            self._since, self._taken = sent, int(self._start)
            self._high = 0.0
        elif high > self._good:
            self._high = high
        elif length < 1 and self._burst >= 2 and 2 * caught_up * self._start > self._burst:
            self._burst /= 2  # too many at once
        elif length < _SOON:
            self._good = self._high = 0.0
        else:
            self._good = self._high = _BELOW * self._good

    def _begin(self, until: float) -> None:
        """Begin the stretch after a refusal, at a rate within what is known."""
        estimate = max(self._taken, 1) / max(until - self._since, 1e-3)
        if not self._burst_known:
            self._burst = max(1.0, float(self._taken))
        if self._high == 0:
            self._start = (
                estimate if self.rate is None or not self._burst_known else min(estimate, self._start)
            )
            self._good = self._start
        else:
            self._good = max(self._good, min(estimate, _BELOW * self._high))
            # One that had grown may be right where it was refused; one that was taken for a while is nearly right.
            near = self._grown or self._lasted
            between = _BELOW * self._high if near else sqrt(self._good * self._high)
            self._start = max(between, self._good) if self._high > _CLOSE * self._good else self._good
        self.rate = self._start = max(_SLOWEST, self._start)
        self._began = until
        self._sent = 0
        self._unused = 0.0

    def _rate(self, now: float) -> float:
        passed = now - self._began - self._unused - self._patience
        if passed <= 0:
            return self._start
        return self._start * exp(min(_GROWTH * (2 ** min(passed, 10.0) - 1), 10.0))
