"""`summarizer batch`: many articles into one file, with limits, to be interrupted and continued."""

import asyncio
import io
import signal
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from summarizer.cli import exit_codes
from summarizer.cli.logs import verbosity_options
from summarizer.cli.options import (
    OutputFile,
    as_date,
    cache_options,
    form_options,
    making_options,
    model_options,
    with_cache,
)
from summarizer.errors import LimitReached, SettingsError, SummarizerError

if TYPE_CHECKING:
    from summarizer.batch.estimate import Estimate
    from summarizer.batch.run import BatchRun
    from summarizer.batch.snapshot import Report
    from summarizer.cli.batch_panel import BatchPanel
    from summarizer.configuration import Configuration

_LIMITS = ("concurrency", "rpm", "tpm", "max_cost", "max_tokens", "max_articles", "deadline")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-o",
    "--output",
    "out",
    type=OutputFile(),
    required=True,
    metavar="OUT.jsonl",
    help="One line a result is added to it: {id, brief}. Articles without one go to OUT.failures.jsonl: "
    "{id, error, kind, retryable, attempts, hint, where}.",
)
@click.option("--retry-failed", is_flag=True, help="Try again what is in OUT.failures.jsonl.")
@click.option(
    "--force", is_flag=True, help="Add to an OUT whose briefs were made with another model or prompt."
)
@click.option(
    "--keep-text", is_flag=True, help="Keep each article's text in its line, so that reports can show it."
)
@click.option(
    "--dry-run", is_flag=True, help="Count articles, and estimate tokens and price. No request is made."
)
@click.option(
    "--via",
    type=click.Choice(["requests", "provider-batch"]),
    default="requests",
    help="How articles are asked about: one by one, or through OpenAI's Batch API, within a day at half the price. "
    "Then articles are submitted, and the same command collects the briefs later.  [default: requests]",
)
@click.option(
    "--wait", is_flag=True, help="With --via provider-batch: stay, and collect what is done until all is."
)
@click.option("--concurrency", type=int, metavar="N", help="Articles in work at once.  [default: 8]")
@click.option("--rpm", type=int, metavar="N", help="Requests in any minute, at most.")
@click.option("--tpm", type=int, metavar="N", help="Tokens in any minute, at most.")
@click.option("--max-cost", type=float, metavar="USD", help="Begin no article beyond this cost.")
@click.option("--max-tokens", type=int, metavar="N", help="Begin no article beyond so many tokens.")
@click.option("--max-articles", type=int, metavar="N", help="Begin no more articles than this.")
@click.option("--deadline", type=float, metavar="SECONDS", help="Begin no article after this time.")
@click.option(
    "--published",
    callback=as_date,
    metavar="YYYY-MM-DD",
    help="When articles were published that do not say so.",
)
@click.option("--source", help="Who published articles that do not say so.")
@click.option(
    "--language", metavar="TAG", help="Language of articles that do not say so.  [default: detected]"
)
@model_options
@form_options
@cache_options
@making_options
@verbosity_options
@click.pass_context
def batch(
    ctx: click.Context,
    /,
    *,
    places: tuple[str, ...],
    out: Path,
    retry_failed: bool,
    force: bool,
    keep_text: bool,
    dry_run: bool,
    via: str,
    wait: bool,
    config: "Configuration",
    refresh: bool,
    verbose: int,
    quiet: bool,
    **options: Any,
) -> None:
    """Make a brief of each of many articles, and go on where it stopped.

    IN is JSON Lines ({id, text, title?, published?, url?, source?, language?}), CSV with these columns, a text file,
    a folder or a quoted pattern of such files, or - for JSON Lines on standard input. An article without an id is
    called by its file and line.

    However a run ends, the same command continues it: what is in OUT is not made again. What fails does not stop
    the rest; the exit code is then the highest one among the failures.

    With --via provider-batch an article is one request (the strategy one_pass), nothing is asked twice, and
    OUT.provider.json says what is at the provider. While something is, the exit code is 9. --max-cost and
    --max-tokens then go by estimate; --concurrency, --rpm and --tpm do not apply.
    """
    from summarizer.batch.inputs import Inputs
    from summarizer.batch.journal import Journal, failures_beside
    from summarizer.batch.provider_state import StateFile
    from summarizer.batch.run import BatchRun
    from summarizer.cli.batch_panel import BatchPanel, format_counted, format_report
    from summarizer.limits import Limits
    from summarizer.settings import Settings

    given = {name: options.pop(name) for name in _LIMITS}
    known = {name: options.pop(name) for name in ("published", "source", "language")}
    limits = Limits.load(config=config, **given)
    settings = with_cache(Settings.load(config=config, **options), refresh=refresh)
    panel = BatchPanel(verbose=verbose, quiet=quiet)
    submitted = StateFile(out)
    inputs = Inputs(
        places,
        limit=settings.max_characters,
        known=known,
        leave_out=(out, failures_beside(out), submitted.path),
        standard_input=_standard_input(),
        on_note=panel.note,
    )
    if via == "provider-batch":
        from summarizer.batch.provider import Provider
        from summarizer.batch.provider_fit import check_way

        check_way(settings)
        if wait and inputs.may_wait:
            raise SettingsError("--wait reads the input again; standard input can be read only once.")
    elif wait:
        raise SettingsError("--wait goes with --via provider-batch.")
    elif not force and not dry_run:
        submitted.check_absent()
    if dry_run:
        from summarizer.batch.estimate import estimate
        from summarizer.model.provider_batch import PRICE

        found = estimate(
            inputs,
            Journal.peek(out, retry_failed=retry_failed),
            settings,
            limits,
            price=PRICE if via == "provider-batch" else 1.0,
            submitted=submitted.awaited(),
        )
        click.echo("\n".join(format_estimate(found)))
        return
    with Journal.open(out, retry_failed=retry_failed) as journal:
        for note in journal.notes:
            panel.note(note)
        make_run = partial(
            BatchRun,
            inputs,
            journal,
            settings,
            limits,
            force=force,
            keep_text=keep_text,
            on_tick=panel.tick,
            on_progress=panel.progress,
        )
        waiting = 0
        try:
            with panel.shown():
                if via == "provider-batch":
                    provider = Provider(journal, settings, limits, force=force, wait=wait, on_note=panel.note)
                    report, signalled = asyncio.run(_run(make_run(way=provider.way), panel))
                    while provider.goes_on(report):
                        report, signalled = asyncio.run(_run(make_run(way=provider.way), panel))
                    waiting = provider.waiting
                else:
                    report, signalled = asyncio.run(_run(make_run(), panel))
        except SummarizerError:
            panel.note(f"What was finished is kept: {format_counted(journal.finished, 'brief')} in {out}.")
            raise
    for line in format_report(report, out, failures_beside(out)):
        panel.note(line)
    if waiting:
        panel.note(
            f"{format_counted(waiting, 'article')} at the provider. The same command collects what is done there."
        )
    ctx.exit(_exit_code(report, signalled, waiting))


