"""What may be submitted to a provider in one command, by estimate, and the file that it goes into."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import IO

from summarizer.article import Article
from summarizer.batch.allowance import Allowance
from summarizer.batch.estimate import expected_answer
from summarizer.errors import LimitReached
from summarizer.limits import Limits
from summarizer.model.provider_batch import PRICE
from summarizer.model.usage import Usage
from summarizer.profiles import Profile

_BYTES_PER_TOKEN = 4


class Plan:
    """Counts what is submitted, before it is paid for: money and tokens are estimates, at the price of batches."""

    def __init__(self, limits: Limits, *, clock: Callable[[], float] = monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._ends = None if limits.deadline is None else clock() + limits.deadline
        self._articles = 0
        self._usage = Usage()

    def check(self, profile: Profile) -> None:
        """Raise `SettingsError` where a limit of cost is given and the prices of the model are not known."""
        Allowance(self._limits).price(profile)

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds until the deadline, not below 0; None where there is none."""
        return None if self._ends is None else max(0.0, self._ends - self._clock())

    def is_late(self) -> LimitReached | None:
        """Return the deadline as a limit that is reached, None while it is not."""
        if self.seconds_left != 0:
            return None
        return LimitReached(f"The deadline of {self._limits.deadline:g} seconds is over.")

    def take(self, article: Article, line: bytes, profile: Profile) -> LimitReached | None:
        """Count an article with the line that asks for it, or return the limit that forbids it."""
        limits = self._limits
        if late := self.is_late():
            return late
        if limits.max_articles is not None and self._articles >= limits.max_articles:
            return LimitReached(f"The limit of {limits.max_articles:,} articles is reached.")
        usage = Usage(
            prompt=self._usage.prompt + len(line) // _BYTES_PER_TOKEN,
            completion=self._usage.completion + expected_answer(len(article.text), profile),
        )
        tokens, full_price = usage.prompt + usage.completion, usage.cost(profile)
        if limits.max_tokens is not None and tokens > limits.max_tokens:
            return LimitReached(
                f"The limit of {limits.max_tokens:,} tokens is reached, by estimate: one article more makes {tokens:,}."
            )
        cost = PRICE * full_price if full_price is not None else 0.0
        if limits.max_cost is not None and cost > limits.max_cost:
            return LimitReached(
                f"The limit of {limits.max_cost:g} USD is reached, by estimate: one article more makes {cost:.4f} USD."
            )
        self._articles, self._usage = self._articles + 1, usage
        return None


@dataclass(slots=True)
class Filling:
    """A file of requests in the making, within the limits of one file; gone from the disk when this process is.

    `articles` are the digests of their texts by id, in the order of the lines.
    """

    most_requests: int
    most_bytes: int
    file: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    articles: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def has_room(self, line: bytes) -> bool:
        """Return whether the line fits the file."""
        return len(self.articles) < self.most_requests and self.size + len(line) <= self.most_bytes

    def add(self, name: str, article: Article, line: bytes) -> None:
        """Write the line of an article."""
        self.file.write(line)
        self.size += len(line)
        self.articles[name] = article.id.removeprefix("sha256:")
