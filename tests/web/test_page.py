import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ArticleError
from summarizer.web import read_page
from tests.web.conftest import PAGE

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


# The last twenty were written by somebody who had not seen the reader; six of them were right at first sight of them.
def test_fifty_pages_are_saved() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(EXPECTED)
    assert len(EXPECTED) == 50


@pytest.mark.parametrize("name", EXPECTED)
def test_title_date_and_text_of_a_saved_page(name: str) -> None:
    article = read_page((PAGES / f"{name}.html").read_bytes()).article
    expected = EXPECTED[name]
    assert article.text == expected["text"]
    assert article.title == expected["title"]
    assert article.published == (date.fromisoformat(expected["published"]) if expected["published"] else None)
    assert (article.source, article.language) == (expected["source"], expected["language"])


def page(body: str, head: str = "<title>A long speech</title>") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def story(*paragraphs: str) -> bytes:
    return page("<article>" + "".join(f"<p>{one}</p>" for one in paragraphs) + "</article>")


FILLER = "The minister of Veldania spoke for three hours, and nobody left the hall before the end."
ANSWER = "The leader of the opposition asked for four hours to answer, and was given twenty minutes."
MORE = "It was the longest speech that parliament had heard since the flood of 1931."


class TestText:
    def test_every_character_but_white_space_stays(self) -> None:
        odd = "“Ça va”, she said – ‘naïve’ … 5 °C, 3 × 4 m², ½ of it, e\u0301tude, ﬁne, a\u200bb, 漢字 & <b>."
        text = read_page(story(FILLER, odd.replace("&", "&amp;").replace("<", "&lt;"), FILLER)).article.text
        assert odd.replace("\u200b", "") in text.replace("\u200b", "")

    def test_white_space_is_collapsed_as_browsers_do(self) -> None:
        text = read_page(
            story("One\n   line,\t with   blanks. " + FILLER, "Another\u00a0line. " + FILLER)
        ).article.text
        assert text == f"One line, with blanks. {FILLER}\n\nAnother line. {FILLER}\n"

    def test_date_within_a_sentence_stays(self) -> None:
        text = read_page(
            story(f"It rained on <time datetime='2024-01-01'>New Year</time>. {FILLER}", FILLER)
        ).article.text
        assert text.startswith("It rained on New Year. ")

    def test_a_line_break_parts_paragraphs(self) -> None:
        text = read_page(story(f"One line.<br>The next one.<br><br>A third. {FILLER}", MORE)).article.text
        assert text == f"One line.\n\nThe next one.\n\nA third. {FILLER}\n\n{MORE}\n"

    def test_markup_that_is_text_stays_text(self) -> None:
        text = read_page(
            story(f"He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall. {FILLER}", FILLER)
        ).article.text
        assert "<script>alert(1)</script>" in text

    def test_entities_of_a_document_type_are_not_expanded(self) -> None:
        bomb = "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        text = read_page(
            (bomb + f"<html><body><article><p>{FILLER} &b;&f;</p><p>{MORE}</p>").encode()
        ).article.text
        assert "haha" not in text
        assert "root:" not in text

    def test_quotation_elements_carry_the_marks_that_browsers_show(self) -> None:
        text = read_page(
            story(FILLER, "She said <q>we <b>did</b> not</q>, and he <q>“left early”</q>.", MORE)
        ).article.text
        assert "She said “we did not”, and he “left early”." in text

    def test_soft_hyphens_and_control_characters_are_no_part_of_a_word(self) -> None:
        text = read_page(
            story(FILLER, "The mini&shy;ster\x0b of Vel\xaddania&#1; spoke again.", MORE)
        ).article.text
        assert "The minister of Veldania spoke again." in text

    def test_word_with_its_reading_above_it(self) -> None:
        text = read_page(
            story(FILLER, "The <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>を見た。", MORE)
        ).article.text
        assert "The 港を見た。" in text

    @pytest.mark.parametrize(
        "lead", ["<h2>{}</h2>", "<p class=teaser>{}</p>", "<div><p>{}</p><img src=x></div>"]
    )
    def test_stand_first_is_part_of_the_story(self, lead: str) -> None:
        head = f"<header><h1>A long speech</h1>{lead.format(ANSWER)}<p>By Ana Vey</p></header>"
        text = read_page(
            page(f"{head}<div class=article-body><p>{FILLER}</p><p>{MORE}</p></div>")
        ).article.text
        assert text == f"{ANSWER}\n\n{FILLER}\n\n{MORE}\n"

    def test_rows_of_a_table_are_lines(self) -> None:
        table = "<table><tr><th>Hall<th>Hours</tr><tr><td>Old <b>hall</b><td>3</tr></table>"
        text = read_page(
            page(f"<article><p>{FILLER}</p>{table}<p>{MORE}</p><p>{ANSWER}</p></article>")
        ).article.text
        assert "Hall | Hours\n\nOld hall | 3" in text

    @pytest.mark.parametrize("name", ["comments", "comentarios", "kommentare", "lista-comentarios"])
    def test_what_readers_answer_is_no_part_of_it(self, name: str) -> None:
        answers = (
            "<div><b>Ana Vey</b> <time datetime='2019-01-02'>2 de enero de 2019</time><p>{}</p></div>" * 9
        )
        read = read_page(
            page(
                f"<article><p>{FILLER}</p><p>{MORE}</p></article><div id={name}>{answers.format(*[ANSWER] * 9)}</div>"
            )
        )
        assert read.article.text == f"{FILLER}\n\n{MORE}\n"
        assert (read.article.published, read.author) == (None, None)

    def test_article_that_is_named_for_its_topics_stays(self) -> None:
        names = "post hentry tag-tarn tag-post tag-speech rise-of-comentarios"
        body = "".join(f"<p>{FILLER} ({n})</p>" for n in range(9))
        assert (
            read_page(page(f"<section class='{names}'>{body}</section>")).article.text.count("minister") == 9
        )


