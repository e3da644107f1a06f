"""The function that other programs call, in two faces: `summarize` and `asummarize`."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from typing import Any

from pydantic import ValidationError

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.errors import ArticleError
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.settings import Settings


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
        return Article(text=article, **known)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ArticleError(f"The article's {field} cannot be used: {first['msg']}.") from None
