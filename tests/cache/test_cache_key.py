"""Keys of the cache: everything that determines a brief, and nothing else, changes them."""

from datetime import date
from pathlib import Path

import pytest

from summarizer.article import Article
from summarizer.cache.key import KeyMaker
from summarizer.embedded.catalogue import default_model
from summarizer.profiles import Profile
from summarizer.settings import Settings

ARTICLE = Article(
    text="Rebels killed nine soldiers near Lurno.", title="Nine killed", published=date(2021, 3, 10)
)
PROFILE = Profile(match="*")


def key(
    article: Article = ARTICLE,
    *,
    address: str = "http://localhost:8000/v1",
    model: str | None = "m",
    profile: Profile = PROFILE,
    **settings: object,
) -> bytes:
    given = Settings.model_validate(settings)
    return KeyMaker(given, address=address, model=model, profile=profile).key(article)


def test_same_facts_give_the_same_key() -> None:
    assert key() == key()
    assert len(key()) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"text": ARTICLE.text + " "},
        {"title": "Nine dead"},
        {"published": date(2021, 3, 11)},
        {"source": "Daily"},
        {"url": "https://example.org/1"},
        {"language": "fr"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_known_of_the_article_counts(change: dict[str, object]) -> None:
    assert key(Article.model_validate({**ARTICLE.model_dump(), **change})) != key()


def test_model_endpoint_profile_and_strategy_count() -> None:
    keys = {
        key(),
        key(model="n"),
        key(address="http://localhost:9000/v1"),
        key(profile=Profile(match="*", temperature=0.5)),
        key(profile=Profile(match="*", price_prompt=1.0)),
        key(strategy="stepwise"),
        key(min_confidence=0.5),
        key(review=True),
    }
    assert len(keys) == 8


def test_strategy_that_the_profile_would_choose_is_the_same_as_when_it_is_named() -> None:
    assert key(strategy="one_pass") == key(strategy="auto")


def test_prompts_count(tmp_path: Path) -> None:
    (tmp_path / "brief_system.md").write_text("Another prompt. {{ types }}")
    before = key(prompts_dir=tmp_path)
    assert before != key()
    (tmp_path / "brief_system.md").write_text("A third prompt. {{ types }}")
    assert key(prompts_dir=tmp_path) != before


def test_how_long_to_wait_and_what_was_tried_do_not_count(tmp_path: Path) -> None:
    assert key(timeout=5, max_attempts=1, max_characters=100, api_key="sk-1", cache_dir=tmp_path) == key()


def test_model_file_counts_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "tiny.gguf"
    file.write_bytes(b"one")
    before = key(address="embedded", model=str(file))
    file.write_bytes(b"three")
    assert key(address="embedded", model=str(file)) != before
    assert key(address="embedded", model=None) == key(address="embedded", model=default_model().name)


def test_code_that_would_read_what_was_kept_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key()
    monkeypatch.setattr("pydantic.VERSION", "0.0")
    assert key() != before
