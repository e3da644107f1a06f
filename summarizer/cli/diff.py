"""`summarizer diff`: what two briefs of one article share, and where they differ."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.exit_codes import DIFFERENT
from summarizer.cli.options import OutputFile
from summarizer.cli.output import Destination
from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.cli.stored import StoredBrief


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--id", "name", metavar="ID", help="Where A or B holds several briefs: the one with this id.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to this file, whole or not at all; - is standard output.",
)
@click.option(
    "--exit-code",
    is_flag=True,
    help=f"Exit with {DIFFERENT} where they differ; without it, that is no failure.",
)
@click.pass_context
def diff(
    ctx: click.Context,
    /,
    *,
    first: str,
    second: str,
    name: str | None,
    form: str,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Show what two briefs of the same article share and where they differ.

    A and B are stored briefs, as of two models or two prompts; one of them may be - for standard input. Claims are
    the same when they rest on the same characters of the article: what differs then is their coding, not their words.
    """
    from summarizer.render.diff.comparison import compare

    destination = Destination(output)
    destination.check()
    if first == second == "-":
        raise click.UsageError("Only one of A and B can be standard input.")
    a, b = _only(first, name), _only(second, name)
    try:
        comparison = compare(a.brief, b.brief)
    except ValueError as error:
        raise InputError(
            f"{a.name} and {b.name} are about different texts.",
            hint="Compare briefs of one article; a single changed character makes it another.",
        ) from error
    if form == "json":
        destination.write(comparison.model_dump_json(indent=2) + "\n")
    else:
        from summarizer.cli.forms import printed
        from summarizer.render.diff.terminal import render_comparison

        # Of a batch both have the same name, its id; then their files tell them apart.
        names = (a.name, b.name) if a.name != b.name else (first, second)
        destination.write(printed(render_comparison(comparison, names=names), destination))
    if exit_code and not comparison.same:
        ctx.exit(DIFFERENT)


def _only(path: str, name: str | None) -> "StoredBrief":
    """Return the one brief of the file; where it has several, that with this name."""
    from summarizer.cli.stored import read_stored

    found = read_stored([path])
    first, second = next(found), next(found, None)
    if second is None:
        return first
    if name is None:
        raise InputError(f"{path} holds more than one brief.", hint="Choose one with --id.")
    for stored in chain((first, second), found):
        if stored.name == name:
            return stored
    raise InputError(f"{path} holds no brief with the id {name!r}.", hint="Ids are those of the batch.")
