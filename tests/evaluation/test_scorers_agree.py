"""The package's scorer agrees with the reference scorer of the project, which is kept outside of it.

figures.json holds what the reference said of these very briefs; where a definition changes, both are changed.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.brief import Brief
from summarizer.evaluation.figures import totals
from summarizer.evaluation.gold import GoldCase, load_gold
from summarizer.evaluation.scores import Score, score_brief
from tests.evaluation.gold_briefs import damaged_brief, empty_brief, perfect_brief

FOLDER = Path(__file__).parent / "agreement"
CASES = load_gold(FOLDER)
AGREED: dict[str, dict[str, float | None]] = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))
OURS_ONLY = {"seconds_per_brief", "brier", "sure_said"}


def scores_of(run: str) -> list[Score]:
    makers: dict[str, Callable[[GoldCase], Brief | None]] = {
        "perfect": perfect_brief,
        "empty": empty_brief,
        "missing": lambda case: None,
    }
    if run in makers:
        return [score_brief(case, makers[run](case)) for case in CASES]
    # Several briefs of each article in a run: one alone would leave figures that divide by little.
    seeds = range(int(run) * 6, int(run) * 6 + 6)
    return [score_brief(case, damaged_brief(case, seed)) for case in CASES for seed in seeds]


@pytest.mark.parametrize("run", list(AGREED))
def test_figures_are_those_of_the_reference(run: str) -> None:
    figures = {
        name: None if math.isnan(value) else round(value, 9) for name, value in totals(scores_of(run)).items()
    }
    assert {name: figures[name] for name in AGREED[run]} == AGREED[run]
    assert {name for name in figures if name[:5] != "sure_"} - OURS_ONLY == AGREED[run].keys()


def test_damage_reaches_every_figure() -> None:
    """Agreement would say little if the damaged briefs left a figure at its best or without a value."""
    runs = [figures for run, figures in AGREED.items() if run.isdigit()]
    for name in runs[0]:
        values = {run[name] for run in runs}
        assert len(values) > 2, name
        assert None not in values, name
