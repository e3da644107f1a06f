"""What briefs made with the same settings share: the cache, and one endpoint, opened at the first need."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from types import TracebackType
from typing import Self

from summarizer.article import LENGTH_HINT, Article
from summarizer.brief import Brief
from summarizer.brief_form import AnyBrief
from summarizer.cache.brief_cache import BriefCache
from summarizer.cache.key import KeyMaker
from summarizer.cached_brief import CachedBrief, as_brief
from summarizer.errors import ArticleError, EndpointTimeout
from summarizer.model.endpoint import Endpoint
from summarizer.model.gate import OPEN_GATE, Gate
from summarizer.model.retries import Budget
from summarizer.model.selection import EMBEDDED, open_endpoint, select
from summarizer.model.usage import Usage
from summarizer.pipeline import brief_article
from summarizer.progress import ProgressListener, ignore_progress
from summarizer.prompts import OWN_FORM, check_prompts, notes_on_prompts
from summarizer.settings import Settings
from summarizer.telemetry import Recorder, span

# Enough of an article's id to find it by: "sha256:" and twelve digits.
_ID_SHOWN = 19

_logger = logging.getLogger("summarizer")
# A library says nothing by itself: without this, Python prints warnings of loggers that nobody has set up.
_logger.addHandler(logging.NullHandler())


class Session:
    """Makes briefs, several at once if asked to; to be used as an async context, within one event loop."""

    def __init__(
        self,
        settings: Settings,
        *,
        gate: Gate = OPEN_GATE,
        parallel: int = 1,
        on_progress: ProgressListener = ignore_progress,
    ) -> None:
        """Take the settings; up to `parallel` briefs will be made at once."""
        self._settings = settings
        self._gate = gate
        self._parallel = parallel
        self._listener = on_progress
        self._endpoint: Endpoint | None = None
        self._cache: BriefCache | None = None
        self._keys: KeyMaker | None = None
        self._opening = asyncio.Lock()
        self._open = AsyncExitStack()
        self._room: AbstractAsyncContextManager[object] = nullcontext()

    async def __aenter__(self) -> Self:
        """Return the session; nothing is opened yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close what was opened."""
        if self._cache is not None:
            self._cache.close()
        await self._open.aclose()

    async def endpoint(self) -> Endpoint:
        """Return the endpoint, opened once; for the embedded model this may mean a download."""
        async with self._opening:
            if self._endpoint is None:
                if self._settings.prompts_dir is not None:
                    check_prompts(self._settings.prompts_dir)
                opening = open_endpoint(
                    self._settings, on_progress=self._listener, gate=self._gate, parallel=self._parallel
                )
                self._endpoint = await self._open.enter_async_context(opening)
                if (folder := self._settings.prompts_dir) is not None:
                    strategy = self._settings.strategy_for(self._endpoint.profile)
                    used_by = strategy if self._settings.brief_form is None else OWN_FORM
                    for note in notes_on_prompts(folder, used_by):
                        _logger.warning(note)
                if self._endpoint.articles_at_once is not None:
                    self._room = asyncio.Semaphore(self._endpoint.articles_at_once)
            return self._endpoint

    async def _key_maker(self) -> KeyMaker:
        """Return what makes keys; an endpoint whose model is not named must be asked for it first."""
        if self._keys is None:
            selection = select(self._settings)
            address, model, profile = selection.base_url or EMBEDDED, selection.model, selection.profile
            if model is None and selection.kind != EMBEDDED:
                endpoint = await self.endpoint()
                model, profile = endpoint.name, endpoint.profile
            self._keys = KeyMaker(self._settings, address=address, model=model, profile=profile)
        return self._keys

    async def brief(
        self, article: Article, *, usage: Usage | None = None, on_progress: ProgressListener | None = None
    ) -> AnyBrief:
        """Return the brief of an article; however that ends, its requests and tokens are added to `usage`.

        Works as `obtain` does.
        """
        return as_brief(await self.obtain(article, usage=usage, on_progress=on_progress))

    async def obtain(
        self, article: Article, *, usage: Usage | None = None, on_progress: ProgressListener | None = None
    ) -> AnyBrief | CachedBrief:
        """Return the brief of an article as it comes: made, or from the cache and not read yet.

        However that ends, its requests and tokens are added to `usage`.

        `on_progress` hears of this article in place of the session's listener. Only the work on it counts against
        `settings.timeout`: not the opening of the endpoint, and not the time at the gate. Raises the errors of
        `summarizer.errors`.
        """
        settings = self._settings
        if len(article.text) > settings.max_characters:
            raise ArticleError(
                f"The article has {len(article.text):,} characters; the limit is {settings.max_characters:,}.",
                hint=LENGTH_HINT,
            )
        about = {"summarizer.article.id": article.id, "summarizer.article.characters": len(article.text)}
        with span("brief", about) as told:
            brief = await self._cached_or_made(article, usage, on_progress)
            if told.is_heard or _logger.isEnabledFor(logging.INFO):
                _tell(as_brief(brief), told)
            return brief

    async def _cached_or_made(
        self, article: Article, usage: Usage | None, on_progress: ProgressListener | None
    ) -> AnyBrief | CachedBrief:
        key = await self._key(article)
        cached = self._found(key)
        if cached is not None:
            return cached
        brief = await self._made(article, usage, on_progress)
        self._put(key, brief)
        return brief

    async def cached(self, article: Article) -> CachedBrief | None:
        """Return the brief that the cache has of an article, None where it has none or is not to be asked."""
        return self._found(await self._key(article))

    async def store(self, article: Article, brief: AnyBrief) -> None:
        """Put a brief into the cache, where one is used."""
        self._put(await self._key(article), brief)

    async def _key(self, article: Article) -> bytes | None:
        """Return what the cache knows the article by, None where there is no cache."""
        return None if self._settings.cache == "off" else (await self._key_maker()).key(article)

    def _found(self, key: bytes | None) -> CachedBrief | None:
        if key is None or self._settings.cache != "use":
            return None
        return self._opened_cache().get(key, self._settings.brief_form)

    def _put(self, key: bytes | None, brief: AnyBrief) -> None:
        if key is not None:
            self._opened_cache().put(key, brief, self._settings.brief_form)

    def _opened_cache(self) -> BriefCache:
        self._cache = self._cache or BriefCache.open(self._settings.cache_dir)
        return self._cache

    async def _made(
        self, article: Article, usage: Usage | None, on_progress: ProgressListener | None
    ) -> AnyBrief:
        settings = self._settings
        endpoint = await self.endpoint()
        budget = Budget(settings.timeout)
        client = endpoint.client(budget)
        try:
            async with self._room, budget.bound():
                return await brief_article(article, client, settings, on_progress or self._listener)
        except TimeoutError:
            raise EndpointTimeout(
                f"The brief was not finished within {settings.timeout:g} seconds "
                f"({endpoint.name!r} at {endpoint.address})."
            ) from None
        finally:
            if usage is not None:
                usage.add(client.usage)


def _tell(brief: AnyBrief, told: Recorder) -> None:
    """Say what became of an article: in the log as one line with fields beside it, and in the span."""
    provenance, tokens = brief.provenance, brief.provenance.tokens
    _logger.info(
        "Article %s: %s, %d rejected; %s",
        brief.article.id[:_ID_SHOWN],
        ", ".join(f"{number} {name}" for name, number in brief.counts().items()),
        len(brief.rejected),
        "from the cache."
        if provenance.from_cache
        else f"{provenance.model}, {provenance.strategy}, {provenance.requests} requests, "
        f"{tokens.prompt:,} tokens read and {tokens.completion:,} written, {provenance.seconds:.1f} s.",
        extra={
            "article": brief.article.id,
            "model": provenance.model,
            "strategy": provenance.strategy,
            "from_cache": provenance.from_cache,
            "requests": provenance.requests,
            "prompt_tokens": tokens.prompt,
            "completion_tokens": tokens.completion,
            "seconds": provenance.seconds,
        },
    )
    told.set(
        {
            "summarizer.strategy": provenance.strategy,
            "summarizer.prompt": provenance.prompt,
            "summarizer.from_cache": provenance.from_cache,
            "summarizer.rejected": len(brief.rejected),
            **({"summarizer.key_events": len(brief.key_events)} if isinstance(brief, Brief) else {}),
        }
    )
