"""`summarizer completion`: what makes a shell complete commands, options and file names."""

import click
from click.shell_completion import get_completion_class

PROGRAM = "summarizer"
VARIABLE = "_SUMMARIZER_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> None:
    """Print the script that lets a shell complete commands and options."""
    from summarizer.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell!r}.")
    click.echo(kind(cli, {}, PROGRAM, VARIABLE).source())