async def _run(run: "BatchRun", panel: "BatchPanel") -> "tuple[Report, int | None]":
    """Return how the run ended, and the signal that was asked to end it."""
    from summarizer.batch.run import GRACE_SECONDS

    signalled: int | None = None

    def stop(number: int) -> None:
        nonlocal signalled
        if signalled is None:
            panel.note(
                f"Stopping: articles in work have {GRACE_SECONDS:.0f} seconds to finish; Ctrl-C again leaves them."
            )
        signalled = number
        run.stop()

    loop = asyncio.get_running_loop()
    # Neither outside the main thread nor on Windows; there Ctrl-C ends the run as it ends any program.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for one in _SIGNALS:
            loop.add_signal_handler(one, stop, one)
    return await run.run(), signalled


def _exit_code(report: "Report", signalled: int | None, waiting: int) -> int:
    if report.interrupted and signalled is not None:
        return exit_codes.TERMINATED if signalled == signal.SIGTERM else exit_codes.INTERRUPTED
    if report.stopped is not None:
        return report.stopped.exit_code
    return LimitReached.exit_code if waiting else report.failures.exit_code


def format_estimate(found: "Estimate") -> list[str]:
    """Return what a batch would take as lines."""
    from summarizer.cli.batch_panel import format_cost, format_counted

    lines = [f"{format_counted(found.new, 'article')} to brief, {found.characters:,} characters."]
    if found.submitted:
        lines.append(f"{found.submitted:,} are at the provider already.")
    if found.finished:
        lines.append(f"{found.finished:,} are in OUT already.")
    if found.failed_before:
        lines.append(f"{found.failed_before:,} failed before; --retry-failed tries them again.")
    if found.unusable:
        lines.append(f"{found.unusable:,} cannot be used; a run names each in the file of failures.")
    lines.append(f"Estimate: {found.prompt:,} tokens read, {found.completion:,} written.")
    if found.cost is None:
        lines.append("The price is not known: no prices are known of the model; a profile can give them.")
    else:
        lines.append(
            f"Estimate of the price: {format_cost(found.cost)}, less what the cache and the endpoint's cache save."
        )
    lines.append("No request was made.")
    return lines


def _standard_input() -> io.BufferedReader:
    """Return standard input as a file of its own, so that a thread may still wait for it when the process ends."""
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:  # something stands in for it
        return io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
