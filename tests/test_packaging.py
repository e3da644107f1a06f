"""What is in the wheel and in the source archive, and that an installed package finds it."""

import subprocess
import sys
import tarfile
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


def build(kind: str, folder: Path) -> Path:
    """Build with the backend itself; `pip` and `build` would fetch it into an environment of its own."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=100)
    [archive] = folder.iterdir()
    return archive


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def committed(folder: str, pattern: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob(pattern) if path.is_file()}


def test_the_wheel_holds_the_package_with_prompts_and_schemas(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    code = {name for name in committed("summarizer", "*") if "__pycache__" not in name}
    data = {f"summarizer/{name}" for name in committed("prompts", "*") | committed("schemas", "*")}
    assert data
    assert {name for name in names if ".dist-info/" not in name} == code | data


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        [scripts] = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]
        stated = Parser().parsestr(archive.read(metadata).decode("utf-8"))
        assert "summarizer = summarizer.__main__:main" in archive.read(scripts).decode("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert stated["Version"] == project["version"]
    assert stated["License-Expression"] == "MIT"
    assert stated["Requires-Python"] == ">=3.11"


def test_an_unpacked_wheel_works_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(place)  # noqa: S202  the archive is our own
    code = f"""
import summarizer, sys
from pathlib import Path
assert Path(summarizer.__file__).is_relative_to({str(place)!r}), summarizer.__file__
from summarizer.prompts import load_prompt
here = Path(summarizer.__file__).parent
assert (here / "schemas" / "brief.schema.json").is_file()
for path in sorted((here / "prompts").rglob("*")):
    if path.is_file():
        assert load_prompt(str(path.relative_to(here / "prompts"))).text
from summarizer.__main__ import main
sys.argv = ["summarizer", "schema"]
main()
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(place)}, capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode() == ""
    assert done.stdout == (ROOT / "schemas" / "brief.schema.json").read_bytes()


def test_the_source_archive_can_be_built_from(tmp_path: Path) -> None:
    archive = build("sdist", tmp_path)
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "schemas/brief.schema.json"} <= names
    assert committed("prompts", "*") <= names
    assert not {name for name in names if name.startswith((".venv", "dist/", "cassettes/"))}


def test_versions_agree() -> None:
    import summarizer

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert summarizer.__version__ == project["version"]
