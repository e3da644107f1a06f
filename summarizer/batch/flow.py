"""The flow of many articles: read as needed, worked on side by side, handed on as they finish or in order."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from time import monotonic
from typing import Generic, Protocol, Self, TypeVar

from summarizer.article import Article
from summarizer.batch.allowance import Allowance, Verdict
from summarizer.batch.governor import Governor
from summarizer.batch.source import Nothing, Source
from summarizer.brief_form import AnyBrief
from summarizer.cached_brief import CachedBrief, as_brief
from summarizer.errors import InternalFault, LimitReached, SummarizerError
from summarizer.model.usage import Usage
from summarizer.progress import ignore_progress
from summarizer.session import Session

Key = TypeVar("Key")

# In order, a slow article holds back the others: so many of them for each that may be in work.
_WINDOW = 4
# Timers of the event loop may be early by its resolution; the deadline is to be over when this one fires.
_LATE = 0.01

_logger = logging.getLogger("summarizer.batch")


@dataclass(frozen=True, slots=True)
class Job(Generic[Key]):
    """An article to be briefed, or why there is none; `key` is the caller's own and comes back with the outcome."""

    key: Key
    article: Article | SummarizerError


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Key]):
    """How the work on one article ended: with a brief or with an error, after so many requests and seconds.

    `made` is the brief as it comes, from the cache maybe, and `brief` reads it.
    """

    key: Key
    article: Article | None
    made: AnyBrief | CachedBrief | None
    error: SummarizerError | None
    requests: int
    seconds: float

    @classmethod
    def briefed(cls, key: Key, article: Article, brief: AnyBrief) -> Self:
        """Return the outcome of a brief that was made."""
        return cls(key, article, brief, None, brief.provenance.requests, brief.provenance.seconds)

    @classmethod
    def failed(cls, key: Key, error: SummarizerError) -> Self:
        """Return the outcome of an article for which nothing was asked."""
        return cls(key, None, None, error, 0, 0.0)

    @property
    def brief(self) -> AnyBrief | None:
        """Return the brief, if there is one."""
        return None if self.made is None else as_brief(self.made)


@dataclass(frozen=True, slots=True)
class _Work(Generic[Key]):
    key: Key
    began: float
    task: asyncio.Task[None]


class Way(Protocol[Key]):
    """How articles become outcomes.

    `price` is the part of the list price that is paid; `asks_now` says whether outcomes tell how the endpoint is now.
    After `brief_many` has ended, `stopped` says which limit ended it, None where all was done.
    """

    price: float
    asks_now: bool
    stopped: LimitReached | None

    def stop(self) -> None:
        """Begin no further article."""
        ...

    def in_work(self) -> list[tuple[Key, float]]:
        """Return the keys of the articles in work and since how many seconds they are, oldest first."""
        ...

    def brief_many(
        self, jobs: Iterable[Job[Key]] | AsyncIterable[Job[Key]]
    ) -> AsyncGenerator[Outcome[Key], None]:
        """Yield how the work on articles ended; to be called once."""
        ...


