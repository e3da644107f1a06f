"""Options that several commands have: which model, behind which address, asked how."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_MODEL_OPTIONS = (
    click.option(
        "--model", help="Model name of the endpoint, name of an embedded model, or path of a GGUF file."
    ),
    click.option("--base-url", metavar="URL", help="Address of an OpenAI-compatible endpoint."),
    click.option(
        "--strategy",
        type=click.Choice(["auto", "one_pass", "stepwise"]),
        help="[default: by the model's profile]",
    ),
    click.option(
        "--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings in a TOML file."
    ),
)


def model_options(command: Command) -> Command:
    """Add --model, --base-url, --strategy and --config to a command."""
    for option in reversed(_MODEL_OPTIONS):
        command = option(command)
    return command
