"""Where results go: standard output, or a file that is written whole or not at all."""

import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import EACCES
from pathlib import Path

from summarizer.errors import OutputPathError


class Destination:
    """A file, or standard output for None and "-"."""

    def __init__(self, path: Path | None) -> None:
        self.path = None if path is None or str(path) == "-" else path

    def check(self) -> None:
        """Raise `OutputPathError` when the file could not be written; call it before the work, not after.

        A file that is there stays as it is.
        """
        if self.path is None:
            return
        if self.path.is_dir():
            raise OutputPathError(f"{str(self.path)!r} is a folder, not a file.", hint="Name a file in it.")
        try:
            if _is_special(self.path):
                if not os.access(self.path, os.W_OK):
                    raise PermissionError(EACCES, os.strerror(EACCES))
            else:
                part = _part_beside(self.path)
                part.touch(exist_ok=False)
                part.unlink()
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
            _write_whole(self.path, text.encode("utf-8"))
        except OSError as error:
            raise _not_writable(self.path, error) from error


def discard_output() -> None:
    """Drop what standard output still holds: the interpreter would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        discard_output()
        raise OutputPathError(f"Standard output cannot be written: {error.strerror}.", hint="") from error


def plan_output(inputs: Sequence[str], output: Path | None, *, suffix: str) -> tuple[Destination, ...]:
    """Return where the result of each input goes, every place checked; "-" is standard input or output.

    One input goes to the file `output`. Several, or any number when `output` is a folder, go to a file each
    in that folder, which is made when it is not there. Raises `OutputPathError` for a place that cannot be
    written, that two results would share, or that is one of the inputs.
    """
    if output is None or str(output) == "-":
        return (Destination(None),) * len(inputs)
    if len(inputs) == 1 and not output.is_dir():
        paths = [output]
    else:
        _make_folder(output)
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
    destinations = tuple(Destination(path) for path in paths)
    for destination in destinations:
        destination.check()
    return destinations


def _stem(name: str) -> str:
    return "stdin" if name == "-" else Path(name).stem


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputPathError(
            f"The output {str(path)!r} is a file; several articles need a folder.",
            hint="Name a folder with --output.",
        ) from error
    except OSError as error:
        raise _not_writable(path, error) from error


def _write_whole(path: Path, data: bytes) -> None:
    if _is_special(path):
        path.write_bytes(data)
        return
    part = _part_beside(path)
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o7777)
        # A link keeps pointing where it did; the file behind it is what is replaced.
        part.replace(path.resolve())
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _is_special(path: Path) -> bool:
    """Tell whether the path is a device or a pipe: renaming a file over /dev/null would remove the device."""
    return path.exists() and not path.is_file()


def _part_beside(path: Path) -> Path:
    return path.resolve().parent / f".summarizer-{secrets.token_hex(6)}.part"


def _not_writable(path: Path, error: OSError) -> OutputPathError:
    return OutputPathError(
        f"The output {str(path)!r} cannot be written: {error.strerror}.",
        hint="Name a file in a folder that exists and that you may write to.",
    )
