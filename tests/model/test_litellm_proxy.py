"""LiteLLM's proxy in front of llama.cpp's server: what a gateway makes of what stands behind it.

It is installed apart from this package, since it brings a hundred others: `python -m venv V`, `V/bin/pip install
"litellm[proxy]"`, and `LITELLM=V/bin/litellm pytest tests/model/test_litellm_proxy.py`.
"""

import asyncio
import importlib.util
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Literal
from urllib.request import urlopen

import pytest
from pydantic import BaseModel

from summarizer import Settings, summarize
from summarizer.errors import (
    ArticleTooLong,
    AuthenticationFailed,
    EndpointUnavailable,
    ModelNotFound,
    OutputTruncated,
    SummarizerError,
)
from summarizer.model.client import Client
from summarizer.model.interface import Message
from summarizer.model.selection import open_endpoint
from tests.support.llama_server import llama_server
from tests.support.tiny_model import write_tiny_model

PROXY = os.environ.get("LITELLM", "")
pytestmark = [
    pytest.mark.skipif(
        not PROXY or importlib.util.find_spec("xllamacpp") is None,
        reason="needs LITELLM, the path of LiteLLM's command, and the extra embedded",
    ),
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]

TURNS = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}"
PROMPTED = TURNS + "{% if add_generation_prompt %}<assistant>{% endif %}"
TEXT = "Marek Dolan left Sarvo on Monday. He had been the envoy of Lurno for nine years."
KEY = "sk-4711"
STARTUP_SECONDS = 120


class Side(BaseModel):
    side: Literal["ours", "theirs"]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("litellm")
    model = write_tiny_model(folder / "tiny.gguf")
    with (
        llama_server(model, n_ctx=4096, chat_template=TURNS) as plain,
        llama_server(model, n_ctx=4096, chat_template=PROMPTED) as prompted,
    ):
        behind = {"plain": plain, "prompted": prompted, "gone": f"http://127.0.0.1:{free_port()}/v1"}
        models = [
            {
                "model_name": name,
                "litellm_params": {"model": "openai/tiny", "api_base": url, "api_key": "none"},
            }
            for name, url in behind.items()
        ]
        config = folder / "config.yaml"
        config.write_text(json.dumps({"model_list": models, "general_settings": {"master_key": KEY}}))
        port = free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else it asks for the list over the network
        }
        command = [PROXY, "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                wait_until_alive(f"http://127.0.0.1:{port}/health/liveliness")
                yield f"http://127.0.0.1:{port}/v1"
            finally:
                process.kill()


def wait_until_alive(address: str) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end:
        with suppress(OSError), urlopen(address, timeout=5):
            return
        time.sleep(0.5)
    raise AssertionError("the proxy did not start")


def settings(base_url: str, model: str | None, **more: Any) -> Settings:
    return Settings.model_validate(
        {"base_url": base_url, "model": model, "api_key": KEY, "max_attempts": 2, **more}
    )


def structured(settings: Settings, *, max_tokens: int = 64) -> tuple[Side | None, Client]:
    async def asked() -> tuple[Side | None, Client]:
        async with open_endpoint(settings) as endpoint:
            client = endpoint.client()
            side = None
            with suppress(OutputTruncated):
                question = [Message(role="user", content="Who left?")]
                side = await client.structured(question, Side, max_tokens=max_tokens)
            return side, client

    return asyncio.run(asked())


def test_schema_passes_through_and_tokens_come_back(base_url: str) -> None:
    side, client = structured(settings(base_url, "plain"))
    assert side is not None
    assert (client.notes, client.usage.requests) == ((), 1)
    assert client.usage.prompt > 10


def test_complaints_of_the_server_behind_are_understood(base_url: str) -> None:
    side, client = structured(settings(base_url, "prompted"), max_tokens=4)
    assert side is None
    assert [note.partition(") ")[2] for note in client.notes] == [
        "does not take a JSON Schema; JSON mode is used, with the schema in the prompt.",
        "does not take JSON mode; the schema is put in the prompt.",
    ]


@pytest.mark.parametrize(
    ("model", "more", "kind", "said"),
    [
        ("plain", {"api_key": "sk-other"}, AuthenticationFailed, r"did not accept the key \(status 400\)"),
        ("other", {}, ModelNotFound, r"does not offer the model 'other'.*It offers: plain, prompted, gone"),
        (None, {}, ModelNotFound, r"No model is named, and .* offers 3 models: plain, prompted, gone"),
        ("plain", {}, ArticleTooLong, r"exceeds the available context size \(4096 tokens\)"),
        ("gone", {}, EndpointUnavailable, r"failed with status 500 after 2 attempts: .*Connection error"),
    ],
)
def test_what_goes_wrong_before_and_behind_it_is_one_sentence(
    base_url: str, model: str | None, more: dict[str, Any], kind: type[SummarizerError], said: str
) -> None:
    with pytest.raises(kind, match=said) as caught:
        summarize(TEXT, settings=settings(base_url, model, **more))
    assert caught.value.hint