class Flow(Generic[Key]):
    """One run over many articles, through a session whose gate is the governor.

    After `brief_many` has ended, `stopped` says which of the governor's limits ended it; None where all was done.
    """

    def __init__(
        self,
        session: Session,
        governor: Governor,
        *,
        ordered: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.price = 1.0
        self.asks_now = True
        self.stopped: LimitReached | None = None
        self._session = session
        self._governor = governor
        self._concurrency = governor.limits.concurrency
        self._ordered = ordered
        self._clock = clock
        self._allowance = Allowance(governor.limits, clock=clock)
        self._wake = asyncio.Event()
        self._halted = False
        self._fatal: SummarizerError | None = None
        self._works: dict[int, _Work[Key]] = {}
        # A heap by rank: the place among the articles when in order, else the place among the finished.
        self._finished: list[tuple[int, Outcome[Key]]] = []
        self._ranks = count()
        self._handed_on = 0

    def stop(self) -> None:
        """Begin no further article; those in work are finished and handed on."""
        self._halted = True
        self._wake.set()

    def in_work(self) -> list[tuple[Key, float]]:
        """Return the keys of the articles in work and since how many seconds they are, oldest first."""
        now = self._clock()
        return [(work.key, now - work.began) for work in self._works.values()]

    async def brief_many(
        self, jobs: Iterable[Job[Key]] | AsyncIterable[Job[Key]]
    ) -> AsyncGenerator[Outcome[Key], None]:
        """Yield how the work on each article ended; to be called once.

        Jobs are read one by one, when there is room: as many articles are in work, or finished and not yet handed
        on, as `limits.concurrency` allows (in order, four times as many). An article that fails never ends the rest.
        What would fail for every article (`error.fatal`, or an endpoint that takes nothing for long) cancels what is in
        work and is raised after the outcomes that are there. Closing the generator cancels what is in work and waits
        for its end.
        """
        limits = self._governor.limits
        if limits.max_cost is not None:
            self._allowance.price((await self._session.endpoint()).profile)
        source = Source(jobs, self._wake.set)
        deadline = self._wake_at_deadline()
        number = 0
        job: Job[Key] | None = None
        ended = False
        try:
            while True:
                self._wake.clear()
                while not ended and self._has_room(number):
                    if job is None:
                        taken = source.take()
                        if isinstance(taken, Nothing):
                            # While one waits for the next article, the deadline may pass.
                            ended = taken is Nothing.ENDED
                            if not ended:
                                self._allows(0)
                            break
                        job = taken
                    if not self._begin(number, job):
                        break
                    job, number = None, number + 1
                outcome = self._ready()
                if outcome is not None:
                    yield outcome
                elif self._fatal is not None:
                    raise self._fatal
                elif not self._works and (ended or self._halted):
                    break
                else:
                    await self._wake.wait()
        finally:
            if deadline is not None:
                deadline.cancel()
            await self._cancel()
            await source.close()
        if source.error is not None:
            raise source.error

    def _wake_at_deadline(self) -> asyncio.TimerHandle | None:
        left = self._allowance.seconds_left
        if left is None:
            return None
        return asyncio.get_running_loop().call_later(left + _LATE, self._wake.set)

    def _has_room(self, number: int) -> bool:
        if self._halted or self._fatal is not None:
            return False
        if self._ordered:
            window = _WINDOW * self._concurrency
            return len(self._works) < self._concurrency and number - self._handed_on < window
        return len(self._works) + len(self._finished) < self._concurrency

    def _allows(self, characters: int) -> bool:
        """Return whether an article of so many characters may be begun now; at a limit, none is begun any more."""
        verdict = self._allowance.verdict(characters)
        if isinstance(verdict, LimitReached):
            self.stopped, self._halted = verdict, True
        return verdict is Verdict.BEGIN

    def _begin(self, number: int, job: Job[Key]) -> bool:
        """Begin the work on an article; False where that has to wait, or a limit forbids it."""
        article = job.article
        if isinstance(article, SummarizerError):
            self._finish(number, Outcome(job.key, None, None, article, 0, 0.0))
            return True
        characters = len(article.text)
        if not self._allows(characters):
            return False
        self._allowance.begin(characters)
        task = asyncio.create_task(self._work(number, job.key, article))
        self._works[number] = _Work(job.key, self._clock(), task)
        return True

    async def _work(self, number: int, key: Key, article: Article) -> None:
        began = self._clock()
        usage = Usage()
        made: AnyBrief | CachedBrief | None = None
        error: SummarizerError | None = None
        try:
            made = await self._session.obtain(article, usage=usage, on_progress=ignore_progress)
        except SummarizerError as raised:
            error = raised
        except Exception as raised:
            _logger.exception("A fault of summarizer itself met the article %r.", key)
            error = InternalFault(f"A fault of summarizer itself: {type(raised).__name__}: {raised}.")
            error.__cause__ = raised
        finally:
            self._allowance.finish(len(article.text), usage)
            del self._works[number]
            self._wake.set()
        if error is not None and (error.fatal or error is self._governor.given_up):
            self._end(error)
        else:
            seconds = self._clock() - began
            self._finish(number, Outcome(key, article, made, error, usage.requests, seconds))

    def _finish(self, number: int, outcome: Outcome[Key]) -> None:
        heappush(self._finished, (number if self._ordered else next(self._ranks), outcome))

    def _end(self, error: SummarizerError) -> None:
        if self._fatal is None:
            self._fatal = error
            for work in self._works.values():
                work.task.cancel()

    def _ready(self) -> Outcome[Key] | None:
        """Return the next outcome to hand on; after a fatal error what is missing in the order is not waited for."""
        if not self._finished:
            return None
        if self._ordered and self._fatal is None and self._finished[0][0] != self._handed_on:
            return None
        self._handed_on += 1
        return heappop(self._finished)[1]

    async def _cancel(self) -> None:
        tasks = [work.task for work in self._works.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
