"""The Hugging Face hub, through `huggingface_hub`, which brings its own settings, proxies and resumption."""

import errno
import importlib
import queue
import shutil
import threading
from pathlib import Path
from typing import Any

from summarizer.embedded.archive import repack
from summarizer.embedded.catalogue import CatalogueEntry
from summarizer.embedded.report import DownloadListener, DownloadProgress, SourceFailed, format_size
from summarizer.embedded.store import Store, place_file, sizes_below

SOURCE = "the Hugging Face hub"
REACH_SECONDS = 5.0


def fetch(entry: CatalogueEntry, store: Store, listen: DownloadListener) -> None:
    """Fetch the model into its place; a transfer that was interrupted continues.

    Raises `SourceFailed` when the hub does not deliver, `ModelFileError` for a wrong digest or a full disk.
    """
    if entry.hub is None:
        raise SourceFailed("this model is not there")
    try:
        huggingface_hub: Any = importlib.import_module("huggingface_hub")
    except ImportError as error:
        raise SourceFailed("huggingface_hub is not installed") from error
    if huggingface_hub.is_offline_mode():
        raise SourceFailed("HF_HUB_OFFLINE is set")
    _reach(huggingface_hub, huggingface_hub.hf_hub_url(entry.hub.repository, entry.hub.file))
    work = store.work(entry)
    store.require_space(entry, kept=sum(size for _, size in sizes_below(work)))
    message = f"Fetching {entry.file} ({format_size(entry.size)}) from {SOURCE} into {store.folder}."
    listen(DownloadProgress(0, entry.size, SOURCE, message))
    heard = _Heard(listen)
    try:
        fetched = huggingface_hub.hf_hub_download(
            entry.hub.repository, entry.hub.file, local_dir=work, tqdm_class=_reporting_bar(entry, heard)
        )
    except Exception as error:
        if heard.refused is not None:
            raise heard.refused from None
        # httpx, the hub's own errors, the Rust errors of hf-xet: whatever it is, the next source may deliver,
        # and the reason is told. A full disk is the exception: it is full for the next source as well.
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SourceFailed(_first_line(error)) from error
    if entry.members:
        packed = work / entry.file
        repack(Path(fetched), entry, packed)
        fetched = packed
    place_file(entry, Path(fetched), store.path(entry))
    shutil.rmtree(work, ignore_errors=True)


def _reach(huggingface_hub: Any, url: str) -> None:
    """Ask once for the file's headers; `huggingface_hub` would try six times, which takes over 20 seconds.

    In a thread, because the look-up of a name has no time limit of its own.
    """
    problems: queue.SimpleQueue[str] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer = huggingface_hub.get_session().head(url, timeout=REACH_SECONDS, follow_redirects=False)
        except Exception as error:  # noqa: BLE001  the client's errors are not known here, and each of them is told
            problems.put(_first_line(error))
        else:
            problems.put(f"it answered {answer.status_code}" if answer.status_code >= 400 else "")

    threading.Thread(target=ask, name="hub-reach", daemon=True).start()
    try:
        problem = problems.get(timeout=REACH_SECONDS)
    except queue.Empty:
        problem = f"no answer within {REACH_SECONDS:.0f} seconds"
    if problem:
        raise SourceFailed(problem)


class _Heard:
    """Tells a listener's own exception, which ends the download, from a failure of the hub."""

    def __init__(self, listen: DownloadListener) -> None:
        self._listen = listen
        self.refused: Exception | None = None

    def __call__(self, progress: DownloadProgress) -> None:
        try:
            self._listen(progress)
        except Exception as error:
            self.refused = error
            raise


def _reporting_bar(entry: CatalogueEntry, listen: DownloadListener) -> type[Any]:
    tqdm: Any = importlib.import_module("tqdm").tqdm

    class Bar(tqdm):  # type: ignore[misc]  # it comes with huggingface_hub and has no types
        """Reports instead of drawing."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self._done = int(options.get("initial") or 0)
            options.pop("name", None)
            super().__init__(*args, **{**options, "disable": True})

        def update(self, n: float | None = 1) -> bool | None:
            self._done += int(n or 0)
            listen(DownloadProgress(min(self._done, entry.size), entry.size, SOURCE))
            return None

    return Bar


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
