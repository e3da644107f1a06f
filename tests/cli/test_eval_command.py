import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import summarizer
from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.cli.main import cli
from summarizer.errors import AuthenticationFailed, InvalidOutput
from summarizer.settings import Settings
from tests.evaluation.gold_briefs import GOLD_FOLDER, damaged_brief, own_cases, perfect_brief

CASES = {case.article.text: case for case in own_cases()}
IDS = [case.id for case in CASES.values()]
ENDPOINT = ("--model", "m", "--base-url", "http://127.0.0.1:1/v1", "--strategy", "one_pass")


class Stub:
    """Stands in for `summarize`: perfect briefs, or the failure told for an article."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.settings: list[Settings] = []
        self.failures: dict[str, Exception] = {}

    def __call__(self, article: Article, *, settings: Settings) -> Brief:
        case = CASES[article.text]
        self.called.append(case.id)
        self.settings.append(settings)
        assert article.published == case.gold.published
        if case.id in self.failures:
            raise self.failures[case.id]
        return perfect_brief(case)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stub:
    found = Stub()
    monkeypatch.setattr(summarizer, "summarize", found, raising=False)
    monkeypatch.chdir(tmp_path)
    return found


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(cli, ["eval", *map(str, arguments)])


def folder_of_briefs(folder: Path, *, seed: int | None = None) -> Path:
    folder.mkdir()
    for case in CASES.values():
        brief = perfect_brief(case) if seed is None else damaged_brief(case, seed)
        (folder / f"{case.id}.json").write_text(brief.model_dump_json(), encoding="utf-8")
    return folder


def test_eval_makes_briefs_scores_them_and_keeps_them(stub: Stub, tmp_path: Path) -> None:
    result = run(GOLD_FOLDER, *ENDPOINT)
    assert result.exit_code == 0, result.output
    assert stub.called == IDS
    assert {item.strategy for item in stub.settings} == {"one_pass"}
    assert f"{len(IDS)} articles; intervals" in result.stdout
    assert f"[1/{len(IDS)}] {IDS[0]}: made in 2.5 s" in result.stderr
    made = tmp_path / "eval" / "gold" / "m-one_pass"
    assert sorted(path.stem for path in made.glob("[!.]*.json")) == sorted(IDS)

    again = run(GOLD_FOLDER, *ENDPOINT)
    assert stub.called == IDS
    assert f"[{len(IDS)}/{len(IDS)}] {IDS[-1]}: kept" in again.stderr
    assert again.stdout == result.stdout

    run(GOLD_FOLDER, *ENDPOINT, "--refresh", "--limit", 2)
    assert stub.called == IDS + IDS[:2]


def test_eval_reports_a_failing_article_and_exits_with_8(stub: Stub, tmp_path: Path) -> None:
    stub.failures[IDS[1]] = InvalidOutput("The answer is \x1b[31mnot JSON.")
    result = run(GOLD_FOLDER, *ENDPOINT, "--briefs", tmp_path / "b", "--json", tmp_path / "out.json")
    assert result.exit_code == 8
    assert stub.called == IDS
    assert f"[2/{len(IDS)}] {IDS[1]}: failed: The answer is" in result.stderr
    assert "Without a brief, scored as an empty one:" in result.stdout
    assert "\x1b" not in result.output
    values = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(values["failures"]) == [IDS[1]]
    assert values["articles"] == len(IDS)
    assert 0.8 < values["total"]["quote_recall"] < 1


def test_eval_stops_where_no_article_could_succeed(stub: Stub) -> None:
    stub.failures[IDS[2]] = AuthenticationFailed("The endpoint refused the key.")
    result = run(GOLD_FOLDER, *ENDPOINT)
    assert result.exit_code == AuthenticationFailed.exit_code
    assert stub.called == IDS[:3]
    assert "The endpoint refused the key." in result.stderr


def test_score_only_makes_no_brief_and_counts_a_missing_one_as_empty(stub: Stub, tmp_path: Path) -> None:
    briefs = folder_of_briefs(tmp_path / "briefs")
    assert run(GOLD_FOLDER, "--score-only", briefs).exit_code == 0
    (briefs / f"{IDS[3]}.json").unlink()
    result = run(GOLD_FOLDER, "--score-only", briefs)
    assert result.exit_code == 8
    assert f"  {IDS[3]}: no brief" in result.stdout
    assert stub.called == []


def test_compare_puts_two_folders_side_by_side(stub: Stub, tmp_path: Path) -> None:
    a, b = folder_of_briefs(tmp_path / "old", seed=5), folder_of_briefs(tmp_path / "new")
    result = run(GOLD_FOLDER, "--compare", a, b, "--json", "-")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert (values["a"], values["b"], values["articles"]) == (str(a), str(b), len(IDS))
    assert values["figures"]["quote_recall"]["better"] == "B"
    table = run(GOLD_FOLDER, "--compare", a, b).stdout
    assert f"A: {a}\nB: {b}\n" in table
    assert f"{len(IDS)} articles" in table
    assert stub.called == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--score-only", "x", "--compare", "a", "b"], "cannot be used together"),
        (["--score-only", "x", "--refresh"], "--score-only makes no briefs, so --refresh cannot be used"),
        (["--compare", "a", "b", "--model", "m"], "--compare makes no briefs, so --model cannot be used"),
        (["--limit", "0"], "--limit"),
    ],
)
def test_options_that_contradict_each_other_are_usage_errors(arguments: list[str], said: str) -> None:
    result = run(GOLD_FOLDER, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_missing_gold_is_one_sentence(tmp_path: Path) -> None:
    result = run(tmp_path, "--score-only", tmp_path)
    assert result.exit_code == 3
    assert f"{str(tmp_path / 'gold.json')!r} cannot be read" in result.stderr
    assert result.stdout == ""


def test_unwritable_json_is_found_before_the_work(stub: Stub, tmp_path: Path) -> None:
    result = run(GOLD_FOLDER, *ENDPOINT, "--json", tmp_path / "none" / "out.json")
    assert result.exit_code == 7
    assert stub.called == []


def test_help_tells_the_gold_format() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for word in ('"anchors": ["words of a sentence"]', "Exit code 8", "--compare A B"):
        assert word in result.stdout
