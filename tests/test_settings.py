from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.settings import Settings


def test_options_win_over_environment_over_file(tmp_path: Path) -> None:
    config = tmp_path / "summarizer.toml"
    config.write_text('model = "file"\ntimeout = 10\nmax_reasks = 1\n', encoding="utf-8")
    environment = {"SUMMARIZER_MODEL": "environment", "SUMMARIZER_TIMEOUT": "20"}
    settings = Settings.load(config=config, environment=environment, model="option")
    assert (settings.model, settings.timeout, settings.max_reasks) == ("option", 20, 1)


def test_own_variable_wins_over_the_one_of_openai() -> None:
    environment = {"OPENAI_API_KEY": "theirs", "SUMMARIZER_API_KEY": "ours", "OPENAI_BASE_URL": "http://x/v1"}
    settings = Settings.load(environment=environment)
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "ours"
    assert settings.base_url == "http://x/v1"


def test_key_is_not_shown() -> None:
    settings = Settings.load(environment={"OPENAI_API_KEY": "sk-canary"})
    assert "canary" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_empty_variable_and_none_option_count_as_not_given() -> None:
    assert Settings.load(environment={"SUMMARIZER_MODEL": ""}, model=None).model is None


def test_bad_values_are_named_by_where_they_came_from(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"SUMMARIZER_TIMEOUT cannot be used: .*valid number"):
        Settings.load(environment={"SUMMARIZER_TIMEOUT": "soon"})
    with pytest.raises(SettingsError, match=r"--max-reasks cannot be used"):
        Settings.load(environment={}, max_reasks=9)
    config = tmp_path / "c.toml"
    config.write_text("colour = 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"'colour' in .*c\.toml is not a setting"):
        Settings.load(config=config, environment={})


def test_profile_of_the_user_is_read_from_the_file(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text(
        '[[model_profiles]]\nmatch = "my-*"\ncontext = 4096\noutput = "json_object"\n', encoding="utf-8"
    )
    (profile,) = Settings.load(config=config, environment={}).model_profiles
    assert (profile.match, profile.context, profile.output) == ("my-*", 4096, "json_object")


def test_mistake_inside_a_profile_is_located(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('[[model_profiles]]\nmatch = "my-*"\ncontext = "big"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"'model_profiles' in .*\(0\.context\) cannot be used"):
        Settings.load(config=config, environment={})


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml' cannot be read"):
        Settings.load(config=tmp_path / "gone.toml", environment={})
    broken = tmp_path / "broken.toml"
    broken.write_text("model = ", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"broken\.toml' is not valid TOML"):
        Settings.load(config=broken, environment={})
