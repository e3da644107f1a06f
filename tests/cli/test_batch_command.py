"""`summarizer batch` against a server that counts what it is asked."""

import json
import multiprocessing
import os
import re
import resource
import signal
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from click.testing import Result

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.cli.main import cli
from tests.cli.conftest import Run
from tests.support.counting import Counting, article

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

FAILS = " The clerk refused."
_FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def server() -> Iterator[Counting]:
    refusals = {FAILS: 400, "No key opens it.": 401, "Nobody is there.": 500}
    running = Counting(refusals=refusals)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def options(server: Counting) -> list[str]:
    return ["--base-url", server.base_url, "--model", "m", "--strategy", "one_pass", "--no-cache"]


class Batch:
    """Runs the command on in.jsonl and out.jsonl of the folder."""

    def __init__(self, run: Run, server: Counting) -> None:
        self._run = run
        self.server = server

    def __call__(
        self, *more: object, places: tuple[str, ...] = ("in.jsonl",), stdin: bytes | None = None
    ) -> Result:
        return self._run("batch", *places, "-o", "out.jsonl", *options(self.server), *more, stdin=stdin)


@pytest.fixture
def batch(run: Run, server: Counting) -> Batch:
    return Batch(run, server)


def write(*numbers: int, fails: tuple[int, ...] = (), more: str = FAILS) -> None:
    lines = [{"id": f"p{one}", "text": article(one, more if one in fails else "")} for one in numbers]
    Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def results(path: str = "out.jsonl") -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    return {line["id"]: line for line in lines}


def test_each_article_is_a_line(batch: Batch) -> None:
    write(1, 2, 3)
    result = batch()
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    found = results()
    assert found.keys() == {"p1", "p2", "p3"}
    brief = Brief.model_validate(found["p2"]["brief"])
    assert brief.article.id == Article(text=article(2)).id
    assert "text" not in found["p2"]
    assert "3 briefs in out.jsonl." in result.stderr


def test_what_is_in_out_is_not_asked_for_again(batch: Batch) -> None:
    write(11, 12)
    batch()
    write(11, 12, 13)
    before = batch.server.counts()
    result = batch()
    assert "3 briefs in out.jsonl, 1 of them now." in result.stderr
    assert batch.server.counts() - before == {13: 1}


def test_a_failure_stops_nothing_and_is_tried_again_when_that_is_asked_for(batch: Batch) -> None:
    write(21, 22, fails=(21,))
    result = batch()
    assert result.exit_code == 4
    assert "1 article failed; out.failures.jsonl says why." in result.stderr
    [failure] = results("out.failures.jsonl").values()
    assert (failure["id"], failure["where"], failure["kind"]) == ("p21", "in.jsonl:1", "RequestRejected")
    write(21, 22)
    asked = batch.server.counts()
    assert batch().exit_code == 4
    assert batch.server.counts() == asked
    assert batch("--retry-failed").exit_code == 0
    assert results().keys() == {"p21", "p22"}
    assert not Path("out.failures.jsonl").exists()


def test_bad_lines_go_to_the_failures_and_leave_them_when_they_are_mended(batch: Batch) -> None:
    Path("in.jsonl").write_text(f'{{"text": "{article(31)}"}}\nbroken\n{{"id": "x"}}\n')
    assert batch().exit_code == 3
    assert [(one["id"], one["error"]) for one in results("out.failures.jsonl").values()] == [
        ("in.jsonl:2", "in.jsonl:2 is not JSON: something that is no value, at character 1."),
        ("x", "in.jsonl:3 has no text."),
    ]
    Path("in.jsonl").write_text(f'{{"text": "{article(31)}"}}\n')
    assert batch().exit_code == 0
    assert results().keys() == {"in.jsonl:1"}


def test_an_article_that_was_changed_is_named_and_not_taken_for_finished(batch: Batch) -> None:
    Path("in.jsonl").write_text(json.dumps({"text": article(41)}) + "\n")
    batch()
    Path("in.jsonl").write_text("".join(json.dumps({"text": article(one)}) + "\n" for one in (42, 41)))
    for _ in range(2):
        result = batch()
        assert result.exit_code == 3
    assert results().keys() == {"in.jsonl:1", "in.jsonl:2"}
    [failure] = results("out.failures.jsonl").values()
    assert failure["error"] == (
        "in.jsonl:1 has another text than the one that OUT has the brief of, under 'in.jsonl:1'."
    )
    assert failure["attempts"] == 1


def test_the_text_is_kept_when_that_is_asked_for(batch: Batch, run: Run) -> None:
    write(51)
    batch("--keep-text")
    assert results()["p51"]["text"] == article(51)
    assert run("show", "out.jsonl", "--format", "markdown").exit_code == 0