class TestTitle:
    def read(self, body: str, name: str) -> str | None:
        return read_page(page(f"{body}<p>{FILLER}</p><p>{MORE}</p>", f"<title>{name}</title>")).article.title

    @pytest.mark.parametrize(
        ("body", "name", "title"),
        [
            (
                "<h1><span>Tarn</span> <b>A speech of three hours</b></h1>",
                "A speech of three hours | Post",
                "A speech of three hours",
            ),
            ("<h1><style>.a{}</style>A speech of three hours</h1>", "News", "A speech of three hours"),
            (
                "<h1><small class=kicker>Tarn</small>A speech of three hours</h1>",
                "News",
                "A speech of three hours",
            ),
            (
                "<h1>The Tarn Post</h1><h1>A speech of three hours</h1><h1>Most read</h1>",
                "A speech of three hours - The Tarn Post",
                "A speech of three hours",
            ),
            (
                "<h1>Speech at the Post ends</h1><h2>A speech of three hours with no pause at all</h2>",
                "Speech at the Post ends | Post",
                "Speech at the Post ends",
            ),
            (
                "<h1><a href=/>The Tarn Post of today</a></h1><h2>A speech of three hours</h2>",
                "A speech of three hours :: The Tarn Post",
                "A speech of three hours",
            ),
            ("", "A speech of three hours - Post", "A speech of three hours"),
            ("<h1>Speech</h1>", "", "Speech"),
            ("<h1>{{ title }}</h1>", "", None),
        ],
    )
    def test_heading_that_the_names_of_the_page_bear_out(
        self, body: str, name: str, title: str | None
    ) -> None:
        assert self.read(body, name) == title


class TestMetadata:
    def read(self, head: str) -> Any:
        return read_page(page(f"<article><p>{FILLER}</p><p>{MORE}</p></article>", head)).article

    def test_the_day_of_a_change_is_not_the_day_of_publication(self) -> None:
        head = (
            '<meta property="article:modified_time" content="2024-05-01T10:00:00Z">'
            '<meta property="article:published_time" content="2024-03-09T10:00:00Z">'
        )
        assert self.read(head).published == date(2024, 3, 9)

    def test_broken_linked_data_is_passed_over(self) -> None:
        head = '<script type="application/ld+json">{"headline": </script><title>A long speech</title>'
        assert self.read(head).title == "A long speech"

    def test_an_address_that_was_fetched_wins_over_what_the_page_calls_itself(self) -> None:
        data = page(f"<p>{FILLER}</p><p>{MORE}</p>", '<link rel="canonical" href="https://a.example/x">')
        assert read_page(data).article.url == "https://a.example/x"
        assert read_page(data, url="https://b.example/y").article.url == "https://b.example/y"

    @pytest.mark.parametrize(
        ("head", "language"),
        [
            ('<meta property="og:locale" content="pt_BR">', "pt-BR"),
            ('<script type="application/ld+json">{"@type": "Article", "inLanguage": "ja"}</script>', "ja"),
            ("", None),
        ],
    )
    def test_language_is_what_the_page_says_or_nothing(self, head: str, language: str | None) -> None:
        assert self.read(head).language == language

    def test_author(self) -> None:
        assert read_page((PAGES / "news_site.html").read_bytes()).author == "Greta Lund"


