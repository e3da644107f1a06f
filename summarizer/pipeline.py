"""From an article to a brief, the story in one page."""

from collections.abc import Mapping
from datetime import UTC, datetime
from time import perf_counter
from typing import Literal

from summarizer.analysis.analysis import Analysis, analyse
from summarizer.article import Article
from summarizer.brief import ArticleInfo, Brief, Provenance, Tokens
from summarizer.model.interface import Model
from summarizer.progress import ProgressListener
from summarizer.settings import Settings
from summarizer.strategies.mend import mend
from summarizer.strategies.one_pass import one_pass
from summarizer.strategies.stepwise import stepwise
from summarizer.strategies.strategy import Drafted, Strategy, Task
from summarizer.telemetry import span
from summarizer.verification.claims import replace_prose
from summarizer.verification.prose import failed_prose
from summarizer.verification.verify import Verified, verify

StrategyName = Literal["one_pass", "stepwise"]

STRATEGIES: Mapping[StrategyName, Strategy] = {"one_pass": one_pass, "stepwise": stepwise}


async def brief_article(
    article: Article, model: Model, settings: Settings, listener: ProgressListener
) -> Brief:
    """Return the verified brief of an article.

    Raises the errors of `summarizer.errors`: whatever the model says, no brief with an unverified claim is returned.
    """
    started = perf_counter()
    analysis = analyse(article)
    strategy: StrategyName = model.profile.strategy if settings.strategy == "auto" else settings.strategy
    task = Task(analysis, model, settings.prompts_dir, listener, started)
    drafted = await _drafted(STRATEGIES[strategy], task)
    seconds = perf_counter() - started
    with span("verify", {"summarizer.strategy": strategy}) as told:
        contents = verify(
            drafted.draft, analysis, min_confidence=settings.min_confidence, prompts=settings.prompts_dir
        )
        told.set({"summarizer.rejected": len(contents.rejected)})
    return _published(contents, drafted.prompt, analysis, model, strategy, seconds)


async def _drafted(strategy: Strategy, task: Task) -> Drafted:
    drafted = await strategy(task)
    failed = failed_prose(drafted.draft, task.analysis, task.prompts)
    if not failed:
        return drafted
    return Drafted(replace_prose(drafted.draft, await mend(task, failed)), drafted.prompt)


def _published(
    contents: Verified,
    prompt: str,
    analysis: Analysis,
    model: Model,
    strategy: StrategyName,
    seconds: float,
) -> Brief:
    article, usage = analysis.article, model.usage
    return Brief(
        article=ArticleInfo(
            id=article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=article.published,
            language=article.language,
            characters=len(article.text),
            sentences=len(analysis.sentences),
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
            cost_usd=usage.cost(model.profile),
            seconds=round(seconds, 3),
            from_cache=False,
            created=datetime.now(UTC),
        ),
    )
