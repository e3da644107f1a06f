"""From an address to an article: the whole way, from a server on loopback."""

import asyncio
import subprocess
import sys
from collections.abc import Sequence

import pytest

from summarizer.article import Article
from summarizer.errors import ArticleError, FetchError
from summarizer.installation import install_hint
from summarizer.web import fetch_article
from summarizer.web.addresses import IPAddress
from summarizer.web.fetch import Fetcher
from tests.web.conftest import LOOPBACK, PAGE, Answer, Site, public_or_loopback

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def article_at(site: Site, answer: Answer, path: str = "/story?key=secret") -> Article:
    async def everywhere(host: str, port: int) -> Sequence[IPAddress]:
        return [LOOPBACK]

    site.answers["/story"] = answer
    fetcher = Fetcher(permits=public_or_loopback, ports=None, resolve=everywhere)
    return asyncio.run(fetch_article(f"http://news.example:{site.port}{path}", fetcher=fetcher))


def test_article_of_an_address(site: Site) -> None:
    article = article_at(site, Answer())
    assert article.title == "A long speech"
    assert article.text.startswith(
        "The minister of Veldania spoke for hour number 0, and nobody left.\n\nThe minister"
    )
    assert article.url == f"http://news.example:{site.port}/story?key=secret"


def test_nothing_is_fetched_but_the_page(site: Site) -> None:
    parts = (
        "<link rel=stylesheet href=/a.css><link rel=icon href=/favicon.ico><script src=/a.js></script>"
        "<meta http-equiv=refresh content='0; url=/refresh'><link rel=canonical href=/canonical>"
        "<img src=/a.png><iframe src=/frame></iframe><object data=/object></object><base href='/base/'>"
    )
    page = f"<!DOCTYPE html SYSTEM '/dtd'>{PAGE.partition('>')[2]}".replace("<body>", "<body>" + parts)
    article_at(site, Answer(body=page.encode()))
    assert [path for _, path in site.asked] == ["/story?key=secret"]


def test_charset_of_the_header_counts(site: Site) -> None:
    answer = Answer(
        body=PAGE.replace("nobody", "“nobody”").encode("cp1252"),
        headers={"Content-Type": "text/html; charset=ISO-8859-1"},
    )
    assert "“nobody” left." in article_at(site, answer).text


def test_plain_text_is_taken_as_it_is(site: Site) -> None:
    text = "A title\n\n  One line.\r\nAnother   one.\n"
    answer = Answer(body=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    assert article_at(site, answer).text == text


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("application/pdf", b"%PDF-1.7", "a PDF"),
        ("text/html", b"%PDF-1.7", "a PDF"),
        ("application/octet-stream", b"\x89PNG\r\n\x1a\n", "an image"),
        ("image/svg+xml", b"<svg/>", "an image"),
        ("image/avif", b"x", "an image"),
        ("video/mp4", b"x", "a film"),
        ("application/json", b"{}", "JSON"),
        ("application/rss+xml", b"<rss/>", "a news feed"),
        ("application/x-strange", b"x", "'application/x-strange'"),
    ],
)
def test_what_is_no_page(site: Site, content_type: str, body: bytes, kind: str) -> None:
    with pytest.raises(FetchError) as caught:
        article_at(site, Answer(body=body, headers={"Content-Type": content_type}))
    assert caught.value.message == f"http://news.example:{site.port}/story is {kind}, not a web page."
    assert caught.value.hint


def test_page_without_an_article_is_named_without_its_query(site: Site) -> None:
    with pytest.raises(ArticleError) as caught:
        article_at(site, Answer(body=b"<html><body><nav>Home</nav></body></html>"))
    assert caught.value.message == f"http://news.example:{site.port}/story has no article text."


def test_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ArticleError) as caught:
        asyncio.run(fetch_article("https://news.example/story?key=secret"))
    assert caught.value.message == (
        "https://news.example/story is a web page, and the part that reads web pages is not installed."
    )
    assert caught.value.hint == install_hint("web")


def test_libraries_are_imported_when_a_page_is_read_and_not_before() -> None:
    libraries = ("trafilatura", "lxml", "httpx2")
    code = f"import sys, summarizer.web; print([one for one in {libraries} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
