"""What fuzzing found once, and what it starts from, in every run of the suite."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_promises_hold_for_what_was_found(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_something_to_start_from() -> None:
    assert {path.parent.name for path in FILES} == set(TARGETS)
