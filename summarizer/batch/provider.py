"""A batch by way of the provider's Batch API: what is answered is collected, what is new is submitted, and that is all.

What is at the provider is written down before it is sent, and crossed out once its results are on the disk; in between
a process may die at any moment. Files at the provider are removed when they were read, as far as it lets them.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from contextlib import aclosing, suppress
from time import monotonic
from typing import cast

from summarizer.article import Article
from summarizer.batch.flow import Job, Outcome
from summarizer.batch.governor import Governor
from summarizer.batch.ids import IdTable
from summarizer.batch.journal import Journal
from summarizer.batch.provider_asked import Asked, Round, ask, format_batch
from summarizer.batch.provider_collect import AGAIN, Collector, own_fault
from summarizer.batch.provider_fit import check_way
from summarizer.batch.provider_plan import Plan
from summarizer.batch.provider_state import ProviderState, StateFile, Submission, request_name
from summarizer.batch.provider_submit import Submitter
from summarizer.batch.snapshot import Place, Report
from summarizer.errors import (
    ArticleError,
    ArticleTooLong,
    InternalFault,
    LimitReached,
    OutputPathError,
    SummarizerError,
)
from summarizer.limits import Limits
from summarizer.model.endpoint import Endpoint
from summarizer.model.provider_batch import (
    MOST_BYTES,
    MOST_REQUESTS,
    PRICE,
    ProviderBatches,
    request_line,
)
from summarizer.pipeline import one_request, request_for_later
from summarizer.session import Session
from summarizer.settings import Settings

_WITHOUT = "Leave out --via provider-batch, and add --retry-failed: then it is as many requests as it takes."
_LONGER = 1.5

Told = Outcome[Place]


class Provider:
    """What the runs of one command share that go through the Batch API; `way` is for `BatchRun`.

    With `force` answers to other prompts are taken too. With `wait` a run that has left something at the provider ends
    when a batch is done there; `goes_on` says whether another run is to follow. `pauses` are the first and the longest
    wait between two questions, in seconds. `waiting` counts the articles at the provider.
    """

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        limits: Limits,
        *,
        force: bool = False,
        wait: bool = False,
        on_note: Callable[[str], None] = lambda _: None,
        pauses: tuple[float, float] = (5.0, 60.0),
        most: tuple[int, int] = (MOST_REQUESTS, MOST_BYTES),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Raises `SettingsError` where the settings mean a model or a strategy that this way is not for."""
        check_way(settings)
        self.journal = journal
        self.settings = settings
        self.force = force
        self.wait = wait
        self.note = on_note
        self.pauses = pauses
        self.most = most
        self.file = StateFile(journal.out.path)
        self.plan = Plan(limits, clock=clock)
        self.waiting = 0
        self._is_begun = False

    def way(self, session: Session, governor: Governor) -> "ProviderFlow":
        """Return the way that the articles of one run take."""
        if self._is_begun:  # what has failed in this command is not tried again by it, over and over
            self.journal.retry_failed = False
        self._is_begun = True
        state = self.file.read()
        for one in state.batches if state else ():
            if not one.lost:  # of what failed before, and was submitted again, the answer is wanted
                self.journal.retry(one.awaited())
        return ProviderFlow(self, session, governor)

    def goes_on(self, report: Report) -> bool:
        """Return whether there is more to collect in this command."""
        over = report.interrupted or self.plan.is_late() is not None
        return self.wait and self.waiting > 0 and not over


