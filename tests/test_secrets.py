"""A canary for a key: planted in every way a key can come, and looked for in everything that is written."""

import json
import logging
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarizer import EndpointError, Settings, summarize
from summarizer.cli.main import cli
from tests.conftest import Endpoint
from tests.support.callers import TEXT
from tests.support.steps import Step, answer, error, models, reply, reset, web_page
from tests.test_callers import DRAFT

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]

CANARY = "sk-proj-cAnArY0123456789abcdefghijklmnop"
GOOD = answer(json.dumps(DRAFT))
ECHOES: dict[str, Step] = {
    "a wrong key": error(401, f"Incorrect API key provided: {CANARY}. You can find your key elsewhere."),
    "a wrong key with stars": error(401, f"Incorrect API key provided: {CANARY[:12]}****mnop."),
    "a bad request": error(400, f"The header 'Authorization: Bearer {CANARY}' is malformed."),
    "a server error": error(500, f"Traceback: headers={{'authorization': 'Bearer {CANARY}'}}"),
    "a refusal": answer(None, refusal=f"I will not answer {CANARY}."),
    "an answer that is none": answer(f"your key is {CANARY}"),
    "a web page": web_page(),
    "no JSON": reply(200, f"<!-- {CANARY} -->", content_type="application/json"),
    "a broken connection": reset("middle"),
}


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Listen to every logger, those of the libraries too, at the level where they say most."""
    with caplog.at_level(logging.DEBUG):
        yield


def written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def leaks(text: str | bytes) -> bool:
    """Tell whether the key is in there, or so much of it that the rest could be guessed."""
    data = text if isinstance(text, bytes) else text.encode()
    return CANARY.encode() in data or CANARY[7:].encode() in data or CANARY[:16].encode() in data


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: object) -> Result:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setenv("SUMMARIZER_MAX_ATTEMPTS", "2")
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.mark.parametrize("command", ["brief", "batch", "doctor"])
def test_key_is_nowhere_when_all_goes_well(
    command: str,
    endpoint: Endpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    where = [
        "--base-url",
        endpoint(GOOD if command != "doctor" else answer('{"word": "ready"}')),
        "--model",
        "m",
    ]
    more = {
        "brief": ["article.txt", "--format", "json", "-o", "brief.json", "-vv"],
        "batch": ["article.txt", "-o", "out.jsonl", "-vv"],
        "doctor": [],
    }[command]
    result = run(monkeypatch, tmp_path, command, *more, *where)
    assert result.exit_code == 0, result.output
    assert "Request options" in caplog.text  # the libraries said most of what they know
    assert not leaks(result.output)
    assert not leaks(caplog.text)
    assert not leaks(written(tmp_path))


@pytest.mark.parametrize("echo", ECHOES)
def test_key_that_an_endpoint_repeats_is_not_repeated(
    echo: str,
    endpoint: Endpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    base_url = endpoint(ECHOES[echo])
    for arguments in (("brief", "article.txt", "-vv"), ("batch", "article.txt", "-o", "out.jsonl", "-vv")):
        result = run(monkeypatch, tmp_path, *arguments, "--base-url", base_url, "--model", "m")
        assert result.exit_code not in (0, 1), result.output
        assert not leaks(result.output)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("summarizer"))
    assert not leaks(ours)
    assert not leaks(written(tmp_path))


def test_key_in_an_address_is_not_shown(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    address = endpoint(GOOD).replace("http://", f"http://ann:{CANARY}@")
    for command in (["brief", "article.txt", "--format", "json", "-vv"], ["doctor", "--no-try"]):
        result = run(monkeypatch, tmp_path, *command, "--base-url", address, "--model", "m")
        assert result.exit_code == 0, result.output
        assert not leaks(result.output)
    assert not leaks(written(tmp_path))


def test_key_of_a_configuration_file_that_has_a_mistake_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "own.toml").write_text(f'api_key = ["{CANARY}"]\n')
    result = run(monkeypatch, tmp_path, "brief", "article.txt", "--config", "own.toml")
    monkeypatch.delenv("OPENAI_API_KEY")
    assert not leaks(result.output)
    result = CliRunner().invoke(cli, ["brief", "article.txt", "--config", "own.toml"])
    assert result.exit_code == 2
    assert "'api_key' in own.toml cannot be used" in result.output
    assert not leaks(result.output)


def test_error_that_travels_between_processes_carries_no_key(endpoint: Endpoint) -> None:
    settings = Settings(base_url=endpoint(ECHOES["a wrong key"]), model="m", api_key=CANARY)
    with pytest.raises(EndpointError) as caught:
        summarize(TEXT, settings=settings)
    assert not leaks(pickle.dumps(caught.value))
    assert not leaks(repr(caught.value) + str(caught.value) + caught.value.hint)
    assert not leaks(repr(settings) + settings.model_dump_json())


def test_doctor_shows_enough_of_a_key_to_recognise_it(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(monkeypatch, tmp_path, "doctor", "--no-try", "--base-url", endpoint(models("m")))
    assert f"Key       {CANARY[:3]}…{CANARY[-4:]}" in result.output
