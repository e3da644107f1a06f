"""Briefs on a cluster: one callable class for Ray Data, and one set of limits for all its workers.

    import ray
    from summarizer import Limits
    from summarizer.ray import Summarize, cluster_limits

    articles = ray.data.read_json("articles.jsonl")  # or read_parquet, read_csv, from S3…
    briefs = articles.map_batches(
        Summarize,
        fn_constructor_kwargs={"limits": cluster_limits(Limits(rpm=500, max_cost=20.0)), "concurrency": 16},
        batch_size=128,
        batch_format="pyarrow",
        concurrency=4,  # workers
        num_cpus=0.25,  # of one each: they mostly wait for the endpoint
    )
    briefs.write_parquet("briefs/")

Reading, writing, scheduling and restarts are Ray's. Each worker reads its settings from its own environment unless they
are given; a key is better put there than into the arguments of a job.
"""

import asyncio
import threading
from collections.abc import Coroutine, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.article import Article
from summarizer.batch.allowance import Allowance, Verdict
from summarizer.batch.fields import make_article
from summarizer.batch.governor import Governor
from summarizer.brief_form import AnyBrief
from summarizer.errors import LimitReached, SummarizerError
from summarizer.installation import install_hint
from summarizer.limits import Limits
from summarizer.model.gate import Departure, Ticket
from summarizer.model.usage import Usage
from summarizer.profiles import Profile
from summarizer.session import Session
from summarizer.settings import Settings

try:
    import ray
except ImportError as error:
    raise ImportError(f"summarizer.ray needs Ray, which is not installed. {install_hint('ray')}") from error

if TYPE_CHECKING:
    import pyarrow as pa

Done = TypeVar("Done")

# The limit of concurrency for a whole cluster where none is given: each worker has one of its own.
_MOST_AT_ONCE = 1024


class _Keeper:
    """The actor that holds the limits: every request and every article of every worker asks it."""

    def __init__(self, limits: Limits) -> None:
        self._governor = Governor(limits)
        self._allowance = Allowance(limits)
        self._finished = asyncio.Event()

    async def price(self, profile: Profile) -> None:
        self._allowance.price(profile)

    async def enter(self, tokens: int) -> Ticket:
        return await self._governor.enter(tokens)

    async def leave(self, ticket: Ticket, departure: Departure) -> None:
        self._governor.leave(ticket, departure)

    async def begin(self, characters: int) -> None:
        """Return when an article may be begun; raises `LimitReached` where none may be any more."""
        while (verdict := self._allowance.verdict(characters)) is Verdict.WAIT:
            self._finished.clear()
            await self._finished.wait()
        if isinstance(verdict, LimitReached):
            raise verdict
        self._allowance.begin(characters)

    async def finish(self, characters: int, usage: Usage) -> None:
        self._allowance.finish(characters, usage)
        self._finished.set()


class ClusterLimits:
    """Limits that hold for all workers together; made by `cluster_limits`, and given to each of them."""

    paces = True

    def __init__(self, keeper: Any) -> None:
        self._keeper = keeper

    async def price(self, profile: Profile) -> None:
        """Count by the prices of a model."""
        await self._asked(self._keeper.price.remote(profile))

    async def enter(self, tokens: int) -> Ticket:
        """Wait until a request may be sent by this worker."""
        ticket: Ticket = await self._asked(self._keeper.enter.remote(tokens))
        return ticket

    def leave(self, ticket: Ticket, departure: Departure) -> None:
        """Say how it ended."""
        self._keeper.leave.remote(ticket, departure)

    async def begin(self, characters: int) -> None:
        """Wait until an article may be begun; raises `LimitReached`."""
        await self._asked(self._keeper.begin.remote(characters))

    def finish(self, characters: int, usage: Usage) -> None:
        """Say what it cost."""
        self._keeper.finish.remote(characters, usage)

    @staticmethod
    async def _asked(answer: Any) -> Any:
        """Return the keeper's answer; its errors come wrapped, and are unwrapped here."""
        try:
            return await answer
        except ray.exceptions.RayTaskError as error:
            raise (error.cause if isinstance(error.cause, SummarizerError) else error) from None


