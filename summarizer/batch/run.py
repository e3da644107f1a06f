"""A batch: articles in, each to a line of OUT or of its failures, however often it is interrupted."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, suppress
from time import monotonic

from summarizer.batch.flow import Flow, Job, Outcome, Way
from summarizer.batch.governor import Governor
from summarizer.batch.ids import IdTable
from summarizer.batch.inputs import Entry, Inputs
from summarizer.batch.journal import Journal
from summarizer.batch.origin import Origin
from summarizer.batch.reading_thread import read_in_thread
from summarizer.batch.snapshot import Place, Report, Snapshot
from summarizer.cached_brief import CachedBrief
from summarizer.errors import (
    ArticleError,
    EndpointUnavailable,
    InputError,
    OutputPathError,
    SummarizerError,
)
from summarizer.limits import Limits
from summarizer.model.selection import EMBEDDED, informed, select
from summarizer.profiles import Profile
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.session import Session
from summarizer.settings import Settings

GRACE_SECONDS = 10.0
"""How long the articles in work may take to end after `BatchRun.stop`."""

_SYNC_SECONDS = 1.0
_TICK_SECONDS = 0.25
_RATE_SECONDS = 60.0
_SLOWEST = 3
# So many entries that need no work may pass before others get their turn.
_SKIPPED_AT_ONCE = 100
# After so many failures in a row for want of an endpoint, more than are in work at once, it is taken to be down.
_DOWN = 10


class BatchRun:
    """One run, to be used once: `inputs` hold the articles, `journal` what has become of them.

    With `force` briefs are added to an OUT whose briefs were made otherwise, with `keep_text` each line has its
    article's text too. `way` makes what the articles go through. `on_tick` hears a few times a second how far the run
    is, `on_progress` of the opening of the endpoint.
    """

    def __init__(
        self,
        inputs: Inputs,
        journal: Journal,
        settings: Settings,
        limits: Limits,
        *,
        force: bool = False,
        keep_text: bool = False,
        way: Callable[[Session, Governor], Way[Place]] = Flow,
        on_tick: Callable[[Snapshot], None] = lambda _: None,
        on_progress: ProgressListener = ignore_progress,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._inputs = inputs
        self._journal = journal
        self._settings = settings
        self._limits = limits
        self._force = force
        self._keep_text = keep_text
        self._on_tick = on_tick
        self._clock = clock
        self._selection = informed(select(settings), settings)
        self._profile: Profile = self._selection.profile
        self._governor = Governor(limits)
        self._session = Session(
            settings, gate=self._governor, parallel=limits.concurrency, on_progress=on_progress
        )
        self._flow = way(self._session, self._governor)
        self._work: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self._interrupted = False
        self._broken: OutputPathError | None = None
        self._before = journal.finished
        self._done = self._failed = self._failed_before = self._from_cache = 0
        self._unavailable = 0
        self._size: int | None = None
        self._read_whole = False
        self._changed = IdTable()
        self._began = clock()
        self._marks = deque([(self._began, 0)])

    async def run(self) -> Report:
        """Work on all that has no brief yet, and return how it ended; what was finished is on disk then.

        Raises what ends a run: what would fail for every article, an endpoint that is down, `OutputPathError` for what
        the disk refuses and for an OUT whose briefs were made otherwise, `InputError` for an input without articles.
        """
        selection = self._selection
        if selection.model is not None or selection.kind == EMBEDDED:
            self._check_origin(None if selection.kind == EMBEDDED else selection.model)
        async with self._session:
            self._work = asyncio.create_task(self._brief_all())
            helpers = [asyncio.create_task(one()) for one in (self._ticking, self._syncing, self._measuring)]
            try:
                await asyncio.wait([self._work])
            finally:
                self._work.cancel()
                self._over.set()
                await asyncio.wait([self._work, *helpers])
        if self._broken is not None:
            raise self._broken
        for task in helpers:
            task.result()
        if not self._work.cancelled():
            self._work.result()
        failures = self._journal.settle(
            self._is_obsolete if self._read_whole else lambda _name, _where: False
        )
        self._on_tick(self.snapshot())
        return Report(
            self.snapshot(), self._journal.finished, failures, self._flow.stopped, self._interrupted
        )

    def stop(self) -> None:
        """Begin no further article and give those in work some seconds; called again, leave them at once."""
        if self._interrupted:
            self._leave()
        elif self._work is not None:
            self._flow.stop()
            asyncio.get_running_loop().call_later(GRACE_SECONDS, self._leave)
        self._interrupted = True

    def snapshot(self) -> Snapshot:
        """Return how far the run is."""
        now, spent = self._clock(), self._governor.spent
        working = sorted(self._flow.in_work(), key=lambda one: -one[1])
        cost = spent.cost(self._profile)
        began, done = self._marks[0]
        elapsed = now - began
        return Snapshot(
            before=self._before,
            done=self._done,
            failed=self._failed,
            failed_before=self._failed_before,
            from_cache=self._from_cache,
            left=self._left(len(working)),
            seconds=now - self._began,
            rate=(self._done + self._failed - done) / elapsed if elapsed > 0 else 0.0,
            requests=spent.requests,
            tokens=spent.prompt + spent.completion,
            cost=None if cost is None else self._flow.price * cost,
            in_work=len(working),
            slowest=tuple((place.id, seconds) for place, seconds in working[:_SLOWEST]),
        )

    def _left(self, in_work: int) -> int | None:
        """Estimate how many articles are left, from how many the bytes read so far held."""
        read = self._inputs.bytes_read
        if self._size is None or not read:
            return None
        return round(max(0, self._size - read) / read * self._inputs.entries) + in_work

    def _leave(self) -> None:
        if self._work is not None:
            self._work.cancel()

    async def _ticking(self) -> None:
        while not self._over.is_set():
            now = self._clock()
            self._marks.append((now, self._done + self._failed))
            while now - self._marks[0][0] > _RATE_SECONDS:
                self._marks.popleft()
            self._on_tick(self.snapshot())
            await self._pause(_TICK_SECONDS)

    async def _syncing(self) -> None:
        while not self._over.is_set():
            await self._pause(_SYNC_SECONDS)
            try:
                await asyncio.to_thread(self._journal.sync)
            except OutputPathError as error:
                self._broken = error
                self._leave()
                return

    async def _measuring(self) -> None:
        self._size = await asyncio.to_thread(self._inputs.size)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)

    async def _brief_all(self) -> None:
        async with aclosing(self._jobs()) as jobs, aclosing(self._flow.brief_many(jobs)) as outcomes:
            async for outcome in outcomes:
                self._note(outcome)
        if self._read_whole and not self._inputs.entries:
            raise InputError("The input has no articles.", hint="Name files or folders that have some.")

    def _note(self, outcome: Outcome[Place]) -> None:
        """Write down how the work on an article ended."""
        name, where = outcome.key
        if outcome.made is not None and outcome.article is not None:
            self._journal.finish(name, outcome.made, text=outcome.article.text if self._keep_text else None)
            self._done += 1
            self._from_cache += isinstance(outcome.made, CachedBrief)
            self._unavailable = 0
        elif outcome.error is not None:
            if self._interrupted and outcome.error.retryable:
                return  # it may be the interruption that it failed for; the same command tries it again
            if self._flow.asks_now:
                self._check_up(outcome.error)
            self._journal.fail(name, outcome.error, where=where)
            self._failed += 1

    def _check_up(self, error: SummarizerError) -> None:
        """Raise the error when it shows that the endpoint is down: then others need not fail for it."""
        self._unavailable = self._unavailable + 1 if isinstance(error, EndpointUnavailable) else 0
        if self._unavailable > self._limits.concurrency + _DOWN:
            raise error

    async def _jobs(self) -> AsyncGenerator[Job[Place], None]:
        """Yield the articles that have no brief yet; what is no article goes to the failures right away."""
        skipped, opened = 0, False
        entries = read_in_thread(self._inputs) if self._inputs.may_wait else _in_place(self._inputs)
        async for entry in entries:
            job = self._job(entry)
            if job is None:
                skipped += 1
                if skipped % _SKIPPED_AT_ONCE == 0:
                    await asyncio.sleep(0)
                continue
            if not opened:
                await self._check_opened()
                opened = True
            yield job
        self._read_whole = True

    def _job(self, entry: Entry) -> Job[Place] | None:
        if isinstance(entry.article, ArticleError):
            self._refuse(entry.id, entry.article, entry.where)
            return None
        match self._journal.fate(entry.id, entry.article):
            case "new":
                return Job(Place(entry.id, entry.where), entry.article)
            case "failed":
                self._failed_before += 1
            case "changed":
                # It cannot have the id that the other text has in OUT.
                name = f"{entry.id} ({entry.article.id})"
                self._changed.put(name)
                error = ArticleError(
                    f"{entry.where} has another text than the one that OUT has the brief of, under {entry.id!r}.",
                    hint="Give each article an id of its own that stays with it, or write to another file with -o.",
                )
                self._refuse(name, error, entry.where)
            case "finished":
                pass
        return None

    def _refuse(self, name: str, error: ArticleError, where: str) -> None:
        match self._journal.fate(name, None):
            case "new":
                self._journal.fail(name, error, where=where)
                self._failed += 1
            case "failed":
                self._failed_before += 1

    def _is_obsolete(self, name: str, where: str) -> bool:
        """Tell whether the input was changed since this failed: its file has no article of that name any more."""
        has_it = self._inputs.has_met(name) or name in self._changed
        return self._inputs.has_read(where) and not has_it

    async def _check_opened(self) -> None:
        if self._selection.model is None:
            endpoint = await self._session.endpoint()
            self._profile = endpoint.profile
            self._check_origin(endpoint.name)

    def _check_origin(self, model: str | None) -> None:
        last = None if self._force else self._journal.last_brief()
        if last is not None:
            now = Origin.of_settings(self._settings, self._profile, model)
            now.check_continues(Origin.of_stored(last), self._journal.out.path)


async def _in_place(inputs: Inputs) -> AsyncIterator[Entry]:
    for entry in inputs:
        yield entry
