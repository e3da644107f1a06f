"""The locked versions: for everything that pyproject.toml asks for, with hashes, and from no place in particular."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (LOCKS / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in _PIN.finditer(text)}


def asked(*lists: list[object]) -> Iterator[Requirement]:
    for lines in lists:
        for line in lines:
            if isinstance(line, dict):
                yield from asked(PROJECT["dependency-groups"][line["include-group"]])
            else:
                yield Requirement(str(line))


EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
RUN = list(asked(PROJECT["project"]["dependencies"], EXTRAS["embedded"], EXTRAS["web"], GROUPS["build"]))
DEV = [*RUN, *asked(EXTRAS["tables"], EXTRAS["otel"], GROUPS["dev"])]


@pytest.mark.parametrize(("name", "wanted"), [("run.txt", RUN), ("dev.txt", DEV)], ids=["run", "dev"])
def test_what_is_locked_is_what_is_asked_for(name: str, wanted: list[Requirement]) -> None:
    locked = pins(name)
    for one in wanted:
        version = locked.get(canonicalize_name(one.name))
        assert version is not None, f"run 'make lock': {one.name} is not in {name}"
        assert one.specifier.contains(version), (
            f"run 'make lock': {one.name} {version} is not {one.specifier}"
        )


def test_both_locks_agree() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["pip.txt", "run.txt", "dev.txt"])
def test_every_file_is_known_by_its_hash_and_no_place_is_named(name: str) -> None:
    text = (LOCKS / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text


def test_every_dependency_has_an_upper_bound() -> None:
    wanted = asked(PROJECT["project"]["dependencies"], *EXTRAS.values())
    unbounded = [
        one.name for one in wanted if not any(part.operator in ("<", "==", "~=") for part in one.specifier)
    ]
    assert unbounded == []
