"""OUT and its failures: each article in one of them, however often the writing was interrupted."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.batch.journal import Failures, Journal, failures_beside
from summarizer.brief import Brief
from summarizer.errors import ArticleError, EndpointTimeout, OutputPathError
from tests.render.sample_brief import SAMPLE, TEXT

ARTICLE = Article(text=TEXT)
OTHER = Article(text="Another text.")
FAULT = EndpointTimeout("No answer.")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def failed(out: Path) -> list[dict[str, object]]:
    path = failures_beside(out)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_a_brief_is_a_line_that_reads_back(out: Path) -> None:
    with Journal.open(out) as journal:
        assert journal.fate("x", ARTICLE) == "new"
        journal.finish("x", SAMPLE, text=TEXT)
        assert journal.fate("x", ARTICLE) == "finished"
    [line] = out.read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert list(found) == ["id", "brief", "text"]
    assert Brief.model_validate(found["brief"]) == SAMPLE
    assert found["text"] == TEXT
    assert not failures_beside(out).exists()


def test_what_is_in_out_is_finished_and_another_text_under_its_id_is_not(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.finish("x", SAMPLE)
    with Journal.open(out) as journal:
        assert journal.finished == 1
        assert journal.fate("x", ARTICLE) == "finished"
        assert journal.fate("x", OTHER) == "changed"
        assert journal.fate("y", ARTICLE) == "new"
        assert journal.last_brief() == json.loads(SAMPLE.model_dump_json())


def test_a_failure_says_what_why_and_where(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.fail("x\n", FAULT, where="in.jsonl:7")
        assert journal.fate("x\n", ARTICLE) == "failed"
    assert failed(out) == [
        {
            "id": "x\n",
            "error": "No answer.",
            "kind": "EndpointTimeout",
            "retryable": True,
            "attempts": 1,
            "hint": FAULT.hint,
            "where": "in.jsonl:7",
        }
    ]
    assert failures_beside(out).name == "out.failures.jsonl"
    assert failures_beside(Path("briefs")).name == "briefs.failures.jsonl"


def test_what_failed_is_new_only_where_that_is_asked_for(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.fail("x", FAULT, where="a")
    with Journal.open(out) as journal:
        assert journal.fate("x", ARTICLE) == "failed"
    with Journal.open(out, retry_failed=True) as journal:
        assert journal.fate("x", ARTICLE) == "new"


def test_trying_again_counts_and_a_brief_ends_the_failure(out: Path) -> None:
    with Journal.open(out) as journal:
        for name in "xyz":
            journal.fail(name, FAULT, where="a")
    with Journal.open(out, retry_failed=True) as journal:
        journal.finish("x", SAMPLE)
        journal.fail("y", ArticleError("Empty."), where="a")
        assert journal.settle() == Failures(2, 4)
    assert [(line["id"], line["attempts"], line["kind"]) for line in failed(out)] == [
        ("z", 1, "EndpointTimeout"),
        ("y", 2, "ArticleError"),
    ]
    with Journal.open(out, retry_failed=True) as journal:
        journal.finish("y", SAMPLE)
        journal.finish("z", SAMPLE)
        assert journal.settle() == Failures(0, 0)
    assert not failures_beside(out).exists()


def test_a_crash_before_the_end_leaves_each_article_in_one_file_at_the_next_opening(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.fail("x", FAULT, where="a")
        journal.fail("y", FAULT, where="a")
    with Journal.open(out, retry_failed=True) as journal:
        journal.finish("x", SAMPLE)
        journal.fail("y", FAULT, where="a")  # and here it ends, without settling
    with Journal.open(out) as journal:
        assert journal.fate("x", ARTICLE) == "finished"
        assert [(line["id"], line["attempts"]) for line in failed(out)] == [("y", 2)]


def test_failures_that_the_input_knows_no_more_are_dropped(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.fail("in.jsonl:3", ArticleError("Not JSON."), where="in.jsonl:3")
        journal.fail("y", FAULT, where="in.jsonl:4")
        assert journal.settle(lambda name, where: name == where == "in.jsonl:3") == Failures(1, 4)
    assert [line["id"] for line in failed(out)] == ["y"]


def test_an_unknown_kind_of_failure_counts_as_a_fault_of_ours(out: Path) -> None:
    failures_beside(out).write_text('{"id":"x","error":"?","kind":"Path","attempts":"many"}\n')
    with Journal.open(out) as journal:
        assert journal.settle() == Failures(1, 1)


def test_a_torn_last_line_is_removed_and_said(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.finish("x", SAMPLE)
    whole = out.read_bytes()
    out.write_bytes(whole + whole[:100])
    with Journal.open(out) as journal:
        [note] = journal.notes
        assert note.endswith("was not whole; its 100 bytes were removed, and its article is done again.")
    assert out.read_bytes() == whole


def test_a_second_process_says_so_and_stops(out: Path) -> None:
    with (
        Journal.open(out),
        pytest.raises(OutputPathError, match="Another process is writing to"),
        Journal.open(out),
    ):
        pass


def test_peeking_changes_nothing_while_another_process_writes(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.finish("x", SAMPLE)
        journal.fail("y", FAULT, where="a")
        whole = out.read_bytes()
        out.write_bytes(whole + b'{"id":"z","bri')
        seen = Journal.peek(out)
        assert (seen.fate("x", ARTICLE), seen.fate("y", OTHER), seen.fate("z", OTHER)) == (
            "finished",
            "failed",
            "new",
        )
        assert out.read_bytes() == whole + b'{"id":"z","bri'
    assert Journal.peek(out.with_name("none.jsonl")).finished == 0


def test_a_full_disk_is_not_taken_for_a_wrong_place(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(OutputPathError, match="No space left on device") as caught, Journal.open(out):
        pass
    assert caught.value.hint == "Make room there, or write to another disk."


@pytest.mark.parametrize("place", ["none/out.jsonl", "."])
def test_a_place_that_cannot_be_written_is_found_before_the_work(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputPathError), Journal.open(tmp_path / place):
        pass


def test_an_out_that_has_an_article_twice_is_left_as_it_is(out: Path) -> None:
    with Journal.open(out) as journal:
        journal.finish("x", SAMPLE)
    out.write_bytes(out.read_bytes() * 2)
    with Journal.open(out) as journal:
        assert journal.notes == [
            f"{str(out)!r} has articles more than once (1 lines too many); they stay as they are."
        ]


@settings(derandomize=True, max_examples=20, deadline=None)
@given(cut_out=st.floats(0, 1), cut_failures=st.floats(0, 1))
def test_whatever_of_both_files_reached_the_disk_is_a_consistent_state(
    tmp_path_factory: pytest.TempPathFactory, cut_out: float, cut_failures: float
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    out = folder / "out.jsonl"
    with Journal.open(out) as journal:
        journal.fail("a", FAULT, where="in:1")
        journal.finish("b", SAMPLE)
        journal.fail("c", FAULT, where="in:3")
        journal.finish("a", SAMPLE)
        journal.fail("c", FAULT, where="in:3")
    for path, cut in ((out, cut_out), (failures_beside(out), cut_failures)):
        data = path.read_bytes()
        path.write_bytes(data[: round(cut * len(data))])
    with Journal.open(out) as journal:
        fates = {name: journal.fate(name, ARTICLE) for name in "abc"}
        journal.settle()
    in_out = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    in_failures = [str(line["id"]) for line in failed(out)]
    assert sorted(in_out + in_failures) == sorted(name for name, fate in fates.items() if fate != "new")
    assert set(in_out) == {name for name, fate in fates.items() if fate == "finished"}
    shutil.rmtree(folder)
