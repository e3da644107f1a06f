"""Threads, processes and loops of callers: the function works in all of them and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.callers import TEXT
from tests.support.misbehaving import Misbehaving
from tests.support.steps import answer, hang

ROOT = Path(__file__).parent.parent
HEADLINE = "Marek Dolan accused Ostrava of arming rebels"
DRAFT = {
    "headline": {"text": HEADLINE, "s": [1]},
    "summary": [{"text": TEXT, "s": [1]}],
    "actors": [],
    "quotes": [],
    "events": [],
    "moves": [],
}


# A fork comes first, while nothing else was ever started in the process; trio last, which keeps its threads a while.
PROGRAMS = ("fork", "threads", "inside_asyncio", "interrupted", "inside_trio")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Run the programs of tests/support/callers.py in one process; every warning is an error.

    One process, since its start takes seconds of work; each program says what it left behind.
    """
    names = PROGRAMS if hasattr(os, "fork") else PROGRAMS[1:]
    answering, silent = Misbehaving([answer(json.dumps(DRAFT))]), Misbehaving([hang()])
    addresses = [answering.base_url, silent.base_url]
    command = [sys.executable, "-W", "error", "-m", "tests.support.callers", ",".join(names), *addresses]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    finally:
        answering.stop()
        silent.stop()
    # A warning about something unclosed comes too late to be raised; it is told on standard error instead.
    assert done.stderr == ""
    assert done.returncode == 0
    return dict(zip(names, json.loads(done.stdout), strict=True))


def test_threads_loops_and_trio_give_the_same_brief_and_leave_nothing_behind(found: dict[str, Any]) -> None:
    assert found["threads"] == {"headlines": [HEADLINE], "briefs": 64, "threads": 0, "sockets": 0}
    assert found["inside_asyncio"] == {"headlines": [HEADLINE], "threads": 0, "sockets": 0}
    assert found["inside_trio"] == {"headlines": [HEADLINE]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_forked_worker_and_its_parent(found: dict[str, Any]) -> None:
    said = {"child": HEADLINE, "status": 0, "parent": HEADLINE, "threads": 0, "sockets": 0}
    assert found["fork"] == said


def test_after_keyboard_interrupt(found: dict[str, Any]) -> None:
    said = {"ended": "interrupted", "again": HEADLINE, "threads": 0, "sockets": 0}
    assert found["interrupted"] == said
