"""A command group that imports a command only when it is used, and maps errors to exit codes."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from logging import WARNING
from typing import Any, NamedTuple

import click

from summarizer.cli import exit_codes
from summarizer.cli.output import discard_output, output_refused
from summarizer.errors import SummarizerError
from summarizer.files import is_full


class LazyCommand(NamedTuple):
    """Where a command is, as "module:name", and what the group's help says of it."""

    target: str
    summary: str


class LazyGroup(click.Group):
    """A group whose help is made from a table, so that asking for it imports no command."""

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name; None when there is none."""
        if cmd_name not in self.lazy:
            return None
        from summarizer.cli.examples import format_examples

        module, _, name = self.lazy[cmd_name].target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        command.epilog = format_examples(cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; of an unknown one, say which it may have been."""
        unknown = args and args[0] not in self.lazy and not ctx.resilient_parsing
        if unknown and (close := get_close_matches(args[0], self.lazy, 1)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {close[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table's summaries instead of asking the commands for theirs."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in self.lazy.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the epilog as it stands: it is a table, not prose to be wrapped."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(self.epilog + "\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the group's own options; the help and the version, which these print, may meet a full disk too."""
        with _told(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; what `summarizer` raises on purpose becomes one sentence and an exit code.

        Anything else is our own fault and keeps its traceback.
        """
        with _told(ctx):
            from summarizer.cli.logs import log_lines

            with log_lines(_say, WARNING):
                super().invoke(ctx)
            sys.stdout.flush()


@contextmanager
def _told(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except SummarizerError as error:
        echo_error(error)
        ctx.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        ctx.exit(exit_codes.INTERRUPTED)
    except BrokenPipeError:
        discard_output()
        ctx.exit(exit_codes.READER_GONE)
    except OSError as error:
        # Files are written by what names them; without a name it is what a command, or its help, says by `click.echo`.
        if not is_full(error) or error.filename is not None:
            raise
        refused = output_refused(error)
        echo_error(refused)
        ctx.exit(refused.exit_code)


def _say(line: str) -> None:
    from summarizer.render.safe import safe_line

    click.echo(safe_line(line), err=True)


def echo_error(error: SummarizerError, *, about: str | None = None) -> None:
    """Print the error's sentence, and its hint on a second line, to standard error."""
    # Messages quote file names and what endpoints answered: neither may drive the terminal.
    from summarizer.render.safe import safe_line

    subject = f"{about}: " if about and about not in error.message else ""
    click.echo(f"Error: {safe_line(subject + error.message)}", err=True)
    if error.hint:
        click.echo(safe_line(error.hint), err=True)
