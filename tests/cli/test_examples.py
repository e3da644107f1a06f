"""Examples of the help: every command has some, and each is what the command takes."""

import shlex

import click
import pytest
from click.testing import CliRunner

from summarizer.cli.examples import EXAMPLES
from summarizer.cli.main import COMMANDS, cli

LINES = [(name, line) for name, lines in EXAMPLES.items() for line in lines]


def test_every_command_has_examples() -> None:
    assert EXAMPLES.keys() == COMMANDS.keys()


@pytest.mark.parametrize(("name", "line"), LINES, ids=[line for _, line in LINES])
def test_example_is_what_the_command_takes(name: str, line: str) -> None:
    words = shlex.split(line)
    words = words[words.index("summarizer") + 1 :]
    words = words[: next((n for n, word in enumerate(words) if word in {"|", ">"}), len(words))]
    assert words[0] == name
    command: click.Command | None = cli
    context = click.Context(cli, info_name="summarizer", help_option_names=["-h", "--help"])
    while isinstance(command, click.Group):
        command = command.get_command(context, words.pop(0))
    assert command is not None
    command.make_context(name, words, parent=context)


def test_examples_stand_at_the_end_of_the_help_unwrapped() -> None:
    page = CliRunner().invoke(cli, ["brief", "--help"]).stdout
    assert page.rstrip().endswith(EXAMPLES["brief"][-1])
    assert f"\n  Examples:\n    {EXAMPLES['brief'][0]}\n" in page
