"""A session: what its briefs share, and when the cache spares a request."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article, Settings, summarize
from summarizer.brief_form import AnyBrief
from summarizer.cache.key import KeyMaker
from summarizer.cached_brief import CachedBrief
from summarizer.draft import Draft
from summarizer.model.interface import Choice
from summarizer.session import Session
from tests.strategies.fake_model import FakeModel
from tests.test_callers import DRAFT

TEXT = "Veldaria’s president, Marek Dolan, accused Ostrava of arming rebels on Monday."
ARTICLE = Article(text=TEXT)


class FakeEndpoint:
    """Counts how often it was opened and asked for a client."""

    def __init__(self) -> None:
        self.model = FakeModel(choose=lambda options: Choice(options[0]))
        self.name, self.address, self.profile = self.model.name, self.model.endpoint, self.model.profile
        self.opened = self.clients = 0
        self.articles_at_once: int | None = None

    def client(self, budget: object) -> FakeModel:
        self.clients += 1
        return self.model


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> FakeEndpoint:
    fake = FakeEndpoint()

    @asynccontextmanager
    async def open_endpoint(*_: object, **__: object) -> AsyncIterator[FakeEndpoint]:
        fake.opened += 1
        yield fake

    monkeypatch.setattr("summarizer.session.open_endpoint", open_endpoint)
    return fake


def settings(folder: Path, **changes: object) -> Settings:
    known = {"strategy": "stepwise", "base_url": "http://localhost:1/v1", "model": "m", "cache_dir": folder}
    return Settings.model_validate({**known, **changes})


def test_briefs_made_at_once_share_one_endpoint(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    async def several() -> list[AnyBrief]:
        async with Session(settings(tmp_path)) as session:
            return await asyncio.gather(*(session.brief(ARTICLE) for _ in range(5)))

    assert len(asyncio.run(several())) == 5
    assert (endpoint.opened, endpoint.clients) == (1, 5)


def test_without_being_told_the_function_keeps_nothing(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    for _ in range(2):
        assert not summarize(ARTICLE, settings=settings(tmp_path)).provenance.from_cache
    assert endpoint.clients == 2
    assert list(tmp_path.iterdir()) == []


def test_brief_from_the_cache_opens_no_endpoint(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    used = settings(tmp_path, cache="use")
    first = summarize(ARTICLE, settings=used)
    second = summarize(ARTICLE, settings=used)
    assert (first.provenance.from_cache, second.provenance.from_cache) == (False, True)
    assert second.model_dump(exclude={"provenance"}) == first.model_dump(exclude={"provenance"})
    assert endpoint.opened == 1


def test_brief_from_the_cache_is_read_only_where_somebody_wants_to_know_it(
    endpoint: FakeEndpoint, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = settings(tmp_path, cache="use")
    made = summarize(ARTICLE, settings=used)
    caplog.set_level(logging.INFO, "summarizer")
    summarize(ARTICLE, settings=used)
    told = vars(caplog.records[-1])
    assert caplog.messages[-1].startswith(f"Article {ARTICLE.id[:19]}: ")
    assert caplog.messages[-1].endswith("; from the cache.")
    assert (told["article"], told["from_cache"], told["seconds"]) == (
        ARTICLE.id,
        True,
        made.provenance.seconds,
    )

    caplog.set_level(logging.WARNING, "summarizer")
    monkeypatch.delattr(CachedBrief, "read")

    async def obtained() -> AnyBrief | CachedBrief:
        async with Session(used) as session:
            return await session.obtain(ARTICLE)

    assert isinstance(asyncio.run(obtained()), CachedBrief)


def test_another_setting_that_tells_makes_another_brief(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    summarize(ARTICLE, settings=settings(tmp_path, cache="use"))
    assert not summarize(ARTICLE, settings=settings(tmp_path, cache="use", model="n")).provenance.from_cache
    assert not summarize(TEXT + " ", settings=settings(tmp_path, cache="use")).provenance.from_cache


def test_refresh_makes_the_brief_anew_and_keeps_it(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    summarize(ARTICLE, settings=settings(tmp_path, cache="use"))
    assert not summarize(ARTICLE, settings=settings(tmp_path, cache="refresh")).provenance.from_cache
    assert summarize(ARTICLE, settings=settings(tmp_path, cache="use")).provenance.from_cache
    assert endpoint.clients == 2


def test_a_brief_that_is_not_in_the_cache_takes_one_key_and_one_from_it_too(
    endpoint: FakeEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []
    real = KeyMaker.key

    def key(self: KeyMaker, article: Article) -> bytes:
        made.append(real(self, article))
        return made[-1]

    monkeypatch.setattr(KeyMaker, "key", key)
    for from_cache, use in ((False, "use"), (True, "use"), (False, "refresh"), (False, "off")):
        assert summarize(ARTICLE, settings=settings(tmp_path, cache=use)).provenance.from_cache == from_cache
    assert len(made) == 3
    assert len(set(made)) == 1


def test_model_that_is_not_named_is_asked_for_before_the_cache(
    endpoint: FakeEndpoint, tmp_path: Path
) -> None:
    unnamed = settings(tmp_path, cache="use", model=None)
    summarize(ARTICLE, settings=unnamed)
    endpoint.name = "another"
    assert not summarize(ARTICLE, settings=unnamed).provenance.from_cache
    assert endpoint.opened == 2


def test_cache_that_cannot_be_used_costs_no_brief(
    endpoint: FakeEndpoint, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "briefs").write_text("a file where a folder should be")
    with caplog.at_level(logging.WARNING, "summarizer"):
        assert summarize(ARTICLE, settings=settings(tmp_path, cache="use")).key_events
    assert "Briefs are made without it." in caplog.text


def test_no_more_articles_are_in_work_than_the_endpoint_takes(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    endpoint.articles_at_once = 2
    in_work, most = 0, 0

    class Slow(FakeModel):
        async def structured(self, *args: Any, **options: Any) -> Any:
            nonlocal in_work, most
            in_work += 1
            most = max(most, in_work)
            await asyncio.sleep(0.01)
            in_work -= 1
            return Draft.model_validate(DRAFT)

    endpoint.model = Slow()

    async def several() -> None:
        async with Session(settings(tmp_path, strategy="one_pass"), parallel=8) as session:
            await asyncio.gather(*(session.brief(ARTICLE) for _ in range(8)))

    asyncio.run(several())
    assert most == 2
