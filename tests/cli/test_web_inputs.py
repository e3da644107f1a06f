import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.article import Article
from summarizer.brief import Brief
from summarizer.cli.inputs import display_name
from summarizer.installation import install_hint
from summarizer.web import WebPage
from tests.cli.conftest import FakeSummarize, Run
from tests.render.sample_brief import TEXT

PAGES = Path(__file__).parent.parent / "web" / "pages"
PAGE = PAGES / "news_site.html"
EXPECTED: dict[str, Any] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))["news_site"]
URL = "https://courier.example/world/harbour-reopens"


def test_a_saved_page_tells_title_date_source_and_language(run: Run, summarize: FakeSummarize) -> None:
    assert run("brief", PAGE).exit_code == 0
    assert summarize.texts == [EXPECTED["text"]]
    [given] = summarize.calls
    assert {key: given[key] for key in ("title", "published", "source", "url", "language")} == {
        "title": EXPECTED["title"],
        "published": date(2023, 3, 10),
        "source": "The Tarn Courier",
        "url": URL,
        "language": "en-GB",
    }


def test_options_win_over_what_the_page_says(run: Run, summarize: FakeSummarize) -> None:
    run("brief", PAGE, "--title", "T", "--published", "2020-01-02", "--language", "de")
    [given] = summarize.calls
    assert (given["title"], given["published"], given["language"]) == ("T", date(2020, 1, 2), "de")
    assert given["source"] == "The Tarn Courier"


def test_a_page_is_told_by_its_beginning_too(run: Run, summarize: FakeSummarize, tmp_path: Path) -> None:
    copy = tmp_path / "page.txt"
    copy.write_bytes(PAGE.read_bytes())
    run("brief", copy)
    run("brief", "-", stdin=PAGE.read_bytes())
    assert summarize.texts == [EXPECTED["text"]] * 2


