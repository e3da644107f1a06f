"""Where a batch writes: OUT and what stands beside it, and nowhere else."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from summarizer.batch.journal import Journal
from summarizer.batch.provider_state import ProviderState, StateFile, Submission
from summarizer.errors import OutputPathError, Refused
from tests.render.sample_brief import SAMPLE

FAILURE = Refused("It refused to answer.")


@pytest.mark.parametrize("name", ["..", "../../up", "/etc/passwd", "a\0b", "x" * 4000])
def test_an_id_is_never_a_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with Journal.open(folder / "out.jsonl") as journal:
        journal.finish(name, SAMPLE)
        journal.fail(f"{name}2", FAILURE, where="line 2")
    assert {path.name for path in tmp_path.rglob("*")} == {"folder", "out.jsonl", "out.failures.jsonl"}


def test_an_out_that_is_a_link_is_followed_and_its_failures_stay_beside_the_link(tmp_path: Path) -> None:
    target, out = tmp_path / "disk" / "results", tmp_path / "here" / "out.jsonl"
    target.parent.mkdir()
    out.parent.mkdir()
    out.symlink_to(target)
    with Journal.open(out) as journal:
        journal.finish("a", SAMPLE)
        journal.fail("b", FAILURE, where="line 2")
    assert target.read_bytes().count(b"\n") == 1
    assert sorted(path.name for path in out.parent.iterdir()) == ["out.failures.jsonl", "out.jsonl"]
    assert out.is_symlink()
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("there", [True, False])
def test_failures_are_not_written_through_a_link(there: bool, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.write_text("")
    (tmp_path / "out.failures.jsonl").symlink_to(elsewhere)
    with pytest.raises(OutputPathError, match="is a link to elsewhere"), Journal.open(tmp_path / "out.jsonl"):
        pass
    assert elsewhere.exists() is there
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes mean little there")
def test_what_is_at_a_provider_is_known_to_the_user_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("somebody else's")
    file = StateFile(tmp_path / "out.jsonl")
    file.path.symlink_to(elsewhere)
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    state = ProviderState(
        endpoint="http://e/v1", model="m", batches=[Submission.of("x", "p", begun, {"a": "d"})]
    )
    file.write(state)
    assert file.read() == state
    assert not file.path.is_symlink()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert elsewhere.read_text() == "somebody else's"
