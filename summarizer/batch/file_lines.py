"""Lines of a file, one after another, in bounded memory and in the encoding they are in."""

import codecs
import io
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.errors import ArticleError

_SKIPPED_AT_ONCE = 1 << 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """A line with its end; in place of a text that cannot be read stands the reason. Numbers begin with 1."""

    number: int
    text: str | ArticleError
    encoding: str = "utf-8"


def read_lines(file: io.BufferedReader, name: str, *, most: int) -> Iterator[Line]:
    """Yield the lines of a file; one of more than `most` bytes (in UTF-16: characters) is skipped and said to be.

    Each line is UTF-8 or, where it is not, cp1252: files that were put together from several may hold both. A
    byte-order mark tells UTF-16, for the whole file. `name` is used in messages.
    """
    return (_utf_16 if file.peek(2)[:2] in _UTF_16 else _bytes)(file, name, most)


def _bytes(file: io.BufferedReader, name: str, most: int) -> Iterator[Line]:
    number = 0
    while data := file.readline(most + 1):
        number += 1
        if len(data) > most:
            last = data
            while last and not last.endswith(b"\n"):
                last = file.readline(_SKIPPED_AT_ONCE)
            yield Line(number, _too_long(name, number, most, "bytes"))
            continue
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        try:
            yield Line(number, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            try:
                yield Line(number, data.decode("cp1252"), "cp1252")
            except UnicodeDecodeError:
                message = f"{name}:{number} is neither UTF-8 nor cp1252: byte {error.start} of the line."
                yield Line(number, ArticleError(message, hint="Save the file as UTF-8."))


def _utf_16(file: io.BufferedReader, name: str, most: int) -> Iterator[Line]:
    text = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
    number = 0
    try:
        while line := text.readline(most + 1):
            number += 1
            if len(line) > most:
                while line and not line.endswith("\n"):
                    line = text.readline(_SKIPPED_AT_ONCE)
                yield Line(number, _too_long(name, number, most, "characters"), "utf-16")
            else:
                yield Line(number, line, "utf-16")
    except UnicodeDecodeError:
        message = f"{name}:{number + 1} and what follows it is not UTF-16, as the file begins."
        yield Line(number + 1, ArticleError(message, hint="Save the file as UTF-8."), "utf-16")
    finally:
        text.detach()


def _too_long(name: str, number: int, most: int, unit: str) -> ArticleError:
    return ArticleError(
        f"{name}:{number} has more than {most:,} {unit}.",
        hint="Raise the limit with --max-characters, or split the text.",
    )
