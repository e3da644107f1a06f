"""Articles from files, from standard input and from the web."""

import asyncio
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from summarizer.article import decode_article
from summarizer.errors import ArticleError
from summarizer.web.kinds import HTML_SUFFIXES, PAGE_BYTES, foreign_kind, is_url, looks_like_html, shown_url

if TYPE_CHECKING:
    from summarizer.web import WebPage

STANDARD_INPUT = "-"

_FETCH_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class InputText:
    """What was taken from an input: the text that offsets count in, and what a page says about itself.

    `known` holds keywords of `summarize`; `note` is worth saying to those who want to know more.
    """

    text: str
    known: dict[str, Any] = field(default_factory=dict)
    author: str | None = None
    note: str | None = None


def display_name(path: str) -> str:
    """Return how messages call the input; of an address without what may be secret in it."""
    if path == STANDARD_INPUT:
        return "standard input"
    if is_url(path):
        return shown_url(path)
    return path


def read_input(path: str, *, limit: int, seconds: float) -> InputText:
    """Return what is in a text file, a web page (a file or an address), or standard input for "-".

    `limit` is in characters of the text, `seconds` bounds the fetching of an address. Never reads more than the limits
    allow, so an endless stream ends. Raises `ArticleError` for what cannot be read (missing, a folder, forbidden,
    empty, binary, too large, a page without an article) and `FetchError` for a page that is not to be had.
    """
    if is_url(path):
        return _of_page(_fetch(path, limit=limit, seconds=min(seconds, _FETCH_SECONDS)))
    name = display_name(path)
    is_page = path.lower().endswith(HTML_SUFFIXES)
    data = _read_bytes(path, limit=limit, most=max(4 * limit, PAGE_BYTES) if is_page else 4 * limit)
    if is_page or looks_like_html(data):
        from summarizer.web import read_page

        return _of_page(read_page(data, name=name, limit=limit))
    if kind := foreign_kind(data):
        raise ArticleError(f"{name} is {kind}, not text.", hint="Save the article as plain text (UTF-8).")
    text, encoding = decode_article(data, name=name, limit=limit)
    return InputText(
        text, note=None if encoding == "utf-8" else f"{name} is not UTF-8; it was read as {encoding}."
    )


def _fetch(url: str, *, limit: int, seconds: float) -> "WebPage":
    from summarizer.web import fetch_page

    return asyncio.run(fetch_page(url, limit=limit, seconds=seconds))


def _of_page(page: "WebPage") -> InputText:
    known = page.article.model_dump(exclude={"text"}, exclude_none=True)
    return InputText(page.article.text, known, page.author)


def _read_bytes(path: str, *, limit: int, most: int) -> bytes:
    """Return at most `most` bytes: a character takes at most four, and one more tells that there is too much."""
    name = display_name(path)
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
    return data


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
