"""Every command that writes files: whole or not at all, full disk or kill, and never out of its folder."""

import json
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from contextlib import redirect_stderr
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

import summarizer
from summarizer.cli.main import cli
from tests.cli.conftest import FakeSummarize, Run
from tests.evaluation.gold_briefs import GOLD_FOLDER
from tests.render.sample_brief import SAMPLE, TEXT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of a process and fork are not there")

_FORK = multiprocessing.get_context("fork") if os.name != "nt" else None
_ENDPOINT = ("--model", "m", "--base-url", "http://127.0.0.1:1/v1", "--strategy", "one_pass")


class Command(NamedTuple):
    """A command line, run in a folder with the inputs; it writes to `out`, `derived` where it makes up the names."""

    line: tuple[object, ...]
    derived: bool


COMMANDS = {
    "schema": Command(("schema", "-o", "out/schema.json"), derived=False),
    "show": Command(("show", "one.json", "--format", "json", "-o", "out/brief.json"), derived=False),
    "show several": Command(("show", "two.jsonl", "-o", "out"), derived=True),
    "report": Command(("report", "one.json", "-o", "out/page.html"), derived=False),
    "export": Command(("export", "two.jsonl", "--to", "csv", "-o", "out"), derived=True),
    "brief": Command(("brief", "a.txt", "--format", "json", "-o", "out/a.json"), derived=False),
    "brief several": Command(("brief", "a.txt", "b.txt", "-o", "out"), derived=True),
    "brief, text": Command(("brief", "a.txt", "-o", "brief.txt", "--save-text", "out"), derived=True),
    "eval": Command(("eval", GOLD_FOLDER, *_ENDPOINT, "--limit", 2, "--briefs", "out"), derived=True),
    "eval, figures": Command(
        ("eval", GOLD_FOLDER, *_ENDPOINT, "--limit", 2, "--briefs", "made", "--json", "out/figures.json"),
        derived=False,
    ),
}
Files = dict[str, bytes]
# For `eval` it has to be JSON.
OLD = b"{}\n"


@pytest.fixture(autouse=True)
def _inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summarize: FakeSummarize) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(summarizer, "summarize", lambda article, settings: SAMPLE, raising=False)
    one = SAMPLE.model_dump_json()
    Path("one.json").write_text(one)
    Path("two.jsonl").write_text(
        f'{{"id": "../b/../../é", "brief": {one}}}\n{{"id": "..", "brief": {one}}}\n'
    )
    Path("a.txt").write_text(TEXT)
    Path("b.txt").write_text(TEXT)
    Path("out").mkdir()


def written() -> Files:
    return {str(path.relative_to("out")): path.read_bytes() for path in sorted(Path("out").rglob("*"))}


def first_run(run: Run, command: Command) -> Files:
    """Return what the command writes; everything is as before afterwards."""
    result = run(*command.line)
    assert result.exit_code == 0, result.output
    files = written()
    assert files
    for name in files:
        Path("out", name).unlink()
    return files


def in_child(line: tuple[object, ...], prepare: Callable[[], None]) -> tuple[int | None, str]:
    """Run a command in a process that has everything imported; return how it ended and what it said."""

    receive, send = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        said = StringIO()
        try:
            prepare()
            with redirect_stderr(said):
                cli([str(one) for one in line], prog_name="summarizer")
        finally:
            send.send(said.getvalue())

    assert _FORK is not None
    child = _FORK.Process(target=work)
    child.start()
    send.close()
    with receive:
        try:
            said = receive.recv()
        except EOFError:
            said = ""
    child.join(30)
    return child.exitcode, said


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))


def failing_sync() -> None:
    def fail(_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    os.fsync = fail  # type: ignore[assignment]  # this process ends with it


def kill_before_the_name_is_taken() -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    Path.replace = die  # type: ignore[assignment,method-assign]  # this process ends with it


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_leaves_what_was_there(name: str, run: Run) -> None:
    command = COMMANDS[name]
    new = first_run(run, command)
    for file in new:
        Path("out", file).write_bytes(OLD)
    for prepare, said in ((full_disk, "File too large"), (failing_sync, "No space left on device")):
        code, message = in_child(command.line, prepare)
        assert (code, message.count("Error: ")) == (7, 1)
        assert said in message
        assert set(written().values()) <= {OLD, *new.values()}
        assert OLD in written().values()
        assert written().keys() <= new.keys()  # and nothing else is left
    assert run(*command.line).exit_code == 0
    assert written().keys() == new.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_before_the_end_leaves_what_was_there(name: str, run: Run) -> None:
    command = COMMANDS[name]
    new = first_run(run, command)
    for file in new:
        Path("out", file).write_bytes(OLD)
    assert in_child(command.line, kill_before_the_name_is_taken)[0] == -signal.SIGKILL
    found = written()
    assert {found[file] for file in new if file in found} == {OLD}
    assert all(file in new or Path(file).name.startswith(".summarizer-") for file in found)
    assert run(*command.line).exit_code == 0
    assert {file: data for file, data in written().items() if file in new}.keys() == new.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_links_are_followed_only_where_the_user_named_them(name: str, run: Run, tmp_path: Path) -> None:
    command = COMMANDS[name]
    new = first_run(run, command)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number, file in enumerate(new):
        (elsewhere / str(number)).write_text("somebody else's")
        Path("out", file).symlink_to(elsewhere / str(number))
    before = {path.name: path.read_text() for path in elsewhere.iterdir()}
    assert run(*command.line).exit_code == 0
    after = {path.name: path.read_text() for path in elsewhere.iterdir()}
    assert (after == before) is command.derived
    assert all(Path("out", file).is_symlink() is not command.derived for file in new)
    assert written().keys() == new.keys()


@pytest.mark.parametrize(
    "name", ["..", "../../up", "/etc/passwd", "a/b", "a\0b", ".hidden", "C:\\x", "", "漢" * 300, "x" * 4000]
)
def test_no_id_leads_out_of_the_folder(name: str, run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": one, "brief": SAMPLE.model_dump(mode="json")}) for one in (name, name, "last")]
    Path("ids.jsonl").write_text("\n".join(lines) + "\n")
    before = set(tmp_path.rglob("*"))
    assert run("show", "ids.jsonl", "-o", "out").exit_code == 0
    assert run("report", "ids.jsonl", "-o", "out/index.html").exit_code == 0
    new = set(tmp_path.rglob("*")) - before
    assert len([path for path in new if path.parent == tmp_path / "out" and path.suffix == ".txt"]) == 3
    assert len([path for path in new if path.parent == tmp_path / "out" / "index-briefs"]) == 3
    assert len(new) == 3 + 3 + 2


def test_pages_are_not_written_into_a_folder_that_is_a_link(run: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Path("out/page-briefs").symlink_to(elsewhere)
    result = run("report", "two.jsonl", "-o", "out/page.html")
    assert result.exit_code == 7
    assert "'out/page-briefs' is a link to elsewhere" in result.stderr
    assert list(elsewhere.iterdir()) == []
    assert not Path("out/page.html").exists()
