import math
import random
from collections.abc import Sequence

from summarizer.evaluation.intervals import Interval, bootstrap


def ratio(rows: Sequence[tuple[int, int]]) -> dict[str, float]:
    part, whole = (sum(column) for column in zip(*rows, strict=True))
    return {"ratio": part / whole if whole else math.nan}


def test_two_articles_give_every_ratio_of_sums_that_they_can() -> None:
    # Resamples of (0/1, 3/3): 0/2, 3/4 (twice as often), 6/6; each end has a quarter, the tails 2.5 %.
    assert bootstrap([(0, 1), (3, 3)], ratio) == {"ratio": Interval(0.0, 1.0)}


def test_same_scores_give_the_same_interval() -> None:
    rows = [(index % 4, 4 + index % 3) for index in range(12)]
    assert bootstrap(rows, ratio) == bootstrap(rows, ratio)


def test_one_article_has_no_interval() -> None:
    assert bootstrap([(1, 2)], ratio) == {"ratio": None}


def test_figure_that_too_few_articles_bear_on_has_no_interval() -> None:
    # Of six articles two are missed by (4/6)**6 = 9 % of the resamples, three by 2 %.
    assert bootstrap([(0, 0)] * 4 + [(1, 2)] * 2, ratio) == {"ratio": None}
    assert bootstrap([(0, 0)] * 3 + [(1, 2)] * 3, ratio) == {"ratio": Interval(0.5, 0.5)}
    assert bootstrap([(0, 0), (0, 0)], ratio) == {"ratio": None}


def test_more_articles_give_a_narrower_interval() -> None:
    few = [(1, 4), (3, 4), (2, 4), (4, 4)]
    widths = []
    for rows in (few, few * 10):
        interval = bootstrap(rows, ratio)["ratio"]
        assert interval is not None
        widths.append(interval.high - interval.low)
    # The width goes with the square root of the number of articles.
    assert 2.5 < widths[0] / widths[1] < 4


def test_interval_of_many_articles_agrees_with_theory() -> None:
    # The mean of 400 draws of a fair coin: 1.96 standard errors of 0.025 to either side.
    generator = random.Random(7)  # noqa: S311  not for secrets
    interval = bootstrap([(generator.randrange(2), 1) for _ in range(400)], ratio, resamples=1000)["ratio"]
    assert interval is not None
    assert math.isclose(interval.high - interval.low, 2 * 1.96 * 0.025, rel_tol=0.12)
