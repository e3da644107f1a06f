"""What was taken from an input, for those who want to see it: `--show-text` and `--save-text`."""

import sys
from collections.abc import Sequence

import click

from summarizer.article import Article
from summarizer.cli.formats import Format
from summarizer.cli.inputs import InputText
from summarizer.cli.output import Destination, plan_output
from summarizer.render.safe import safe_line, safe_text

_LABELS = {
    "title": "Title",
    "published": "Published",
    "source": "Source",
    "url": "Address",
    "language": "Language",
}


def text_suffix(form: Format) -> str:
    """Return how files with what was taken end; raises `UsageError` for a form that only briefs have."""
    match form:
        case "text":
            return ".txt"
        case "json":
            return ".article.json"
    raise click.UsageError("--show-text has --format text or json.")


def plan_texts(
    paths: Sequence[str], save_text: str | None, results: Sequence[Destination]
) -> tuple[Destination | None, ...]:
    """Return where the text of each input is kept, None for nowhere, every place checked."""
    if save_text is None:
        return (None,) * len(paths)
    if save_text == "-":
        raise click.UsageError("--save-text needs a file; --show-text prints the text.")
    texts = plan_output(paths, save_text, suffix=".txt")
    if {text.path for text in texts} & {result.path for result in results}:
        raise click.UsageError("--save-text and --output name the same file.")
    return texts


def describe_text(taken: InputText) -> str:
    """Return what is known about the text, a line each."""
    lines = [f"{label}: {taken.known[key]}" for key, label in _LABELS.items() if key in taken.known]
    if taken.author:
        lines.insert(1 if "title" in taken.known else 0, f"Author: {taken.author}")
    return "\n".join(safe_line(line) for line in [*lines, f"Text: {len(taken.text):,} characters"])


def format_text(taken: InputText, form: Format, destination: Destination, *, heading: str | None) -> str:
    """Return the text exactly as offsets count it, or with what is known about it as one line of JSON.

    Only a terminal gets it made safe. `heading` names the input where several follow each other.
    """
    if form == "json":
        return Article(text=taken.text, **taken.known).model_dump_json() + "\n"
    on_terminal = destination.path is None and sys.stdout.isatty()
    text = safe_text(taken.text) if on_terminal else taken.text
    return text if heading is None else f"==> {safe_line(heading)} <==\n\n{text}\n"
