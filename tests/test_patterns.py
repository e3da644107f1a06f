"""Every regular expression of the package takes time that grows with the text, and not with its square."""

import re
import signal
from collections import defaultdict
from pathlib import Path

import pytest

from summarizer.batch.results import ResultFile
from tests.support.patterns import ANCHORED, HOSTILE, Expression, expressions, put_together

# Every text is tried short, and those that take longest are tried long.
SHORT, LONG, TRIED_LONG = 2_000, 100_000, 3
# Seconds after which a test is ended as one that hangs: a linear expression takes a hundredth, a quadratic one hours.
HANGS = 30

BY_NAME: dict[str, list[Expression]] = defaultdict(list)
for expression in expressions():
    BY_NAME[expression.name].append(expression)


@pytest.mark.timeout(HANGS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_expression_ends_on_hostile_texts(name: str) -> None:
    for expression in BY_NAME[name]:
        slowest = sorted(HOSTILE, key=lambda unit: expression.seconds(unit, SHORT), reverse=True)
        for unit in slowest[:TRIED_LONG]:
            expression.search(unit, LONG)


@pytest.mark.timeout(2)
@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="elsewhere the whole run is ended")
def test_quadratic_expression_would_be_ended() -> None:
    quadratic = Expression("a quadratic one", re.compile(r"\s+$"), None)
    with pytest.raises(pytest.fail.Exception, match="Timeout"):
        quadratic.search(" ", LONG)


def test_expressions_were_found_wherever_they_are() -> None:
    assert {
        "summarizer.text.times._TIME",  # a variable
        "summarizer.claims.foreign._ACTIVE",
        "summarizer.model.target.clean",  # written within a function
    } <= BY_NAME.keys()
    missing = ANCHORED - BY_NAME.keys() - {"summarizer.batch.results.ResultFile"}
    assert all(name.startswith("summarizer.web.") for name in missing)  # of an extra


def test_expressions_that_are_put_together_are_known() -> None:
    assert put_together() <= {
        "summarizer.text.folding._pieces_with",  # both that it makes are variables, tested above
        "summarizer.batch.results.__init__",  # the test below
        "summarizer.model.target.__init__",  # a key, as it is, between two looks around
        "summarizer.claims.foreign._stands",  # the words of a claim, as they are, between two looks around
        "summarizer.claims.wording.with_what_it_counts",  # a number, as it is
    }


@pytest.mark.timeout(HANGS)
def test_reading_ids_of_results_ends() -> None:
    made = vars(ResultFile(Path("out.jsonl"), "brief")).values()
    found = [
        Expression("summarizer.batch.results.ResultFile", value, None)
        for value in made
        if isinstance(value, re.Pattern)
    ]
    assert len(found) == 2
    for expression in found:
        for unit in (" ", "a", "\\\\", '\\"'):
            expression.search('{"id":"' + unit * LONG, LONG)
            expression.search('{"id"' + " " * LONG, LONG)
