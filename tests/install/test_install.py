"""The ways of installing that README shows, each from a clone in a fresh home, whose path has blanks and umlauts.

They need a network, and the tools of the group `installs`; `make installs` runs them. `make brief` is run by .ci/run.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.snippets import ROOT, commands, snippets
from tests.docs.test_snippets import STORY
from tests.support.misbehaving import Misbehaving
from tests.support.steps import answer
from tests.test_callers import DRAFT

pytestmark = [pytest.mark.install, pytest.mark.timeout(900)]

SAMPLE = ROOT / "seeds" / "000_02450d971c8d9e03.txt"
[SHOWN] = [
    list(commands(one))
    for one in snippets(ROOT / "README.md")
    if one.language == "sh" and "uv tool install" in one.code
]
WAYS = {line.split()[0]: line for line in SHOWN if not line.startswith("make ")}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    told = {"text": SAMPLE.read_text(encoding="utf-8").splitlines()[0], "s": [1]}
    server = Misbehaving([answer(json.dumps({**DRAFT, "headline": told, "summary": [told]}))])
    yield server.base_url
    server.stop()


class Machine:
    """A clone and a home, both new."""

    def __init__(self, folder: Path) -> None:
        self.clone, home = folder / "Müller & Söhne" / "tmp.WNsT" / "clone", folder / "home of Ä"
        files = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT)  # noqa: S607  the git of the user
        for name in filter(None, files.decode().split("\0")):
            if (ROOT / name).is_file() and not name.startswith(("tests/", "cassettes/")):
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.clone / name)
        home.mkdir()
        kept = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "UV_", "SSL_", "HTTP"))
        }
        bins = [home / ".local" / "bin", self.clone / "env" / "bin", Path(sys.executable).parent]
        path = os.pathsep.join([*map(str, bins), "/usr/local/bin", "/usr/bin", "/bin"])
        self.environment = {**kept, "HOME": str(home), "PATH": path}

    def write_page(self) -> None:
        text = "".join(f"<p>{line}</p>" for line in SAMPLE.read_text(encoding="utf-8").splitlines())
        (self.clone / "page.html").write_text(STORY.format(text), encoding="utf-8")

    def run(self, line: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=self.clone,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_way_of_the_readme_ends_in_a_brief_of_the_sample_and_of_a_page(
    way: str, machine: Machine, endpoint: str
) -> None:
    installed = machine.run(WAYS[way])
    assert installed.returncode == 0, installed.stderr
    where = machine.run("command -v summarizer").stdout.strip()
    assert where
    assert str(Path(where).parent) != str(Path(sys.executable).parent), "that is the one of the tests"
    machine.write_page()
    settings = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": endpoint, "SUMMARIZER_MODEL": "m"}
    for article in (f"seeds/{SAMPLE.name}", "page.html"):
        brief = machine.run(f"summarizer brief {article} --format json --published 2014-06-23", **settings)
        assert brief.returncode == 0, brief.stderr
        assert json.loads(brief.stdout)["headline"]
    assert re.search(r"Embedded +xllamacpp \d", machine.run("summarizer doctor --no-try").stdout)


@pytest.mark.parametrize("way", WAYS)
def test_hint_of_an_installation_without_extras_makes_what_was_missing_work(
    way: str, machine: Machine
) -> None:
    bare = machine.run(WAYS[way].replace("[embedded,web]", "").replace("[web,embedded]", ""))
    assert bare.returncode == 0, bare.stderr
    machine.write_page()
    missing = machine.run("summarizer brief page.html --show-text")
    assert missing.returncode == 3
    hint = missing.stderr.splitlines()[-1].removeprefix("Install it with: ")
    assert shlex.split(hint)
    added = machine.run(hint)
    assert added.returncode == 0, f"{hint}: {added.stderr}"
    assert "Sunni militants" in machine.run("summarizer brief page.html --show-text").stdout
