"""`summarizer diff`: what two briefs of one article share, and where they differ."""

from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.exit_codes import DIFFERENT
from summarizer.cli.options import OutputFile
from summarizer.cli.output import Destination
from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.cli.stored import StoredBrief

_ONE_ARTICLE = "Compare briefs of one article; a single changed character makes it another."


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--id",
    "name",
    metavar="ID",
    help="Where A or B holds several briefs: the one with this id.  [default: that of the other's article]",
)
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
    from summarizer.brief import Brief, GroundedBrief
    from summarizer.render.diff.comparison import Comparison, compare
    from summarizer.render.own.comparison import OwnComparison, compare_own, format_comparison

    destination = Destination(output)
    destination.check()
    if first == second == "-":
        raise click.UsageError("Only one of A and B can be standard input.")
    a, b = _pair(first, second, name)
    # Of a batch both have the same name, its id; then their files tell them apart.
    names = (a.name, b.name) if a.name != b.name else (first, second)
    comparison: Comparison | OwnComparison
    try:
        if isinstance(a.brief, GroundedBrief) and isinstance(b.brief, GroundedBrief):
            comparison = compare_own(a.brief, b.brief)
        elif isinstance(a.brief, Brief) and isinstance(b.brief, Brief):
            comparison = compare(a.brief, b.brief)
        else:
            raise InputError(f"{a.name} and {b.name} are briefs of two forms.", hint=_ONE_ARTICLE)
    except ValueError as error:
        raise InputError(f"{a.name} and {b.name} are about different texts.", hint=_ONE_ARTICLE) from error
    if form == "json":
        destination.write(comparison.model_dump_json(indent=2) + "\n")
    elif isinstance(comparison, OwnComparison):
        destination.write(format_comparison(comparison, names))
    else:
        from summarizer.cli.formats import printed
        from summarizer.render.diff.terminal import render_comparison

        destination.write(printed(render_comparison(comparison, names=names), destination))
    if exit_code and not comparison.same:
        ctx.exit(DIFFERENT)


class _Briefs:
    """The briefs of a file, read as far as they are asked for; `only` is the one of a file that holds just one."""

    def __init__(self, path: str) -> None:
        from summarizer.cli.stored import read_stored

        self.path = path
        found = read_stored([path])
        first = [next(found), *islice(found, 1)]
        self.only = first[0] if len(first) == 1 else None
        self._all = chain(first, found)

    def named(self, name: str) -> "StoredBrief":
        """Return the only one, or that with this id."""
        for stored in self._all:
            if self.only is not None or stored.name == name:
                return stored
        raise InputError(
            f"{self.path} holds no brief with the id {name!r}.", hint="Ids are those of the batch."
        )

    def of_the_article_of(self, other: "StoredBrief") -> "StoredBrief":
        """Return the only one, or the only one that is about the same text as another brief."""
        if self.only is not None:
            return self.only
        found = list(islice((one for one in self._all if one.brief.article.id == other.brief.article.id), 2))
        match found:
            case [one]:
                return one
            case []:
                message = f"{self.path} holds no brief of the article that {other.name} is about."
                raise InputError(message, hint=_ONE_ARTICLE)
            case _:
                message = f"{self.path} holds several briefs of the article that {other.name} is about."
                raise InputError(message, hint="Choose one with --id.")


def _pair(first: str, second: str, name: str | None) -> tuple["StoredBrief", "StoredBrief"]:
    """Return the briefs to compare: of a file with several that with this id, else that of the other's article."""
    a, b = _Briefs(first), _Briefs(second)
    if name is not None:
        return a.named(name), b.named(name)
    if a.only is not None:
        return a.only, b.of_the_article_of(a.only)
    if b.only is not None:
        return a.of_the_article_of(b.only), b.only
    raise InputError(f"{first} and {second} hold more than one brief each.", hint="Choose one with --id.")
