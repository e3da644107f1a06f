"""Whether a run may begin another article: money, tokens, number and time, with what is in work set aside."""

from collections.abc import Callable
from enum import Enum, auto
from time import monotonic

from summarizer.errors import LimitReached, SettingsError
from summarizer.limits import Limits
from summarizer.model.usage import Usage
from summarizer.profiles import Profile

# What an article costs besides its text, in characters: the constant part of a prompt, and the answer.
_FIXED = 4_000


class Verdict(Enum):
    """What may be done with the next article while no limit is reached; `WAIT` until one in work is finished."""

    BEGIN = auto()
    WAIT = auto()


class Allowance:
    """Counts what the articles of a run cost; what is in work is expected to cost what those before it did.

    The first article of a run with `max_cost` or `max_tokens` goes alone, so that there is something to expect by.
    """

    def __init__(self, limits: Limits, *, clock: Callable[[], float] = monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._ends = None if limits.deadline is None else clock() + limits.deadline
        self._profile: Profile | None = None
        self._begun = 0
        self._in_work = 0
        self._weight_in_work = 0
        self._weight = 0
        self._tokens = 0
        self._cost = 0.0

    def price(self, profile: Profile) -> None:
        """Count by the prices of a model; raises `SettingsError` where `max_cost` needs them and there are none."""
        self._profile = profile
        if self._limits.max_cost is not None and Usage().cost(profile) is None:
            raise SettingsError(
                "The limit of cost cannot be held: the prices of the model are not known.",
                hint="Add a profile with price_prompt and price_completion to the configuration file, "
                "or limit tokens with --max-tokens.",
            )

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds until the deadline, not below 0; None where there is none."""
        return None if self._ends is None else max(0.0, self._ends - self._clock())

    def verdict(self, characters: int) -> Verdict | LimitReached:
        """Return whether an article of so many characters may be begun now, or the limit that ends the run."""
        limits = self._limits
        if self.seconds_left == 0:
            return LimitReached(f"The deadline of {limits.deadline:g} seconds is over.")
        if limits.max_articles is not None and self._begun >= limits.max_articles:
            return LimitReached(f"The limit of {limits.max_articles:,} articles is reached.")
        weight = self._weight_in_work + characters + _FIXED
        for what, limit, spent in (
            ("cost", limits.max_cost, self._cost),
            ("tokens", limits.max_tokens, self._tokens),
        ):
            if limit is None:
                continue
            if spent < limit and (self._fits(limit, spent, weight) if self._weight else not self._in_work):
                continue
            return Verdict.WAIT if self._in_work else self._spent(what, limit)
        return Verdict.BEGIN

    def begin(self, characters: int) -> None:
        """Count an article as in work."""
        self._begun += 1
        self._in_work += 1
        self._weight_in_work += characters + _FIXED

    def finish(self, characters: int, usage: Usage) -> None:
        """Count what an article cost in the end."""
        self._in_work -= 1
        self._weight_in_work -= characters + _FIXED
        tokens = usage.prompt + usage.completion
        if tokens:  # neither one from the cache nor one that was never answered says what others will cost
            self._weight += characters + _FIXED
            self._tokens += tokens
            self._cost += (usage.cost(self._profile) if self._profile is not None else None) or 0.0

    def _fits(self, limit: float, spent: float, weight: int) -> bool:
        return spent + spent * weight / self._weight <= limit

    def _spent(self, what: str, limit: float) -> LimitReached:
        if what == "cost":
            return LimitReached(f"The limit of {limit:g} USD is reached: {self._cost:.4f} USD are spent.")
        return LimitReached(f"The limit of {limit:,} tokens is reached: {self._tokens:,} are used.")
