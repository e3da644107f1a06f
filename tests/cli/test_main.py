import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

import summarizer.errors
from summarizer.cli.exit_codes import MEANINGS
from summarizer.cli.main import COMMANDS, cli
from summarizer.errors import SummarizerError
from tests.cli.conftest import FakeSummarize, Run, Shell
from tests.render.sample_brief import SAMPLE, TEXT

FULL = (
    b"Error: Standard output cannot be written: No space left on device.\n"
    b"Make room there, or write to another disk.\n"
)

# The command line of a process of its own, with the sample brief as the answer.
FAKED = """
import sys
import summarizer.api
from tests.cli.conftest import FakeSummarize
summarizer.api.summarize = FakeSummarize()
from summarizer.__main__ import main
sys.argv[0] = "summarizer"
main()
"""


def test_help_lists_every_command_with_its_own_summary(run: Run) -> None:
    page = " ".join(run("--help").stdout.split())
    for name, command in COMMANDS.items():
        assert f" {name} {command.summary} " in page


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_commands_say(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name].summary


def test_help_states_every_exit_code(run: Run) -> None:
    page = run("--help").stdout
    for code, meaning in MEANINGS.items():
        assert f"{code}  {meaning}" in page


def test_every_error_has_a_documented_exit_code() -> None:
    errors = [
        error
        for error in vars(summarizer.errors).values()
        if isinstance(error, type) and issubclass(error, SummarizerError)
    ]
    assert {error.exit_code for error in errors} <= set(MEANINGS)


def test_version(run: Run) -> None:
    assert run("--version").stdout.split()[-1] == summarizer.__version__


def test_a_command_that_is_misspelt_is_guessed(run: Run) -> None:
    result = run("brif", "x.txt")
    assert result.exit_code == 2
    assert "Error: No such command 'brif'. Did you mean 'brief'?" in result.stderr


def test_unknown_command(run: Run) -> None:
    result = run("brieff")
    assert result.exit_code == 2
    assert "brieff" in result.stderr


def test_the_module_runs_like_the_command(shell: Shell) -> None:
    code = (
        "import runpy, sys; sys.argv = ['x', '--help']; runpy.run_module('summarizer', run_name='__main__')"
    )
    result = shell(code)
    assert result.returncode == 0
    assert result.stdout.startswith(b"Usage: summarizer ")


def test_a_reader_that_goes_away_is_no_error(article: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", FAKED, "brief", str(article)]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert result.returncode == 141
    assert result.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_on_a_full_disk(article: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-c", FAKED, "brief", str(article)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert result.returncode == 7
    assert result.stderr == FULL


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("brief", "--help"), ("completion", "bash")]
)
def test_what_commands_say_on_a_full_disk_is_no_fault_of_ours(
    arguments: tuple[str, ...],
) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "summarizer", *arguments]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert result.returncode == 7
    assert result.stderr == FULL


def test_the_help_for_a_reader_that_goes_away() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "summarizer", "--help"]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert result.returncode == 141
    assert result.stderr == b""


def test_what_another_file_refuses_keeps_its_traceback(
    run: Run, article: Path, summarize: FakeSummarize
) -> None:
    summarize.failures["trawler"] = OSError(28, "No space left on device", "slots")
    with pytest.raises(OSError, match="No space left"):
        run("brief", article)


def test_through_pipes_there_is_only_the_brief(shell: Shell, article: Path) -> None:
    result = shell(FAKED, "brief", article, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0
    assert result.stderr == b""
    assert b"\x1b" not in result.stdout
    assert "  Sigrun Halldorsdottir: “We will" in result.stdout.decode("utf-8")


def test_standard_input_through_a_pipe(shell: Shell) -> None:
    result = shell(FAKED, "brief", "-", "--format", "json", input=TEXT.encode())
    assert result.stdout.startswith(b'{\n  "schema_version": "1.1"')


def test_control_c_ends_with_130_and_leaves_nothing(article: Path) -> None:
    waiting = FAKED.replace(
        "FakeSummarize()", "lambda text, **given: print('here', flush=True) or time.sleep(60)"
    )
    command = [
        sys.executable,
        "-c",
        "import time\n" + waiting,
        "brief",
        str(article),
        "-o",
        str(article) + ".json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == b"Interrupted.\n"
    assert list(article.parent.iterdir()) == [article]


# A process that gets Ctrl-C when it looks for a certain module.
INTERRUPTED_AT = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from summarizer.__main__ import main
sys.argv[0] = "summarizer"
main()
"""


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("summarizer.cli.main", b""),
        ("click", b""),
        ("summarizer.errors", b""),
        ("summarizer.cli.logs", b"Interrupted.\n"),
        ("summarizer.cli.schema", b"Interrupted.\n"),
        ("pydantic", b"Interrupted.\n"),
    ],
)
def test_control_c_while_modules_are_imported_is_no_traceback(shell: Shell, module: str, said: bytes) -> None:
    result = shell(INTERRUPTED_AT.format(module=module), "schema")
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", said)


def terminal_output(arguments: list[str], environment: dict[str, str]) -> bytes:
    """Run the command line with a terminal for its output and return what that shows."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", FAKED, *arguments]
    settled = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settled) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 65_536)
            except OSError:  # the other end is closed: the process has ended
                break
        process.wait(60)
    os.close(ours)
    return shown


def test_a_terminal_gets_colours_and_a_moving_line(article: Path) -> None:
    shown = terminal_output(["brief", str(article)], {})
    assert b"\x1b[1;38;5;161mcoercion (COERCE" in shown
    assert b"\x1b[2K" in shown  # the moving line is wiped in the end


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_terminal_that_wants_no_escape_codes_gets_none(article: Path, environment: dict[str, str]) -> None:
    shown = terminal_output(["brief", str(article)], environment)
    assert b"\x1b" not in shown
    assert b"writing the summary" in shown
    assert b"COERCE" in shown


def test_a_terminal_gets_no_page(article: Path) -> None:
    stored = article.with_suffix(".json")
    stored.write_text(SAMPLE.model_dump_json())
    for arguments in (["report", str(stored)], ["brief", str(article), "--format", "html"]):
        said = terminal_output(arguments, {"TERM": "xterm-256color"})
        assert b"A page is for a browser: name a file with --output" in said
        assert b"<html" not in said


def test_quiet_means_nothing_but_the_brief(article: Path) -> None:
    shown = terminal_output(["brief", str(article), "-q"], {"NO_COLOR": "1"})
    assert shown.startswith(b"Norway seizes two Icelandic trawlers")
