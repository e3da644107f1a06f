from html.parser import HTMLParser

import pytest
from inline_snapshot import snapshot

from summarizer.brief import Brief
from tests.render.attacks import ATTACKS, hostile
from tests.render.sample_brief import SAMPLE

TAGS = {
    "div",
    "p",
    "strong",
    "br",
    "small",
    "ul",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


class Page(HTMLParser):
    """What a browser makes of the piece: tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def html_of(brief: Brief) -> str:
    return brief._repr_html_()


def test_the_whole_piece() -> None:
    assert Page(html_of(SAMPLE)).texts == snapshot(
        [
            "Norway seizes two Icelandic trawlers; Iceland demands the release of both crews",
            "Trawler row deepens · The Northern Post · 2024-03-09 · https://example.org/trawlers · 7 sentences, 644 characters",
            "Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.",
            "Iceland demanded the release of the crews; Norway will receive a delegation in Oslo.",
            "Key events",
            "type",
            "how",
            "who",
            "what",
            "circumstances",
            "COERCE",
            "confiscate, happened, 82% sure",
            "Norway’s coast guard → Iceland",
            "Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday",
            "on Thursday (2024-03-07) · the Barents Sea · 4 wounded",
            "CONSULT",
            "visit, planned",
            "Iceland → Kari Lund",
            "her government would receive an Icelandic delegation in Oslo next week",
            "next week (2024-03-11 to 2024-03-17) · Oslo",
            "Diplomatic moves",
            "type",
            "how",
            "who",
            "what",
            "circumstances",
            "REQUEST",
            "change, happened",
            "Sigrun Halldorsdottir → Norway’s coast guard",
            "demanded that both crews be released at once",
            "Quotes",
            "words",
            "speaker",
            "“We will not be bullied in waters where our fathers fished,”",
            "Sigrun Halldorsdottir (she told reporters)",
            "“Talks are the only way out.”",
            "speaker unknown",
            "“routine policing”",
            "Kari Lund (called)",
            "Actors",
            "name",
            "kind",
            "country",
            "role",
            "Norway’s coast guard",
            "government",
            "NOR",
            "Iceland",
            "country",
            "ISL",
            "Sigrun Halldorsdottir",
            "person",
            "ISL",
            "foreign minister",
            "Kari Lund",
            "person",
            "NOR",
            "Norwegian Prime Minister",
            "2 claims rejected: summary 1, actors 1",
            "qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41 requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s",
        ]
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text(attack: str) -> None:
    page = Page(html_of(hostile(attack)))
    assert set(page.tags) == TAGS
    assert page.attributes == {"style", "scope"}
    assert page.open == []
    assert not set("".join(page.texts)) & set("\x00\x1b\x07\x9b\u202e\u2066\u200b\ufeff")


def test_angle_brackets_are_seen_as_they_are_written() -> None:
    assert "<script>alert(1)</script>" in Page(html_of(hostile(ATTACKS[0]))).texts


def test_nothing_is_shown_of_what_is_not_there() -> None:
    empty: dict[str, list[object]] = {
        "summary": [],
        "key_events": [],
        "diplomatic_moves": [],
        "quotes": [],
        "actors": [],
        "rejected": [],
    }
    page = Page(html_of(SAMPLE.model_copy(update=empty)))
    assert "table" not in page.tags
    assert SAMPLE.headline in page.texts
