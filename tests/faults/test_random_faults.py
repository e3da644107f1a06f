"""Faults at random, over many articles: each ends as a brief or a named failure, within the stated budget.

The same with 2,000 articles: `python -m tests.benchmarks.faults`.
"""

import pytest

from tests.support.fault_run import broken_promises, run
from tests.support.random_faults import FAULTS, GOOD, drawn

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]
ARTICLES = 120
SEED = 385


def test_each_article_ends_as_a_brief_or_a_named_failure() -> None:
    found = run(ARTICLES, seed=SEED)
    assert list(broken_promises(found, ARTICLES)) == []
    assert found.outcomes["brief"] > ARTICLES / 2
    assert len(found.outcomes) >= 5
    assert len({name for names in found.log.values() for name in names}) > 20


def test_what_is_drawn_depends_on_nothing_but_seed_article_and_attempt() -> None:
    first = [drawn(SEED, number, before) for number in range(600) for before in range(3)]
    again = [drawn(SEED, number, before) for number in range(600) for before in range(3)]
    assert first == again
    assert set(first) == {*FAULTS, GOOD}
    assert first != [drawn(SEED + 1, number, before) for number in range(600) for before in range(3)]
