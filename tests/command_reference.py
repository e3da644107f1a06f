"""The command reference of README.md: what `--help` says, between two markers. `make docs` writes it."""

from collections.abc import Iterator
from pathlib import Path

import click

from summarizer.cli.main import cli

README = Path(__file__).parent.parent / "README.md"
BEGIN = "<!-- command reference: written by `make docs` -->\n"
END = "<!-- end of the command reference -->\n"
WIDTH = 100


def command_reference() -> str:
    """Return the help of every command as Markdown."""
    return "\n".join(f"```text\n$ {name} --help\n{page}\n```\n" for name, page in _pages())


def _pages() -> Iterator[tuple[str, str]]:
    top = _context(cli, None, "summarizer")
    yield "summarizer", cli.get_help(top)
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command is not None
        yield from _pages_below(command, top, name)


def _pages_below(command: click.Command, parent: click.Context, name: str) -> Iterator[tuple[str, str]]:
    context = _context(command, parent, name)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _pages_below(found, context, below)


def _context(command: click.Command, parent: click.Context | None, name: str) -> click.Context:
    settings = dict(command.context_settings)
    settings.update(terminal_width=WIDTH, max_content_width=WIDTH)
    return click.Context(command, parent=parent, info_name=name, **settings)


def between_markers(readme: str) -> str:
    """Return what the README has for a reference now; raises `ValueError` where a marker is missing."""
    start = readme.index(BEGIN) + len(BEGIN)
    return readme[start : readme.index(END, start)]


def main() -> None:
    """Write the reference into the README."""
    readme = README.read_text(encoding="utf-8")
    README.write_text(
        readme.replace(BEGIN + between_markers(readme), BEGIN + command_reference()), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
