"""From an article to a brief, the story in one page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from summarizer.article import Article
from summarizer.brief import ArticleInfo, Brief, Provenance, Tokens
from summarizer.draft import Draft, draft_of
from summarizer.model.client import Client
from summarizer.model.interface import Model
from summarizer.profiles import Profile
from summarizer.progress import ProgressListener
from summarizer.settings import Settings, StrategyName
from summarizer.strategies.article_requests import single_request
from summarizer.strategies.mend import mend
from summarizer.strategies.one_pass import constant_prefix, one_pass
from summarizer.strategies.stepwise import stepwise
from summarizer.strategies.strategy import Drafted, Strategy, Task
from summarizer.telemetry import span
from summarizer.text.document import Document, read_document
from summarizer.verification.claims import replace_prose
from summarizer.verification.prose import failed_prose
from summarizer.verification.verify import Verified, verify

STRATEGIES: Mapping[StrategyName, Strategy] = {"one_pass": one_pass, "stepwise": stepwise}


async def brief_article(
    article: Article, model: Model, settings: Settings, listener: ProgressListener
) -> Brief:
    """Return the verified brief of an article.

    Raises the errors of `summarizer.errors`: whatever the model says, no brief with an unverified claim is returned.
    """
    started = perf_counter()
    document = read_document(article)
    strategy = settings.strategy_for(model.profile)
    task = Task(document, model, settings.prompts_dir, listener, started, settings.cache_dir)
    drafted = await _drafted(STRATEGIES[strategy], task)
    seconds = perf_counter() - started
    with span("verify", {"summarizer.strategy": strategy}) as told:
        contents = verify(
            drafted.draft, document, min_confidence=settings.min_confidence, prompts=settings.prompts_dir
        )
        contents = replace(contents, rejected=[*contents.rejected, *drafted.left_out])
        told.set({"summarizer.rejected": len(contents.rejected)})
    cost = model.usage.cost(model.profile)
    return _published(contents, drafted.prompt, document, model, strategy, seconds, cost)


def request_for_later(article: Article, client: Client, settings: Settings) -> dict[str, Any]:
    """Return the body of the one request that `one_pass` makes, to be sent in another way than by the client.

    Raises `ArticleTooLong` for an article that takes more than one.
    """
    prefix, _ = constant_prefix(settings.prompts_dir)
    document = read_document(article)
    messages = single_request(document, client, prefix)
    output = draft_of(len(document.sentences))
    return client.written(messages, output, max_tokens=client.profile.max_output_tokens)


def brief_of_answer(
    article: Article,
    client: Client,
    settings: Settings,
    answer: Mapping[str, Any],
    *,
    prompt: str,
    prices: Profile,
    seconds: float,
) -> Brief:
    """Return the verified brief of an article whose request was answered after so many seconds.

    `prompt` is the name of the prompts that it was made with, `prices` the profile to count the cost by. Nothing is
    asked again: for prose that breaks a rule stand the article's own words. Raises `ModelOutputError`, and
    `EndpointUnavailable` for an answer that is none.
    """
    draft = client.read(answer, Draft)
    document = read_document(article)
    contents = verify(draft, document, min_confidence=settings.min_confidence, prompts=settings.prompts_dir)
    return _published(contents, prompt, document, client, "one_pass", seconds, client.usage.cost(prices))


async def _drafted(strategy: Strategy, task: Task) -> Drafted:
    drafted = await strategy(task)
    failed = failed_prose(drafted.draft, task.document, task.prompts)
    if not failed:
        return drafted
    return replace(drafted, draft=replace_prose(drafted.draft, await mend(task, failed)))


def _published(
    contents: Verified,
    prompt: str,
    document: Document,
    model: Model,
    strategy: StrategyName,
    seconds: float,
    cost: float | None,
) -> Brief:
    article, usage = document.article, model.usage
    return Brief(
        article=ArticleInfo(
            id=article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=article.published,
            language=document.spoken.tag,
            characters=len(article.text),
            sentences=len(document.sentences),
        ),
        headline=contents.headline,
        summary=contents.summary,
        key_events=contents.key_events,
        actors=contents.actors,
        quotes=contents.quotes,
        diplomatic_moves=contents.diplomatic_moves,
        rejected=contents.rejected,
        provenance=Provenance(
            model=model.name,
            endpoint=model.endpoint,
            strategy=strategy,
            prompt=prompt,
            requests=usage.requests,
            tokens=Tokens(prompt=usage.prompt, cached=usage.cached, completion=usage.completion),
            cost_usd=cost,
            seconds=round(seconds, 3),
            from_cache=False,
            created=datetime.now(UTC),
        ),
    )
