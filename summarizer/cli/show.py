"""`summarizer show`: stored briefs once more, in any form."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.options import SUFFIXES, format_option
from summarizer.cli.output import Destination, make_folder, names_folder, spare_sources

if TYPE_CHECKING:
    from summarizer.cli.formats import Format, Layout
    from summarizer.cli.stored import StoredBrief

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]")
# "out.brief.jsonl:12" is called "out-12".
_STORED = re.compile(r"(?:\.brief)?(?:\.jsonl?)?(?::([0-9]+))?$")
# Bytes: file systems take names of 255, with the number and the suffix.
_LONGEST_STEM = 150


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@format_option
@click.option(
    "--articles",
    multiple=True,
    metavar="PATH",
    help="Where the articles are: a text file, a folder, or JSONL with {text}. With it whole sentences are cited, "
    "without it the evidence that is in the brief. May be given more than once.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="Write to this file, whole or not at all; - is standard output. For several briefs, or when it is a "
    "folder: one file a brief in it.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every act, quote and actor, the less sure ones too; else as much as half the article takes.",
)
@click.option("--evidence", is_flag=True, help="Show the text of what is cited and why claims were rejected.")
def show(
    *,
    paths: tuple[str, ...],
    form: "Format",
    articles: tuple[str, ...],
    output: str | None,
    everything: bool,
    evidence: bool,
) -> None:
    """Show stored briefs again, in any format.

    FILE holds briefs as 'summarizer brief --format json' or 'summarizer batch' write them: one, or one a line;
    - is standard input, and a folder means the .json and .jsonl files in it. No model is asked.
    """
    from summarizer.cli.formats import Layout
    from summarizer.cli.stored import read_stored

    layout = Layout(form, everything=everything, evidence=evidence, reasons=evidence)
    briefs = read_stored(paths, articles=articles)
    first = list(islice(briefs, 2))
    destination = Destination(None if output is None else Path(output))
    several = len(first) > 1
    if output is not None and destination.path is not None and (several or names_folder(output)):
        _write_each(chain(first, briefs), destination.path, layout, paths)
    elif several:
        for number, stored in enumerate(chain(first, briefs), 1):
            page = layout.in_series(stored.brief, stored.text, destination, name=stored.name, number=number)
            destination.write(page)
    else:
        spare_sources(destination, paths)
        destination.check()
        destination.write(layout.alone(first[0].brief, first[0].text, destination))


def _write_each(
    briefs: Iterable["StoredBrief"], folder: Path, layout: "Layout", paths: Sequence[str]
) -> None:
    make_folder(folder)
    names = _FileNames(paths)
    for stored in briefs:
        name = names.next(stored.name) + SUFFIXES[layout.form]
        destination = Destination(folder / name, derived=True)
        spare_sources(destination, paths)
        destination.write(layout.alone(stored.brief, stored.text, destination))


class _FileNames:
    """Names for files, each only once, made of names that may hold anything: ".." and "/" too."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def next(self, name: str) -> str:
        stem = found = self._stem(name)
        while found.casefold() in self._taken:  # there are file systems on which "A" and "a" are one file
            self._counts[stem] = self._counts.get(stem, 1) + 1
            found = f"{stem}-{self._counts[stem]}"
        self._taken.add(found.casefold())
        return found

    def _stem(self, name: str) -> str:
        if name.startswith(self._paths):
            name = _STORED.sub(_only_line, Path(name).name, count=1)
        stem = _NOT_IN_FILE_NAMES.sub("_", name).lstrip(".").encode()[:_LONGEST_STEM]
        return stem.decode(errors="ignore") or "brief"


def _only_line(ending: re.Match[str]) -> str:
    return f"-{ending[1]}" if ending[1] else ""