def cluster_limits(limits: Limits) -> ClusterLimits:
    """Start the keeper of the limits on the cluster, and return what each worker is given of it.

    `limits.concurrency`, where it is set, bounds the requests of all workers together. The keeper lives as long as the
    result, or a worker that has it.
    """
    if "concurrency" not in limits.model_fields_set:
        limits = limits.model_copy(update={"concurrency": _MOST_AT_ONCE})
    # No processor is set aside for it, and it never keeps one request waiting behind another.
    actor = ray.remote(num_cpus=0, max_concurrency=2 * _MOST_AT_ONCE)(_Keeper)
    return ClusterLimits(actor.remote(limits))


class Summarize:
    """A callable class for `Dataset.map_batches`: rows with a `text` in, the same rows with a `brief` out.

    Of a row, `text`, and if there are any `title`, `published`, `url`, `source` and `language` are read; every column
    is kept. Added are `brief` (JSON, null for a failure), `error`, `hint`, `retryable` (null for a success), and
    `requests`. A failure stays a row; what would fail for every row (a wrong key, an unknown model) ends the job. A
    limit that is reached is the error of every row after it.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        limits: ClusterLimits | None = None,
        concurrency: int = 8,
    ) -> None:
        """Make a worker that has up to `concurrency` articles in work."""
        self._settings = settings or Settings.load()
        self._limits = limits
        self._gate = limits or Governor(Limits(concurrency=concurrency))
        self._concurrency = concurrency
        self._at_once = asyncio.Semaphore(concurrency)
        # One loop for all batches, so that connections and what was learned about the endpoint stay.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="summarizer", daemon=True).start()
        self._session = self._run(self._opened())

    def __call__(self, batch: "pa.Table | Mapping[str, Any]") -> "pa.Table":
        """Return the batch with its briefs."""
        import pyarrow as pa

        table = batch if isinstance(batch, pa.Table) else pa.table({key: list(batch[key]) for key in batch})
        added = self._run(self._briefs(table.to_pylist()))
        for name, kind in (
            ("brief", pa.string()),
            ("error", pa.string()),
            ("hint", pa.string()),
            ("retryable", pa.bool_()),
            ("requests", pa.int64()),
        ):
            if name in table.column_names:  # of an earlier run
                table = table.drop_columns([name])
            table = table.append_column(name, pa.array([row[name] for row in added], kind))
        return table

    def _run(self, work: Coroutine[Any, Any, Done]) -> Done:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _opened(self) -> Session:
        session = Session(self._settings, gate=self._gate, parallel=self._concurrency)
        if self._limits is not None:
            await self._limits.price((await session.endpoint()).profile)
        return session

    async def _briefs(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._row(row)) for row in rows]
        return [task.result() for task in tasks]

    async def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        usage = Usage()
        try:
            async with self._at_once:
                brief = await self._brief(row, usage)
        except SummarizerError as error:
            if error.fatal:
                raise
            return _added(error=error, requests=usage.requests)
        return _added(brief=brief, requests=usage.requests)

    async def _brief(self, row: Mapping[str, Any], usage: Usage) -> AnyBrief:
        article = _article(row, self._settings.max_characters)
        characters = len(article.text)
        if self._limits is None:
            return await self._session.brief(article, usage=usage)
        await self._limits.begin(characters)
        try:
            return await self._session.brief(article, usage=usage)
        finally:
            self._limits.finish(characters, usage)


def _article(row: Mapping[str, Any], limit: int) -> Article:
    fields = {key: value.date() if isinstance(value, datetime) else value for key, value in row.items()}
    name = f"The row {fields['id']!r}" if fields.get("id") is not None else "The row"
    return make_article(fields, name, known={}, limit=limit)


def _added(
    *, brief: AnyBrief | None = None, error: SummarizerError | None = None, requests: int
) -> dict[str, Any]:
    return {
        "brief": brief.model_dump_json() if brief is not None else None,
        "error": error.message if error is not None else None,
        "hint": (error.hint or None) if error is not None else None,
        "retryable": error.retryable if error is not None else None,
        "requests": requests,
    }
