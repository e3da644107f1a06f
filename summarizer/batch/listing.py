"""Which files a batch reads: those that are named, those that fit a pattern, those of folders."""

import glob
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import InputError, SettingsError

STANDARD_INPUT = "-"

JSON_LINES = frozenset({".jsonl", ".ndjson", ".json"})
TABLES = frozenset({".csv", ".tsv"})
TEXTS = frozenset({".txt", ".text", ".md"})
_KNOWN = tuple(JSON_LINES | TABLES | TEXTS)


class Closed(NamedTuple):
    """A folder that cannot be read, and why."""

    path: str
    error: OSError


class Listing:
    """The files of some places, in a fixed order: as they are named, those of a folder by name.

    Of folders the files with known suffixes count, but not hidden ones and not those in `leave_out`.
    """

    def __init__(self, places: Sequence[str], *, leave_out: Sequence[Path] = ()) -> None:
        """Raises `InputError` for a place that is not there, and `SettingsError` for one that is left out."""
        self._left_out = {path.name: path.resolve() for path in leave_out}
        self._places = [found for place in dict.fromkeys(places) for found in self._expanded(place)]

    @property
    def has_standard_input(self) -> bool:
        """Return whether standard input is among them."""
        return STANDARD_INPUT in self._places

    def __iter__(self) -> Iterator[str | Closed]:
        """Yield the paths; a file may come twice when it was named in two ways."""
        for place in self._places:
            if place != STANDARD_INPUT and Path(place).is_dir():
                yield from self._folder(place)
            elif not self._is_left_out(place, Path(place).name):
                yield place

    def _expanded(self, place: str) -> Sequence[str]:
        if place == STANDARD_INPUT or Path(place).exists():
            if self._is_left_out(place, Path(place).name):
                raise SettingsError(
                    f"{place!r} is where results are written; it cannot be an input too.",
                    hint="Name another file with -o.",
                )
            return [place]
        if glob.has_magic(place):
            found = sorted(glob.iglob(place, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
            if found:
                return found
            raise InputError(f"No file fits the pattern {place!r}.", hint="Check the pattern.")
        raise InputError(
            f"The input {place!r} does not exist.", hint="Check the path; '-' is standard input."
        )

    def _folder(self, folder: str) -> Iterator[str | Closed]:
        """Yield the files of a folder and of those in it; links to folders are not followed: they may go round."""
        try:
            with os.scandir(folder) as found:
                entries = sorted((one for one in found if not one.name.startswith(".")), key=_name)
        except OSError as error:
            yield Closed(folder, error)
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from self._folder(entry.path)
            elif (
                entry.name.lower().endswith(_KNOWN)
                and _may_be_opened(entry)
                and not self._is_left_out(entry.path, entry.name)
            ):
                yield entry.path

    def _is_left_out(self, path: str, name: str) -> bool:
        # Names are compared first: to resolve a path takes a while, and there may be very many.
        left_out = self._left_out.get(name)
        return left_out is not None and Path(path).resolve() == left_out


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _may_be_opened(entry: os.DirEntry[str]) -> bool:
    """Tell files, and links that lead nowhere, from pipes and devices, which would be waited for."""
    with suppress(OSError):
        return entry.is_file() or not Path(entry.path).exists()
    return True
