import hashlib
from pathlib import Path

import pytest

from summarizer.embedded.catalogue import CatalogueEntry
from summarizer.embedded.report import DownloadListener, DownloadProgress
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError
from tests.cli.conftest import Run, Shell

CONTENT = b"GGUF" + bytes(1_999_996)
ENTRY = CatalogueEntry(
    name="tiny", file="tiny.gguf", size=2_000_000, sha256=hashlib.sha256(CONTENT).hexdigest(), licence="MIT"
)


@pytest.fixture(autouse=True)
def _one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.embedded.catalogue.catalogue", lambda: (ENTRY,))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the model's file belongs, in a folder that is there."""
    path = Store(tmp_path).path(ENTRY)
    path.parent.mkdir()
    return path


def deliver(entry: CatalogueEntry, store: Store, listen: DownloadListener) -> Path:
    listen(DownloadProgress(0, entry.size, "the shelf", "Fetching tiny.gguf from the shelf\x1b[2J."))
    for done in (500_000, 2_000_000):
        listen(DownloadProgress(done, entry.size, "the shelf"))
    store.path(entry).write_bytes(CONTENT)
    return store.path(entry)


def test_list_says_what_is_here(run: Run, tmp_path: Path, place: Path) -> None:
    header = "NAME  SIZE  LICENCE  STATE"
    folder = f"Folder: {place.parent}"
    assert run("models", "list", "--cache-dir", tmp_path).stdout.splitlines() == [
        header,
        "tiny  2 MB  MIT      not here",
        folder,
    ]
    place.with_name("tiny.gguf.partial").write_bytes(CONTENT[:1_000_000])
    assert "tiny  2 MB  MIT      1 MB fetched" in run("models", "list", "--cache-dir", tmp_path).stdout
    place.write_bytes(CONTENT)
    assert "tiny  2 MB  MIT      here, not verified" in run("models", "list", "--cache-dir", tmp_path).stdout
    run("models", "verify", "--cache-dir", tmp_path)
    assert "tiny  2 MB  MIT      here\n" in run("models", "list", "--cache-dir", tmp_path).stdout


def test_cache_folder_may_come_from_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    assert f"Folder: {tmp_path / 'models'}" in run("models", "list").stdout


def test_pull_prints_the_place_and_through_a_pipe_sentences_only(
    run: Run, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.embedded.download.obtain", deliver)
    result = run("models", "pull", "tiny", "--cache-dir", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == f"{place}\n"
    assert result.stderr.startswith("Fetching tiny.gguf from the shelf")
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_pull_shows_a_bar_on_a_terminal(
    run: Run, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.embedded.download.obtain", deliver)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    result = run("models", "pull", "--cache-dir", tmp_path)
    assert result.exit_code == 0
    assert "2.0/2.0 MB" in result.stderr
    assert "\x1b[2J" not in result.stderr


def test_failed_pull_is_one_sentence_and_exit_code_six(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Path:
        raise ModelFileError("The shelf is empty.", hint="Fill it.")

    monkeypatch.setattr("summarizer.embedded.download.obtain", fail)
    result = run("models", "pull", "--cache-dir", tmp_path)
    assert result.exit_code == 6
    assert result.stderr == "Error: The shelf is empty.\nFill it.\n"


def test_verify_compares_the_digest(run: Run, tmp_path: Path, place: Path) -> None:
    place.write_bytes(CONTENT)
    result = run("models", "verify", "tiny", "--cache-dir", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == f"{place}: SHA-256 {ENTRY.sha256}, as published.\n"


def test_verify_of_a_damaged_file_names_both_digests(run: Run, tmp_path: Path, place: Path) -> None:
    place.write_bytes(bytes(2_000_000))
    result = run("models", "verify", "--cache-dir", tmp_path)
    assert result.exit_code == 6
    assert hashlib.sha256(bytes(2_000_000)).hexdigest() in result.stderr
    assert ENTRY.sha256 in result.stderr


def test_remove_frees_the_space_once(run: Run, tmp_path: Path, place: Path) -> None:
    place.write_bytes(CONTENT)
    assert (
        run("models", "remove", "tiny", "--cache-dir", tmp_path).stdout
        == "Removed tiny: 2 MB are free again.\n"
    )
    assert not place.exists()
    assert run("models", "remove", "tiny", "--cache-dir", tmp_path).stdout == "tiny is not on this machine.\n"


def test_unknown_name_lists_the_known_ones(run: Run, tmp_path: Path) -> None:
    result = run("models", "pull", "huge", "--cache-dir", tmp_path)
    assert result.exit_code == 6
    assert "'huge'" in result.stderr
    assert "tiny" in result.stderr


def test_listing_models_loads_neither_engine_nor_hub_nor_rich(shell: Shell, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from summarizer.cli.main import cli\n"
        "cli(['models', 'list', '--cache-dir', sys.argv[1]], standalone_mode=False)\n"
        "heavy = {'xllamacpp', 'huggingface_hub', 'rich', 'openai', 'instructor'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = shell(code, tmp_path)
    assert result.returncode == 0, result.stderr
    assert b"qwen2.5-coder-1.5b-instruct-q4_k_m" in result.stdout
