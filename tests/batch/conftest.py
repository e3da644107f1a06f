"""`summarizer batch --via provider-batch` on in.jsonl and out.jsonl of a folder of its own."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.main import cli
from tests.support.batch_api import KEY, BatchApi, article

VIA = ("--via", "provider-batch")


class ProviderCommand:
    """Runs the command, in this process, against a server that has seen nothing before."""

    def __init__(self, server: BatchApi) -> None:
        self.server = server

    def __call__(self, *more: object, via: tuple[str, ...] = VIA, cache: str = "--no-cache") -> Result:
        options = ["--base-url", self.server.base_url, "--model", "m", cache, *via, *map(str, more)]
        return CliRunner().invoke(
            cli, ["batch", "in.jsonl", "-o", "out.jsonl", *options], catch_exceptions=False
        )

    def write(self, *numbers: int, changed: tuple[int, ...] = ()) -> None:
        """Write the articles of these numbers; those that are `changed` say more."""
        texts = {one: article(one) + (" It is over." if one in changed else "") for one in numbers}
        lines = [json.dumps({"id": f"p{one}", "text": text}) + "\n" for one, text in texts.items()]
        Path("in.jsonl").write_text("".join(lines), encoding="utf-8")

    @property
    def asked(self) -> list[str]:
        """The numbers of the articles that were asked about in batches, in order and as often as they were."""
        return [number for batch in self.server.seen["batches"].values() for number in batch["numbers"]]

    @property
    def state(self) -> dict[str, Any] | None:
        """What is written down about the provider."""
        path = Path("out.provider.json")
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def results(path: str = "out.jsonl") -> dict[str, dict[str, Any]]:
    """Return the lines of a file of results by id, none of which may come twice."""
    if not Path(path).exists():
        return {}
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    return {line["id"]: line for line in lines}


def failures() -> dict[str, dict[str, Any]]:
    return results("out.failures.jsonl")


@pytest.fixture(scope="session")
def _batch_api() -> Iterator[BatchApi]:
    running = BatchApi()
    yield running
    running.stop()


@pytest.fixture
def provider(_batch_api: BatchApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProviderCommand:
    for variable in list(os.environ):
        if variable.startswith(("SUMMARIZER_", "OPENAI_")):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZER_MAX_ATTEMPTS", "1")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    _batch_api.reset()
    return ProviderCommand(_batch_api)
