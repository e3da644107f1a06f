"""What is said on standard error while a batch runs, and in the end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import click
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from summarizer.batch.snapshot import Report, Snapshot
from summarizer.cli.logs import log_level, log_lines
from summarizer.progress import Progress
from summarizer.render.safe import safe_line

_LINE_SECONDS = 10.0
_BAR = 30
_LONGEST_NAME = 50


class BatchPanel:
    """Shows how far a batch is in the way that standard error can take.

    A terminal gets a panel that is redrawn; a pipe, and a terminal that wants no escape codes (NO_COLOR, TERM=dumb),
    a line every ten seconds. `verbose` tells what the package logs, `quiet` leaves errors only.
    """

    def __init__(self, *, verbose: int = 0, quiet: bool = False) -> None:
        self._quiet = quiet
        self._level = log_level(verbose=verbose, quiet=quiet)
        self._console = Console(stderr=True)
        plain = self._console.is_dumb_terminal or bool(os.environ.get("NO_COLOR"))
        self._live = sys.stderr.isatty() and not plain and not quiet
        self._shown: Live | None = None
        self._step = ""
        self._told = monotonic()

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the panel until the context ends."""
        with log_lines(self.say, self._level):
            if not self._live:
                yield
                return
            try:
                # Redrawn by `tick` alone: a thread of its own would look at what is being changed.
                with Live(console=self._console, auto_refresh=False, transient=True) as self._shown:
                    yield
            finally:
                self._shown = None

    def tick(self, snapshot: Snapshot) -> None:
        """Show how far the run is."""
        if self._shown is not None:
            self._shown.update(self.panel(snapshot), refresh=True)
        elif not self._quiet and monotonic() - self._told >= _LINE_SECONDS:
            self._told = monotonic()
            self.say(format_line(snapshot))

    def progress(self, progress: Progress) -> None:
        """Tell of the steps of opening the endpoint; a `ProgressListener`."""
        if progress.step != self._step:
            self._step = progress.step
            if self._shown is None:
                self.note(f"{progress.step} …")

    def note(self, line: str) -> None:
        """Say something unless only errors are to be said."""
        if not self._quiet:
            self.say(line)

    def say(self, line: str) -> None:
        """Print a line, above the panel where there is one."""
        if self._shown is not None:
            self._shown.console.print(Text(safe_line(line)), soft_wrap=True)
        else:
            click.echo(safe_line(line), err=True)

    def panel(self, snapshot: Snapshot) -> RenderableType:
        """Return what a terminal shows."""
        if not (snapshot.done or snapshot.failed or snapshot.in_work):
            return Text(f"{safe_line(self._step or 'starting')} …", style="dim")
        bar = Table.grid(padding=(0, 2, 0, 0))
        cells: list[RenderableType] = []
        if (total := _total(snapshot)) is not None:
            done = total - (snapshot.left or 0)
            cells.append(ProgressBar(total=max(1, total), completed=done, width=_BAR))
        cells.append(Text(_done(snapshot), style="bold"))
        if snapshot.failed:
            cells.append(Text(f"{snapshot.failed:,} failed", style="red"))
        if snapshot.left is not None and snapshot.rate > 0 and snapshot.left:
            cells.append(Text(f"about {format_duration(snapshot.left / snapshot.rate)} left"))
        bar.add_row(*cells)
        lines: list[RenderableType] = [bar, Text(" · ".join(_figures(snapshot)), style="dim")]
        if snapshot.in_work:
            lines.append(Text(_in_work(snapshot), style="dim", overflow="ellipsis", no_wrap=True))
        return Group(*lines)


def format_line(snapshot: Snapshot) -> str:
    """Return how far a run is as one line."""
    parts = [_done(snapshot)]
    if snapshot.failed:
        parts.append(f"{snapshot.failed:,} failed")
    parts += _figures(snapshot)
    if snapshot.left is not None and snapshot.rate > 0 and snapshot.left:
        parts.append(f"about {format_duration(snapshot.left / snapshot.rate)} left")
    if snapshot.in_work:
        parts.append(_in_work(snapshot))
    return " · ".join(parts)


def format_report(report: Report, out: Path, failures: Path) -> list[str]:
    """Return how a run ended, and how to go on, as lines."""
    last = report.last
    whole = (last.done + last.failed) / last.seconds if last.seconds > 0 else 0.0
    last = replace(last, rate=whole)
    now = "" if last.done == report.finished else f", {last.done:,} of them now"
    lines = [f"{format_counted(report.finished, 'brief')} in {out}{now}."]
    if last.done or last.failed:
        lines.append(" · ".join([format_counted(last.requests, "request"), *_figures(last)]))
    if report.failures.articles:
        lines.append(f"{format_counted(report.failures.articles, 'article')} failed; {failures} says why.")
        lines.append("The same command with --retry-failed tries them again.")
    if report.interrupted:
        lines.append("Interrupted. The same command goes on.")
    elif report.stopped is not None:
        lines.append(f"Stopped: {report.stopped.message} {report.stopped.hint}")
    return lines


def format_duration(seconds: float) -> str:
    """Return seconds in the two largest units that they have."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def format_cost(cost: float) -> str:
    """Return US dollars, with more digits where there are few of them."""
    if not cost:
        return "$0"
    return f"${cost:,.2f}" if cost >= 100 else f"${cost:.4f}"


def format_rate(rate: float) -> str:
    """Return articles a second; a model on this machine makes a few a minute, which would be none a second."""
    return f"{rate:.1f} articles/s" if rate >= 1 else f"{60 * rate:.1f} articles/min"


def format_counted(number: int, noun: str) -> str:
    """Return the number with the noun, in its plural where it needs one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _done(snapshot: Snapshot) -> str:
    here = snapshot.before + snapshot.done
    total = _total(snapshot)
    return f"{here:,} done" if total is None else f"{here:,} of about {total:,} done"


def _total(snapshot: Snapshot) -> int | None:
    """Return about how many articles there are, None where that cannot be told."""
    if snapshot.left is None:
        return None
    return snapshot.before + snapshot.done + snapshot.failed + snapshot.failed_before + snapshot.left


def _figures(snapshot: Snapshot) -> list[str]:
    figures = [format_rate(snapshot.rate)] if snapshot.rate > 0 else []
    figures.append(f"{snapshot.tokens:,} tokens")
    if snapshot.from_cache:
        figures.append(f"{snapshot.from_cache:,} from the cache")
    if snapshot.cost is not None:
        figures.append(format_cost(snapshot.cost))
    figures.append(format_duration(snapshot.seconds))
    return figures


def _in_work(snapshot: Snapshot) -> str:
    slowest = ", ".join(
        f"{safe_line(name[-_LONGEST_NAME:])} {format_duration(seconds)}" for name, seconds in snapshot.slowest
    )
    return f"{snapshot.in_work:,} in work, slowest: {slowest}"
