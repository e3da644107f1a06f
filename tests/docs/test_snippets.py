"""Every command, program and file that README and docs/ show works: each page in a folder of its own, top to bottom."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article, Brief, Limits, Settings, summarize, summarize_many
from summarizer.claims import Example
from summarizer.claims.form import ClaimsForm
from tests.docs.snippets import (
    INSTALLS,
    PAGES,
    ROOT,
    Snippet,
    commands,
    docstring_snippets,
    run_command,
    run_python,
    snippets,
)
from tests.render.sample_brief import SAMPLE, TEXT
from tests.support.misbehaving import Misbehaving
from tests.support.steps import answer
from tests.test_callers import DRAFT

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

LANGUAGES = {"sh", "python", "toml", "json", "text"}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
STORY = (
    "<html><head><title>Rebels killed nine soldiers</title></head><body><article>{}</article></body></html>"
)
BY_PAGE = {page.relative_to(ROOT).as_posix(): list(snippets(page)) for page in PAGES}


@pytest.fixture(scope="module")
def answering() -> Iterator[str]:
    """A server that answers every request with the same draft; under /own/v1 with that of a user's own form."""
    told = {"text": TEXT.splitlines()[0], "s": [1]}
    drafts = {"": {**DRAFT, "headline": told, "summary": [told]}, "own": {"closures": []}}
    server = Misbehaving({name: [answer(json.dumps(draft))] for name, draft in drafts.items()})
    yield server.base_url
    server.stop()


@pytest.fixture
def _reader(tmp_path: Path, answering: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where a reader stands: in a folder with articles and briefs, with an endpoint that is set up."""
    for name in ("SUMMARIZER_CONFIG", "SUMMARIZER_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "BASE_URL": answering,
        "MODEL": "gpt-5-mini",
        "API_KEY": "k",
        "CACHE_DIR": str(tmp_path / "c"),
    }.items():
        monkeypatch.setenv(f"SUMMARIZER_{name}", value)
    monkeypatch.setattr("summarizer.model.local.LocalServer.start", _no_engine)
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)


async def _no_engine(*_: object, **__: object) -> None:
    pytest.fail("a page asks the embedded model, where it speaks of the endpoint that is set up")


def write_files(folder: Path) -> None:
    """Write the files that pages speak of."""
    line = json.dumps({"id": "treaty", "text": TEXT}) + "\n"
    stored = json.dumps({"id": "treaty", "brief": SAMPLE.model_dump(mode="json"), "text": TEXT}) + "\n"
    texts = {
        "article.txt": TEXT,
        "news/trawlers.txt": TEXT,
        "archive/2024/trawlers.txt": TEXT,
        "table.csv": f'id,text\ntreaty,"{TEXT.replace(chr(34), chr(34) * 2)}"\n',
        "articles.jsonl": line,
        "feed.jsonl": line,
        "page.html": STORY.format("".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))),
        "brief.json": SAMPLE.model_dump_json(),
        "small.json": SAMPLE.model_dump_json(),
        "large.json": SAMPLE.model_dump_json(),
        "briefs.jsonl": stored,
        "exact/events.csv": "",
        "summarizer.toml": "[profiles.night]\nmodel = 'n'\n",
        "gold/treaty.txt": TEXT,
        "gold/gold.json": json.dumps([{"id": "treaty", "quotes": []}]),
        "eval/small/treaty.json": SAMPLE.model_dump_json(),
        "eval/large/treaty.json": SAMPLE.model_dump_json(),
        "my-prompts/mend_system.md": "Mend it.",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def names() -> dict[str, Any]:
    """Return what programs of the pages find already there."""
    functions = {"summarize": summarize, "summarize_many": summarize_many}
    articles = [TEXT, Article(text=TEXT)]
    return {
        "__name__": "snippet",
        "text": TEXT,
        "articles": articles,
        "brief": SAMPLE,
        "briefs": [SAMPLE],
        **functions,
    }


@pytest.mark.usefixtures("_reader")
@pytest.mark.parametrize("page", [name for name, found in BY_PAGE.items() if found])
def test_what_a_page_shows_works_from_top_to_bottom(
    page: str, tmp_path: Path, answering: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = names()
    if any(re.search(r"batch .*-o briefs\.jsonl", one.code) for one in BY_PAGE[page]):
        (tmp_path / "briefs.jsonl").unlink()  # the page makes it
    if any("prompts export my-prompts" in one.code for one in BY_PAGE[page]):
        (tmp_path / "my-prompts" / "mend_system.md").unlink()
    for snippet in BY_PAGE[page]:
        assert snippet.language in LANGUAGES, f"{snippet.where}: {snippet.language}"
        own_form = "--schema" in snippet.code or "schema=" in snippet.code
        monkeypatch.setenv(
            "SUMMARIZER_BASE_URL", answering.replace("/v1", "/own/v1") if own_form else answering
        )
        there = replace(snippet, code=snippet.code.replace("http://localhost:8000/v1", answering))
        check(there, known)


def check(snippet: Snippet, known: dict[str, Any]) -> None:
    match snippet.language:
        case "python":
            if "import ray\n" in snippet.code:
                compile(snippet.code, snippet.where, "exec")  # tests/cluster runs it
            else:
                known |= run_python(snippet, known)
        case "sh":
            for line in commands(snippet):
                check_command(line)
        case "toml":
            found = tomllib.loads(snippet.code)
            found.pop("profiles", None)
            Limits(**found.pop("limits", {}))
            Settings(**found)
        case "json":
            told = json.loads(snippet.code)
            if "headline" in told:
                Brief.model_validate(told)
            elif "brief" in told:  # a worked example of the form that the page has defined
                brief = told.pop("brief")
                ClaimsForm.of(known["RiverFloods"], [Example(article=Article(**told), brief=brief)])
            elif "text" in told:
                Article(**{key: value for key, value in told.items() if key != "id"})


def check_command(line: str) -> None:
    if line.startswith("export "):
        assert re.fullmatch(r"export [A-Z_]+=\S+", line), line
    elif line.startswith("make "):
        target = line.split()[1]
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), f"{line}: no such target"
    elif not INSTALLS.match(line):
        run_command(line)


@pytest.mark.usefixtures("_reader")
@pytest.mark.parametrize("snippet", list(docstring_snippets()), ids=lambda snippet: snippet.where)
def test_example_of_a_docstring_runs(snippet: Snippet) -> None:
    run_python(snippet, names())


def test_what_is_called_has_an_example() -> None:
    shown = {snippet.where for snippet in docstring_snippets()}
    called = "summarize asummarize summarize_many Article Settings Limits Result Results Progress"
    assert {f"summarizer.{name}" for name in (*called.split(), "Brief.acts", "Brief.actor")} <= shown
