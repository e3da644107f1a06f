"""README and docs/ say what is so: generated pages follow the code, links lead somewhere, what is named is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from tests.docs.pages import GROUPS, PAGES, REFERENCE, ROOT
from tests.docs.snippets import PAGES as ALL_PAGES

README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_CHARACTERS = 12_000

_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_LOADED = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?https?:[^>]*>")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_IN_REPOSITORY = re.compile(r"\b(?:tests|summarizer|schemas|requirements|prompts|seeds)/[\w./-]*\w")


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_follows_the_code(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run 'make docs'"


def test_every_public_name_has_its_place_in_the_reference() -> None:
    shown = {name for _, names in GROUPS.values() for name in names.split()}
    errors = {name for name in summarizer.__all__ if f"`{name}`" in PAGES["errors.md"]()}
    assert shown | errors | {"SCHEMA_VERSION"} == set(summarizer.__all__)


def test_readme_is_short() -> None:
    assert len(README) <= MOST_CHARACTERS


@pytest.mark.parametrize("command", ["make brief", "make test"])
def test_the_two_commands_stand_in_the_readme(command: str) -> None:
    assert re.search(rf"^\s*{command}\b", README, re.MULTILINE)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for found in _LINK.finditer(page.read_text(encoding="utf-8")):
        target, _, anchor = found["target"].partition("#")
        if target.startswith(("https://", "http://")):
            continue
        place = page.parent / target if target else page
        assert place.exists(), f"{page.name}: {found[0]}"
        if anchor:
            titles = _HEADING.findall(place.read_text(encoding="utf-8"))
            assert anchor in map(slug, titles), f"{page.name}: {found[0]}"


def slug(title: str) -> str:
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_of_the_repository_that_are_named_are_there(page: Path) -> None:
    for name in _IN_REPOSITORY.findall(page.read_text(encoding="utf-8")):
        assert any((ROOT / one).exists() for one in (name, f"{name}.py")), f"{page.name}: {name}"


def test_site_is_built_strictly_and_without_a_network(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={"NO_MKDOCS_2_WARNING": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    reference = (tmp_path / "site" / "reference" / "python.html").read_text(encoding="utf-8")
    assert "settings.timeout" in reference
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html")]
    assert len(pages) > len(PAGES)
    assert not [found for page in pages for found in _LOADED.findall(page)]
