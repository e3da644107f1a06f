"""The configuration file: which one counts, its named profiles, and that no stranger's file gets a key."""

import os
from pathlib import Path

import pytest

from summarizer import Limits, Settings
from summarizer.configuration import Configuration
from summarizer.errors import SettingsError

FILE = """
model = "day"
timeout = 60

[limits]
rpm = 100
concurrency = 4

[profiles.night]
model = "night"

[profiles.night.limits]
rpm = 2000
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a folder in it, apart from what the machine has."""
    folder = tmp_path / "repository" / "news"
    folder.mkdir(parents=True)
    (folder.parent / ".git").mkdir()
    return folder


def find(project: Path, **options: object) -> Configuration:
    known = {"environment": {}, "start": project, "user": project.parents[1] / "user"}
    return Configuration.find(**{**known, **options})  # type: ignore[arg-type]  # by name


def loaded(configuration: Configuration) -> tuple[str | None, float, int | None, int]:
    settings = Settings.load(config=configuration, environment={})
    limits = Limits.load(config=configuration, environment={})
    return settings.model, settings.timeout, limits.rpm, limits.concurrency


def test_file_of_the_project_is_found_from_below(project: Path) -> None:
    (project.parent / "summarizer.toml").write_text(FILE)
    found = find(project)
    assert found.path == project.parent / "summarizer.toml"
    assert loaded(found) == ("day", 60, 100, 4)


def test_nearest_file_counts_alone(project: Path) -> None:
    (project.parent / "summarizer.toml").write_text(FILE)
    (project / "summarizer.toml").write_text('model = "near"\n')
    assert loaded(find(project)) == ("near", 900, None, 8)


def test_pyproject_counts_where_it_has_the_table(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.other]\nmodel = "no"\n')
    (project.parent / "pyproject.toml").write_text(
        '[tool.summarizer]\nmodel = "yes"\n[tool.summarizer.limits]\nrpm = 7\n'
    )
    assert loaded(find(project)) == ("yes", 900, 7, 8)


def test_search_ends_at_the_root_of_the_repository(project: Path) -> None:
    (project.parents[1] / "summarizer.toml").write_text(FILE)
    assert find(project).path is None


def test_file_of_the_user_is_the_last(project: Path) -> None:
    user = project.parents[1] / "user"
    user.mkdir()
    (user / "summarizer.toml").write_text('model = "mine"\n')
    assert find(project).values["model"] == "mine"
    (project / "summarizer.toml").write_text('model = "ours"\n')
    assert find(project).values["model"] == "ours"


def test_file_of_another_user_is_not_read(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (project / "summarizer.toml").write_text(FILE)
    if os.geteuid() == 0:
        os.chown(project / "summarizer.toml", 12_345, 12_345)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 12_345)
    assert find(project).path is None
    assert "belongs to another user" in caplog.text


def test_named_file_counts_before_the_found_one(project: Path, tmp_path: Path) -> None:
    (project / "summarizer.toml").write_text(FILE)
    (tmp_path / "a.toml").write_text('model = "by variable"\n')
    (tmp_path / "b.toml").write_text('model = "by option"\n')
    environment = {"SUMMARIZER_CONFIG": str(tmp_path / "a.toml")}
    assert find(project, environment=environment).values["model"] == "by variable"
    assert find(project, environment=environment, path=tmp_path / "b.toml").values["model"] == "by option"


def test_function_reads_the_file_that_the_environment_names_and_no_other(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "summarizer.toml").write_text(FILE)
    monkeypatch.chdir(project)
    assert Settings.load(environment={}).model is None
    named = {"SUMMARIZER_CONFIG": str(project / "summarizer.toml"), "SUMMARIZER_PROFILE": "night"}
    assert Settings.load(environment=named).model == "night"
    assert Limits.load(environment=named).rpm == 2000


