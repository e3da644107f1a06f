import asyncio
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ModelNotFound, SettingsError
from summarizer.model import connection
from summarizer.model.connection import RemoteServer
from summarizer.model.interface import Choice, Message
from summarizer.model.selection import open_endpoint, select
from summarizer.profiles import Profile
from summarizer.settings import Settings
from tests.conftest import Endpoint
from tests.support.steps import answer, error, models

LOCAL = "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("given", "kind", "base_url", "model", "profile"),
    [
        ({}, "embedded", None, None, "embedded"),
        ({"api_key": "k"}, "openai", "https://api.openai.com/v1", "gpt-5-mini", "gpt-5*"),
        ({"api_key": "k", "model": "gpt-4o"}, "openai", "https://api.openai.com/v1", "gpt-4o", "gpt-4o*"),
        ({"base_url": LOCAL, "model": "qwen2.5:7b"}, "endpoint", LOCAL, "qwen2.5:7b", "*"),
        ({"base_url": LOCAL}, "endpoint", LOCAL, None, "*"),
        ({"base_url": LOCAL, "api_key": "k"}, "endpoint", LOCAL, None, "*"),
        (
            {"base_url": "https://api.openai.com/v1"},
            "openai",
            "https://api.openai.com/v1",
            "gpt-5-mini",
            "gpt-5*",
        ),
        ({"base_url": LOCAL, "api_key": "k", "model": "embedded"}, "embedded", None, None, "embedded"),
        ({"api_key": "k", "model": "qwen2.5-coder-1.5b"}, "embedded", None, "qwen2.5-coder-1.5b", "embedded"),
        ({"model": "/models/own.gguf"}, "embedded", None, "/models/own.gguf", "embedded"),
        ({"base_url": LOCAL, "model": "/models/own.gguf"}, "endpoint", LOCAL, "/models/own.gguf", "*"),
    ],
)
def test_endpoint_and_model_follow_from_the_settings(
    given: dict[str, Any], kind: str, base_url: str | None, model: str | None, profile: str
) -> None:
    found = select(Settings(**given))
    assert (found.kind, found.base_url, found.model, found.profile.match) == (kind, base_url, model, profile)
    assert found.reasons


def test_model_that_nothing_could_offer_says_both_ways_out() -> None:
    with pytest.raises(
        SettingsError, match="No endpoint is configured that could offer the model 'gpt-5'"
    ) as caught:
        select(Settings(model="gpt-5"))
    assert "OPENAI_API_KEY" in caught.value.hint
    assert "--base-url" in caught.value.hint


@pytest.mark.parametrize(
    "base_url",
    [
        "localhost:8080",
        "ftp://host/v1",
        "http://",
        "//host",
        "not an address",
        "http://host:99999/v1",
        "http://host:port/v1",
        "http://[::1/v1",
    ],
)
def test_base_url_that_is_no_address(base_url: str) -> None:
    with pytest.raises(SettingsError, match="is not an address"):
        select(Settings(base_url=base_url))


def test_reasons_hold_no_credentials() -> None:
    reasons = " ".join(select(Settings(base_url="https://ann:secret@host/v1?key=1", model="m")).reasons)
    assert "https://host/v1" in reasons
    assert "secret" not in reasons


def test_settings_override_the_profile() -> None:
    profile = select(Settings(context=4_096, max_output_tokens=99)).profile
    assert (profile.context, profile.max_output_tokens) == (4_096, 99)


def test_user_profile_reaches_an_embedded_model_by_its_name(tmp_path: Path) -> None:
    own = Profile(match="*tiny*", strategy="one_pass", grammar=True)
    assert select(Settings(model=str(tmp_path / "tiny.gguf"), model_profiles=(own,))).profile == own
    assert (
        select(Settings(model=str(tmp_path / "large.gguf"), model_profiles=(own,))).profile.match
        == "embedded"
    )


