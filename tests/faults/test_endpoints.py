"""Endpoints as they really answer: each row through the function, the command `brief` and the command `batch`."""

import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result

from summarizer import Settings, summarize
from summarizer.cli.main import cli
from summarizer.errors import EndpointUnavailable, SummarizerError
from tests.faults.endpoint_rows import ROWS, Row
from tests.support.counting import FIRST, article
from tests.support.misbehaving import Misbehaving

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]

# Long enough for a cut to be seen, short enough for one request.
TEXT = article(1) + " The talks went on, and nobody in the town of Lurno heard of them." * 24
ATTEMPTS = 3
WAYS = ("function", "brief", "batch")


class Found(NamedTuple):
    """What a way ended with: the headline of a brief, or the kind of an error, its sentence and hint."""

    headline: str | None
    kind: str | None
    said: str
    hint: str
    requests: int | None


@pytest.fixture(scope="module")
def server() -> Iterator[Misbehaving]:
    running = Misbehaving({slug(name, way): row.steps for name, row in ROWS.items() for way in WAYS})
    yield running
    running.stop()


def slug(name: str, way: str) -> str:
    return f"{list(ROWS).index(name)}-{way}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ROWS)
def test_endpoint_as_it_really_answers(
    name: str,
    way: str,
    server: Misbehaving,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    row, here = ROWS[name], slug(name, way)
    with caplog.at_level(logging.DEBUG):
        found = WAY[way](row, server.named(here) + row.query, tmp_path, monkeypatch)
    asked = server.asked(here)
    assert len(asked) == row.requests, asked
    if row.error is None:
        assert (found.headline, found.kind) == (FIRST, None), found
        assert found.requests == row.requests
    else:
        assert found.kind == row.error.__name__, found
        assert row.said in found.said
        assert row.hint in found.hint
        assert row.error.default_hint == "" or found.hint
    last = json.dumps(asked[-1])
    assert all(words in last or words in json.dumps(asked[-1].body) for words in row.sent)
    assert not any(words in last for words in row.unsent)
    loud = [one for one in caplog.records if one.levelno > logging.DEBUG]
    assert {one.name.partition(".")[0] for one in loud} <= {"summarizer"}


@pytest.mark.parametrize("way", WAYS)
def test_where_nothing_listens_there_is_one_more_attempt(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    found = WAY[way](Row([], error=EndpointUnavailable), base_url, tmp_path, monkeypatch)
    sentence = f"No connection to {base_url} (model 'm') after 2 attempts: Connection refused."
    assert found.said.removeprefix("Error: ") == sentence
    assert found.hint == "Start the server, or correct the address (--base-url)."


def by_function(row: Row, base_url: str, _: Path, __: pytest.MonkeyPatch) -> Found:
    given = {"base_url": base_url, "model": row.model, "api_key": row.key, "max_attempts": ATTEMPTS}
    profiles = [row.profile] if row.profile else []
    settings = Settings.model_validate({**given, "model_profiles": profiles, "strategy": "one_pass"})
    try:
        brief = summarize(TEXT, settings=settings)
    except SummarizerError as error:
        return Found(None, type(error).__name__, str(error), error.hint, None)
    return Found(brief.headline, None, "", "", brief.provenance.requests)


def by_brief(row: Row, base_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    result = command(row, base_url, folder, monkeypatch, "brief", "article.txt", "--format", "json", "-q")
    return of_error(row, result) if result.exit_code else of_brief(json.loads(result.stdout))


def by_batch(row: Row, base_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    result = command(row, base_url, folder, monkeypatch, "batch", "article.txt", "-o", "out.jsonl", "-q")
    if briefs := (folder / "out.jsonl").read_text():
        return of_brief(json.loads(briefs)["brief"])
    failures = folder / "out.failures.jsonl"
    if not failures.exists():
        assert row.error is not None
        assert row.error.fatal  # it would meet every other article, too
        return of_error(row, result)
    failed = json.loads(failures.read_text())
    assert failed["attempts"] == 1
    return Found(None, failed["kind"], failed["error"], failed["hint"], None)


def of_brief(brief: dict[str, Any]) -> Found:
    return Found(brief["headline"], None, "", "", brief["provenance"]["requests"])


def of_error(row: Row, result: Result) -> Found:
    """Return what a command says: one sentence, and one more that says what to do."""
    said, hint = result.stderr.splitlines()
    assert said.startswith("Error: ")
    assert row.error is not None, said
    assert result.exit_code == row.error.exit_code
    return Found(None, row.error.__name__, said, hint, None)


WAY = {"function": by_function, "brief": by_brief, "batch": by_batch}


def command(
    row: Row, base_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> Result:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    if row.profile:
        lines = "".join(f"{name} = {toml(value)}\n" for name, value in row.profile.items())
        (folder / "own.toml").write_text(f"[[model_profiles]]\n{lines}", encoding="utf-8")
        arguments = (*arguments, "--config", "own.toml")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SUMMARIZER_MAX_ATTEMPTS", str(ATTEMPTS))
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(folder / "cache"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    if row.key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", row.key)
    return CliRunner().invoke(
        cli,
        [
            *arguments,
            "--base-url",
            base_url,
            "--model",
            row.model,
            "--strategy",
            "one_pass",
            "--no-cache",
        ],
    )


def toml(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{ " + ", ".join(f"{name} = {json.dumps(one)}" for name, one in value.items()) + " }"
