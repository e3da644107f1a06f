"""Briefs that were stored: a file each, or lines of one file, read one after another."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from summarizer.article import Article
from summarizer.brief import (
    SCHEMA_VERSION,
    Brief,
    Evidence,
    GroundedBrief,
    Mention,
    StoredGroundedBrief,
    is_readable,
)
from summarizer.brief_form import AnyBrief, BriefForm
from summarizer.cli.inputs import STANDARD_INPUT, display_name
from summarizer.cli.library import ArticleLibrary
from summarizer.errors import ArticleError, InputError
from summarizer.render.citations import all_evidence
from summarizer.render.own_entries import mentions_of
from summarizer.validation_messages import json_fault, requirement

LARGEST = 64 * 2**20
"""Bytes of the largest brief that is read, so that an endless line ends."""

_FAILURES = ".failures.jsonl"
_CONTRACT = "'summarizer schema' prints what a brief is."


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """A brief, and what its file says beside it.

    `name` is the id of its line where that has one, else its file, and the line where the file has several.
    `text` is the article's, None where it is not known.
    """

    brief: AnyBrief
    name: str
    text: str | None


def read_stored(
    paths: Sequence[str], *, articles: Sequence[str] = (), form: BriefForm | None = None
) -> Iterator[StoredBrief]:
    """Yield the briefs of files one by one, in the order they are stored.

    A file holds briefs, or {"id", "brief", "text"?}: one as JSON, one a line (JSON Lines), or indented ones that follow
    each other. "-" is standard input, a folder means the .json and .jsonl files in it. `articles` are text files,
    folders or JSONL files ({"text", …}) in which the texts are looked up by `brief.article.id`. Briefs of a user's own
    form are read as that with `form`, else as the JSON that they are.

    Raises `InputError` that names file and line when what is there is not a brief; those before it are yielded.
    """
    library = ArticleLibrary(articles)
    for path in _files(paths):
        for number, data in _read(path):
            yield _parse(data, path, number, library, form)


def check_form(stored: StoredBrief, form: BriefForm | None) -> None:
    """Raise `InputError` for a brief that is not of the form, or, without one, not the built-in brief."""
    own = stored.brief.form if isinstance(stored.brief, GroundedBrief) else None
    wanted = form.name if form is not None else None
    if own != wanted:
        told = f"a brief of the form {own!r}" if own else "the built-in brief"
        hint = "Name its form with --schema." if own else "Leave --schema out."
        raise InputError(f"{stored.name} is {told}, not of the form that is asked for.", hint=hint)


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if path == STANDARD_INPUT or not Path(path).is_dir():
            yield path
            continue
        found = sorted(one for one in Path(path).iterdir() if _may_hold_briefs(one))
        if not found:
            raise InputError(
                f"The folder {path!r} has no .json or .jsonl file.", hint="Name a folder of briefs."
            )
        yield from map(str, found)


def _may_hold_briefs(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix in {".json", ".jsonl"} and not hidden and not path.name.endswith(_FAILURES)


def _read(path: str) -> Iterator[tuple[int | None, bytes]]:
    try:
        if path == STANDARD_INPUT:
            yield from _documents(sys.stdin.buffer, path)
        else:
            with Path(path).open("rb") as file:
                yield from _documents(file, path)
    except OSError as error:
        raise InputError(
            f"{display_name(path)!r} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error


def _documents(file: BinaryIO, path: str) -> Iterator[tuple[int | None, bytes]]:
    """Yield line number and bytes of each brief; no number where the whole file is one."""
    lines = _lines(file, path)
    filled = ((number, line) for number, line in lines if line.strip())
    first = next(filled, None)
    if first is None:
        raise InputError(f"{display_name(path)} is empty.", hint="Name a file that holds briefs.")
    if first[1].strip() == b"{":
        yield from _indented(first, lines, path)
        return
    if Path(path).suffix == ".jsonl":
        yield first
    elif not _is_whole(first[1]) and _may_go_on(first[1]):
        yield from _indented(first, lines, path)
        return
    else:
        second = next(filled, None)
        if second is None:
            yield None, first[1]
            return
        yield from (first, second)
    yield from filled


def _indented(
    first: tuple[int, bytes], lines: Iterable[tuple[int, bytes]], path: str
) -> Iterator[tuple[int | None, bytes]]:
    """Yield the same of JSON that is spread over lines, as jq writes it and `cat` puts it together.

    A document ends where a line that ends in "}" is followed by one that begins with "{": inside a document there would
    be a comma between the two.
    """
    began, parts = first[0], [first[1]]
    size, before = len(first[1]), first[1]
    several = False
    for number, line in lines:
        if line.lstrip().startswith(b"{") and before.rstrip().endswith(b"}"):
            several = True
            yield began, b"".join(parts)
            began, parts, size = number, [], 0
        parts.append(line)
        size += len(line)
        if size > LARGEST:
            raise _too_large(_where(path, began if several else None))
        before = line if line.strip() else before
    yield began if several else None, b"".join(parts)


def _lines(file: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            raise _too_large(_where(path, number))
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield number, line


def _is_whole(data: bytes) -> bool:
    try:
        from_json(data, allow_inf_nan=False)
    except ValueError:
        return False
    return True


def _may_go_on(data: bytes) -> bool:
    """Tell whether this is the beginning of a JSON document, as of one that is indented."""
    try:
        from_json(data, allow_partial=True, allow_inf_nan=False)
    except ValueError:
        return False
    return True


def _parse(
    data: bytes, path: str, number: int | None, library: ArticleLibrary, form: BriefForm | None
) -> StoredBrief:
    where = _where(path, number)
    found = _json(data, where, number or 1)
    if not isinstance(found, dict):
        raise InputError(f"{where} is not a brief: it is no JSON object.", hint=_CONTRACT)
    name, text = where, None
    if "brief" in found:
        name = _string(found, "id", where) or where
        text = _string(found, "text", where)
        found = found["brief"]
    elif "error" in found and "id" in found:
        raise InputError(
            f"{where} is an article that failed, not a brief.",
            hint="Name the file of results, not that of failures.",
        )
    brief = _brief(found, where, form)
    if text is None:
        text = library.find(brief.article.id)
    elif not _is_text_of(brief, text):
        raise InputError(
            f"{where} has another text than the one that its brief is about.",
            hint="Make the brief again, or leave the text out.",
        )
    _check_offsets(brief, text, where)
    return StoredBrief(brief, name, text)


def _json(data: bytes, where: str, began: int) -> Any:
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        if _may_go_on(data):
            raise InputError(
                f"{where} ends in the middle of a brief.",
                hint="Whatever wrote it was interrupted; let it finish, or remove what is torn.",
            ) from error
        fault = json_fault(error, data, began=began if b"\n" in data.strip() else None)
        raise InputError(f"{where} is not JSON: {fault}.", hint=_CONTRACT) from error


def _brief(found: Any, where: str, form: BriefForm | None) -> AnyBrief:
    is_own = isinstance(found, dict) and "form" in found and "headline" not in found
    version = found.get("schema_version", SCHEMA_VERSION) if isinstance(found, dict) else SCHEMA_VERSION
    if not is_readable(version):
        readable = f"{SCHEMA_VERSION.partition('.')[0]}.x"
        raise InputError(
            f"{where} has schema version {_shortened(version)}; this summarizer reads {readable}.",
            hint="Read it with the summarizer that wrote it, or make the brief again.",
        )
    try:
        if is_own and form is not None:
            own: AnyBrief = form.read(to_json(found))
            return own
        return (StoredGroundedBrief if is_own else Brief).model_validate(found)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        place = ".".join(str(part) for part in problems[0]["loc"])
        more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
        match problems[0]["type"]:
            case "missing":
                told = f"it lacks {_shortened(place)}"
            case "model_type" if not place:
                told = "its 'brief' is no JSON object"
            case _:
                told = (f"{_shortened(place)}: " if place else "") + requirement(problems[0])
        raise InputError(f"{where} is not a brief: {told}{more}.", hint=_CONTRACT) from error


def _check_offsets(brief: AnyBrief, text: str | None, where: str) -> None:
    """Raise `InputError` unless every span says what stands there; only lengths can be told without the text."""
    for span in _spans(brief):
        there = span.text if text is None else text[span.start : span.end]
        if len(span.text) != span.end - span.start or there != span.text:
            raise InputError(
                f"{where} is not a true brief: characters {span.start:,} to {span.end:,} of the article are not "
                f"{_shortened(span.text)}.",
                hint="It was changed after it was made; make the brief again.",
            )


def _spans(brief: AnyBrief) -> Iterator[Evidence | Mention]:
    yield from all_evidence(brief)
    if isinstance(brief, GroundedBrief):
        yield from mentions_of(brief)
        return
    for actor in brief.actors:
        yield from actor.mentions


def _is_text_of(brief: AnyBrief, text: str) -> bool:
    try:
        return Article(text=text).id == brief.article.id
    except ArticleError:
        return False


def _string(found: dict[str, Any], key: str, where: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where} is not a brief: its {key!r} is not a string.", hint=_CONTRACT)
    return value


def _where(path: str, number: int | None) -> str:
    return display_name(path) if number is None else f"{display_name(path)}:{number}"


def _shortened(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def _too_large(where: str) -> InputError:
    return InputError(f"{where} has more than {LARGEST:,} bytes.", hint="A brief has a few kilobytes.")