def test_a_text_about_html_stays_text(run: Run, summarize: FakeSummarize) -> None:
    text = "The tag <html> comes first, said the teacher."
    run("brief", "-", stdin=text.encode())
    assert summarize.texts == [text]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What was asked of the web, which has one page."""
    asked: list[tuple[str, dict[str, Any]]] = []

    async def fetch_page(url: str, **given: Any) -> WebPage:
        asked.append((url, given))
        return WebPage(Article(text=TEXT, title="Trawlers", url=url, language="en-NZ"), "A. Writer")

    monkeypatch.setattr("summarizer.web.fetch_page", fetch_page)
    return asked


def test_an_address_is_fetched(
    run: Run, summarize: FakeSummarize, web: list[tuple[str, dict[str, Any]]]
) -> None:
    result = run("brief", URL, "--format", "json", "--max-characters", "5000", "--timeout", "7")
    assert Brief.model_validate_json(result.stdout).article.id == Article(text=TEXT).id
    assert web == [(URL, {"limit": 5000, "seconds": 7.0})]
    assert summarize.calls[0]["title"] == "Trawlers"
    assert "published" not in summarize.calls[0]


def test_the_result_of_an_address_is_named_after_its_path(
    run: Run, summarize: FakeSummarize, web: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    run("brief", URL + "?key=secret", "https://ann@www.example/", "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "harbour-reopens.brief.txt",
        "www.brief.txt",
    ]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "http://127.0.0.1/",
            "127.0.0.1 is not an address of the public internet; pages are not fetched from there.",
        ),
        ("http://[::1]/", "::1 is not an address of the public internet; pages are not fetched from there."),
        ("http://127.0.0.1:9/", "Pages are not fetched from port 9 (of '127.0.0.1')."),
        ("file:///etc/passwd", "Pages are fetched over http and https only, not over 'file'."),
        (
            "https://ann:secret@a.example/",
            "The address of a.example holds a user name or password, which are never sent.",
        ),
    ],
)
def test_an_address_that_is_refused(run: Run, summarize: FakeSummarize, url: str, said: str) -> None:
    result = run("brief", url)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == f"Error: {said}"
    assert len(result.stderr.splitlines()) == 2
    assert "secret" not in result.output
    assert summarize.calls == []


def test_addresses_in_messages_keep_their_secrets() -> None:
    assert display_name("https://ann:pass@a.example/b?key=1#c") == "https://a.example/b"
    assert display_name("http://[") == "http://["
    assert display_name("a/b.txt") == "a/b.txt"


def test_a_page_needs_the_extra(run: Run, summarize: FakeSummarize, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = run("brief", PAGE)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        f"Error: {PAGE} is a web page, and the part that reads web pages is not installed.",
        install_hint("web"),
    ]


class TestShowText:
    @pytest.fixture(autouse=True)
    def _and_the_model_is_not_asked(self, summarize: FakeSummarize) -> None:
        summarize.failures[""] = AssertionError("the model was asked")

    def test_text_on_standard_output_and_the_rest_beside_it(self, run: Run) -> None:
        result = run("brief", PAGE, "--show-text")
        assert result.stdout == EXPECTED["text"]
        assert result.stderr.splitlines() == [
            f"Title: {EXPECTED['title']}",
            "Author: Greta Lund",
            "Published: 2023-03-10",
            "Source: The Tarn Courier",
            f"Address: {URL}",
            "Language: en-GB",
            f"Text: {len(EXPECTED['text'])} characters",
        ]
        assert run("brief", PAGE, "--show-text", "-q").stderr == ""

    def test_a_file_holds_exactly_the_text(self, run: Run, tmp_path: Path) -> None:
        source = tmp_path / "windows.txt"
        source.write_bytes(b"\xef\xbb\xbfOne \xe2\x80\x9ctwo\xe2\x80\x9d.\r\nThree.")
        run("brief", source, "--show-text", "-o", tmp_path / "out.txt")
        assert (tmp_path / "out.txt").read_bytes() == b"One \xe2\x80\x9ctwo\xe2\x80\x9d.\r\nThree."

    def test_json_is_the_article(self, run: Run, article: Path) -> None:
        lines = run("brief", PAGE, article, "--show-text", "--format", "json").stdout.splitlines()
        first, second = (Article.model_validate_json(line) for line in lines)
        assert (first.text, first.title, first.published) == (
            EXPECTED["text"],
            EXPECTED["title"],
            date(2023, 3, 10),
        )
        assert second == Article(text=TEXT)

    def test_several_texts_are_named(self, run: Run, article: Path) -> None:
        shown = run("brief", article, article, "--show-text").stdout
        assert shown == f"==> {article} <==\n\n{TEXT}\n" * 2

    def test_other_forms_are_of_briefs(self, run: Run) -> None:
        result = run("brief", PAGE, "--show-text", "--format", "markdown")
        assert result.exit_code == 2
        assert "--show-text has --format text or json." in result.stderr


class TestSaveText:
    def test_brief_and_its_text(self, run: Run, summarize: FakeSummarize, tmp_path: Path) -> None:
        result = run("brief", PAGE, "--save-text", tmp_path / "kept.txt", "--format", "json")
        kept = (tmp_path / "kept.txt").read_text(encoding="utf-8")
        assert Brief.model_validate_json(result.stdout).article.id == Article(text=kept).id

    def test_a_folder_takes_several(
        self, run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path
    ) -> None:
        run("brief", PAGE, article, "--save-text", tmp_path / "texts")
        assert (tmp_path / "texts" / "news_site.txt").read_text(encoding="utf-8") == EXPECTED["text"]
        assert (tmp_path / "texts" / "trawlers.txt").read_text(encoding="utf-8") == TEXT

    def test_text_and_brief_do_not_share_a_file(
        self, run: Run, tmp_path: Path, summarize: FakeSummarize
    ) -> None:
        result = run("brief", PAGE, "--save-text", tmp_path / "a", "-o", tmp_path / "a")
        assert result.exit_code == 2
        assert "name the same file" in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_standard_output_has_another_option(self, run: Run) -> None:
        result = run("brief", PAGE, "--save-text", "-")
        assert result.exit_code == 2
        assert "--show-text" in result.stderr
