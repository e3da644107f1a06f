"""The README says what is so."""

import re

import pytest

from summarizer.cli.exit_codes import MEANINGS
from tests.command_reference import README, between_markers, command_reference

PAGE = README.read_text(encoding="utf-8")


def test_command_reference_is_what_help_says() -> None:
    assert between_markers(PAGE) == command_reference(), "run 'make docs'"


@pytest.mark.parametrize("command", ["make brief", "make test"])
def test_the_two_commands_stand_in_the_readme(command: str) -> None:
    assert re.search(rf"^\s*(\$ )?{command}$", PAGE, re.MULTILINE)


def test_every_exit_code_is_documented() -> None:
    for code, meaning in MEANINGS.items():
        assert f"{code}  {meaning}" in PAGE
