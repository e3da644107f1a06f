"""The functions that other programs call: `summarize`, `asummarize`, and `summarize_many` for many articles."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.errors import ArticleError
from summarizer.limits import Limits
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.refusals import requirement, shown
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.batch.flow import Job
    from summarizer.batch.many import Many


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
) -> Brief:
    """Return the brief of an article, given as text or as an `Article`.

    What is said of the article by keyword replaces what the `Article` says. Without `settings` those of the environment
    hold. Cancelling the task ends the work; `settings.timeout` bounds it in seconds.

    Raises `SummarizerError`: `InputError` for the caller's mistakes, `EndpointError` for the provider's faults,
    `ModelOutputError` for answers that cannot be used, `EmbeddedError` for the model on this machine.
    """
    from summarizer.session import Session

    settings = settings or Settings.load()
    known = {"title": title, "published": published, "source": source, "url": url, "language": language}
    whole = _article(article, {key: value for key, value in known.items() if value is not None})
    async with Session(settings, on_progress=on_progress) as session:
        return await session.brief(whole)


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
) -> Brief:
    """Do what `asummarize` does and wait for it; may be called from any thread, and inside a running event loop too."""

    def run() -> Brief:
        return asyncio.run(
            asummarize(
                article,
                title=title,
                published=published,
                source=source,
                url=url,
                language=language,
                settings=settings,
                on_progress=on_progress,
            )
        )

    if not _loop_is_running():
        return run()
    # A running loop cannot be re-entered; a loop of its own in another thread can do the work meanwhile.
    with ThreadPoolExecutor(1, thread_name_prefix="summarize") as pool:
        return pool.submit(copy_context().run, run).result()


def summarize_many(
    articles: Iterable[str | Article] | AsyncIterable[str | Article],
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    ordered: bool = False,
    on_progress: ProgressListener = ignore_progress,
) -> "Many":
    """Return an async iterator over a `Result` for each article, as they finish or in order; memory stays bounded.

    Articles are read only as room for them comes; an iterable that waits for something should be an async one. One
    article that fails, or is empty, is a result with an error and never ends the rest. What would fail for every
    article (a wrong key, an unknown model) is raised, and so is what the iterable raises, after the articles before it.
    Without `settings` and `limits` those of the environment hold; at a limit the results end, and `stopped` of the
    iterator says which it was. `on_progress` hears after each article how many are done, and of the model's opening.

        async with summarize_many(articles, limits=Limits(concurrency=32, max_cost=5)) as results:
            async for result in results:
                ...
    """
    from summarizer.batch.many import Many

    return Many(
        _awaited_jobs(articles) if isinstance(articles, AsyncIterable) else _jobs(articles),
        settings=settings or Settings.load(),
        limits=limits or Limits.load(),
        ordered=ordered,
        total=len(articles) if isinstance(articles, Sized) else None,
        on_progress=on_progress,
    )


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
        return Job(number, _article(article, {}))
    except ArticleError as error:
        return Job(number, error)


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _article(article: str | Article, known: dict[str, Any]) -> Article:
    try:
        if isinstance(article, Article):
            return Article.model_validate({**article.model_dump(), **known}) if known else article
        if not isinstance(article, str):
            raise _no_text(article)
        return Article(text=article, **known)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ArticleError(
            f"The article's {field!r} cannot be {shown(first['input'])}: {requirement(first)}.",
            hint="Correct it, or leave it out.",
        ) from None


def _no_text(given: object) -> ArticleError:
    """Return the error of what is neither a text nor an `Article`; it tells how to make one of it."""
    match given:
        case Path():
            kind = "the path of a file"
            hint = (
                "Read it first: summarize(path.read_text(encoding='utf-8')); of a web page: "
                "summarize(summarizer.web.read_page(path.read_bytes()).article)."
            )
        case bytes() | bytearray() | memoryview():
            kind, hint = "bytes", "Decode them first: summarize(data.decode('utf-8'))."
        case None:
            kind, hint = "None", "Give its text, or an Article."
        case _:
            kind, hint = f"of type {type(given).__name__!r}", "Give its text, or an Article."
    return ArticleError(f"The article is {kind}, not a text.", hint=hint)
