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
    from summarizer.batch.many import Results


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

    What is said of the article by keyword replaces what the `Article` says: `published` anchors dates such as "on
    Saturday", `language` is a BCP 47 tag. Without `settings` those of the environment hold; `settings.timeout` bounds
    the work in seconds. `on_progress` is called with a `Progress` at each step, in the thread of the event loop.
    Cancelling the task ends the work.

    Every offset in the brief counts code points of the text exactly as it was given, and
    `text[evidence.start:evidence.end] == evidence.text` holds for all evidence.

    Raises `InputError` for the caller's mistakes (an empty article, a setting that cannot be used), `EndpointError` for
    the provider's faults, `ModelOutputError` for answers that cannot be used, and `EmbeddedError` for the model on this
    machine. All are `SummarizerError`s, with `hint`, `retryable` and `fatal`.

    ```python
    import asyncio
    from summarizer import Settings, asummarize

    brief = asyncio.run(asummarize(text, settings=Settings(timeout=120)))
    print(brief.headline, brief.provenance.model)
    ```
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
) -> "Results":
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
