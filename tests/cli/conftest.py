import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.cli.main import cli
from summarizer.progress import Progress
from tests.render.sample_brief import SAMPLE, TEXT

Run = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in list(os.environ):
        if variable.startswith(("SUMMARIZER_", "OPENAI_")) or variable in {
            "NO_COLOR",
            "FORCE_COLOR",
            "COLUMNS",
        }:
            monkeypatch.delenv(variable)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The sample article as a file."""
    path = tmp_path / "trawlers.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class FakeSummarize:
    """Stands in for `summarize`: answers with the sample brief and keeps what it was given."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.failures: dict[str, BaseException] = {}

    def __call__(self, text: str, **given: Any) -> Brief:
        self.texts.append(text)
        self.calls.append(given)
        given["on_progress"](Progress("reading the article", 0, 3, 0, 0.0))
        given["on_progress"](Progress("writing the summary", 0, 3, 100, 0.1))
        given["on_progress"](Progress("writing the summary", 2, 3, 1_334, 0.2))
        for words, failure in self.failures.items():
            if words in text:
                raise failure
        article = SAMPLE.article.model_copy(update={"id": Article(text=text).id})
        if text == TEXT:
            return SAMPLE
        parts: dict[str, list[Any]] = {"summary": [], "key_events": [], "quotes": [], "diplomatic_moves": []}
        return SAMPLE.model_copy(update={"article": article, **parts})


@pytest.fixture
def summarize(monkeypatch: pytest.MonkeyPatch) -> FakeSummarize:
    fake = FakeSummarize()
    monkeypatch.setattr("summarizer.api.summarize", fake)
    return fake


@pytest.fixture
def run() -> Run:
    """Run the command line in this process."""

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(one) for one in arguments], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def shell() -> Shell:
    """Run Python code in a process of its own."""

    def shell(code: str, *arguments: object, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-c", code, *(str(one) for one in arguments)]
        return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)

    return shell
