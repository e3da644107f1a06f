"""The package's scorer and the frozen reference scorer give the same figures, to the last bit."""

import json
import math
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from summarizer.brief import Brief
from summarizer.evaluation.figures import totals
from summarizer.evaluation.gold import GoldCase
from summarizer.evaluation.scores import score_brief
from summarizer.evaluation.wording import _GENERIC
from tests.evaluation.gold_briefs import GOLD_FOLDER, damaged_brief, empty_brief, own_cases, perfect_brief

REFERENCE = runpy.run_path(str(Path(__file__).parent / "reference_scorer.py"))
GOLD = {item["id"]: item for item in json.loads((GOLD_FOLDER / "gold.json").read_text(encoding="utf-8"))}
SEEDS = 8


def assert_same_figures(briefs: Sequence[tuple[GoldCase, Brief | None]]) -> None:
    rows = []
    scores = []
    for case, brief in briefs:
        published = json.loads(brief.model_dump_json()) if brief else {}
        rows.append(REFERENCE["score"](GOLD[case.id], case.article.text, published))
        scores.append(score_brief(case, brief))
        assert list(scores[-1].unsupported) == rows[-1].pop("unsupported")
        assert {name: scores[-1].counts[name] for name in rows[-1]} == rows[-1]
        rows[-1]["unsupported"] = list(scores[-1].unsupported)
    expected: dict[str, Any] = REFERENCE["summarise"](rows)
    assert expected.pop("briefs") == len(briefs)
    found = totals(scores)
    assert set(expected) == found.keys() - {"seconds_per_brief"}
    # repr tells apart what == would not, and holds for NaN too.
    assert {name: repr(found[name]) for name in expected} == {
        name: repr(value) for name, value in expected.items()
    }


@pytest.mark.parametrize("brief_of", [perfect_brief, empty_brief, lambda case: None])
def test_scorers_agree_on_perfect_empty_and_missing_briefs(
    brief_of: Callable[[GoldCase], Brief | None],
) -> None:
    assert_same_figures([(case, brief_of(case)) for case in own_cases()])


def test_scorers_agree_on_damaged_briefs() -> None:
    cases = own_cases()
    for seed in range(SEEDS):
        assert_same_figures([(case, damaged_brief(case, seed)) for case in cases])


def test_scorers_pass_over_the_same_words_of_names() -> None:
    assert REFERENCE["STOP"] == _GENERIC


def test_damage_reaches_every_figure() -> None:
    """Agreement would say little if the damaged briefs left a figure at its best or without a value."""
    cases = own_cases()
    best = totals([score_brief(case, perfect_brief(case)) for case in cases])
    runs = [totals([score_brief(case, damaged_brief(case, seed)) for case in cases]) for seed in range(SEEDS)]
    for name in best.keys() - {"seconds_per_brief"}:
        values = {run[name] for run in runs}
        assert len(values) > 3, name
        assert not any(map(math.isnan, values)), name
