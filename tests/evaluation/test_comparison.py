import math
from collections.abc import Sequence

import pytest

from summarizer.evaluation.comparison import Difference, compare
from summarizer.evaluation.figures import FIGURES, measure
from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.scores import Score, score_brief
from tests.evaluation.gold_briefs import own_cases

NAMES = score_brief(own_cases()[0], None).counts


def scores_of(found: Sequence[int], *, said: int = 10) -> list[Score]:
    """Scores that differ in the quotations found, of ten in each article."""
    return [
        Score(str(index), {**NAMES, "quotes_gold": 10, "quotes_found": count, "quotes_pred": said}, ())
        for index, count in enumerate(found)
    ]


def difference(name: str, a: list[Score], b: list[Score]) -> Difference:
    return next(item for item in compare(a, b) if item.figure.name == name)


def test_run_compared_with_itself_has_no_difference() -> None:
    scores = scores_of([1, 5, 9, 3, 7])
    item = difference("quote_recall", scores, scores)
    assert (item.a, item.b, item.value) == (0.5, 0.5, 0)
    assert item.interval is not None
    assert (item.interval.low, item.interval.high) == (0, 0)
    assert item.better is None


def test_small_steady_gain_shows_in_paired_intervals_though_the_runs_overlap() -> None:
    a, b = scores_of([1, 5, 9, 3, 7, 2, 8]), scores_of([2, 6, 10, 4, 8, 3, 9])
    low, high = ({m.figure.name: m for m in measure(scores)}["quote_recall"].interval for scores in (a, b))
    assert low is not None
    assert high is not None
    assert low.high > high.low  # apart, the two runs cannot be told from each other
    item = difference("quote_recall", a, b)
    assert math.isclose(item.value, 0.1)
    assert item.better == "B"


def test_gain_that_one_article_made_is_no_difference_seen() -> None:
    item = difference("quote_recall", scores_of([5, 5, 5, 5, 5]), scores_of([5, 5, 5, 5, 9]))
    assert item.value > 0
    assert item.better is None


@pytest.mark.parametrize(
    ("low", "high", "better"),
    [(0.1, 0.2, "B"), (-0.2, -0.1, "A"), (-0.1, 0.2, None), (0.0, 0.2, None), (-0.2, 0.0, None)],
)
def test_run_is_better_only_when_both_ends_are_on_one_side_of_zero(
    low: float, high: float, better: str | None
) -> None:
    assert Difference(FIGURES[0], 0.5, 0.5, Interval(low, high)).better == better


def test_lower_is_better_for_faults() -> None:
    a = [Score(str(i), {**NAMES, "briefs": 1, "unsupported": 1 + i % 2}, ()) for i in range(6)]
    b = [Score(str(i), {**NAMES, "briefs": 1, "unsupported": 0}, ()) for i in range(6)]
    assert difference("unsupported_per_brief", a, b).better == "B"
    assert difference("unsupported_per_brief", b, a).better == "A"


def test_figure_without_a_value_has_no_difference() -> None:
    item = difference("event_precision", scores_of([1, 2]), scores_of([1, 2]))
    assert math.isnan(item.value)
    assert item.interval is None
    assert item.better is None


def test_every_figure_is_compared() -> None:
    assert [item.figure for item in compare(scores_of([1, 2]), scores_of([1, 2]))] == list(FIGURES)


def test_runs_over_different_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="different articles"):
        compare(scores_of([1, 2]), list(reversed(scores_of([1, 2]))))
    with pytest.raises(ValueError, match="shorter"):
        compare(scores_of([1, 2]), scores_of([1]))
