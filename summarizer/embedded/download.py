"""From a name or a path to a model file that can be run: the sources in their order, each tried in turn."""

from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.embedded import hub, mirror
from summarizer.embedded.catalogue import CatalogueEntry, default_model, find_model
from summarizer.embedded.report import (
    DownloadListener,
    DownloadProgress,
    SourceFailed,
    format_size,
    ignore_download,
)
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError
from summarizer.files import exclusive

MAGIC = b"GGUF"

Fetch = Callable[[CatalogueEntry, Store, DownloadListener], None]
SOURCES: tuple[tuple[str, Fetch], ...] = (
    (mirror.RELEASE, mirror.fetch_release),
    (hub.SOURCE, hub.fetch),
    (mirror.SOURCE, mirror.fetch),
)


def ensure_model(
    name_or_path: str | None = None,
    *,
    cache_dir: Path | None = None,
    on_progress: DownloadListener = ignore_download,
) -> Path:
    """Return the path of a model file, fetched first where needed; None is the default model.

    A path of a GGUF file is returned as it is. `cache_dir` is where fetched models are kept (the user's cache
    folder where None). Raises `ModelFileError` for a file that is no GGUF file, an unknown name, and a
    download that failed.
    """
    if name_or_path is not None and _is_path(name_or_path):
        return _check_file(Path(name_or_path).expanduser())
    entry = default_model() if name_or_path is None else find_model(name_or_path)
    return obtain(entry, Store(cache_dir), on_progress)


def obtain(
    entry: CatalogueEntry,
    store: Store,
    listen: DownloadListener = ignore_download,
    sources: Sequence[tuple[str, Fetch]] | None = None,
) -> Path:
    """Return the place of a catalogue model in the store, fetched from the first source that delivers it.

    Two processes that ask at once fetch it once: the second waits for the first.
    """
    path = store.path(entry)
    if store.verified(entry):
        return path
    waiting = False

    def wait() -> None:
        nonlocal waiting
        message = "" if waiting else f"Another process is fetching {entry.file}; waiting for it."
        waiting = True
        listen(DownloadProgress(min(store.occupied(entry), entry.size), entry.size, message=message))

    with store.writing(entry), exclusive(store.lock(entry), wait):
        if not store.verified(entry) and not _adopt(entry, store, listen):
            _fetch(entry, store, listen, _sources_of(entry) if sources is None else sources)
            store.mark_verified(entry)
            store.clean(entry)
    return path


def _sources_of(entry: CatalogueEntry) -> list[tuple[str, Fetch]]:
    """Return the sources that the catalogue gives a model, in their order."""
    offered = {mirror.RELEASE: entry.release, hub.SOURCE: entry.hub, mirror.SOURCE: entry.mirror}
    return [(name, fetch) for name, fetch in SOURCES if offered[name] is not None]


def _adopt(entry: CatalogueEntry, store: Store, listen: DownloadListener) -> bool:
    """Accept a file that somebody put in the model's place, when it is the right one."""
    path = store.path(entry)
    if not path.exists():
        return False
    try:
        if store.present(entry):
            store.verify(entry)
            return True
    except ModelFileError as error:
        problem = error.message
    else:
        size = path.stat().st_size
        problem = f"{str(path)!r} has {size:,} bytes instead of {entry.size:,}."
    store.discard(entry)
    listen(DownloadProgress(0, entry.size, message=f"{problem} It is fetched again."))
    return False


def _fetch(
    entry: CatalogueEntry, store: Store, listen: DownloadListener, sources: Sequence[tuple[str, Fetch]]
) -> None:
    message = (
        f"The model {entry.name} ({format_size(entry.size)}, {entry.licence}) is not on this machine yet; "
        f"its place is {store.path(entry)}."
    )
    listen(DownloadProgress(0, entry.size, message=message))
    reasons = []
    for name, fetch in sources:
        try:
            fetch(entry, store, listen)
        except SourceFailed as failure:
            reasons.append(f"{name}: {failure}")
            message = f"{name[0].upper()}{name[1:]} does not deliver: {failure}."
            listen(DownloadProgress(0, entry.size, name, message))
        else:
            return
    kept = store.occupied(entry)
    again = f"Try again: the {format_size(kept)} already here are kept. " if kept else ""
    other = "A GGUF file that you have works by its path: --model PATH."
    if entry.kind == "parser":
        other = (
            f"Fetch it where there is a network with `summarizer models pull {entry.name}` and copy it to "
            f"{store.path(entry)}, or use an endpoint that needs no parser (--strategy one_pass)."
        )
    raise ModelFileError(
        f"The model {entry.name} could not be fetched ({'; '.join(reasons)}).", hint=f"{again}{other}"
    )


def _is_path(name: str) -> bool:
    if Path(name).expanduser().is_file():
        return True
    try:
        find_model(name)
    except ModelFileError:
        return name.casefold().endswith(".gguf") or "/" in name or "\\" in name
    return False


def _check_file(path: Path) -> Path:
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise ModelFileError(f"The model file {str(path)!r} cannot be read: {error.strerror}.") from error
    if magic != MAGIC:
        raise ModelFileError(
            f"{str(path)!r} is not a GGUF file.", hint="Give a model file in llama.cpp's format."
        )
    return path
