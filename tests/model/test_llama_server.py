"""llama.cpp's own server as an endpoint like any other: what it really answers, and what becomes of it."""

import asyncio
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from summarizer import Settings, summarize
from summarizer.errors import ArticleTooLong, AuthenticationFailed, OutputTruncated
from summarizer.model.client import Client
from summarizer.model.interface import Choice, Message
from summarizer.model.selection import open_endpoint
from tests.support.llama_server import llama_server
from tests.support.tiny_model import write_tiny_model

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is None, reason="needs the extra embedded"),
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
]

TURNS = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}"
# With a prompt for the answer whose tokens are many, the server cannot begin a grammar behind it.
PROMPTED = TURNS + "{% if add_generation_prompt %}<assistant>{% endif %}"
ALTERNATING = (
    "{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}"
    "<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}"
)
QUESTION = [Message(role="system", content="Be brief."), Message(role="user", content="Who left?")]
TEXT = "Marek Dolan left Sarvo on Monday. He had been the envoy of Lurno for nine years."
KEY = "key-4711"


class Side(BaseModel):
    side: Literal["ours", "theirs"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture(scope="module")
def base_url(model: Path) -> Iterator[str]:
    with llama_server(model, n_ctx=2048, chat_template=TURNS, model_alias=["tiny"], api_keys=[KEY]) as url:
        yield url


def settings(base_url: str, key: str | None = KEY, **more: Any) -> Settings:
    profile = {"match": "*", **more.pop("profile", {})}
    given = {"base_url": base_url, "api_key": key, "model_profiles": [profile], "max_attempts": 2, **more}
    return Settings.model_validate(given)


async def structured(settings: Settings, *more: Message) -> tuple[Side, Client]:
    async with open_endpoint(settings) as endpoint:
        client = endpoint.client()
        return await client.structured([*QUESTION, *more], Side, max_tokens=64), client


def test_schema_holds_a_model_without_a_word_of_sense(base_url: str) -> None:
    side, client = asyncio.run(structured(settings(base_url)))
    assert side.side in ("ours", "theirs")
    assert (client.name, client.notes, client.usage.requests) == ("tiny", (), 1)
    assert client.usage.prompt > 20


def test_grammar_and_probabilities_are_taken_where_a_profile_says_so(base_url: str) -> None:
    async def chosen() -> Choice:
        profile = {"grammar": True, "logprobs": True}
        async with open_endpoint(settings(base_url, profile=profile)) as endpoint:
            return await endpoint.client().choose(QUESTION, ("yes", "no"))

    choice = asyncio.run(chosen())
    assert choice.option in ("yes", "no")
    assert sum(choice.scores.values()) == pytest.approx(1)


def test_template_that_hinders_grammars_leads_to_the_schema_in_the_prompt(model: Path) -> None:
    async def failed() -> Client:
        async with open_endpoint(settings(url, key=None)) as endpoint:
            client = endpoint.client()
            with pytest.raises(OutputTruncated):  # nothing holds it now
                await client.structured(QUESTION, Side, max_tokens=4)
            return client

    with llama_server(model, n_ctx=4096, chat_template=PROMPTED) as url:
        client = asyncio.run(failed())
    assert [note.partition(") ")[2] for note in client.notes] == [
        "does not take a JSON Schema; JSON mode is used, with the schema in the prompt.",
        "does not take JSON mode; the schema is put in the prompt.",
    ]
    assert client.usage.requests == 3


def test_template_that_wants_turns_gets_turns(model: Path) -> None:
    with llama_server(model, n_ctx=4096, chat_template=ALTERNATING) as url:
        side, client = asyncio.run(structured(settings(url, key=None), QUESTION[-1]))
    assert side.side in ("ours", "theirs")
    assert client.usage.requests == 2
    assert client.notes == (
        f"{url} (model {client.name!r}) takes no system message; it is put before the user's.",
    )


@pytest.mark.parametrize(
    ("key", "said"),
    [(None, "asks for a key, and no key was sent"), ("key-of-another", "did not accept the key")],
)
def test_key_that_is_missing_or_wrong_is_told_as_such(base_url: str, key: str | None, said: str) -> None:
    with pytest.raises(AuthenticationFailed, match=f"{said} .status 401.: Invalid API Key"):
        summarize(TEXT, settings=settings(base_url, key, model="tiny"))


def test_prompt_over_the_context_names_the_size_and_what_to_do(model: Path) -> None:
    with (
        llama_server(model, n_ctx=2048, chat_template=TURNS) as url,
        pytest.raises(ArticleTooLong, match=r"exceeds the available context size .2048 tokens.") as caught,
    ):
        summarize(TEXT, settings=settings(url, key=None))
    assert "--strategy stepwise" in caught.value.hint


def test_answer_that_never_ends_is_told_as_cut(base_url: str) -> None:
    async def written() -> str:
        async with open_endpoint(settings(base_url)) as endpoint:
            return await endpoint.client().write(QUESTION, max_tokens=5)

    with pytest.raises(OutputTruncated, match=r"The answer of \S+ .model 'tiny'. was cut at the token limit"):
        asyncio.run(written())
