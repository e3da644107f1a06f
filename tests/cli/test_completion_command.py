"""Completion: the script a shell reads, and what it is told when it asks."""

import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from summarizer.cli.main import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_asks_this_program(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"_SUMMARIZER_COMPLETE={shell}_complete" in result.stdout


def test_bash_takes_the_script() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash on this machine")
    script = CliRunner().invoke(cli, ["completion", "bash"]).stdout
    # The script looks at the version of bash; that it can be read is what matters here.
    done = subprocess.run([bash, "-n"], input=script, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("summarizer ba", "batch"), ("summarizer brief --str", "--strategy"), ("summarizer models p", "pull")],
)
def test_what_is_offered(words: str, expected: str) -> None:
    parts = words.split()
    asked = {
        **os.environ,
        "_SUMMARIZER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(parts) - 1),
    }
    code = "from summarizer.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], env=asked, text=True, capture_output=True, check=True)
    assert f"plain,{expected}" in done.stdout.split()