@pytest.mark.parametrize("how", ["option", "variable", "file"])
def test_profile_is_laid_over_the_rest_of_the_file(how: str, project: Path) -> None:
    choice = 'profile = "night"\n' if how == "file" else ""
    (project / "summarizer.toml").write_text(choice + FILE)
    environment = {"SUMMARIZER_PROFILE": "night"} if how == "variable" else {}
    found = find(project, environment=environment, profile="night" if how == "option" else None)
    assert loaded(found) == ("night", 60, 2000, 4)


def test_environment_wins_over_the_profile(project: Path) -> None:
    (project / "summarizer.toml").write_text(FILE)
    found = find(project, profile="night")
    layers = Settings.layers(config=found, environment={"SUMMARIZER_TIMEOUT": "5"})
    assert (layers.value.model, layers.value.timeout) == ("night", 5)
    assert layers.origins["model"] == f"'model' in [profiles.night] of {project / 'summarizer.toml'}"
    assert layers.origins["timeout"] == "SUMMARIZER_TIMEOUT"


@pytest.mark.parametrize(
    ("text", "profile", "message"),
    [
        (FILE, "noon", r"There is no profile 'noon' in .*summarizer\.toml\."),
        (None, "noon", r"no configuration file to look for the profile 'noon'"),
        ("[[profiles]]\nmatch = 'x'\n", None, r"'profiles' in .* is not a table of tables"),
        ("limits = 3\n", None, r"'limits' in .* is not a table"),
        ("[limits]\nrpn = 3\n", None, r"'rpn' in \[limits\] of .* is not a limit"),
        ("modle = 'x'\n", None, r"'modle' in .* is not a setting"),
        ("model = \n", None, r"is not valid TOML"),
    ],
)
def test_mistakes_are_named(text: str | None, profile: str | None, message: str, project: Path) -> None:
    if text is not None:
        (project / "summarizer.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        loaded(find(project, profile=profile))


def test_what_was_meant_is_said(project: Path) -> None:
    (project / "summarizer.toml").write_text('modle = "x"\n')
    with pytest.raises(SettingsError) as caught:
        Settings.load(config=find(project), environment={})
    assert caught.value.hint.startswith("Did you mean 'model'? Known settings: ")


def test_found_file_does_not_get_the_key_of_the_environment(project: Path) -> None:
    file = project / "summarizer.toml"
    file.write_text('base_url = "https://elsewhere.example/v1"\n')
    environment = {"OPENAI_API_KEY": "sk-canary"}
    with pytest.raises(SettingsError) as caught:
        Settings.load(config=find(project), environment=environment)
    assert str(caught.value) == (
        f"'base_url' in {file} would send the key of OPENAI_API_KEY to an address that you did not name."
    )
    assert f"--config {file}" in caught.value.hint
    named = find(project, path=file)
    assert Settings.load(config=named, environment=environment).base_url == "https://elsewhere.example/v1"


@pytest.mark.parametrize(
    "text",
    [
        'base_url = "https://elsewhere.example/v1"\napi_key = "sk-of-the-file"\n',
        'model = "m"\n',
    ],
    ids=["its own key", "no address"],
)
def test_found_file_may_say_what_leads_no_key_away(text: str, project: Path) -> None:
    (project / "summarizer.toml").write_text(text)
    key = {} if "api_key" in text else {"OPENAI_API_KEY": "sk-canary"}
    assert Settings.load(config=find(project), environment=key).api_key is not None


def test_found_file_with_an_address_of_this_machine_is_used_without_the_key(project: Path) -> None:
    file = project / "summarizer.toml"
    file.write_text('base_url = "http://localhost:8000/v1"\n')
    environment = {"OPENAI_API_KEY": "sk-canary"}
    layers = Settings.layers(config=find(project), environment=environment)
    assert (layers.value.base_url, layers.value.api_key) == ("http://localhost:8000/v1", None)
    assert "api_key" not in layers.origins
    assert Settings.load(config=find(project, path=file), environment=environment).api_key is not None