class ProviderFlow:
    """Implements `Way`: outcomes are those of articles that are answered, refused, or in the cache."""

    def __init__(self, provider: Provider, session: Session, governor: Governor) -> None:
        self.price = PRICE
        self.asks_now = False
        self.stopped: LimitReached | None = None
        self._provider = provider
        self._journal = provider.journal
        self._settings = provider.settings
        self._session = session
        self._spent = governor.spent
        _, _, self._prompt = one_request(provider.settings)
        self._halted = asyncio.Event()
        self._seen = IdTable()

    def stop(self) -> None:
        """Submit nothing further; what is at the provider stays there."""
        self._halted.set()

    def in_work(self) -> list[tuple[Place, float]]:
        """Return nothing: no article is worked on here."""
        return []

    async def brief_many(
        self, jobs: Iterable[Job[Place]] | AsyncIterable[Job[Place]]
    ) -> AsyncGenerator[Told, None]:
        """Yield how the work on articles ended; of those that are submitted or still waited for, nothing is told."""
        provider, endpoint = self._provider, await self._session.endpoint()
        check_way(self._settings, endpoint.profile)
        provider.plan.check(endpoint.profile)
        state = provider.file.read() or ProviderState(endpoint=endpoint.address, model=endpoint.name)
        self._check_continues(state, endpoint)
        batches = endpoint.batches()
        submitter = Submitter(
            state, provider.file, batches, prompt=self._prompt, most=provider.most, on_note=provider.note
        )
        collector = Collector(endpoint, self._settings, self._spent)
        async with ask(state, provider.file, batches, provider.note) as found, aclosing(submitter):
            self.stopped = found.held
            home = {name: one for one in found.asked for name in one.submission.awaited()}
            async for job in cast("AsyncIterable[Job[Place]]", jobs):
                await asyncio.sleep(0)  # for whoever wants to stop this
                if self._halted.is_set():
                    break
                told = await self._told(job, home.get(job.key.id), endpoint, collector, submitter)
                if told is not None:
                    if not isinstance(told.error, InternalFault):  # a mended version may read the answer
                        self._seen.put(job.key.id)
                    yield told
            if not self._halted.is_set():
                await submitter.send()
                await self._settle(found, state, batches)
            done = {one.submission.marker for one in found.asked if one.found != "waiting"}
        waiting = [one for one in state.batches if one.marker not in done]
        provider.waiting = sum(1 for one in waiting for _ in one.awaited())
        if provider.wait and waiting:
            await self._until_one_is_done(waiting, batches)
            self.stopped = self.stopped or provider.plan.is_late()

    def _check_continues(self, state: ProviderState, endpoint: Endpoint) -> None:
        path = self._provider.file.path
        state.check_continues(endpoint.address, endpoint.name, path)
        other = next((one.prompt for one in state.batches if one.prompt != self._prompt), None)
        if other is not None and not self._provider.force:
            raise OutputPathError(
                f"{str(path)!r} has articles that were submitted with the prompt {other!r}; "
                f"now it is {self._prompt!r}.",
                hint="Collect them with the prompt they were submitted with, or take the answers with --force.",
            )

    async def _told(
        self,
        job: Job[Place],
        asked: Asked | None,
        endpoint: Endpoint,
        collector: Collector,
        submitter: Submitter,
    ) -> Told | None:
        """Return how an article ended; None where it is at the provider, or no more may be submitted."""
        key, article = job.key, job.article
        if isinstance(article, SummarizerError):
            return Outcome.failed(key, article)
        if asked is None:
            return await self._submitted(key, article, None, endpoint, submitter)
        if asked.submission.articles[key.id] != article.id.removeprefix("sha256:"):
            asked.submission.articles[key.id] = ""
            return Outcome.failed(
                key,
                ArticleError(
                    f"{key.where} has another text than the one that was submitted under {key.id!r}.",
                    hint=f"The answer to that one is not used. {AGAIN}",
                ),
            )
        if asked.found == "waiting":
            return None
        made = collector.collect(key.id, article, asked)
        if made is None:
            return await self._submitted(key, article, asked.submission, endpoint, submitter)
        if isinstance(made, SummarizerError):
            return Outcome.failed(key, made)
        if asked.submission.prompt == self._prompt:  # the key of the cache stands for the prompt of now
            await self._session.store(article, made)
        return Outcome.briefed(key, article, made)

    async def _submitted(
        self,
        key: Place,
        article: Article,
        moved_from: Submission | None,
        endpoint: Endpoint,
        submitter: Submitter,
    ) -> Told | None:
        """Have an article submitted, unless the cache has its brief or it does not fit a request."""
        cached = await self._session.cached(article)
        if cached is not None:
            return Outcome(key, article, cached, None, 0, 0.0)
        if self.stopped is not None:
            return None
        try:
            body = request_for_later(article, endpoint.client(), self._settings)
        except ArticleTooLong as error:
            return Outcome.failed(key, ArticleTooLong(error.message, hint=_WITHOUT))
        except SummarizerError:
            raise  # a prompt that cannot be used meets every article
        except Exception as raised:  # noqa: BLE001  it is logged, and ends nothing for others
            return Outcome.failed(key, own_fault(key.id, raised))
        line = request_line(request_name(key.id, article), body)
        if not submitter.may_take(line):
            return Outcome.failed(
                key, ArticleTooLong("The article does not fit a file of requests.", hint=_WITHOUT)
            )
        self.stopped = self._provider.plan.take(article, line, endpoint.profile)
        if self.stopped is None:
            await submitter.add(key.id, article, line, moved_from)
        return None

    async def _settle(self, found: Round, state: ProviderState, batches: ProviderBatches) -> None:
        """Cross out the batches that were read, once what they gave is on the disk, and remove their files."""
        await asyncio.to_thread(self._journal.sync)
        left = 0
        for one in found.asked:
            if one.found == "waiting":
                continue
            unread = self._unread(one)
            if unread and one.found != "gone":
                left += unread if one.answers is not None else 0
                continue
            for file in (*one.files, one.submission.file):
                if file is not None:
                    await batches.remove(file)
            state.batches.remove(one.submission)
        self._provider.file.write(state)
        if left and self.stopped is None:
            self._provider.note(
                f"Answers that nothing was made of: {left:,}. They are about what is not in the input now, or met a "
                "fault, and stay at the provider."
            )

    def _unread(self, one: Asked) -> int:
        """Return how many articles of a batch that is done may still need it."""
        lost = one.found in ("lost", "given up")
        return sum(
            self._journal.fate(name, None) != "finished"
            if lost
            else name not in self._seen and self._journal.fate(name, None) == "new"
            for name in one.submission.awaited()
        )

    async def _until_one_is_done(self, waiting: Iterable[Submission], batches: ProviderBatches) -> None:
        """Return when a batch needs looking at, the deadline is over, or nobody wants to wait any more."""
        pause, longest = self._provider.pauses
        told: dict[str, str] = {}
        while not self._halted.is_set() and self._provider.plan.seconds_left != 0:
            left = self._provider.plan.seconds_left
            with suppress(TimeoutError):
                await asyncio.wait_for(self._halted.wait(), pause if left is None else min(pause, left))
            pause = min(_LONGER * pause, longest)
            for one in waiting:
                try:
                    view = await batches.status(one.batch or "")
                except SummarizerError as error:
                    if not error.retryable:
                        raise
                    self._provider.note(f"{error.message} It is asked again.")
                    break
                if view is None or view.state != "waiting":
                    return
                if told.get(view.id) != format_batch(view):
                    told[view.id] = format_batch(view)
                    self._provider.note(told[view.id])
