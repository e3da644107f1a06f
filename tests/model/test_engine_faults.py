"""A brief whose engine dies under it, with a child process that only pretends to be llama.cpp."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import Brief, Settings, asummarize
from summarizer.embedded.engine import close_shared_engines
from summarizer.errors import EngineFailed, ModelFileError
from tests.embedded.stub_engine import write_stub

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
]

ARTICLE = "Rebels attacked the town of Lomba on Monday and killed nine soldiers, the army said."


@pytest.fixture(autouse=True)
def _stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "stub"
    folder.mkdir()
    write_stub(folder)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setattr("summarizer.embedded.slots.version", lambda _: "1.0")
    yield
    close_shared_engines()


def briefed(model: Path) -> Brief:
    model.write_bytes(b"GGUF")
    settings = Settings(
        model=str(model), strategy="stepwise", cache_dir=model.parent, cache="off", timeout=30
    )
    return asyncio.run(asummarize(ARTICLE, settings=settings))


def test_engine_killed_in_an_answer_is_started_anew_and_the_brief_is_made(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    brief = briefed(tmp_path / "dies-once.gguf")
    assert [event.type for event in brief.key_events] == ["ASSAULT"]
    assert "SIGKILL" in caplog.text
    assert "It is started again." in caplog.text


def test_engine_killed_in_every_answer_is_an_error_after_one_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(EngineFailed, match="The engine died, killed by the system"):
        briefed(tmp_path / "dies-always.gguf")
    assert caplog.text.count("It is started again.") == 1


def test_engine_that_cannot_read_its_model_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"truncated\.gguf' cannot be loaded"):
        briefed(tmp_path / "truncated.gguf")
