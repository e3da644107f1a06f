"""The functions that other programs call: `summarize`, `asummarize`, and `summarize_many` for many articles."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence, Sized
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from summarizer.article import Article, as_article
from summarizer.brief import Brief
from summarizer.brief_form import AnyBrief
from summarizer.errors import ArticleError, BriefFormError
from summarizer.limits import Limits
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.batch.flow import Job
    from summarizer.batch.many import Results
    from summarizer.claims import Example, GroundedBrief

    Own = TypeVar("Own", bound=GroundedBrief)


@overload
async def asummarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: None = None,
    examples: "Sequence[Example]" = (),
) -> Brief: ...


@overload
async def asummarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own]",
    examples: "Sequence[Example]" = (),
) -> "Own": ...


async def asummarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own] | None" = None,
    examples: "Sequence[Example]" = (),
) -> "Brief | Own":
    """Return the brief of an article, given as text or as an `Article`.

    What is said of the article by keyword replaces what the `Article` says: `published` anchors dates such as "on
    Saturday", `language` is a BCP 47 tag. Without `settings` those of the environment hold; `settings.timeout` bounds
    the work in seconds. `on_progress` is called with a `Progress` at each step, in the thread of the event loop.
    Cancelling the task ends the work.

    With `schema`, a class derived from `summarizer.claims.GroundedBrief`, the brief is of that class: what its fields
    promise has been checked in the same way. `examples` show a model how such a brief is filled in.

    Every offset in the brief counts code points of the text exactly as it was given, and
    `text[evidence.start:evidence.end] == evidence.text` holds for all evidence.

    Raises `InputError` for the caller's mistakes (an empty article, a setting that cannot be used), `EndpointError` for
    the provider's faults, `ModelOutputError` for answers that cannot be used, and `EmbeddedError` for the model on this
    machine. All are `SummarizerError`s, with `hint`, `retryable` and `fatal`.

    ```python
    import asyncio
    from summarizer import Settings, asummarize

    brief = asyncio.run(asummarize(text, settings=Settings.load(timeout=120)))
    print(brief.headline, brief.provenance.model)
    ```
    """
    settings = _with_form(settings or Settings.load(), schema, examples)
    known = {"title": title, "published": published, "source": source, "url": url, "language": language}
    whole = as_article(article, {key: value for key, value in known.items() if value is not None})
    return cast("Brief | Own", await _briefed(whole, settings, on_progress))


@overload
def summarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: None = None,
    examples: "Sequence[Example]" = (),
) -> Brief: ...


@overload
def summarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own]",
    examples: "Sequence[Example]" = (),
) -> "Own": ...


def summarize(
    article: str | Article,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own] | None" = None,
    examples: "Sequence[Example]" = (),
) -> "Brief | Own":
    """Return the brief of an article: what `asummarize` does, waited for.

    It may be called from any thread, in a forked worker, and inside a running event loop, as that of a notebook.

    ```python
    from datetime import date
    from summarizer import EndpointError, summarize

    try:
        brief = summarize(text, published=date(2014, 6, 23))
    except EndpointError as error:
        print(error, error.hint, "try again" if error.retryable else "")
    else:
        for act in brief.acts():
            print(act.type, [actor.name for actor in act.actors], act.evidence[0].text)
    ```
    """

    known = {"title": title, "published": published, "source": source, "url": url, "language": language}
    whole = as_article(article, {key: value for key, value in known.items() if value is not None})
    settings = _with_form(settings or Settings.load(), schema, examples)

    def run() -> "Brief | Own":
        return cast("Brief | Own", asyncio.run(_briefed(whole, settings, on_progress)))

    if not _loop_is_running():
        return run()
    # A running loop cannot be re-entered; a loop of its own in another thread can do the work meanwhile.
    with ThreadPoolExecutor(1, thread_name_prefix="summarize") as pool:
        return pool.submit(copy_context().run, run).result()


@overload
def summarize_many(
    articles: Iterable[str | Article] | AsyncIterable[str | Article],
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    ordered: bool = False,
    on_progress: ProgressListener = ignore_progress,
    schema: None = None,
    examples: "Sequence[Example]" = (),
) -> "Results[Brief]": ...


@overload
def summarize_many(
    articles: Iterable[str | Article] | AsyncIterable[str | Article],
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    ordered: bool = False,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own]",
    examples: "Sequence[Example]" = (),
) -> "Results[Own]": ...


def summarize_many(
    articles: Iterable[str | Article] | AsyncIterable[str | Article],
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    ordered: bool = False,
    on_progress: ProgressListener = ignore_progress,
    schema: "type[Own] | None" = None,
    examples: "Sequence[Example]" = (),
) -> "Results[Any]":
    """Return the results of many articles, one `Result` each, as they finish or in order; memory stays bounded.

    The results are gone through by `for`, or by `async for` in a program that has an event loop. `articles` is any
    iterable, or an async one, of texts and `Article`s; it is read only as there is room, so that a generator over a
    million articles takes the memory of a few. An iterable that waits for something should be an async one.

    One article that fails, or is empty, is a result with an `error`, and never ends the rest. What would fail for every
    article (`fatal`: a wrong key, an unknown model) is raised, and so is what the iterable raises, after the results
    before it. Without `settings` and `limits` those of the environment hold; at a limit the results end, and `stopped`
    says which it was. `on_progress` hears after each article how many are done, and of the model's opening.

    ```python
    from summarizer import Limits, summarize_many

    with summarize_many(articles, limits=Limits(concurrency=32, max_cost=5)) as results:
        for result in results:
            if result.error is not None:
                print(result.number, result.error, result.error.hint)
            else:
                print(result.number, result.brief.headline)
    if results.stopped:
        print(results.stopped)
    ```
    """
    from summarizer.batch.many import Results

    return Results(
        _awaited_jobs(articles) if isinstance(articles, AsyncIterable) else _jobs(articles),
        settings=_with_form(settings or Settings.load(), schema, examples),
        limits=limits or Limits.load(),
        ordered=ordered,
        total=len(articles) if isinstance(articles, Sized) else None,
        on_progress=on_progress,
    )


async def _briefed(article: Article, settings: Settings, on_progress: ProgressListener) -> AnyBrief:
    from summarizer.session import Session

    async with Session(settings, on_progress=on_progress) as session:
        return await session.brief(article)


def _with_form(
    settings: Settings, schema: "type[GroundedBrief] | None", examples: "Sequence[Example]"
) -> Settings:
    """Return the settings with the form of a user's own brief."""
    if schema is None:
        if examples:
            raise BriefFormError(
                "Examples show how a brief of one's own is filled in.", hint="Give a schema with them."
            )
        return settings
    from summarizer.claims.form import ClaimsForm

    return settings.model_copy(update={"brief_form": ClaimsForm.of(schema, examples)})


def _jobs(articles: Iterable[str | Article]) -> "Iterator[Job[int]]":
    for number, article in enumerate(articles):
        yield _job(number, article)


async def _awaited_jobs(articles: AsyncIterable[str | Article]) -> "AsyncIterator[Job[int]]":
    number = 0
    async for article in articles:
        yield _job(number, article)
        number += 1


def _job(number: int, article: str | Article) -> "Job[int]":
    from summarizer.batch.flow import Job

    try:
        return Job(number, as_article(article, {}))
    except ArticleError as error:
        return Job(number, error)


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
