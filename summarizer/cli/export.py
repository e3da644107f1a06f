"""`summarizer export`: briefs as tables, for those who count."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from summarizer.cli.options import schema_option
from summarizer.cli.output import Destination, make_folder
from summarizer.errors import InputError, OutputPathError, SettingsError
from summarizer.files import what_to_do

if TYPE_CHECKING:
    from summarizer.brief_form import BriefForm
    from summarizer.claims.form import ClaimsForm
    from summarizer.render.tables.files import Written
    from summarizer.render.tables.rows import Source
    from summarizer.render.tables.shapes import Shape
    from summarizer.render.tables.writers import TableFormat


def _print_columns(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from summarizer.render.tables.reference import reference

        Destination(None).write(reference())
        ctx.exit()


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BRIEFS...")
@click.option(
    "--to",
    "form",
    type=click.Choice(["csv", "parquet", "jsonl"]),
    required=True,
    help="Format of the tables.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Where events, moves, quotes and actors are written, a file each; all four or none.",
)
@schema_option
@click.option(
    "--exact",
    is_flag=True,
    help="CSV for programs: texts exactly as they are. Without it a text that a spreadsheet would take for a "
    "formula begins with an apostrophe, and the file with a byte-order mark.",
)
@click.option(
    "--columns",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_columns,
    help="Print what every column means, as Markdown, and exit.",
)
def export(
    *, paths: tuple[str, ...], form: "TableFormat", folder: Path, exact: bool, brief_form: "BriefForm | None"
) -> None:
    """Write briefs as tables: events, moves, quotes and actors.

    BRIEFS holds briefs as 'summarizer brief --format json' or 'summarizer batch' write them: one, or one a line;
    - is standard input, and a folder means the .json and .jsonl files in it. Events and moves have a row for each
    pair of actor and recipient, as event data do. With --schema briefs of that form become a table for each of its
    lists. Parquet needs the extra tables.
    """
    from summarizer.render.tables.files import paths_of, write_tables

    make_folder(folder)
    shapes = _shapes(brief_form)
    _spare_sources(paths, list(paths_of(folder, form, shapes).values()))
    briefs = _Sources(paths, brief_form)
    try:
        written = write_tables(briefs, folder, form, spreadsheet=not exact, shapes=shapes)
    except OSError as error:
        raise OutputPathError(
            f"The tables cannot be written to {str(folder)!r}: {error.strerror or error}.",
            hint=what_to_do(error),
        ) from error
    except ImportError as error:
        from summarizer.installation import install_command

        raise SettingsError(
            "Parquet needs pyarrow, which is not installed.",
            hint=f"Use --to csv, or install it with: {install_command('tables')}",
        ) from error
    except OverflowError as error:
        raise InputError(
            f"{briefs.name} has a number of more than 64 bits: {error}.", hint="Mend or remove this brief."
        ) from error
    _say(written, folder)


class _Sources:
    """The briefs to be written; `name` is that of the last one."""

    def __init__(self, paths: Sequence[str], form: "BriefForm | None") -> None:
        self._paths = paths
        self._form = form
        self.name = ""

    def __iter__(self) -> "Iterator[Source]":
        from summarizer.cli.stored import check_form, read_stored
        from summarizer.render.tables.rows import Source

        for stored in read_stored(self._paths, form=self._form):
            self.name = stored.name
            check_form(stored, self._form)
            yield Source(stored.brief, stored.name)


def _shapes(form: "BriefForm | None") -> "Mapping[str, Shape[Any]]":
    if form is None:
        from summarizer.render.tables.shapes import SHAPES

        return SHAPES
    from summarizer.render.own.tables import own_shapes

    return own_shapes(cast("ClaimsForm", form).schema)


def _spare_sources(paths: Sequence[str], targets: Sequence[Path]) -> None:
    sources = {Path(path).resolve() for path in paths if path != "-"}
    for target in targets:
        if target.resolve() in sources or target.resolve().parent in sources:
            raise OutputPathError(
                f"The output {str(target)!r} would be among the briefs that are read.",
                hint="Name another folder with --output.",
            )


def _say(written: "Written", folder: Path) -> None:
    from summarizer.render.phrases import count

    rows = ", ".join(count(rows, name.removesuffix("s")) for name, rows in written.rows.items())
    click.echo(f"{count(written.briefs, 'brief')} in {folder}: {rows}.", err=True)
    if written.repeated:
        click.echo(f"{written.repeated:,} came again and were passed over.", err=True)
    if written.marked:
        click.echo(
            f"{written.marked:,} texts look like formulas and begin with an apostrophe; --exact leaves them.",
            err=True,
        )
