"""Hostile articles and hostile models through the whole pipeline: no brief breaks a promise."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.draft import Draft
from summarizer.pipeline import brief_article
from summarizer.progress import ignore_progress
from summarizer.settings import Settings, StrategyName
from summarizer.text.document import Document, read_document
from tests.hostile.adversary import LARGE_VARIANTS, VARIANTS, Adversary, sensible
from tests.hostile.articles import Hostile, giants, hosts, injected
from tests.hostile.invariants import check, prompt_runs

STRATEGIES: tuple[StrategyName, ...] = ("one_pass", "stepwise")
FAMILIES = sorted({hostile.family for hostile in injected()})
# Stepwise asks about 24 acts at most; one request mends what failed.
MOST_REQUESTS = 24 + 1
# Characters: a megabyte takes the parser a minute, and the suite has two.
PARSED_AT_MOST = 41_000


@cache
def analysis_of(text: str) -> Document:
    """Return the document of one of the articles, made once for all tests."""
    return read_document(Article(text=text, published=date(2021, 3, 11)))


@pytest.fixture(autouse=True)
def _analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.pipeline.read_document", lambda article: analysis_of(article.text))


def run(
    article: Article, strategy: StrategyName, variant: Callable[[Document], Draft], turn: int = 0
) -> tuple[Brief, Adversary]:
    """Return the brief of an article by a model that drafts this variant, and the model."""
    model = Adversary(analysis_of(article.text), variant, turn=turn)
    made = asyncio.run(brief_article(article, model, Settings(strategy=strategy), ignore_progress))
    assert isinstance(made, Brief)
    return made, model


def holds(hostile: Hostile, strategy: StrategyName, variant: Callable[[Document], Draft], turn: int) -> None:
    brief, model = run(hostile.article, strategy, variant, turn)
    try:
        check(brief, hostile.article)
    except AssertionError as broken:
        pytest.fail(f"{hostile.name}, {strategy}: {broken}")
    assert model.requests <= MOST_REQUESTS


def test_there_are_eighty_articles_and_more_in_every_family_that_was_thought_of() -> None:
    assert len({hostile.article.text for hostile in injected()}) >= 80
    assert len(FAMILIES) >= 15
    assert len(giants()) >= 30
    assert len(prompt_runs()) > 500


@pytest.mark.parametrize("family", FAMILIES)
def test_no_article_breaks_a_promise(family: str) -> None:
    for turn, hostile in enumerate(hostile for hostile in injected() if hostile.family == family):
        # Parsing takes a tenth of a second: every third article shows what hostile words do to it.
        for strategy in STRATEGIES if turn % 3 == 0 else STRATEGIES[:1]:
            holds(hostile, strategy, sensible, turn)


@pytest.mark.parametrize("variant", sorted(VARIANTS.keys() - {"sensible"}))
def test_no_model_breaks_a_promise(variant: str) -> None:
    # Stepwise never asks for a draft: what this model writes there is the same for every variant.
    first = sorted(VARIANTS).index(variant) % 2
    for turn, hostile in enumerate(injected()[first::2]):
        holds(hostile, "one_pass", VARIANTS[variant], turn)


def test_no_small_model_breaks_a_promise() -> None:
    quiet = [Hostile(host.name, "quiet", host.with_injection("No more is known.", "end")) for host in hosts()]
    for turn in range(10):
        holds(quiet[turn % len(quiet)], "stepwise", sensible, turn)


@pytest.mark.parametrize("variant", LARGE_VARIANTS)
def test_a_model_that_never_stops_costs_little_and_fills_no_brief(variant: str) -> None:
    hostile = injected()[0]
    brief, model = run(hostile.article, "one_pass", LARGE_VARIANTS[variant])
    check(brief, hostile.article)
    assert model.characters < 200_000
    assert len(brief.rejected) <= 501


@pytest.mark.parametrize("hostile", giants(), ids=lambda hostile: hostile.name)
def test_too_much_of_anything_is_read_to_its_end(hostile: Hostile) -> None:
    holds(hostile, "one_pass", sensible, 0)
    if len(hostile.article.text) < PARSED_AT_MOST or hostile.name == "one word of a megabyte":
        holds(hostile, "stepwise", sensible, 0)
    analysis_of.cache_clear()
