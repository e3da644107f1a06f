"""`summarizer brief`: read, summarize, render, write."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.inputs import InputText, display_name, read_input
from summarizer.cli.lazy import echo_error
from summarizer.cli.logs import verbosity_options
from summarizer.cli.options import (
    SUFFIXES,
    as_date,
    cache_options,
    form_options,
    format_option,
    making_options,
    model_options,
    with_cache,
)
from summarizer.cli.output import plan_output
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.brief_form import AnyBrief
    from summarizer.cli.formats import Format
    from summarizer.cli.reporter import Reporter
    from summarizer.configuration import Configuration
    from summarizer.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@format_option
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="Write to this file, whole or not at all; - is standard output. For several articles, or when it is "
    "a folder: one file an article in it, named after the input.",
)
@click.option(
    "--published",
    callback=as_date,
    metavar="YYYY-MM-DD",
    help="When the articles were published; dates like 'on Saturday' are resolved against it.",
)
@click.option("--title", help="The article's title.")
@click.option("--source", help="Who published the articles.")
@click.option("--url", help="The article's address, kept in the brief; it is not fetched.")
@click.option(
    "--language",
    metavar="TAG",
    help="Language of the articles (BCP 47).  [default: what a page says of itself, else detected]",
)
@click.option(
    "--show-text",
    is_flag=True,
    help="Print the text that would be read, as it is, and stop; what a page says of itself goes to standard "
    "error. With --format json: an object with both, as the batch command reads it.",
)
@click.option(
    "--save-text",
    type=click.Path(),
    metavar="PATH",
    help="Write the text that the brief's offsets count in to this file, or to a file each in this folder.",
)
@model_options
@form_options
@cache_options
@making_options
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every act, quote and actor, the less sure ones too; else as much as half the article takes.",
)
@click.option(
    "--evidence", is_flag=True, help="Show the text of the cited sentences and why claims were rejected."
)
@verbosity_options
@click.pass_context
def brief(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    form: "Format",
    output: str | None,
    config: "Configuration",
    refresh: bool,
    everything: bool,
    evidence: bool,
    show_text: bool,
    save_text: str | None,
    verbose: int,
    quiet: bool,
    **options: Any,
) -> None:
    """Make a brief of each article.

    PATH is a text file (UTF-8 or cp1252), a saved web page (page.html), the address of one (https://…),
    or - for standard input. What a page says of its title, date, source and language is taken where no option
    says otherwise. The API key is read from OPENAI_API_KEY or SUMMARIZER_API_KEY only, never from an
    option: other users of a machine can list those.

    One article that fails does not stop the others; the exit code is then the highest one.
    """
    from summarizer.cli.formats import Layout
    from summarizer.cli.input_text import describe_text, format_text, plan_texts, text_suffix
    from summarizer.cli.reporter import Reporter
    from summarizer.settings import Settings

    several = len(paths) > 1
    if several and (options["title"] or options["url"]):
        raise click.UsageError("--title and --url are of one article; give one PATH.")
    if several and form == "html" and (output is None or output == "-"):
        raise click.UsageError("HTML pages cannot follow each other: name a folder with --output.")
    if form == "html" and output is None and not show_text and sys.stdout.isatty():
        raise click.UsageError(
            "A page is for a browser: name a file with --output (- prints it all the same)."
        )
    known = {name: options.pop(name) for name in ("published", "title", "source", "url", "language")}
    given = {name: value for name, value in known.items() if value is not None}
    settings = with_cache(Settings.load(config=config, **options), refresh=refresh)
    suffix = text_suffix(form) if show_text else SUFFIXES[form]
    destinations = plan_output(paths, output, suffix=suffix)
    texts = plan_texts(paths, save_text, destinations)
    reporter = Reporter(verbose=verbose, quiet=quiet)
    layout = Layout(form, everything=everything, evidence=evidence, reasons=evidence or verbose > 0)
    code = 0
    for number, (path, destination, kept) in enumerate(zip(paths, destinations, texts, strict=True), 1):
        name = display_name(path)
        try:
            taken = _read(path, given, settings, reporter)
            text = taken.text
            if kept is not None:
                kept.write(text)
            if show_text:
                if not quiet:
                    click.echo(describe_text(taken), err=True)
                heading = name if several and destination.path is None else None
                destination.write(format_text(taken, form, destination, heading=heading))
                continue
            result = _summarize(name, text, taken.known, settings, reporter)
            if several and destination.path is None:
                destination.write(layout.in_series(result, text, destination, name=name, number=number))
            else:
                destination.write(layout.alone(result, text, destination))
        except SummarizerError as error:
            echo_error(error, about=name if several else None)
            code = max(code, error.exit_code)
            if error.fatal:
                break
    ctx.exit(code)


def _read(path: str, given: Mapping[str, Any], settings: "Settings", reporter: "Reporter") -> InputText:
    """Return what is in the input; what the user says of it wins over what it says of itself."""
    taken = read_input(path, limit=settings.max_characters, seconds=settings.timeout)
    if taken.note:
        reporter.note(taken.note)
    return replace(taken, known={**taken.known, **given})


def _summarize(
    name: str, text: str, known: Mapping[str, Any], settings: "Settings", reporter: "Reporter"
) -> "AnyBrief":
    from summarizer.api import summarize

    with reporter.article(name):
        brief: AnyBrief = summarize(text, settings=settings, on_progress=reporter, **known)
        return brief
