"""What is said on standard error while the model works."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click
from rich.console import Console, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from summarizer.cli.logs import log_level, log_lines
from summarizer.progress import Progress
from summarizer.render.safe import safe_line

_MEGABYTE = 1_000_000


class Reporter:
    """Shows progress in the way that standard error can take.

    A terminal gets one moving line, which is gone in the end; a terminal that wants no escape codes
    (NO_COLOR, TERM=dumb) a line for each step; a pipe nothing. `verbose` adds notes and where the time went,
    everywhere; `quiet` leaves errors only.
    """

    def __init__(self, *, verbose: int = 0, quiet: bool = False) -> None:
        self.verbose = verbose > 0
        self._terminal = sys.stderr.isatty() and not quiet
        self._console = Console(stderr=True)
        self._live = self._terminal and not self._console.is_dumb_terminal and not os.environ.get("NO_COLOR")
        self._lines = self.verbose or (self._terminal and not self._live)
        self._shown: Live | None = None
        self._spinner = Spinner("dots", style="dim")
        self._started = monotonic()
        self._latest: Progress | None = None
        self._step_started = self._started
        self._step_tokens = 0
        self._level = log_level(verbose=verbose, quiet=quiet)

    def note(self, line: str) -> None:
        """Say something that only a verbose run says."""
        if self.verbose:
            self._echo(line)

    def __call__(self, progress: Progress) -> None:
        """Take one report of the pipeline; the reporter is a `ProgressListener`."""
        if self._latest is None or progress.step != self._latest.step:
            self._end_step(progress.tokens)
            self._step_started = monotonic()
            self._step_tokens = progress.tokens
            if self._lines:
                self._echo(f"{progress.step} …")
        self._latest = progress

    @contextmanager
    def article(self, name: str) -> Iterator[None]:
        """Report on one article: the clock starts, and the moving line is there until it ends."""
        self._started = monotonic()
        self._latest = None
        with log_lines(self.say, self._level):
            try:
                if self._live:
                    view = Live(
                        console=self._console, get_renderable=self._line, transient=True, refresh_per_second=8
                    )
                    with view as self._shown:
                        yield
                else:
                    yield
                self._end_step()
                self.note(f"{name}: {monotonic() - self._started:.1f} s in all")
            finally:
                self._shown = None

    def say(self, line: str) -> None:
        """Print a line above the moving one, whatever the verbosity."""
        self._echo(line)

    def _end_step(self, tokens: int | None = None) -> None:
        """Note what the step took; `tokens` is the count at its end, which for the last step no report tells."""
        if self._latest is not None:
            seconds = monotonic() - self._step_started
            used = (self._latest.tokens if tokens is None else tokens) - self._step_tokens
            self.note(f"{self._latest.step}: {seconds:.1f} s" + (f", {used:,} tokens" if used else ""))

    def _echo(self, line: str) -> None:
        if self._shown is not None:
            self._shown.console.print(Text(safe_line(line)), soft_wrap=True)
        else:
            click.echo(safe_line(line), err=True)

    def _line(self) -> Table:
        progress = self._latest or Progress("Starting")
        row = Table.grid(padding=(0, 1, 0, 0))
        cells: list[RenderableType] = [self._spinner, Text(safe_line(progress.step))]
        if progress.total:
            cells.append(ProgressBar(total=progress.total, completed=progress.done, width=20))
            cells.append(Text(_how_far(progress.done, progress.total)))
        if progress.tokens:
            cells.append(Text(f"{progress.tokens:,} tokens", style="dim"))
        cells.append(Text(f"{monotonic() - self._started:.0f} s", style="dim"))
        row.add_row(*cells)
        return row


def _how_far(done: int, total: int) -> str:
    """Return "3/26"; numbers of the size of a download are bytes and shown in megabytes."""
    if total >= _MEGABYTE:
        return f"{done / _MEGABYTE:,.0f}/{total / _MEGABYTE:,.0f} MB"
    return f"{done:,}/{total:,}"