class TestEncoding:
    TEXT = f"“Élan”, said José. {MORE}"

    def read(self, encoding: str, declared: str = "", charset: str | None = None, mark: bytes = b"") -> str:
        html = f"<html><head>{declared}</head><body><article><p>{self.TEXT}</p><p>{FILLER}</p></article></body></html>"
        return read_page(mark + html.encode(encoding), charset=charset).article.text.partition("\n")[0]

    @pytest.mark.parametrize(
        "given",
        [
            {"encoding": "utf-8"},
            {"encoding": "cp1252"},
            {"encoding": "cp1252", "declared": '<meta charset="iso-8859-1">'},
            {"encoding": "cp1252", "charset": "latin1"},
            {"encoding": "utf-8", "declared": '<meta charset="utf-16">'},
            {"encoding": "utf-8", "charset": "utf-8", "declared": '<meta charset="cp1251">'},
            {"encoding": "utf-8", "charset": "unicode_escape"},
            {"encoding": "utf-8", "charset": "no-such-code"},
            {"encoding": "cp1252", "charset": "utf-8"},
            {"encoding": "utf-16-le", "mark": b"\xff\xfe"},
            {"encoding": "utf-8", "charset": "cp1251", "mark": b"\xef\xbb\xbf"},
        ],
    )
    def test_mark_then_header_then_declaration_then_what_fits(self, given: dict[str, Any]) -> None:
        assert self.read(**given) == self.TEXT

    def test_a_wrong_byte_or_two_do_not_make_another_encoding_of_a_page(self) -> None:
        html = f"<html><body><article><p>{self.TEXT * 9}</p><p>{FILLER}</p>".encode()
        text = read_page(html.replace(b"flood", b"fl\xf6\xf6d", 1)).article.text
        assert text.count("“Élan”, said José.") == 9

    def test_other_alphabets(self) -> None:
        html = "<html><head><meta charset=windows-1251></head><body><article><p>" + "Министр говорил. " * 12
        assert read_page(html.encode("cp1251")).article.text.startswith("Министр говорил. Министр")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The page is an empty page."),
        (b" \n ", "The page is an empty page."),
        (b"<!-- nothing -->", "The page is an empty page."),
        (b"%PDF-1.7\n%\xe2\xe3", "The page is a PDF, not a web page."),
        (b"\x89PNG\r\n\x1a\n", "The page is an image, not a web page."),
        (b"\xff\xd8\xff\xe0", "The page is an image, not a web page."),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "The page is an image, not a web page."),
        (b"PK\x03\x04", "The page is an archive or an office document, not a web page."),
        (b"From: <Saved by Blink>\r\n", "The page is a web archive, not a web page."),
    ],
)
def test_what_is_no_page_with_an_article(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_page(data)
    assert caught.value.message == said
    assert caught.value.hint


CONSENT = "We and our 842 partners store cookies on your device, to know more of you and of what you read."


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        page("<nav><a href=/>Home</a><a href=/w>World</a></nav>"),
        page("<ul>" + "<li><a href=/1>Five ships that never came home</a></li>" * 30 + "</ul>"),
        page(f"<p>{'{{ lead }} {{ text }} ' * 20}</p><p>Lorem ipsum dolor sit amet, {'elit ' * 40}.</p>"),
        page(f"<main><h1>Your choice</h1><p>{CONSENT}</p><p>{FILLER}</p></main>"),
        page(f"<p>Nothing happens? {FILLER}</p>", "<meta http-equiv=Refresh content='0; url=/story'>"),
        page("<script>render()</script><div id=root></div>"),
        page(f"<noscript><p>Please switch on JavaScript. {FILLER}</p></noscript><div id=root></div>"),
    ],
    ids="empty navigation links template consent redirect script noscript".split(),
)
def test_page_with_something_else_than_an_article(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^The page has no article text\.") as caught:
        read_page(data)
    assert "save the page from there" in caught.value.hint


class TestPaywalls:
    PAID = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    )

    @pytest.mark.parametrize(
        "data",
        [
            page(f"<article><p>{FILLER}</p><p>He began with his childhood.</p></article>", PAID),
            page(f"<article><p>{FILLER}</p></article>" * 2 + "<p>More than enough words here …</p>", PAID),
            page(
                f"<article><p>{FILLER}</p><p>{FILLER[:60]}.</p></article><div class='c-paywall'>Subscribe!</div>"
            ),
            page(f"<p>{FILLER}</p><p>{MORE}</p>", '<meta property="article:content_tier" content="locked">'),
            page(
                f"<article><p>{FILLER}</p><p>{MORE}</p></article><p>この記事は会員限定です。残り1,203文字</p>"
            ),
            page(
                f"<article><p>{FILLER}</p><p>{MORE}</p><p>Contenido exclusivo para suscriptores</p></article>"
            ),
        ],
    )
    def test_beginning_of_an_article_for_subscribers(self, data: bytes) -> None:
        with pytest.raises(
            ArticleError, match="gives only the beginning of an article for subscribers"
        ) as caught:
            read_page(data)
        assert "save its text" in caught.value.hint

    def test_text_in_the_data_is_not_taken_from_a_page_for_subscribers(self) -> None:
        data = self.PAID.replace("{", f'{{"articleBody": "{FILLER} {MORE * 9}", ', 1)
        with pytest.raises(ArticleError, match="for subscribers"):
            read_page(page(f"<article><p>{FILLER}</p></article>", data))
        everybody = read_page(page(f"<article><p>{FILLER}</p></article>", data.replace('"False"', '"True"')))
        assert MORE in everybody.article.text

    def test_article_that_is_there_in_full(self) -> None:
        body = "<article>" + "".join(f"<p>{FILLER} ({n})</p>" for n in range(12)) + "</article>"
        assert read_page(page(body, self.PAID)).article.text.count("minister") == 12

    def test_short_news_beside_a_hidden_wall(self) -> None:
        body = f"<article><p>{FILLER}</p><p>{MORE}</p><p>“I am sore,” he said at its end.</p><p>{ANSWER}</p></article>"
        assert read_page(page(body + "<div id='paywall' hidden></div>")).article.text.endswith(f"{ANSWER}\n")


