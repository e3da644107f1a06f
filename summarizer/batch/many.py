"""What `summarize_many` returns: the results of many articles, one after the other."""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Generic, Self, cast
from weakref import ReferenceType, ref

from typing_extensions import TypeVar

from summarizer.article import Article
from summarizer.batch.background import BackgroundLoop
from summarizer.batch.flow import Flow, Job
from summarizer.batch.governor import Governor
from summarizer.brief import Brief
from summarizer.errors import LimitReached, SummarizerError
from summarizer.limits import Limits
from summarizer.progress import Progress, ProgressListener
from summarizer.session import Session
from summarizer.settings import Settings

BriefT = TypeVar("BriefT", default=Brief)
"""The briefs of a run: the built-in ones, or those of a user's own form."""

Jobs = Iterable[Job[int]] | AsyncIterable[Job[int]]


@dataclass(frozen=True, slots=True)
class Result(Generic[BriefT]):
    """What became of one article: a brief, or an error.

    `number` is its place in the input, from 0; `article` is None where what was given is none. `requests` were made
    for it, also where it failed; `seconds` is the time from its beginning, also what it waited for limits.

    ```python
    for result in summarize_many(articles):
        if result.error is not None and result.error.retryable:
            print(f"{result.number} may be tried again: {result.error}")
    ```
    """

    number: int
    article: Article | None
    brief: BriefT | None
    error: SummarizerError | None
    requests: int
    seconds: float


class Results(AsyncIterator[Result[BriefT]], Iterable[Result[BriefT]]):
    """The results of many articles, as they are asked for: by `async for`, or by a plain `for`.

    Nothing is opened or begun before the first result is asked for. Where a loop over them is left early, `async with`
    (or `with`) around it ends the work at once. They can be gone through once.

    ```python
    with summarize_many(articles) as results:
        briefs = [result.brief for result in results if result.brief is not None]
    print(len(briefs), results.stopped or "all articles were tried")
    ```
    """

    def __init__(
        self,
        jobs: Jobs,
        *,
        settings: Settings,
        limits: Limits,
        ordered: bool,
        total: int | None,
        on_progress: ProgressListener,
    ) -> None:
        self._run: _Run[BriefT] = _Run(settings, limits, ordered, total, on_progress)
        self._results = self._run.results(jobs)
        self._plain: ReferenceType[Generator[Result[BriefT], None, None]] | None = None

    @property
    def stopped(self) -> LimitReached | None:
        """Return the limit that ended the results before the articles did; None where none has."""
        return self._run.stopped

    async def __anext__(self) -> Result[BriefT]:
        """Return the next result."""
        return await anext(self._results)

    async def aclose(self) -> None:
        """End the work: what is in work is cancelled and has ended when this returns."""
        await self._results.aclose()

    async def __aenter__(self) -> Self:
        """Return the results."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the work."""
        await self.aclose()

    def __iter__(self) -> Iterator[Result[BriefT]]:
        """Yield the results where no event loop is used; the work goes on in a thread between one and the next."""
        plain = _plainly(self._results)
        self._plain = ref(
            plain
        )  # no more than that: a loop that is left drops the generator, which ends the work
        return plain

    def close(self) -> None:
        """End the work that a plain `for` began: what is in work is cancelled and has ended when this returns."""
        if self._plain is not None and (plain := self._plain()) is not None:
            plain.close()

    def __enter__(self) -> Self:
        """Return the results."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the work."""
        self.close()


def _plainly(results: AsyncGenerator[Result[BriefT], None]) -> Generator[Result[BriefT], None, None]:
    with BackgroundLoop() as loop:
        while (result := loop.wait(_next(results))) is not None:
            yield result


async def _next(results: AsyncGenerator[Result[BriefT], None]) -> Result[BriefT] | None:
    return await anext(results, None)


class _Run(Generic[BriefT]):
    # Apart from `Results`, so that the generator does not hold what holds it: a loop that is left closes it at once.

    def __init__(
        self,
        settings: Settings,
        limits: Limits,
        ordered: bool,
        total: int | None,
        listener: ProgressListener,
    ) -> None:
        self.stopped: LimitReached | None = None
        self._settings = settings
        self._limits = limits
        self._ordered = ordered
        self._total = total
        self._listener = listener

    async def results(self, jobs: Jobs) -> AsyncGenerator[Result[BriefT], None]:
        began = monotonic()
        done = 0
        governor = Governor(self._limits)
        session = Session(
            self._settings, gate=governor, parallel=self._limits.concurrency, on_progress=self._listener
        )
        async with session:
            flow: Flow[int] = Flow(session, governor, ordered=self._ordered)
            async with aclosing(flow.brief_many(jobs)) as outcomes:
                async for one in outcomes:
                    done += 1
                    tokens = governor.spent.prompt + governor.spent.completion
                    self._listener(Progress("articles", done, self._total, tokens, monotonic() - began))
                    yield Result(
                        one.key,
                        one.article,
                        cast("BriefT | None", one.brief),
                        one.error,
                        one.requests,
                        one.seconds,
                    )
            self.stopped = flow.stopped
