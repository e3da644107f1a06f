"""The command that adds an extra is that of the tool by which the program was installed."""

import json
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from summarizer import installation
from summarizer.installation import DISTRIBUTION, install_command, install_hint

ROOT = Path(__file__).parent.parent


class Installed:
    """A distribution that says where it was installed from."""

    def __init__(self, url: str | None) -> None:
        self.url = url

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.url is None else json.dumps({"url": self.url, "dir_info": {"editable": True}})


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    told = Installed(None)
    monkeypatch.setattr(installation, "distribution", lambda name: told)
    return told


def test_name_is_that_of_the_project_and_not_the_strangers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == DISTRIBUTION != "summarizer"
    assert "summarizer" in project["scripts"]


def test_pip_is_that_of_the_interpreter_that_runs(installed: Installed, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "pip", "install", f"{DISTRIBUTION}[web]"]
    assert shlex.split(install_command("web", environment=tmp_path)) == words
    assert install_hint("web").startswith(f"Install it with: {sys.executable} -m pip install ")


def test_a_checkout_is_named_whatever_its_path(installed: Installed, tmp_path: Path) -> None:
    checkout = tmp_path / "Müller & Söhne"
    checkout.mkdir()
    installed.url = checkout.as_uri()
    assert shlex.split(install_command("web", environment=tmp_path))[-1] == f"{checkout}[web]"
    checkout.rmdir()
    assert shlex.split(install_command("web", environment=tmp_path))[-1] == f"{DISTRIBUTION}[web]"


def test_environment_without_pip_is_one_of_uv(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "find_spec", lambda name: None)
    words = ["uv", "pip", "install", "--python", sys.executable, f"{DISTRIBUTION}[web]"]
    assert shlex.split(install_command("web", environment=tmp_path)) == words


def test_tool_of_uv_keeps_the_extras_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "uv-receipt.toml").write_text(
        f'[tool]\nrequirements = [{{ name = "{DISTRIBUTION}", extras = ["web"], directory = "/src/my copy" }}]\n'
    )
    words = ["uv", "tool", "install", "/src/my copy[embedded,web]"]
    assert shlex.split(install_command("embedded", environment=tmp_path)) == words


def test_application_of_pipx_keeps_the_extras_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "pipx_metadata.json").write_text(
        json.dumps({"main_package": {"package_or_url": "/src/copy[web, otel]"}})
    )
    words = ["pipx", "install", "--force", "/src/copy[embedded,otel,web]"]
    assert shlex.split(install_command("embedded", environment=tmp_path)) == words
