"""The parser that this process shares: fetched and loaded at the first need."""

import importlib.util
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.embedded.archive import unpacked
from summarizer.embedded.catalogue import parser_model
from summarizer.embedded.download import obtain
from summarizer.embedded.report import DownloadProgress
from summarizer.embedded.store import Store
from summarizer.errors import EmbeddedUnavailable

if TYPE_CHECKING:
    from summarizer.reading.parse import Parser

_loading = threading.Lock()
_loaded: dict[Path, "Parser"] = {}


def shared_parser(cache_dir: Path | None, tell: Callable[[str], None]) -> "Parser":
    """Return the parser, fetched first where it is not on this machine; `tell` hears what is fetched and where to.

    Raises `EmbeddedUnavailable` where spaCy is not installed, and `ModelFileError`.
    """
    if importlib.util.find_spec("spacy") is None:
        raise EmbeddedUnavailable("The strategy stepwise reads with spaCy, which is not installed.")
    from summarizer.reading.parse import Parser

    def listen(progress: DownloadProgress) -> None:
        if progress.message:
            tell(progress.message)

    with _loading:
        path = obtain(parser_model(), Store(cache_dir), listen)
        if path not in _loaded or _loaded[path].is_worn:
            with unpacked(path) as folder:
                _loaded[path] = Parser(folder)
        return _loaded[path]
