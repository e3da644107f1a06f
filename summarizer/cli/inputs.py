"""Articles from files and from standard input."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from summarizer.article import decode_article
from summarizer.errors import ArticleError

STANDARD_INPUT = "-"


def display_name(path: str) -> str:
    """Return how messages call the input."""
    return "standard input" if path == STANDARD_INPUT else path


def read_article(path: str, *, limit: int) -> tuple[str, str]:
    """Return text and encoding of a text file, or of standard input for "-"; `limit` is in characters.

    Never reads more than the limit allows, so an endless stream ends. Raises `ArticleError` for what cannot
    be read: missing, a folder, forbidden, empty, binary, too large.
    """
    name = display_name(path)
    # A character takes at most four bytes; one more tells that there is too much.
    most = 4 * limit
    try:
        if path == STANDARD_INPUT:
            data, size = _read_standard_input(most + 1), None
        else:
            with Path(path).open("rb") as file:
                data, size = file.read(most + 1), _size(file)
    except OSError as error:
        raise _cannot_read(path, error) from error
    if len(data) > most:
        found = f"{size:,}" if size else f"more than {most:,}"
        raise ArticleError(
            f"{name} has {found} bytes; the limit is {limit:,} characters.",
            hint="Raise the limit with --max-characters, or split the text.",
        )
    return decode_article(data, name=name, limit=limit)


def _read_standard_input(most: int) -> bytes:
    if sys.stdin.isatty():
        click.echo(
            "Reading the article from the terminal; end it with Ctrl-D on a line of its own.", err=True
        )
    return sys.stdin.buffer.read(most)


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _cannot_read(path: str, error: OSError) -> ArticleError:
    match error:
        case FileNotFoundError():
            return ArticleError(
                f"The file {path!r} does not exist.", hint="Check the path; '-' reads standard input."
            )
        case IsADirectoryError():
            return ArticleError(
                f"{path!r} is a folder, not a file.", hint="Name the files in it, as in FOLDER/*.txt."
            )
        case PermissionError():
            return ArticleError(f"The file {path!r} may not be read.", hint="Check its permissions.")
    return ArticleError(f"{display_name(path)!r} cannot be read: {error.strerror}.")
