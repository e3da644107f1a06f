"""What the engine has read, kept on disk between runs: one file for each constant beginning of prompts.

A file is named `<what it is>-<SHA-256 of its bytes>.slot`. llama.cpp checks little of what it restores (half a file
ends its process), so the bytes are checked here first. It holds constant prompts only, nothing of
an article. Scores behind a restored prefix are those behind the one that was saved, to the last digit.
"""

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Self

from summarizer.embedded.catalogue import catalogue
from summarizer.embedded.report import format_size
from summarizer.embedded.store import Store
from summarizer.errors import EngineFailed

if TYPE_CHECKING:
    from summarizer.embedded.engine import Engine

# About 24 MB each with the default model and the prefix of `stepwise`.
KEPT_FILES = 4
# Read behind a prefix, so that a chat template ends the prefix as before any question.
ANY_QUESTION = {"role": "user", "content": "."}
ABANDONED_SECONDS = 3_600.0

_logger = logging.getLogger("summarizer.model")


class Slots:
    """The prefixes that were read for one model file at one context length, in the folder `slots` of the cache.

    Nothing here raises for what disk or engine refuse: without its file a prefix is read as any other text.
    """

    def __init__(self, folder: Path, origin: Sequence[object]) -> None:
        """Keep files in `folder`; `origin` is all besides the prefix that a file depends on, as JSON values."""
        self.folder = folder
        self._origin = list(origin)

    @classmethod
    def open(cls, model_path: Path, *, context: int, cache_dir: Path | None = None) -> Self | None:
        """Return the slots for a model file; None, said in the log, where no private folder can be had."""
        store = Store(cache_dir)
        folder = store.folder.with_name("slots")
        try:
            origin = [*_identity(model_path, store), context, version("xllamacpp")]
            _make_private(folder)
        except (OSError, PackageNotFoundError) as error:
            _logger.info("What the model has read is not kept between runs: %s.", error)
            return None
        return cls(folder, origin)

    def recall(self, engine: "Engine", prefix: Sequence[Mapping[str, object]]) -> bool:
        """Give the engine what was kept of the prefix; False where it has to be read.

        An engine for several articles at a time reads it here, once for all who ask meanwhile.
        """
        name, groups = self._name(prefix), engine.groups
        # The engine itself goes back to it from other prompts, as long as its memory for prompts suffices.
        if groups.hold(name):
            return True
        with groups.changing:
            if groups.hold(name):
                return True
            there = self._restore(engine, name)
            if engine.parallel == 1:
                return there
            if not there and self._read(engine, name, prefix):
                self._restore(engine, name)
            return True

    def keep(self, engine: "Engine", prefix: Sequence[Mapping[str, object]], tokens: int) -> None:
        """Write down what the engine has read: a prompt of `tokens` tokens that begins with the prefix."""
        name = self._name(prefix)
        with engine.groups.changing:
            if not engine.groups.hold(name):
                # Whether or not it can be kept, it has been read: one attempt is enough.
                self._save(engine, name, tokens, engine.groups.give(name)[0])

    def bring_over(self, names: Sequence[str], engine: "Engine") -> None:
        """Give an engine what the one before it held, by `SlotGroups.names`, where it was kept."""
        with engine.groups.changing:
            for name in names:
                self._restore(engine, name)

    def _restore(self, engine: "Engine", name: str) -> bool:
        try:
            path = self._find(name)
            if path is None:
                return False
            groups, tokens = engine.groups.give(name), 0
            for slot in groups:
                tokens = engine.restore_slot(path.name, slot)
            os.utime(path)  # the files used last are those that stay
        except (EngineFailed, OSError) as error:
            engine.groups.forget(name)
            _logger.warning("What the model read in an earlier run is not used: %s", error)
            return False
        _logger.info("%d tokens that the model read in an earlier run are used again.", tokens)
        return True

    def _read(self, engine: "Engine", name: str, prefix: Sequence[Mapping[str, object]]) -> bool:
        """Have the engine read the prefix in one of its slots, and keep that for the others and for later runs."""
        slot = engine.groups.give(name)[0]
        try:
            tokens = engine.read([*prefix, ANY_QUESTION], slot)
        except EngineFailed as error:
            _logger.warning("What the model should read beforehand is read with each question: %s", error)
            return False
        return self._save(engine, name, tokens, slot)

    def _save(self, engine: "Engine", name: str, tokens: int, slot: int) -> bool:
        partial = self.folder / f"{secrets.token_hex(8)}.partial"
        try:
            if engine.save_slot(partial.name, slot) == tokens:
                self._place(partial, name)
                return True
            _logger.info("What the model has read is not kept: another prompt came in between.")
        except (EngineFailed, OSError) as error:
            _logger.warning("What the model has read is not kept for the next run: %s", error)
        finally:
            _remove(partial)
        return False

    def _name(self, prefix: Sequence[Mapping[str, object]]) -> str:
        facts = json.dumps([self._origin, [dict(message) for message in prefix]])
        return hashlib.sha256(facts.encode()).hexdigest()[:32]

    def _find(self, name: str) -> Path | None:
        """Return the file of this name whose bytes are what was written; others are removed."""
        for path in self.folder.glob(f"{name}-*.slot"):
            if path.stem == f"{name}-{_digest(path)}":
                return path
            _logger.warning("%r is damaged and is removed.", str(path))
            _remove(path)
        return None

    def _place(self, partial: Path, name: str) -> None:
        """Give a finished file its name, and remove what is older than the few newest."""
        path = self.folder / f"{name}-{_digest(partial)}.slot"
        partial.replace(path)
        _logger.info("What the model has read is kept: %r (%s).", str(path), format_size(path.stat().st_size))
        newest = sorted(_times(self.folder, "*.slot"), reverse=True)
        superseded = [one for _, one in newest if one.name.startswith(f"{name}-") and one != path]
        begun = [
            one for changed, one in _times(self.folder, "*.partial") if time() - changed > ABANDONED_SECONDS
        ]
        for old in {*superseded, *begun, *(one for _, one in newest[KEPT_FILES:])}:
            _remove(old)


def kept_prefixes(cache_dir: Path | None = None) -> tuple[Path, int, int]:
    """Return the folder of the slots, how many files are there for all models, and their size in bytes."""
    folder = Store(cache_dir).folder.with_name("slots")
    sizes = []
    for path in folder.glob("*.slot"):
        try:
            sizes.append(path.stat().st_size)
        except FileNotFoundError:  # another process removes what is old
            continue
    return folder, len(sizes), sum(sizes)


def _identity(path: Path, store: Store) -> list[object]:
    """Return what tells one model file from another: its digest where it was checked, else its place, size and time."""
    for entry in catalogue():
        if store.path(entry) == path and store.verified(entry):
            return [entry.sha256]
    found = path.stat()
    return [str(path.resolve()), found.st_size, found.st_mtime_ns]


def _make_private(folder: Path) -> None:
    """Make the folder if it is not there, for this user only: whoever can write a slot can put words in a prompt."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "nt":  # there a folder's permissions are those of the user's cache folder
        return
    if folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{str(folder)!r} belongs to another user")
    folder.chmod(0o700)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _times(folder: Path, pattern: str) -> list[tuple[float, Path]]:
    """Return the files with the time of their last change; another process may be removing some of them."""
    found = []
    for path in folder.glob(pattern):
        try:
            found.append((path.stat().st_mtime, path))
        except FileNotFoundError:
            continue
    return found


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # on Windows, a file that another engine is reading
        _logger.info("%r cannot be removed: %s.", str(path), error.strerror)
