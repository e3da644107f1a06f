"""`summarizer models`: the model files on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.embedded.catalogue import CatalogueEntry
    from summarizer.embedded.report import DownloadListener
    from summarizer.embedded.store import Store

cache_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where model files are kept (SUMMARIZER_CACHE_DIR; the user's cache folder by default).",
)
name_argument = click.argument("name", required=False)


@click.group()
def models() -> None:
    """List, fetch, verify and remove embedded models."""


@models.command("list")
@cache_option
def list_models(*, cache_dir: Path | None) -> None:
    """List the models and whether they are on this machine."""
    from summarizer.embedded.catalogue import catalogue

    store = _store(cache_dir)
    for line in format_models(catalogue(), store):
        click.echo(line)


@models.command(short_help="Fetch a model.")
@name_argument
@cache_option
def pull(*, name: str | None, cache_dir: Path | None) -> None:
    """Fetch a model, or without a NAME what answers and what reads by default; an interrupted download continues."""
    from summarizer.embedded.catalogue import default_models
    from summarizer.embedded.download import obtain

    store = _store(cache_dir)
    for entry in default_models() if name is None else (_entry(name),):
        with _Shown() as listen:
            path = obtain(entry, store, listen)
        click.echo(path)


@models.command(short_help="Compare a model file with its published digest.")
@name_argument
@cache_option
def verify(*, name: str | None, cache_dir: Path | None) -> None:
    """Compare a model file's SHA-256 with the published one; a file that differs is removed."""
    store, entry = _store(cache_dir), _entry(name)
    store.verify(entry)
    click.echo(f"{store.path(entry)}: SHA-256 {entry.sha256}, as published.")


@models.command()
@click.argument("name")
@cache_option
def remove(*, name: str, cache_dir: Path | None) -> None:
    """Remove a model file, and what an interrupted download left of it."""
    from summarizer.embedded.report import format_size

    store, entry = _store(cache_dir), _entry(name)
    freed = store.remove(entry)
    if freed:
        click.echo(f"Removed {entry.name}: {format_size(freed)} are free again.")
    else:
        click.echo(f"{entry.name} is not on this machine.")


def format_models(entries: Sequence[CatalogueEntry], store: Store) -> Iterator[str]:
    """Yield the lines of the list: name, size, licence and state of each model, then the folder."""
    from summarizer.embedded.report import format_size

    rows = [("NAME", "SIZE", "LICENCE", "STATE")]
    for entry in entries:
        if store.verified(entry):
            state = "here"
        elif store.present(entry):
            state = "here, not verified"
        elif fetched := store.occupied(entry):
            state = f"{format_size(fetched)} fetched"
        else:
            state = "not here"
        rows.append((entry.name, format_size(entry.size), entry.licence, state))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
    yield f"Folder: {store.folder}"


def _store(cache_dir: Path | None) -> Store:
    from summarizer.embedded.store import Store
    from summarizer.settings import Settings

    return Store(Settings.load(cache_dir=cache_dir).cache_dir)


def _entry(name: str | None) -> CatalogueEntry:
    from summarizer.embedded.catalogue import default_model, find_model

    return default_model() if name is None else find_model(name, answering=False)


class _Shown:
    """A download on standard error: sentences, and a moving bar where that is a terminal."""

    def __enter__(self) -> DownloadListener:
        import os

        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        from summarizer.embedded.report import DownloadProgress

        console = Console(stderr=True)
        # For NO_COLOR rich takes away only the colours; who sets it wants no escape codes.
        plain = not console.is_terminal or console.is_dumb_terminal or bool(os.environ.get("NO_COLOR"))
        self._progress = Progress(
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=plain,
            transient=True,
        )
        task = self._progress.add_task("", total=None, start=False, visible=False)

        def listen(report: DownloadProgress) -> None:
            if report.message:
                self._say(report.message, plain=plain)
            elif not self._progress.tasks[0].started:
                self._progress.reset(task, total=report.total, completed=report.done, visible=True)
            else:
                self._progress.update(task, completed=report.done)

        self._progress.start()
        return listen

    def _say(self, message: str, *, plain: bool) -> None:
        from rich.text import Text

        from summarizer.render.safe import safe_line

        if plain:
            click.echo(safe_line(message), err=True)
        else:
            self._progress.console.print(Text(safe_line(message)), soft_wrap=True)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
