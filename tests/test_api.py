"""The public functions, with a model that answers at once, late or never."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import summarizer
import summarizer.errors
from summarizer import (
    Article,
    ArticleError,
    Brief,
    EndpointTimeout,
    Progress,
    Settings,
    SummarizerError,
    asummarize,
    summarize,
)
from summarizer.model.interface import Choice
from tests.strategies.fake_model import FakeModel

TEXT = (
    "Rebels killed nine soldiers near Lurno on Monday. "
    "Veldaria’s president, Marek Dolan, accused Ostrava of arming them."
)
SETTINGS = Settings(strategy="stepwise")


class SlowModel(FakeModel):
    """Thinks for a minute about every question."""

    async def choose(self, *args: object, **options: object) -> Choice:
        await asyncio.sleep(60)
        return Choice("no")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    return use(FakeModel(choose=lambda options: Choice(options[0])), monkeypatch)


def use(model: FakeModel, monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    class Endpoint:
        name, address, articles_at_once = model.name, model.endpoint, None

        def client(self, budget: object) -> FakeModel:
            return model

    @asynccontextmanager
    async def open_endpoint(*_: object, **__: object) -> AsyncIterator[Endpoint]:
        yield Endpoint()

    monkeypatch.setattr("summarizer.session.open_endpoint", open_endpoint)
    return model


def stable(brief: Brief) -> str:
    return brief.model_dump_json(exclude={"provenance": {"seconds", "created"}})


def test_exported_names() -> None:
    assert sorted(summarizer.__all__) == [
        "Act",
        "Actor",
        "AddressRefused",
        "Article",
        "ArticleError",
        "ArticleInfo",
        "ArticleTooLong",
        "AuthenticationFailed",
        "Brief",
        "BriefFormError",
        "Casualties",
        "DiplomaticMove",
        "EmbeddedError",
        "EmbeddedUnavailable",
        "EndpointError",
        "EndpointTimeout",
        "EndpointUnavailable",
        "EngineFailed",
        "EventMode",
        "EventType",
        "Evidence",
        "FetchError",
        "InputError",
        "InternalFault",
        "InvalidOutput",
        "KeyEvent",
        "LimitReached",
        "Limits",
        "Mention",
        "ModelFileError",
        "ModelNotFound",
        "ModelOutputError",
        "OutputPathError",
        "OutputTruncated",
        "PageUnavailable",
        "Profile",
        "Progress",
        "PromptCut",
        "Provenance",
        "QuadClass",
        "QuotaSpent",
        "Quote",
        "RateLimited",
        "Refused",
        "Rejected",
        "RequestRejected",
        "Result",
        "Results",
        "SCHEMA_VERSION",
        "Settings",
        "SettingsError",
        "SummarizerError",
        "SummarySentence",
        "Tokens",
        "When",
        "WrongSetting",
        "asummarize",
        "summarize",
        "summarize_many",
    ]
    assert all(getattr(summarizer, name) for name in summarizer.__all__)
    assert dir(summarizer) == sorted(summarizer.__all__)


def test_every_error_and_every_part_of_a_brief_is_exported() -> None:
    errors = {
        name
        for name, one in vars(summarizer.errors).items()
        if isinstance(one, type) and issubclass(one, SummarizerError)
    }
    parts = {one.__name__ for one in _models_in(Brief)}
    assert {"KeyEvent", "Actor", "Evidence", "Tokens"} <= parts
    assert errors | parts <= set(summarizer.__all__)


def _models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for one in _types_in(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield from _models_in(one)


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for one in get_args(annotation):
        yield from _types_in(one)


def test_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sumarize'"):
        summarizer.sumarize  # noqa: B018  the look-up is the test


def test_import_loads_nothing_heavy() -> None:
    heavy = ("openai", "instructor", "pydantic", "rich")
    code = f"import sys, summarizer; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


@pytest.mark.usefixtures("model")
def test_both_faces_give_the_same_brief() -> None:
    published = date(2021, 3, 10)
    waited = summarize(TEXT, title="Nine killed", source="Daily", published=published, settings=SETTINGS)
    awaited = asyncio.run(
        asummarize(TEXT, title="Nine killed", source="Daily", published=published, settings=SETTINGS)
    )
    assert stable(waited) == stable(awaited)
    info = waited.article
    assert (info.title, info.source, info.published) == ("Nine killed", "Daily", published)


@pytest.mark.usefixtures("model")
def test_keywords_replace_what_the_article_says() -> None:
    article = Article(text=TEXT, title="Old", source="Daily")
    info = summarize(article, title="New", settings=SETTINGS).article
    assert (info.title, info.source, info.characters) == ("New", "Daily", len(TEXT))


@pytest.mark.usefixtures("model")
def test_works_inside_a_running_event_loop() -> None:
    async def caller() -> Brief:
        return summarize(TEXT, settings=SETTINGS)

    assert asyncio.run(caller()).key_events


@pytest.mark.usefixtures("model")
def test_works_from_many_threads_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        briefs = list(pool.map(lambda _: summarize(TEXT, settings=SETTINGS), range(24)))
    assert len({stable(brief) for brief in briefs}) == 1


@pytest.mark.usefixtures("model")
def test_result_survives_json() -> None:
    brief = summarize(TEXT, settings=SETTINGS)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.usefixtures("model")
def test_progress_comes_to_the_listener() -> None:
    heard: list[Progress] = []
    summarize(TEXT, settings=SETTINGS, on_progress=heard.append)
    assert heard[-1].step == "judging what was read"
    assert all(report.seconds >= 0 for report in heard)


def test_time_limit_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    use(SlowModel(), monkeypatch)
    with pytest.raises(
        EndpointTimeout, match=r"not finished within 0\.05 seconds \('fake' at nowhere\)"
    ) as caught:
        summarize(TEXT, settings=Settings(strategy="stepwise", timeout=0.05))
    assert caught.value.retryable
    assert "--timeout" in caught.value.hint


def test_cancelling_the_task_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    use(SlowModel(), monkeypatch)

    async def caller() -> None:
        task = asyncio.create_task(asummarize(TEXT, settings=SETTINGS))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(asyncio.wait_for(caller(), 5))


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (" \n", {}, "The article is empty"),
        ("x" * 11, {"settings": Settings(max_characters=10)}, "11 characters; the limit is 10"),
        (
            "text",
            {"published": "yesterday"},
            "'published' cannot be 'yesterday': it must be a date, as 2014-06-23",
        ),
        ("text", {"title": 5}, "'title' cannot be 5: it must be a string"),
        (None, {}, "The article is None, not a text"),
        (b"text", {}, "The article is bytes, not a text"),
        (Path("news.txt"), {}, "The article is the path of a file, not a text"),
        (["text"], {}, "The article is of type 'list', not a text"),
    ],
)
def test_bad_article_is_one_clear_sentence(text: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        summarize(text, **options)  # type: ignore[call-overload]  # wrong on purpose


@pytest.mark.parametrize(
    ("given", "advice"),
    [(Path("news.txt"), "path.read_text("), (b"text", "data.decode("), (None, "Give its text")],
)
def test_what_is_no_text_is_told_how_to_become_one(given: Any, advice: str) -> None:
    with pytest.raises(ArticleError) as caught:
        summarize(given)
    assert advice in caught.value.hint


def test_a_text_that_looks_like_a_path_is_an_article(model: FakeModel) -> None:
    assert summarize("/news/2021/Lurno.txt", settings=SETTINGS).headline.endswith("Lurno.txt")
