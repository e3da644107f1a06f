"""Every regular expression of the package takes time that grows with the text, and not with its square."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from summarizer.batch.results import ResultFile
from tests.support.patterns import ANCHORED, HOSTILE, Expression, expressions, put_together

# Every text is tried short, and those that take longest are tried long.
SHORT, LONG, TRIED_LONG = 2_000, 100_000, 3
# CPU seconds for a long text. A linear expression takes less than a tenth, a quadratic one many times as much.
BAR = 0.3

BY_NAME: dict[str, list[Expression]] = defaultdict(list)
for expression in expressions():
    BY_NAME[expression.name].append(expression)


def slowest(expression: Expression, length: int = LONG) -> tuple[float, str]:
    """Return the longest time that a text of this length takes, and its unit."""
    short = sorted(HOSTILE, key=lambda unit: expression.seconds(unit, SHORT), reverse=True)
    return max((expression.seconds(unit, length), unit) for unit in short[:TRIED_LONG])


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_expression_is_linear(name: str) -> None:
    for expression in BY_NAME[name]:
        taken, unit = slowest(expression)
        assert taken < BAR, f"{expression.pattern.pattern!r} takes {taken:.2f} s for {unit!r}"


def test_quadratic_expression_would_be_seen() -> None:
    quadratic = Expression("a quadratic one", re.compile(r"\s+$"), None)
    assert quadratic.seconds(" ", LONG // 10) > BAR


def test_expressions_were_found_wherever_they_are() -> None:
    assert {
        "summarizer.analysis.facts.dates._TIME",  # a variable
        "summarizer.verification.foreign._ACTIVE",
        "summarizer.model.faults.clean",  # written within a function
    } <= BY_NAME.keys()
    missing = ANCHORED - BY_NAME.keys() - {"summarizer.batch.results.ResultFile"}
    assert all(name.startswith("summarizer.web.") for name in missing)  # of an extra


def test_expressions_that_are_put_together_are_known() -> None:
    assert (
        put_together()
        <= {
            "summarizer.batch.results.__init__",  # the test below
            "summarizer.verification.foreign._stands",  # the words of a claim, as they are, between two looks around
            "summarizer.web.metadata._without_site",  # the name of a site, as it is, at either end of a title
        }
    )


def test_ids_of_results_are_read_in_linear_time() -> None:
    made = vars(ResultFile(Path("out.jsonl"), "brief")).values()
    found = [
        Expression("summarizer.batch.results.ResultFile", value, None)
        for value in made
        if isinstance(value, re.Pattern)
    ]
    assert len(found) == 2
    for expression in found:
        for unit in (" ", "a", "\\\\", '\\"'):
            assert expression.seconds('{"id":"' + unit * LONG, LONG) < BAR
            assert expression.seconds('{"id"' + " " * LONG, LONG) < BAR
