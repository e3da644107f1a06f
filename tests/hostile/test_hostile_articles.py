"""Hostile articles and hostile models through the whole pipeline: no brief breaks a promise."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from time import perf_counter

import pytest

from summarizer.analysis.analysis import Analysis, analyse
from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.draft import Draft
from summarizer.pipeline import StrategyName, brief_article
from summarizer.progress import ignore_progress
from summarizer.settings import Settings
from tests.hostile.adversary import LARGE_VARIANTS, VARIANTS, Adversary, sensible
from tests.hostile.articles import Hostile, giants, hosts, injected
from tests.hostile.invariants import check

STRATEGIES: tuple[StrategyName, ...] = ("one_pass", "stepwise")
FAMILIES = sorted({hostile.family for hostile in injected()})
# A guard against what never ends, not a measurement: the slowest takes a twentieth of it.
MOST_SECONDS = 20
MOST_REQUESTS = 80


@cache
def analysis_of(text: str) -> Analysis:
    return analyse(
        next(hostile.article for hostile in (*injected(), *giants()) if hostile.article.text == text)
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Brief, Adversary]]:
    """Return a function that makes the brief of an article with the model that it is given."""

    def make(article: Article, strategy: StrategyName, model: Adversary) -> tuple[Brief, Adversary]:
        @asynccontextmanager
        async def open_model(*_: object, **__: object) -> AsyncIterator[Adversary]:
            yield model

        monkeypatch.setattr("summarizer.pipeline.open_model", open_model)
        brief = asyncio.run(brief_article(article, Settings(strategy=strategy), ignore_progress))
        return brief, model

    return make


def test_there_are_eighty_articles_and_more_in_every_family_that_was_thought_of() -> None:
    assert len(injected()) >= 80
    assert len({hostile.article.text for hostile in injected()}) == len(injected())
    assert len(FAMILIES) >= 15


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_article_and_no_model_breaks_a_promise(
    run: Callable[..., tuple[Brief, Adversary]], strategy: StrategyName, variant: str
) -> None:
    for turn, hostile in enumerate(injected()):
        model = Adversary(analysis_of(hostile.article.text), VARIANTS[variant], turn=turn)
        brief, _ = run(hostile.article, strategy, model)
        try:
            check(brief, hostile.article)
        except AssertionError as broken:
            pytest.fail(f"{hostile.name}: {broken}")
        assert model.requests <= MOST_REQUESTS


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("hostile", giants(), ids=lambda hostile: hostile.name)
def test_too_much_of_anything_is_read_in_time(
    run: Callable[..., tuple[Brief, Adversary]], strategy: StrategyName, hostile: Hostile
) -> None:
    started = perf_counter()
    brief, model = run(hostile.article, strategy, Adversary(analysis_of(hostile.article.text), sensible))
    check(brief, hostile.article)
    assert model.requests <= MOST_REQUESTS
    assert perf_counter() - started < MOST_SECONDS