@pytest.mark.vcr
def test_embedded_model_answers_and_scores_its_choice(embedded_model: str) -> None:
    async def chosen() -> tuple[str, str, Choice]:
        async with open_endpoint(Settings()) as endpoint:
            model = endpoint.client()
            question = Message(role="user", content="Kerry met Maliki for talks. One word: TALKS or FIGHT?")
            return model.name, model.endpoint, await model.choose([question], ["FIGHT", "TALKS"])

    name, where, choice = asyncio.run(chosen())
    assert (name, where) == (embedded_model, "embedded")
    assert choice.option == "TALKS"
    assert choice.scores["TALKS"] > choice.scores["FIGHT"]
    assert sum(choice.scores.values()) == pytest.approx(1)


async def opened(settings: Settings) -> tuple[str, str]:
    async with open_endpoint(settings) as endpoint:
        return endpoint.name, endpoint.profile.match


@pytest.mark.vcr
def test_only_model_of_an_endpoint_is_taken(endpoint: Endpoint) -> None:
    base_url = endpoint(models("gpt-4o-mini"))
    assert asyncio.run(opened(Settings(base_url=base_url))) == ("gpt-4o-mini", "gpt-4o*")


@pytest.mark.parametrize(
    ("base_url", "key", "header"),
    [
        ("https://mine.openai.azure.com/openai/v1", "0123", "0123"),
        ("https://mine.openai.azure.com/openai/v1", "eyJhbGci", None),
        ("https://azure.com.example/v1", "0123", None),
    ],
)
def test_azure_gets_a_key_in_the_header_that_it_reads(base_url: str, key: str, header: str | None) -> None:
    async def sent() -> str | None:
        client = await connection.Connection(RemoteServer(base_url, key), read_timeout=1).open()
        found = client.default_headers.get("api-key")
        await client.close()
        return str(found) if found else None

    assert asyncio.run(sent()) == header


@pytest.mark.parametrize(
    ("key", "environment", "said"),
    [
        ("kéy", {}, "The key has a character at place 2 that no key has: 'é'."),
        ("two\nlines", {}, r"The key has a character at place 4 that no key has: '\n'."),
        (
            "k",
            {"ALL_PROXY": "socks5://ann:secret@proxy:9"},
            "A proxy of the environment cannot be used: socks5://proxy:9.",
        ),
        (
            "k",
            {"ALL_PROXY": "gopher://proxy:9"},
            "A proxy of the environment cannot be used: gopher://proxy:9.",
        ),
        (
            "k",
            {"SSL_CERT_FILE": "nowhere.pem"},
            "The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.",
        ),
    ],
)
def test_what_no_request_could_be_sent_with_is_one_sentence(
    key: str, environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    connection._certificates.cache_clear()
    with pytest.raises(SettingsError) as caught:
        asyncio.run(opened(Settings(base_url="http://host.example/v1", api_key=key)))
    connection._certificates.cache_clear()
    assert str(caught.value) == said
    assert caught.value.hint


@pytest.mark.vcr
@pytest.mark.parametrize(
    ("offered", "told"),
    [(["a", "b"], "offers 2 models: a, b."), ([], "does not say which models it offers.")],
    ids=["two", "none"],
)
def test_model_must_be_named_where_the_choice_is_open(
    offered: list[str], told: str, endpoint: Endpoint
) -> None:
    base_url = endpoint(models(*offered))
    with pytest.raises(ModelNotFound) as caught:
        asyncio.run(opened(Settings(base_url=base_url)))
    assert str(caught.value) == f"No model is named, and {base_url} {told}"


@pytest.mark.vcr
def test_lesson_about_an_endpoint_is_learned_once_for_all_articles(endpoint: Endpoint) -> None:
    refused = error(400, "Unsupported value: 'temperature' does not support 0.", param="temperature")
    base_url = endpoint(refused, answer("hello"), answer("hello"))
    question = [Message(role="user", content="Say hello.")]

    async def requests() -> int:
        async with open_endpoint(Settings(base_url=base_url, model="m")) as endpoint_:
            model = endpoint_.client()
            await model.write(question, max_tokens=5)
            return model.usage.requests

    assert [asyncio.run(requests()) for _ in range(2)] == [2, 1]
