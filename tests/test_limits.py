from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from summarizer import Limits, Settings
from summarizer.errors import SettingsError, WrongSetting


def test_options_win_over_environment_over_the_table_of_the_file(tmp_path: Path) -> None:
    config = tmp_path / "summarizer.toml"
    config.write_text('model = "m"\n[limits]\nconcurrency = 2\nrpm = 10\nmax_cost = 1.5\n', encoding="utf-8")
    environment = {"SUMMARIZER_CONCURRENCY": "4", "SUMMARIZER_RPM": "20", "SUMMARIZER_TPM": ""}
    limits = Limits.load(config=config, environment=environment, concurrency=6, deadline=None)
    assert limits == Limits(concurrency=6, rpm=20, max_cost=1.5)
    assert Settings.load(config=config, environment={}).model == "m"


def test_bad_values_are_named_by_where_they_came_from(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SUMMARIZER_MAX_COST cannot be 'much': it must be a number"):
        Limits.load(environment={"SUMMARIZER_MAX_COST": "much"})
    with pytest.raises(SettingsError, match="--max-articles cannot be 0: it must be at least 1"):
        Limits.load(environment={}, max_articles=0)
    config = tmp_path / "c.toml"
    config.write_text("[limits]\nspeed = 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"'speed' in \[limits\] of .*c\.toml is not a limit") as caught:
        Limits.load(config=config, environment={})
    assert "concurrency" in caught.value.hint
    config.write_text("limits = 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"'limits' in .*c\.toml is not a table"):
        Limits.load(config=config, environment={})


@pytest.mark.parametrize("wrong", [{"concurrency": 1025}, {"rpm": 0}, {"max_cost": float("nan")}, {"x": 1}])
def test_what_can_be_no_limit_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Limits.model_validate(wrong)
    given: dict[str, Any] = dict(wrong)
    with pytest.raises(WrongSetting, match=r"^Limits\.\w+ (cannot be .+: it must be .+|is not a limit)\.$"):
        Limits(**given)
