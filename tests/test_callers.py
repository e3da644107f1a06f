"""Threads, processes and loops of callers: the function works in all of them and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Endpoint
from tests.support.callers import TEXT
from tests.support.steps import answer, hang

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

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


@pytest.fixture
def base_url(endpoint: Endpoint) -> str:
    return endpoint(answer(json.dumps(DRAFT)))


def run(names: str, *addresses: str) -> list[dict[str, Any]]:
    """Run programs of tests/support/callers.py with every warning, of unclosed resources too, as an error."""
    command = [sys.executable, "-W", "error", "-m", "tests.support.callers", names, *addresses]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    # A warning about something unclosed comes too late to be raised; it is told on standard error instead.
    assert done.stderr == ""
    assert done.returncode == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_threads_loops_and_trio_give_the_same_brief_and_leave_nothing_behind(base_url: str) -> None:
    threads, loop, trio = run("threads,inside_asyncio,inside_trio", base_url)
    assert threads == {"headlines": [HEADLINE], "briefs": 64, "threads": 0, "sockets": 0}
    assert loop == {"headlines": [HEADLINE], "threads": 0, "sockets": 0}
    assert trio == {"headlines": [HEADLINE]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_forked_worker_and_its_parent(base_url: str) -> None:
    (found,) = run("fork", base_url)
    assert found == {"child": HEADLINE, "status": 0, "parent": HEADLINE, "threads": 0, "sockets": 0}


def test_after_keyboard_interrupt(base_url: str, endpoint: Endpoint) -> None:
    (found,) = run("interrupted", base_url, endpoint(hang()))
    assert found == {"ended": "interrupted", "soon": True, "again": HEADLINE, "threads": 0, "sockets": 0}
