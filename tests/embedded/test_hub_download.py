import errno
import hashlib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Self

import pytest

from summarizer.embedded import hub
from summarizer.embedded.catalogue import CatalogueEntry, HubSource
from summarizer.embedded.download import obtain
from summarizer.embedded.report import DownloadListener, DownloadProgress
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError

CONTENT = b"GGUF" + bytes(996)
ENTRY = CatalogueEntry(
    name="tiny",
    file="tiny.gguf",
    size=1000,
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="MIT",
    hub=HubSource(repository="someone/tiny", file="tiny-q4.gguf"),
)


class Bar:
    """As much of tqdm as the hub's client uses."""

    def __init__(self, *_: object, **options: object) -> None:
        assert options["disable"] is True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Hub(ModuleType):
    """Stands in for `huggingface_hub`."""

    def __init__(self) -> None:
        super().__init__("huggingface_hub")
        self.offline = False
        self.head: Callable[[], Any] = lambda: SimpleNamespace(status_code=302)
        self.content = CONTENT
        self.failure: Exception | None = None
        self.asked: list[str] = []

    def is_offline_mode(self) -> bool:
        return self.offline

    def hf_hub_url(self, repository: str, file: str) -> str:
        return f"https://hub.example/{repository}/{file}"

    def get_session(self) -> Any:
        def head(url: str, *, timeout: float, follow_redirects: bool) -> Any:
            assert timeout <= 5
            assert not follow_redirects
            self.asked.append(url)
            return self.head()

        return SimpleNamespace(head=head)

    def hf_hub_download(self, repository: str, file: str, *, local_dir: Path, tqdm_class: Any) -> str:
        # 400 bytes are there from an earlier run.
        with tqdm_class(total=1000, initial=400, name="download", unit="B") as bar:
            bar.update(300)
            if self.failure is not None:
                raise self.failure
            bar.update(300)
        local_dir.mkdir(parents=True)
        path = local_dir / file
        path.write_bytes(self.content)
        return str(path)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Hub:
    fake = Hub()
    tqdm = ModuleType("tqdm")
    tqdm.tqdm = Bar  # type: ignore[attr-defined]  # a module made for this test
    monkeypatch.setitem(sys.modules, "huggingface_hub", fake)
    monkeypatch.setitem(sys.modules, "tqdm", tqdm)
    return fake


def pull(tmp_path: Path, listen: DownloadListener = lambda _: None) -> Path:
    return obtain(ENTRY, Store(tmp_path), listen, [(hub.SOURCE, hub.fetch)])


def test_file_is_fetched_placed_and_reported(fake: Hub, tmp_path: Path) -> None:
    heard: list[DownloadProgress] = []
    path = pull(tmp_path, heard.append)
    assert path.read_bytes() == CONTENT
    assert fake.asked == ["https://hub.example/someone/tiny/tiny-q4.gguf"]
    folder = tmp_path / "models"
    assert heard[1].message == f"Fetching tiny.gguf (1,000 bytes) from the Hugging Face hub into {folder}."
    assert [report.done for report in heard[2:]] == [700, 1000]
    assert {file.name for file in folder.iterdir()} == {"tiny.gguf", "tiny.gguf.verified", "tiny.gguf.lock"}


def test_wrong_file_is_removed_and_both_digests_named(fake: Hub, tmp_path: Path) -> None:
    fake.content = bytes(1000)
    with pytest.raises(ModelFileError) as raised:
        pull(tmp_path)
    assert hashlib.sha256(bytes(1000)).hexdigest() in str(raised.value)
    assert ENTRY.sha256 in str(raised.value)
    assert list(tmp_path.rglob("*.gguf")) == []


def test_offline_mode_of_the_hub_is_respected(fake: Hub, tmp_path: Path) -> None:
    fake.offline = True
    with pytest.raises(ModelFileError, match="HF_HUB_OFFLINE is set"):
        pull(tmp_path)
    assert fake.asked == []


def test_missing_client_is_a_reason_to_try_the_next_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ModelFileError, match="huggingface_hub is not installed"):
        pull(tmp_path)


def test_hub_that_cannot_be_reached_is_left_with_its_reason(fake: Hub, tmp_path: Path) -> None:
    def refuse() -> Any:
        raise ConnectionError("Name or service not known\nand more")

    fake.head = refuse
    with pytest.raises(ModelFileError, match=r"hub: Name or service not known\)"):
        pull(tmp_path)


def test_hub_that_stays_silent_costs_no_more_than_the_limit(
    fake: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub.REACH_SECONDS <= 5
    monkeypatch.setattr(hub, "REACH_SECONDS", 0.1)
    over = threading.Event()

    def hang() -> Any:
        over.wait()
        return SimpleNamespace(status_code=200)

    fake.head = hang
    try:
        with pytest.raises(ModelFileError, match="hub: no answer within"):
            pull(tmp_path)
    finally:
        over.set()


@pytest.mark.parametrize("status", [403, 404, 407, 503])
def test_hub_that_refuses_is_left_with_its_status(fake: Hub, tmp_path: Path, status: int) -> None:
    fake.head = lambda: SimpleNamespace(status_code=status)
    with pytest.raises(ModelFileError, match=f"it answered {status}"):
        pull(tmp_path)


def test_transfer_that_breaks_is_a_reason_to_try_the_next_source(fake: Hub, tmp_path: Path) -> None:
    fake.failure = RuntimeError("connection lost")
    with pytest.raises(ModelFileError, match="hub: connection lost"):
        pull(tmp_path)


def test_full_disk_is_full_for_every_source(fake: Hub, tmp_path: Path) -> None:
    fake.failure = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ModelFileError, match=r"not enough space for tiny\.gguf"):
        pull(tmp_path)


def test_listener_that_raises_ends_the_download(fake: Hub, tmp_path: Path) -> None:
    class EnoughError(Exception):
        pass

    def listen(report: DownloadProgress) -> None:
        if not report.message:
            raise EnoughError

    with pytest.raises(EnoughError):
        pull(tmp_path, listen)
