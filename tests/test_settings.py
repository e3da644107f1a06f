import pickle
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.errors import SettingsError, WrongSetting
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
    with pytest.raises(SettingsError, match=r"^SUMMARIZER_TIMEOUT cannot be 'soon': it must be a number\.$"):
        Settings.load(environment={"SUMMARIZER_TIMEOUT": "soon"})
    with pytest.raises(SettingsError, match=r"^--max-reasks cannot be 9: it must be at most 2\.$"):
        Settings.load(environment={}, max_reasks=9)
    config = tmp_path / "c.toml"
    config.write_text("colour = 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"'colour' in .*c\.toml is not a setting"):
        Settings.load(config=config, environment={})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"timeout": 0}, "Settings.timeout cannot be 0: it must be greater than 0."),
        ({"min_confidence": -0.5}, "Settings.min_confidence cannot be -0.5: it must be at least 0."),
        ({"max_attempts": 2.5}, "Settings.max_attempts cannot be 2.5: it must be a whole number."),
        (
            {"trace_content": "perhaps"},
            "Settings.trace_content cannot be 'perhaps': it must be true or false.",
        ),
        ({"model": 4}, "Settings.model cannot be 4: it must be a string."),
        ({"cache_dir": 4}, "Settings.cache_dir cannot be 4: it must be a path."),
        ({"cache": "maybe"}, "Settings.cache cannot be 'maybe': it must be 'off', 'use' or 'refresh'."),
        ({"model_profiles": "x"}, "Settings.model_profiles cannot be 'x': it must be a list."),
        ({"model_profiles": ("x",)}, "Settings.model_profiles (entry 1) cannot be 'x': it must be a table."),
        ({"model_profiles": ({},)}, "Settings.model_profiles (entry 1, match) is missing."),
        ({"modle": "gpt"}, "Settings.modle is not a setting."),
    ],
)
def test_a_value_that_cannot_be_used_is_one_sentence_of_our_own(given: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings(**given)
    assert str(caught.value) == message
    assert caught.value.hint
    assert isinstance(caught.value, ValueError)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own
    assert (type(copy), str(copy), copy.hint) == (WrongSetting, message, caught.value.hint)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"modle": "gpt"}, "Did you mean 'model'?"),
        ({"strategy": "stepwize"}, "Did you mean 'stepwise'?"),
        ({"model_profiles": ({"match": "x", "contxt": 512},)}, "Did you mean 'context'?"),
    ],
)
def test_what_is_misspelt_is_told_how_it_may_have_been_meant(given: dict[str, Any], meant: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings(**given)
    assert caught.value.hint.startswith(meant)


def test_a_long_value_is_not_shown_whole_and_a_key_not_at_all() -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.load(environment={"SUMMARIZER_TIMEOUT": "x" * 1_000})
    assert len(str(caught.value)) < 150
    wrong: dict[str, Any] = {"api_key": b"sk-canary\xff"}
    with pytest.raises(WrongSetting, match="it must be a string") as caught:
        Settings(**wrong)
    assert "canary" not in str(caught.value)


def test_pydantics_own_methods_keep_their_error_and_show_no_more_than_what_is_wrong() -> None:
    class Service(BaseModel):
        settings: Settings

    given = {"api_key": "sk-canary", "timeout": 0}
    for validate in (
        lambda: Settings.model_validate(given),
        lambda: Service.model_validate({"settings": given}),
    ):
        with pytest.raises(ValidationError) as caught:
            validate()
        assert [(error["loc"][-1], error["type"]) for error in caught.value.errors()] == [
            ("timeout", "greater_than")
        ]
        assert "canary" not in str(caught.value)


def test_settings_are_copied_and_pickled_as_they_are() -> None:
    settings = Settings(model="m", timeout=5)
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301  our own
    assert settings.model_copy(update={"model": "n"}).model == "n"
    assert Settings.model_validate_json(settings.model_dump_json(exclude={"api_key"})) == settings
    with pytest.raises(ValidationError, match="frozen"):
        settings.model = "other"  # type: ignore[misc]  # what is tested


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
    with pytest.raises(SettingsError, match=r"'model_profiles' in .*\(entry 1, context\) cannot be 'big'"):
        Settings.load(config=config, environment={})


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml' cannot be read"):
        Settings.load(config=tmp_path / "gone.toml", environment={})


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        (
            b"# ours\nmodel = gpt-5\n",
            "is not valid TOML at line 2, character 9: Invalid value.",
            'model = "my-model"',
        ),
        (b"model = ", "is not valid TOML at its end: Invalid value.", 'model = "my-model"'),
        (
            b"rpm = 1\nrpm = 2\n",
            "is not valid TOML at line 2, character 8: Cannot overwrite a value.",
            "once",
        ),
        (b'model = "caf\xe9"', "is not UTF-8: byte 12.", "Save it as UTF-8."),
    ],
)
def test_file_that_is_no_toml_is_told_where_and_what_to_do(
    tmp_path: Path, text: bytes, message: str, advice: str
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(text)
    with pytest.raises(SettingsError) as caught:
        Settings.load(config=broken, environment={})
    assert str(caught.value) == f"The configuration file {str(broken)!r} {message}"
    assert advice in caught.value.hint