class TestHostilePages:
    """Each ends within seconds, in an error or a text; without bounds some of these take minutes."""

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ("<div>" * 200_000 + "<p>deep", "nested more than 150 deep"),
            ("<p>" + "<b><i>" * 100_000 + "deep", "nested more than 150 deep"),
            ("<table><tr><td>" * 60_000, "nested more than 150 deep"),
            ("<div>x</div>" * 90_000, "more than 30,000 elements"),
            (("<div>" * 120 + "<p>x</p>" * 30 + "</div>" * 120) * 90, "too many elements nested too deeply"),
            ("<p>" + "<span>May</span> 2024 " * 30_000, "thousands of elements and line breaks"),
            ("<p>" + "May 2024 <br>" * 30_000, "thousands of elements and line breaks"),
            ("<article>" + "May 2024 <nav>x</nav>" * 20_000, "thousands of elements and line breaks"),
            ("<p>" + "<a href=x>May</a> 2024 " * 30_000, "thousands of elements and line breaks"),
            ("<p>harbour of Tarn</p>" * 25_000, "thousands of short lines in a row"),
            ("<h1>The harbour of Tarn</h1>" * 9_000 + PAGE, "thousands of short lines in a row"),
            ("<div " + " ".join(f"a{n}" for n in range(100_000)) + ">", "thousands of attributes"),
            ("<div " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">", "thousands of attributes"),
            ("<div " + " ".join(f"a{n}='<'" for n in range(100_000)) + ">", "thousands of attributes"),
            ('<div x" ' + " ".join(f"a{n}" for n in range(100_000)) + '">', "thousands of attributes"),
            (
                "<script>'</script><p " + " ".join(f"a{n}" for n in range(100_000)) + ">",
                "thousands of attributes",
            ),
            ("<a" * 500_000, "thousands of attributes"),
            ('<a b="' * 140_000, "thousands of attributes"),
        ],
        ids=lambda value: value[:12] if value.startswith("<") else "",
    )
    def test_page_made_to_exhaust_the_reader(self, data: str, said: str) -> None:
        with pytest.raises(ArticleError, match=said):
            read_page(data.encode())

    @pytest.mark.parametrize(
        "data",
        [
            PAGE + "<!--" * 200_000,
            PAGE + f"<!-- {'x' * 5_000_000} -->",
            PAGE + "<script type='application/ld+json'>" + "[" * 500_000 + "</script>",
            "<style>" + "{" * 3_000_000 + "</style>" + PAGE,
            "<style>" + ".a{b:c}@media x{.d{e:f}}" * 120_000 + "</style>" + PAGE,
            PAGE.replace("<html>", "<html lang='" + "en-" * 200_000 + "'>"),
        ],
        ids=["comments", "megabytes", "brackets", "braces", "rules", "language"],
    )
    def test_page_with_an_endless_part(self, data: str) -> None:
        assert read_page(data.encode()).article.text.startswith("The minister")

    def test_text_longer_than_the_limit(self) -> None:
        with pytest.raises(ArticleError, match=r"has \d+ characters; the limit is 100 characters"):
            read_page(PAGE.encode(), limit=100)
