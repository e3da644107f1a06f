import errno
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.errors import (
    AuthenticationFailed,
    InputError,
    InvalidOutput,
    ModelNotFound,
    OutputPathError,
    SummarizerError,
)
from summarizer.evaluation.gold import GoldCase
from summarizer.evaluation.runs import Outcome, fingerprint, make_briefs, read_briefs, run_name
from summarizer.settings import Settings
from tests.evaluation.gold_briefs import own_cases, perfect_brief

CASES = own_cases()[:3]
IDS = [case.id for case in CASES]
SETTINGS = Settings(model="m", base_url="http://127.0.0.1:1/v1", strategy="one_pass")


class Summarizer:
    """Makes perfect briefs, or fails where it is told to, and remembers for which articles it was called."""

    def __init__(self, failures: dict[str, Exception] | None = None) -> None:
        self.failures = failures or {}
        self.called: list[str] = []

    def __call__(self, article: Article, /, *, settings: Settings) -> Brief:
        case = next(case for case in CASES if case.article.text == article.text)
        self.called.append(case.id)
        if case.id in self.failures:
            raise self.failures[case.id]
        return perfect_brief(case).model_copy(update={"article": perfect_brief(case).article})


def make(
    folder: Path, summarize: Summarizer, settings: Settings = SETTINGS, **options: bool
) -> list[Outcome]:
    return list(make_briefs(CASES, folder, settings, summarize, **options))


def states(outcomes: Sequence[Outcome]) -> list[str]:
    return [item.failure or ("kept" if item.kept else "made") for item in outcomes]


def test_brief_is_written_before_the_next_article_is_begun(tmp_path: Path) -> None:
    outcomes: Iterator[Outcome] = make_briefs(CASES, tmp_path, SETTINGS, Summarizer())
    brief = next(outcomes).brief
    assert [path.name for path in tmp_path.iterdir()] == [f"{IDS[0]}.json"]
    assert Brief.model_validate_json((tmp_path / f"{IDS[0]}.json").read_text(encoding="utf-8")) == brief


def test_second_run_keeps_every_brief_and_reads_the_same(tmp_path: Path) -> None:
    first = make(tmp_path, Summarizer())
    again = Summarizer()
    second = make(tmp_path, again)
    assert again.called == []
    assert states(second) == ["kept"] * 3
    assert [item.brief for item in second] == [item.brief for item in first]


def test_refresh_makes_every_brief_again(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    assert states(make(tmp_path, Summarizer(), refresh=True)) == ["made"] * 3


def test_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        make(tmp_path, Summarizer({IDS[1]: ZeroDivisionError()}))
    again = Summarizer()
    assert states(make(tmp_path, again)) == ["kept", "made", "made"]
    assert again.called == IDS[1:]


@pytest.mark.parametrize(
    "change", [{"model": "n"}, {"strategy": "stepwise"}, {"base_url": "http://127.0.0.1:2/v1"}]
)
def test_briefs_of_other_settings_are_made_again(tmp_path: Path, change: dict[str, str]) -> None:
    make(tmp_path, Summarizer())
    assert states(make(tmp_path, Summarizer(), SETTINGS.model_copy(update=change))) == ["made"] * 3


def test_longer_time_limit_keeps_briefs(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    assert states(make(tmp_path, Summarizer(), SETTINGS.model_copy(update={"timeout": 5.0}))) == ["kept"] * 3


def test_changed_prompt_makes_briefs_again(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    settings = SETTINGS.model_copy(update={"prompts_dir": prompts})
    assert fingerprint(settings) == fingerprint(SETTINGS)
    (prompts / "brief_system.md").write_text("Other words.", encoding="utf-8")
    assert fingerprint(settings) != fingerprint(SETTINGS)


def test_brief_of_another_text_is_made_again(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    (tmp_path / f"{IDS[0]}.json").write_bytes((tmp_path / f"{IDS[1]}.json").read_bytes())
    assert states(make(tmp_path, Summarizer())) == ["made", "kept", "kept"]


def test_changed_publication_date_makes_the_brief_again(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    later = CASES[0].article.model_copy(update={"published": None})
    outcomes = list(make_briefs([GoldCase(CASES[0].gold, later)], tmp_path, SETTINGS, Summarizer()))
    assert states(outcomes) == ["made"]


def test_failing_article_is_an_outcome_and_the_run_goes_on(tmp_path: Path) -> None:
    failing = Summarizer({IDS[1]: InvalidOutput("The answer is not JSON.")})
    assert states(make(tmp_path, failing)) == ["made", "The answer is not JSON.", "made"]
    assert states(read_briefs(CASES, tmp_path)) == ["kept", "no brief", "kept"]


def test_failure_on_refresh_leaves_no_older_brief_to_be_scored(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    make(tmp_path, Summarizer({IDS[1]: InvalidOutput("no")}), refresh=True)
    assert states(read_briefs(CASES, tmp_path)) == ["kept", "no brief", "kept"]


@pytest.mark.parametrize("error", [AuthenticationFailed("401"), ModelNotFound("no such model")])
def test_what_every_article_would_meet_ends_the_run(tmp_path: Path, error: SummarizerError) -> None:
    failing = Summarizer({IDS[0]: error})
    with pytest.raises(type(error)):
        make(tmp_path, failing)
    assert failing.called == IDS[:1]


def test_a_full_disk_is_not_taken_for_a_wrong_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputPathError, match="No space left on device") as caught:
        make(tmp_path, Summarizer())
    assert caught.value.hint == "Make room there, or write to another disk."


def test_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputPathError, match="cannot be written"):
        make(tmp_path / "file" / "briefs", Summarizer())


def test_brief_of_another_hand_is_made_again_but_can_be_scored(tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / f"{case.id}.json").write_text(perfect_brief(case).model_dump_json(), encoding="utf-8")
    assert states(read_briefs(CASES, tmp_path)) == ["kept"] * 3
    assert states(make(tmp_path, Summarizer())) == ["made"] * 3


def test_unusable_briefs_are_outcomes_with_a_reason(tmp_path: Path) -> None:
    make(tmp_path, Summarizer())
    path = tmp_path / f"{IDS[0]}.json"
    path.write_text(
        json.dumps({**json.loads(path.read_text(encoding="utf-8")), "headline": 3}), encoding="utf-8"
    )
    (tmp_path / f"{IDS[1]}.json").write_text("{", encoding="utf-8")
    (tmp_path / f"{IDS[2]}.json").write_bytes(perfect_brief(CASES[0]).model_dump_json().encode())
    reasons = states(read_briefs(CASES, tmp_path))
    assert reasons[0] == f"{IDS[0]}.json is not a brief: headline: it must be a string"
    assert reasons[1].startswith(f"{IDS[1]}.json is not a brief: the file: it is not JSON")
    assert reasons[2] == f"{IDS[2]}.json was made from another text than {IDS[2]}.txt"


def test_missing_folder_of_briefs_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder of briefs"):
        read_briefs(CASES, tmp_path / "none")


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (Settings(), "embedded-auto"),
        (Settings(base_url="http://127.0.0.1/v1"), "default-auto"),
        (Settings(model="org/model:7b", strategy="stepwise"), "org_model_7b-stepwise"),
        (Settings(model="/models/Small.Q4.gguf"), "Small.Q4-auto"),
        (Settings(model="../../etc"), "_.._etc-auto"),
    ],
)
def test_run_is_named_after_model_and_strategy(settings: Settings, name: str) -> None:
    assert run_name(settings) == name
