import json
import math

from summarizer.evaluation.comparison import compare
from summarizer.evaluation.figures import measure, shown_figures
from summarizer.evaluation.report import comparison_values, format_comparison, format_run, run_values
from summarizer.evaluation.runs import Outcome
from summarizer.evaluation.scores import score_brief
from tests.evaluation.gold_briefs import damaged_brief, own_cases, perfect_brief

CASES = own_cases()[:6]
OUTCOMES = [Outcome(case, perfect_brief(case)) for case in CASES[:-1]] + [
    Outcome(CASES[-1], None, "no answer")
]
SCORES = [score_brief(item.case, item.brief) for item in OUTCOMES]
REPORT = format_run(OUTCOMES, SCORES, measure(SCORES))


def test_report_has_a_row_for_each_article_with_counts() -> None:
    # claims right, acts carried, quotes, speakers, events, moves, actors, unsupported, seconds
    row = next(line for line in REPORT.splitlines() if line.startswith("protest-maravel"))
    assert row.split()[1:] == ["24/24", "18/18", "10/10", "10/10", "9/9", "9/9", "9/9", "0", "2"]


def test_failed_article_has_a_row_of_an_empty_brief_and_its_reason() -> None:
    rows = [line.split() for line in REPORT.splitlines() if "summit-jakarta" in line]
    assert rows == [
        ["summit-jakarta", "0/0", "0/20", "0/12", "0/0", "0/7", "0/13", "0/13", "-", "-"],
        ["summit-jakarta:", "no", "answer"],
    ]


def test_report_gives_each_figure_with_its_interval() -> None:
    line = next(line for line in REPORT.splitlines() if line.startswith("  recall"))
    value, whole, low, to, high = line.split()[1:]
    assert (value, whole, to, high) == ("0.806", "62", "to", "1.000")
    assert 0.4 < float(low) < 0.7


def test_report_shows_sureness_only_where_briefs_tell_it() -> None:
    assert "Sureness" not in REPORT
    outcomes = [Outcome(case, damaged_brief(case, 5)) for case in CASES]
    scores = [score_brief(item.case, item.brief) for item in outcomes]
    report = format_run(outcomes, scores, measure(scores))
    rows = report[report.index("Sureness") : report.index("Grounding")].splitlines()[1:]
    assert [" ".join(row.split()[:4]) for row in rows[:3]] == ["0 to 49 %", "50 to 59 %", "70 to 79 %"]
    bands = rows[:-2]
    assert sum(int(row.split()[5]) for row in bands) == sum(score.counts["sure_claims"] for score in scores)


def test_report_says_how_many_articles_and_warns_of_few() -> None:
    assert "6 articles; intervals: 2000 bootstrap resamples of whole articles." in REPORT
    assert "With few articles intervals are wide" in REPORT
    many = format_run(OUTCOMES * 4, SCORES * 4, measure(SCORES * 4))
    assert "24 articles" in many
    assert "With few articles" not in many


def test_one_article_has_no_interval() -> None:
    report = format_run(OUTCOMES[:1], SCORES[:1], measure(SCORES[:1]))
    assert "1 article: an interval needs at least two." in report
    assert " to " not in report


def test_report_fits_80_columns_and_has_no_escape_codes() -> None:
    comparison = format_comparison(
        compare(SCORES, SCORES), ("a", "b"), ["A summit-jakarta: no answer"], len(SCORES)
    )
    for text in (REPORT, comparison):
        assert max(map(len, text.splitlines())) <= 80
        assert "\x1b" not in text


def test_gold_of_quotations_only_shows_quotations_only() -> None:
    case = CASES[0]
    gold = case.gold.model_copy(update={"actors": [], "events": [], "moves": []})
    quotes_only = type(case)(gold, case.article)
    outcome = Outcome(quotes_only, perfect_brief(case))
    scores = [score_brief(quotes_only, outcome.brief)]
    report = format_run([outcome], scores, measure(scores, shown_figures([quotes_only])))
    assert report.splitlines()[0].split() == ["article", "quotes", "who", "extra", "s"]
    assert not {"Events", "Moves", "Actors"} & set(report.split())


def test_values_survive_json_and_undefined_is_null() -> None:
    scores = [score_brief(CASES[0], None)]
    values = run_values([Outcome(CASES[0], None, "no answer")], scores, measure(scores))
    again = json.loads(json.dumps(values, allow_nan=False))
    assert again["total"]["grounded"] is None
    assert again["total"]["quote_recall"] == 0
    assert again["intervals"]["quote_recall"] is None
    assert again["failures"] == {"conflict-lomba": "no answer"}
    assert again["scores"][0]["id"] == "conflict-lomba"


def test_comparison_names_the_better_run_and_both_folders() -> None:
    worse = [score_brief(case, damaged_brief(case, 5)) for case in CASES]
    best = [score_brief(case, perfect_brief(case)) for case in CASES]
    text = format_comparison(compare(worse, best), ("old", "new"), [], len(CASES))
    assert text.startswith("A: old\nB: new\n")
    values = comparison_values(compare(worse, best))
    item = values["quote_recall"]
    assert item["better"] == "B"
    assert math.isclose(item["difference"], item["b"] - item["a"])
    row = next(line for line in text.splitlines() if line.startswith("  recall"))
    assert row.split()[-1] == "B"
