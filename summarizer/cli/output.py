"""Where results go: standard output, or a file that is written whole or not at all."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from summarizer.errors import OutputPathError
from summarizer.files import check_writable, is_full, what_to_do, write_whole


class Destination:
    """A file, or standard output for None and "-".

    A link is followed where the user named it; `derived` is for a name that was made up, of an id or of the name of an
    input: there a link is replaced, since it could lead out of the folder.
    """

    def __init__(self, path: Path | None, *, derived: bool = False) -> None:
        self.path = None if path is None or str(path) == "-" else path
        self._follow = not derived

    def check(self) -> None:
        """Raise `OutputPathError` when the file could not be written; call it before the work, not after.

        A file that is there stays as it is.
        """
        if self.path is None:
            return
        if self.path.is_dir():
            raise OutputPathError(f"{str(self.path)!r} is a folder, not a file.", hint="Name a file in it.")
        try:
            check_writable(self.path, follow=self._follow)
        except OSError as error:
            raise _not_writable(self.path, error) from error

    def write(self, text: str) -> None:
        """Write the text, in a file as UTF-8 and in place of what it held.

        Raises `OutputPathError`, leaving nothing half-written, and `BrokenPipeError` when the reader is gone.
        """
        if self.path is None:
            _print(text)
            return
        try:
            write_whole(self.path, text.encode("utf-8"), follow=self._follow)
        except OSError as error:
            raise _not_writable(self.path, error) from error


def discard_output() -> None:
    """Drop what standard output still holds: the interpreter would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def output_refused(error: OSError) -> OutputPathError:
    """Return the error of standard output that cannot be written; what it still holds is dropped."""
    discard_output()
    return OutputPathError(
        f"Standard output cannot be written: {error.strerror}.",
        hint=what_to_do(error) if is_full(error) else "",
    )


def _print(text: str) -> None:
    # A terminal gets the encoding it shows; files and programs get UTF-8, whatever the locale.
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_refused(error) from error


def plan_output(inputs: Sequence[str], output: str | Path | None, *, suffix: str) -> tuple[Destination, ...]:
    """Return where the result of each input goes, every place checked; "-" is standard input or output.

    One input goes to the file `output`. Several, or any number when `output` names a folder, go to a file each
    in that folder, which is made when it is not there. Raises `OutputPathError` for a place that cannot be
    written, that two results would share, or that is one of the inputs.
    """
    if output is None or str(output) == "-":
        return (Destination(None),) * len(inputs)
    derived = len(inputs) > 1 or names_folder(output)
    output = Path(output)
    if not derived:
        paths = [output]
    else:
        make_folder(output)
        paths = [output / (_stem(name) + suffix) for name in inputs]
    sources = {Path(name).resolve() for name in inputs if name != "-"}
    for place, path in enumerate(paths):
        if path in paths[:place]:
            both = f"{inputs[paths.index(path)]!r} and {inputs[place]!r}"
            raise OutputPathError(
                f"{both} would both be written to {str(path)!r}.", hint="Make these briefs one by one."
            )
        if path.resolve() in sources:
            raise OutputPathError(
                f"The output {str(path)!r} would replace an article.", hint="Choose another name."
            )
    destinations = tuple(Destination(path, derived=derived) for path in paths)
    for destination in destinations:
        destination.check()
    return destinations


def names_folder(place: str | Path) -> bool:
    """Tell whether a folder is there, or is meant: "briefs/" is one before it is made. A `Path` has lost its slash."""
    return str(place).endswith(("/", os.sep)) or Path(place).is_dir()


def _stem(name: str) -> str:
    from summarizer.web.kinds import is_url, shown_url  # the help of commands does without

    if is_url(name):  # what follows a question mark may be a secret, and is no name for a file
        name = shown_url(name)
    return "stdin" if name == "-" else Path(name).stem


def make_folder(path: Path, *, derived: bool = False) -> bool:
    """Make the folder for several results unless it is there, and return whether it was made.

    One that is still empty when the command ends is removed again. Raises `OutputPathError` when it cannot be made.
    Where its name is `derived` from that of a file, it may be no link, which would lead out of the file's folder.
    """
    if derived and path.is_symlink():
        raise OutputPathError(
            f"The folder {str(path)!r} is a link to elsewhere; pages are not written there.",
            hint="Remove the link, or name another file with --output.",
        )
    try:
        path.mkdir()
    except FileExistsError as error:
        if path.is_dir():
            return False
        raise OutputPathError(
            f"The output {str(path)!r} is a file; several results need a folder.",
            hint="Name a folder with --output.",
        ) from error
    except OSError as error:
        raise _not_writable(path, error) from error
    if (command := click.get_current_context(silent=True)) is not None:
        command.call_on_close(partial(_remove_empty, path))
    return True


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it is not empty, as it should be
        folder.rmdir()


def spare_sources(destination: Destination, paths: Sequence[str]) -> None:
    """Raise `OutputPathError` when the destination is one of the files that are read."""
    if destination.path is not None and destination.path.resolve() in {
        Path(path).resolve() for path in paths
    }:
        raise OutputPathError(
            f"The output {str(destination.path)!r} would replace a brief that is read.",
            hint="Choose another place with --output.",
        )


def _not_writable(path: Path, error: OSError) -> OutputPathError:
    return OutputPathError(
        f"The output {str(path)!r} cannot be written: {error.strerror}.", hint=what_to_do(error, path)
    )
