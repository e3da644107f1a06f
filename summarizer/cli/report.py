"""`summarizer report`: stored briefs as pages to read in a browser."""

import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from summarizer.cli.options import OutputFile
from summarizer.cli.output import Destination, make_folder, spare_sources

if TYPE_CHECKING:
    from summarizer.cli.stored import StoredBrief

_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BRIEFS...")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to this file, whole or not at all; - is standard output, for one brief only.",
)
@click.option(
    "--articles",
    multiple=True,
    metavar="PATH",
    help="Where the articles are: a text file, a folder, or JSONL with {text}. With it the whole article stands "
    "beside its brief, without it what the evidence quotes. May be given more than once.",
)
@click.option(
    "--title", default="Briefs", show_default=True, help="What the page that lists several briefs is called."
)
def report(*, paths: tuple[str, ...], output: Path | None, articles: tuple[str, ...], title: str) -> None:
    """Make HTML pages of stored briefs.

    On a page each claim leads to its evidence in the article, and each passage back to its claims.

    BRIEFS are files of one brief or of one a line, as 'summarizer brief --format json' and 'summarizer batch' write
    them; - is standard input, and a folder means the .json and .jsonl files in it.

    One brief becomes FILE, which needs no other file. Of several, FILE is a page to search, filter and count them, and
    the folder beside it (report-briefs for report.html) holds a page for each. Pages load nothing from anywhere.
    """
    from summarizer.cli.formats import page_of
    from summarizer.cli.stored import read_stored

    destination = Destination(output)
    spare_sources(destination, paths)
    destination.check()
    briefs = read_stored(paths, articles=articles)
    first = list(islice(briefs, 2))
    if output is None and sys.stdout.isatty():
        raise click.UsageError(
            "A page is for a browser: name a file with --output (- prints it all the same)."
        )
    if len(first) == 1:
        destination.write(page_of(first[0].brief, first[0].text))
    elif destination.path is None:
        raise click.UsageError("Several briefs are several pages: name a file with --output.")
    else:
        _write_many(chain(first, briefs), destination, destination.path, title)


def _write_many(briefs: Iterable["StoredBrief"], destination: Destination, index: Path, title: str) -> None:
    """Write a page for each brief and then, when all are there, the one that lists them.

    Where an error comes before that, the pages in a folder that was made for them are removed.
    """
    from summarizer.cli.formats import page_of
    from summarizer.cli.reporter import Reporter
    from summarizer.progress import Progress
    from summarizer.render.html.index import Entry, render_index

    folder = index.with_name(f"{index.stem}-briefs")
    is_new = make_folder(folder, derived=True)
    back = quote(f"../{index.name}")
    entries = []
    reporter = Reporter()
    with ExitStack() as undo:
        with reporter.article(index.name):
            reporter(Progress("writing pages"))
            for number, stored in enumerate(briefs, 1):
                page = folder / f"{number:05}-{_slug(stored.name)}.html"
                if is_new:
                    undo.callback(page.unlink, missing_ok=True)
                Destination(page, derived=True).write(page_of(stored.brief, stored.text, index=back))
                href = f"{quote(folder.name)}/{page.name}"
                entries.append(Entry.of(stored.brief, name=stored.name, href=href))
        destination.write(render_index(entries, title=title))
        undo.pop_all()


def _slug(name: str) -> str:
    return _NOT_IN_SLUGS.sub("-", Path(name).name.lower())[:_LONGEST_SLUG].strip("-") or "brief"