def test_a_limit_ends_the_run_with_its_own_code_and_the_same_command_goes_on(batch: Batch) -> None:
    write(61, 62, 63)
    result = batch("--max-articles", 2)
    assert result.exit_code == 9
    assert "Stopped: The limit of 2 articles is reached." in result.stderr
    assert len(results()) == 2
    assert batch("--max-articles", 2).exit_code == 0
    assert len(results()) == 3


def test_a_wrong_key_ends_the_run_at_once(batch: Batch) -> None:
    write(*range(70, 100), fails=tuple(range(70, 100)), more=" No key opens it.")
    result = batch("--concurrency", 2)
    assert result.exit_code == 4
    assert "Error:" in result.stderr
    assert "What was finished is kept: 0 briefs in out.jsonl." in result.stderr
    assert not Path("out.failures.jsonl").exists()
    assert sum(batch.server.counts()[one] for one in range(70, 100)) <= 4


def test_an_endpoint_that_is_down_ends_the_run_before_it_has_failed_a_thousand_times(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_ATTEMPTS", "1")
    write(*range(100, 150), fails=tuple(range(100, 150)), more=" Nobody is there.")
    result = batch("--concurrency", 1)
    assert result.exit_code == 4
    assert len(results("out.failures.jsonl")) == 11


def test_an_out_made_otherwise_is_not_added_to_unasked(batch: Batch) -> None:
    write(161)
    batch()
    write(161, 162)
    result = batch("--model", "another")
    assert result.exit_code == 7
    assert "has briefs made with the model 'm'; now it is 'another'." in result.stderr
    assert "--force" in result.stderr
    assert len(results()) == 1
    assert batch("--model", "another", "--force").exit_code == 0
    assert results()["p162"]["brief"]["provenance"]["model"] == "another"
    text = Path("out.jsonl").read_text()
    Path("out.jsonl").write_text(text.replace('"schema_version":"1.1"', '"schema_version":"0.9"'))
    assert "the schema version '0.9'; now it is '1.1'" in batch("--model", "another").stderr
    Path("out.jsonl").write_text(text.replace('"schema_version":"1.1"', '"schema_version":"1.0"'))
    assert batch("--model", "another").exit_code == 0


def test_a_changed_prompt_is_another_origin(batch: Batch) -> None:
    write(171)
    batch()
    Path("mine").mkdir()
    own = Path(__file__).parents[2] / "prompts" / "brief_system.md"
    Path("mine/brief_system.md").write_text(
        own.read_text(encoding="utf-8") + "\nBe brief.\n", encoding="utf-8"
    )
    Path("c.toml").write_text('prompts_dir = "mine"\n')
    result = batch("--config", "c.toml")
    assert result.exit_code == 7
    assert re.search(r"made with the prompt 'brief@[0-9a-f]{12}'; now it is", result.stderr)


def test_a_dry_run_counts_and_asks_for_nothing(batch: Batch) -> None:
    write(181, 182)
    batch("--max-articles", 1)
    Path("in.jsonl").write_text(Path("in.jsonl").read_text() + "broken\n")
    before, files = batch.server.counts(), sorted(Path().iterdir())
    result = batch("--dry-run", "--model", "gpt-5-mini")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"1 article to brief, {len(article(182))} characters."
    assert "1 are in OUT already." in lines
    assert "1 cannot be used; a run names each in the file of failures." in lines
    assert re.search(r"^Estimate: [0-9,]+ tokens read, [0-9,]+ written\.$", result.stdout, re.MULTILINE)
    assert re.search(r"^Estimate of the price: \$0\.00[0-9]+,", result.stdout, re.MULTILINE)
    assert batch.server.counts() == before
    assert sorted(Path().iterdir()) == files


def test_standard_input_and_what_is_said_of_articles_that_do_not_say_it(batch: Batch) -> None:
    line = json.dumps({"id": "x", "text": article(191)}).encode()
    batch("--published", "2014-06-23", "--source", "Wire", places=("-",), stdin=line)
    assert results()["x"]["brief"]["article"]["published"] == "2014-06-23"
    assert results()["x"]["brief"]["article"]["source"] == "Wire"


def test_an_input_without_articles_is_an_error(batch: Batch) -> None:
    Path("news").mkdir()
    result = batch(places=("news",))
    assert result.exit_code == 3
    assert "The input has no articles." in result.stderr


def test_a_file_that_holds_no_articles_is_said_at_once_and_fails_until_it_does(batch: Batch) -> None:
    Path("in.jsonl").touch()
    for _ in range(2):
        result = batch()
        assert result.exit_code == 3
        assert "in.jsonl has no articles. Give a file with articles in it.\n" in result.stderr
    write(202)
    assert batch().exit_code == 0
    assert not Path("out.failures.jsonl").exists()


def test_failures_are_not_taken_for_articles(batch: Batch) -> None:
    write(203, fails=(203,))
    batch()
    result = batch("-o", "again.jsonl", places=("out.failures.jsonl",))
    assert result.exit_code == 3
    assert (
        "out.failures.jsonl lists articles that failed; it does not hold them. "
        "Name the articles again, with the same -o and --retry-failed.\n"
    ) in result.stderr


def test_quiet_says_nothing(batch: Batch) -> None:
    write(201)
    assert batch("--quiet").output == ""


def test_ids_never_become_file_names(batch: Batch) -> None:
    Path("in.jsonl").write_text(json.dumps({"id": "../../x\n/y", "text": article(211)}) + "\n")
    batch()
    assert results().keys() == {"../../x\n/y"}
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_second_process_on_one_out_stops(batch: Batch) -> None:
    from summarizer.batch.journal import Journal

    write(221)
    with Journal.open(Path("out.jsonl")):
        result = batch()
    assert result.exit_code == 7
    assert "Another process is writing to 'out.jsonl'." in result.stderr


def _command(arguments: list[str], file_size: int | None) -> None:
    if file_size is not None:
        # The system kills with SIGXFSZ unless that is ignored; Python ignores it, and the write fails.
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    with Path("stderr").open("w") as said, redirect_stderr(said):
        cli(arguments, prog_name="summarizer")


def start(server: Counting, *more: str, file_size: int | None = None) -> multiprocessing.process.BaseProcess:
    """Run the command in a child that has everything imported already."""
    arguments = ["batch", "in.jsonl", "-o", "out.jsonl", *options(server), *more]
    child = _FORK.Process(target=_command, args=(arguments, file_size))
    child.start()
    return child


def lines() -> int:
    return Path("out.jsonl").read_bytes().count(b"\n") if Path("out.jsonl").exists() else 0


def wait_for(number: int, child: multiprocessing.process.BaseProcess) -> None:
    latest = monotonic() + 20
    while lines() < number and child.is_alive() and monotonic() < latest:
        sleep(0.002)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_writes_what_is_done_and_says_how_to_go_on(
    batch: Batch, number: signal.Signals, code: int
) -> None:
    write(*range(1000, 1060))
    before = batch.server.counts()
    child = start(batch.server, "--concurrency", "4")
    wait_for(5, child)
    assert child.pid is not None
    os.kill(child.pid, number)
    child.join(20)
    assert child.exitcode == code
    said = Path("stderr").read_text()
    assert "Stopping: articles in work have 10 seconds to finish" in said
    assert said.endswith("Interrupted. The same command goes on.\n")
    done = results()
    assert 5 <= len(done) < 60
    asked = batch.server.counts() - before
    assert asked.total() == len(done)  # what was asked for is there
    assert batch().exit_code == 0
    assert len(results()) == 60
    assert (batch.server.counts() - before).total() == 60


def test_a_full_disk_is_said_and_the_same_command_goes_on(batch: Batch) -> None:
    write(*range(2000, 2020))
    child = start(batch.server, "--concurrency", "2", file_size=10_000)
    child.join(20)
    assert child.exitcode == 7
    assert "'out.jsonl' cannot be written: File too large." in Path("stderr").read_text()
    done = len(results())
    assert 0 < done < 20
    result = batch()
    assert result.exit_code == 0
    assert "not whole" not in result.stderr
    assert len(results()) == 20


def test_killed_again_and_again_each_article_is_there_once_and_none_is_asked_for_twice(batch: Batch) -> None:
    write(*range(3000, 3080), fails=(3007, 3050))
    finished: dict[str, int] = {}
    for moment in (3, 30, 31, 77):
        child = start(batch.server, "--concurrency", "8")
        wait_for(moment, child)
        child.kill()
        child.join()
        counts = batch.server.counts()
        text = Path("out.jsonl").read_text() if Path("out.jsonl").exists() else ""
        for line in text.split("\n")[:-1]:
            name = json.loads(line)["id"]
            finished.setdefault(name, counts[int(name[1:])])
    assert batch().exit_code == 4
    done, failed = results(), results("out.failures.jsonl")
    assert len(done) == 78
    assert failed.keys() == {"p3007", "p3050"}
    counts = batch.server.counts()
    assert {name: counts[int(name[1:])] for name in finished} == finished
