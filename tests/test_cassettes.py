"""Recordings are kept in order: each belongs to a test, says where it came from, and holds no more than it should."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.support.cassettes import CASSETTES, REPLAYED, SERIALIZER

TESTS = Path(__file__).parent
FILES = sorted(CASSETTES.rglob("*.yaml"))
NAMES = [str(path.relative_to(CASSETTES)) for path in FILES]


@cache
def functions(module: str) -> set[str]:
    """Return the names of the test functions in all test files of that name."""
    found: set[str] = set()
    for path in TESTS.rglob(f"{module}.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }
    return found


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_cassette_belongs_to_a_test(path: Path) -> None:
    assert path.parent.parent == CASSETTES
    assert path.stem.partition("[")[0] in functions(path.parent.name)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_cassette_says_where_it_came_from(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# Recorded from ")


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_cassette_holds_allowed_headers_and_no_address(path: Path) -> None:
    for interaction in SERIALIZER.deserialize(path.read_text(encoding="utf-8"))["interactions"]:
        request, response = interaction["request"], interaction["response"]
        assert request["uri"].startswith(REPLAYED.removesuffix("/v1"))
        assert {name.lower() for name in request["headers"]} <= {"content-type"}
        assert {name.lower() for name in response["headers"]} <= {"content-type", "retry-after"}
