"""What has become of each article of a batch: a line in OUT, or one in the file of failures beside it, never both.

An article is finished once its line in OUT is whole, and failed once its line in the other file is; nothing else is
kept, so there is nothing that could disagree with them after a crash. An article that failed and was tried again is in
the failures until it is in OUT; where a crash leaves it in both, OUT counts, and the next opening removes the other.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from pydantic_core import from_json

from summarizer import errors
from summarizer.article import Article
from summarizer.batch.ids import LARGEST_VALUE, IdTable
from summarizer.batch.results import ResultFile, Stored
from summarizer.brief_form import AnyBrief
from summarizer.cached_brief import CachedBrief, as_json
from summarizer.errors import OutputPathError, SummarizerError
from summarizer.files import check_writable, exclusive, is_special, replacing, sync_folder, what_to_do

Fate = Literal["new", "finished", "failed", "changed"]

# In the lines that are written here the digest of the article stands right behind the beginning of the brief.
_DIGEST = b'"article":{"id":"sha256:'
_NEAR = 200
_DIGEST_DIGITS = 16


class Failures(NamedTuple):
    """How many articles are in the file of failures, and the highest exit code among their errors."""

    articles: int
    exit_code: int


def failures_beside(out: Path) -> Path:
    """Return the place of the file of failures of an OUT."""
    return out.with_name(f"{out.name.removesuffix('.jsonl')}.failures.jsonl")


class Journal:
    """OUT and its failures, open for writing; made by `Journal.open`.

    `finished` counts the briefs in OUT, `notes` say what was repaired. With `retry_failed` what failed before counts as
    new. Everything raises `OutputPathError` for what the disk refuses.
    """

    def __init__(self, out: Path, *, retry_failed: bool) -> None:
        self.out = ResultFile(out, "brief")
        self.failures = ResultFile(failures_beside(out), "error")
        self.finished = 0
        self.notes: list[str] = []
        self.retry_failed = retry_failed
        self._again = IdTable()
        self._done = IdTable()
        # How often an article has failed.
        self._failed = IdTable()

    @classmethod
    @contextmanager
    def open(cls, out: Path, *, retry_failed: bool = False) -> Iterator[Self]:
        """Hold OUT for this process alone, repair and read it; both files are on disk in the end.

        Raises `OutputPathError` where another process holds it.
        """

        def held() -> None:
            raise OutputPathError(
                f"Another process is writing to {str(out)!r}.",
                hint="Wait for it to end, or write to another file with -o.",
            )

        check_place(out)
        with ExitStack() as held_files:
            try:
                held_files.enter_context(exclusive(out, held))
            except OSError as error:
                raise _not_writable(out, error) from error
            journal = cls(out, retry_failed=retry_failed)
            journal._read()
            try:
                yield journal
                journal.sync()
            finally:
                journal.out.close()
                journal.failures.close()

    @classmethod
    def peek(cls, out: Path, *, retry_failed: bool = False) -> Self:
        """Read OUT and its failures as they are, another process may be writing them, and change nothing."""
        journal = cls(out, retry_failed=retry_failed)
        journal._note_finished(whole=False)
        journal._note_failed(whole=False)
        return journal

    def fate(self, name: str, article: Article | None) -> Fate:
        """Return what has become of an article: `changed` when OUT has a brief of another text under its id."""
        digest = self._done.get(name)
        if digest is not None:
            same = article is None or not digest or digest == _digest(article.id)
            return "finished" if same else "changed"
        if name in self._failed and not self.retry_failed and name not in self._again:
            return "failed"
        return "new"

    def retry(self, names: Iterable[str]) -> None:
        """Let these articles count as new where they have failed, as `retry_failed` does with all."""
        for name in names:
            self._again.put(name)

    def finish(self, name: str, brief: AnyBrief | CachedBrief, *, text: str | None = None) -> None:
        """Write a brief, with the text of its article where that is given."""
        rest = b'"brief":' + as_json(brief)
        if text is not None:
            rest += b',"text":' + json.dumps(text, ensure_ascii=False).encode()
        self.out.append(name, rest)
        self._done.put(name, _digest_in(rest, 0))
        self.finished += 1

    def fail(self, name: str, error: SummarizerError, *, where: str) -> None:
        """Write why an article has no brief; `where` is its place in the input."""
        attempts = (self._failed.get(name) or 0) + 1
        told = {
            "error": error.message,
            "kind": type(error).__name__,
            "retryable": error.retryable,
            "attempts": attempts,
            "hint": error.hint,
            "where": where,
        }
        self.failures.append(
            name, json.dumps(told, ensure_ascii=False, separators=(",", ":"))[1:-1].encode("utf-8", "replace")
        )
        self._failed.put(name, attempts)

    def last_brief(self) -> dict[str, Any] | None:
        """Return the last brief in OUT as it stands there, None where there is none."""
        last = self.out.last()
        return last["brief"] if last and isinstance(last["brief"], dict) else None

    def sync(self) -> None:
        """Return when all that was written has reached the disk; may be called in another thread."""
        self.out.sync()
        self.failures.sync()

    def settle(self, is_obsolete: Callable[[str, str], bool] = lambda _name, _where: False) -> Failures:
        """Leave one line in the failures for each article that has no brief, and return how many those are.

        `is_obsolete` is asked with id and place whether the input has nothing any more that this failure is about.
        """
        self.sync()
        latest = IdTable()
        dropped = 0
        for stored in self.failures.scan():
            dropped += not latest.put(stored.id, stored.number)
        count, code = 0, 0

        def kept() -> Iterator[bytes]:
            nonlocal count, code
            count, code = 0, 0
            for stored in self.failures.scan():
                if stored.id in self._done or latest.get(stored.id) != stored.number:
                    continue
                told = from_json(stored.line)
                if not is_obsolete(stored.id, str(told.get("where", ""))):
                    count, code = count + 1, max(code, _exit_code(told))
                    yield stored.line

        whole = sum(1 for _ in kept())
        if whole != len(latest) or dropped:
            self.failures.close()
            try:
                if whole:
                    with replacing(self.failures.path, follow=False) as file:
                        file.writelines(kept())
                else:
                    self.failures.path.unlink(missing_ok=True)
                    sync_folder(self.failures.path.resolve().parent)
            except OSError as error:
                raise self.failures.unusable(error, "written") from error
        return Failures(count, code)

    def _read(self) -> None:
        for file in (self.out, self.failures):
            if cut := file.repair():
                self.notes.append(
                    f"The last line of {str(file.path)!r} was not whole; its {cut:,} bytes were removed, and its "
                    "article is done again."
                )
        self._note_finished()
        if self._note_failed():
            self.settle()

    def _note_finished(self, *, whole: bool = True) -> None:
        twice = 0
        for stored in _lines(self.out, whole=whole):
            twice += not self._done.put(stored.id, _digest_in(stored.line, stored.after))
            self.finished += 1
        if twice:
            self.notes.append(
                f"{str(self.out.path)!r} has articles more than once ({twice:,} lines too many); they stay as they are."
            )

    def _note_failed(self, *, whole: bool = True) -> bool:
        """Return whether the file holds lines that do not count any more."""
        stale = False
        for stored in _lines(self.failures, whole=whole):
            if stored.id in self._done:
                stale = True
                continue
            stale = stale or stored.id in self._failed
            told = from_json(stored.line).get("attempts")
            attempts = told if isinstance(told, int) and 0 < told <= LARGEST_VALUE else 1
            self._failed.put(stored.id, attempts)
        return stale


def check_place(out: Path) -> None:
    """Raise `OutputPathError` when OUT could not be written."""
    if out.is_dir() or is_special(out):
        raise OutputPathError(f"{str(out)!r} is not a file that can grow.", hint="Name a file with -o.")
    failures = failures_beside(out)
    if failures.is_symlink():  # nobody named it: where OUT is a link, that was meant
        raise OutputPathError(
            f"{str(failures)!r} is a link to elsewhere; failures are not written there.",
            hint="Remove the link, or write to another file with -o.",
        )
    try:
        check_writable(out)
    except OSError as error:
        raise _not_writable(out, error) from error


def _not_writable(out: Path, error: OSError) -> OutputPathError:
    return OutputPathError(
        f"The output {str(out)!r} cannot be written: {error.strerror}.",
        hint=what_to_do(error, out),
    )


def _lines(file: ResultFile, *, whole: bool) -> Iterator[Stored]:
    """Yield the lines; where the file may be in the making, a last one that is torn ends them."""
    with suppress(*() if whole else (OutputPathError,)):
        yield from file.scan()


def _digest(article_id: str) -> int:
    return int(article_id.removeprefix("sha256:")[:_DIGEST_DIGITS], 16)


def _digest_in(line: bytes, after: int) -> int:
    """Return the article's digest of a line of OUT, 0 where it is not in its usual place."""
    at = line.find(_DIGEST, after, after + _NEAR)
    if at < 0:
        return 0
    with suppress(ValueError):
        start = at + len(_DIGEST)
        return int(line[start : start + _DIGEST_DIGITS], 16)
    return 0


def _exit_code(told: dict[str, Any]) -> int:
    """Return the exit code of the error that a line of the failures tells of."""
    kind = getattr(errors, str(told.get("kind")), None)
    if isinstance(kind, type) and issubclass(kind, SummarizerError):
        return kind.exit_code
    return SummarizerError.exit_code
