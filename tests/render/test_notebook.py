from html.parser import HTMLParser

import pytest
from inline_snapshot import snapshot

from summarizer.brief import Brief
from tests.render.attacks import ATTACKS, hostile
from tests.render.sample_brief import BOTH

TAGS = {"div", "p", "strong", "br", "small", "ul", "li"}


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
    assert Page(html_of(BOTH)).texts == snapshot(
        [
            "Norway seizes two Icelandic trawlers; Iceland demands the release of both crews",
            "The Northern Post · 2024-03-09",
            "Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured. ",
            "[1-2]",
            "Acts",
            " ",
            "E key event, M diplomatic move, E=M both",
            "Norway’s coast guard → Iceland",
            ": coercion (COERCE, confiscate) · on Thursday (2024-03-07) · the Barents Sea · 4 wounded ",
            "[1-2] E1=M2",
            "Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday",
            "Quotes",
            "Sigrun Halldorsdottir",
            ": “We will not be bullied in waters where our fathers fished,” ",
            "[4]",
            "speaker unknown",
            ": “Talks are the only way out.” ",
            "[5]",
            "Kari Lund",
            ": “routine policing” ",
            "[6]",
            "Who",
            "Sigrun Halldorsdottir (foreign minister, ISL)",
            "Not shown (it is in --all and in the JSON): 1 summary sentence, 1 act, 1 act less sure, 1 act with nobody named, 3 actors",
            "2 claims rejected: summary 1, actors 1 (--evidence says why)",
            "Checked by code: quotations are verbatim; names, numbers and times stand in the article. Not checked: whether type, sides and sense are right.",
            "qwen2.5-coder-1.5b-instruct · embedded · 42.0 s",
        ]
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text(attack: str) -> None:
    page = Page(html_of(hostile(attack)))
    assert set(page.tags) == TAGS
    assert page.attributes == set()
    assert page.open == []
    assert not set("".join(page.texts)) & set("\x00\x1b\x07\x9b\u202e\u2066\u200b\ufeff")


def test_angle_brackets_are_seen_as_they_are_written() -> None:
    assert "<script>alert(1)</script>" in Page(html_of(hostile(ATTACKS[0]))).texts
