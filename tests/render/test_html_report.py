import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256

import pytest

from summarizer.article import Article
from summarizer.brief import Actor, Brief, Evidence, Mention, SummarySentence
from summarizer.render.citations import all_evidence
from summarizer.render.html.report import render_report
from tests.render.hostile_brief import ATTACKS, HOSTILE, HOSTILE_SHOWN, HOSTILE_TEXT, WORDS
from tests.render.html_pages import Page, joined
from tests.render.sample_brief import SAMPLE, TEXT
from tests.render.stuffed_brief import ARTICLES, stuffed
from tests.support.work import LINEAR, growth

SAMPLE_PAGE = render_report(SAMPLE, TEXT)


@pytest.mark.parametrize(
    ("brief", "text", "shown"),
    [(SAMPLE, TEXT, TEXT), (HOSTILE, HOSTILE_TEXT, HOSTILE_SHOWN)],
    ids=["sample", "hostile"],
)
def test_the_marks_of_a_claim_are_its_evidence_code_point_for_code_point(
    brief: Brief, text: str, shown: str
) -> None:
    page = Page(render_report(brief, text))
    assert page.article == shown, "controls become their pictures, and all else stays"
    expected: dict[str, Sequence[Evidence]] = {
        f"S{n}": one.evidence for n, one in enumerate(brief.summary, 1)
    }
    expected |= {one.id: one.evidence for one in brief.acts()} | {
        one.id: one.evidence for one in brief.quotes
    }
    expected |= {f"{one.id}c": one.casualties.evidence for one in brief.key_events if one.casualties}
    for claim, pieces in expected.items():
        assert page.marked[claim] == joined([(piece.start, piece.end) for piece in pieces])
        starts = [page.anchors[f"at-{claim}-{number}"] for number in range(1, len(pieces) + 1)]
        assert starts == [piece.start for piece in pieces]
    for actor in brief.actors:
        assert page.marked[actor.id] == joined([(one.start, one.end) for one in actor.mentions])


def test_every_citation_leads_to_a_mark_and_every_mark_back_to_a_claim() -> None:
    page = Page(SAMPLE_PAGE)
    places = {element.attributes["id"] for element in page.elements if "id" in element.attributes}
    assert len(places) == sum("id" in element.attributes for element in page.elements), "ids are there once"
    links = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#")]
    assert {link[1:] for link in links} <= places
    cited = {one.attributes["data-claim"] for one in page.all("a", class_="cite")}
    back = {one.attributes["href"][1:] for one in page.all("a", class_="back")}
    assert cited == set(page.marked) == back | {actor.id for actor in SAMPLE.actors}


def test_the_policy_names_the_only_style_and_script() -> None:
    page = Page(SAMPLE_PAGE)
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    def digest(content: str) -> str:
        return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "style-src": digest(page.one("style").text),
        "script-src": digest(page.one("script").text),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("brief", [(SAMPLE, TEXT), (HOSTILE, HOSTILE_TEXT)], ids=["sample", "hostile"])
def test_nothing_is_loaded_and_nothing_runs_in_attributes(brief: tuple[Brief, str]) -> None:
    page = Page(render_report(*brief))
    allowed = set(
        "html head meta link title style body a header p span div h1 h2 h3 main form label select option button output "
        "section ol ul li time bdi b blockquote svg g path polygon circle text details summary dl dt dd code aside "
        "mark footer script".split()
    )
    assert {element.tag for element in page.elements} <= allowed
    for element in page.elements:
        assert not {name for name in element.attributes if name.startswith("on") or name in {"src", "style"}}
    assert [one.attributes["href"] for one in page.all("link")] == ["data:,"]
    outside = [a.attributes["href"] for a in page.all("a") if not a.attributes["href"].startswith("#")]
    assert outside == (["https://example.org/trawlers"] if brief[0] is SAMPLE else [])


def test_every_field_shows_hostile_words_as_words() -> None:
    page = Page(render_report(HOSTILE, HOSTILE_TEXT))
    words = [word for word in ATTACKS[:9] if word]
    for element in (
        page.one("h1"),
        page.one("section", id="made"),
        page.one("section", id="rejected"),
        page.one("li", id="E1"),
    ):
        for word in words:
            assert word in element.text
    assert WORDS[:30] in page.one("title").text
    assert page.one("html").attributes["lang"] == "en"
    assert all(
        re.fullmatch("en", one.attributes["lang"]) for one in page.elements if "lang" in one.attributes
    )


def test_a_mark_that_would_reorder_the_line_is_seen_and_isolated() -> None:
    page = Page(render_report(HOSTILE, HOSTILE_TEXT))
    isolated = {one.attributes["data-cp"]: one.text for one in page.all("bdi", class_="cp")}
    assert isolated["U+202E"] == "\u202e"
    assert isolated["U+001B"] == "\u241b"
    assert page.reordering == ""


def test_without_the_text_the_page_shows_what_the_evidence_quotes() -> None:
    page = Page(render_report(SAMPLE, None))
    assert "What the evidence quotes" in page.one("aside").text
    for piece in all_evidence(SAMPLE):
        assert piece.text in page.article
    assert "The two countries had agreed" not in page.article
    assert set(page.marked) >= {"S1", "S2", "E1", "E1c", "E2", "M1", "Q1", "Q2", "Q3"}


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the text"):
        render_report(SAMPLE, TEXT + " ")


def test_each_act_is_told_once() -> None:
    event = SAMPLE.key_events[0]
    move = SAMPLE.diplomatic_moves[0].model_copy(
        update={
            "type": event.type,
            "description": event.description,
            "evidence": event.evidence,
            "event": "E1",
        }
    )
    brief = SAMPLE.model_copy(update={"diplomatic_moves": [move]})
    page = Page(render_report(brief, TEXT))
    assert page.all("li", id="M1") == []
    assert "also a move" in page.one("li", id="E1").text
    told = page.one("main").text
    assert told.count(event.description) == 1
    assert [one.attributes["href"] for one in page.all("a") if one.attributes["href"] == "#M1"] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_of_a_brief_full_of_acts_none_is_printed_twice(name: str) -> None:
    brief = stuffed(ARTICLES[name])
    told = [words.text for words in Page(render_report(brief, ARTICLES[name])).all("p", class_="description")]
    main = Page(render_report(brief, ARTICLES[name])).one("main").text
    assert len(told) > 5
    assert [words for words in told if main.count(words.split("\xa0")[0]) != 1] == []


def test_a_type_is_a_plain_word_with_its_code_and_meaning_behind() -> None:
    page = Page(SAMPLE_PAGE)
    word = page.one("a", class_="type tip hue-mx")
    assert word.text == "coercion"
    assert word.attributes["data-tip"].startswith("COERCE: represses")
    key = page.one("div", id=word.attributes["aria-describedby"])
    assert "coercion COERCE" in key.text
    assert "Material conflict; −7.2 on a scale" in key.text


def test_nobody_named_on_a_side_is_a_gap_and_on_both_no_event() -> None:
    events = [
        SAMPLE.key_events[0].model_copy(update={"recipients": []}),
        SAMPLE.key_events[1].model_copy(update={"actors": [], "recipients": []}),
    ]
    page = Page(render_report(SAMPLE.model_copy(update={"key_events": events, "diplomatic_moves": []}), TEXT))
    assert "(nobody named)" in page.one("li", id="E1").text
    assert "receive an Icelandic delegation" in page.one("section", id="nobody").text
    assert "Icelandic delegation" not in page.one("section", id="acts").text


def test_what_is_less_sure_is_folded_away() -> None:
    events = [one.model_copy(update={"confidence": 0.31}) for one in SAMPLE.key_events]
    page = Page(render_report(SAMPLE.model_copy(update={"key_events": events}), TEXT))
    assert "31% sure" in page.one("section", id="less-sure").text
    assert "31% sure" not in page.one("section", id="acts").text


def test_a_brief_of_nothing_says_what_is_missing() -> None:
    lists = ("summary", "key_events", "actors", "quotes", "diplomatic_moves", "rejected")
    nothing: dict[str, object] = {name: [] for name in lists}
    article = SAMPLE.article.model_copy(update={"published": None})
    page = Page(render_report(SAMPLE.model_copy(update={**nothing, "article": article}), TEXT))
    assert [one.attributes["id"] for one in page.all("section")] == ["acts", "made"]
    assert "no act that is sure enough" in page.one("section", id="acts").text
    assert "no date given" in page.one("header").text
    assert page.article == TEXT


def test_one_act_with_twelve_actors_names_all_of_them() -> None:
    more = [
        SAMPLE.actors[0].model_copy(update={"id": f"A{n}", "name": f"Ministry {n}"}) for n in range(11, 23)
    ]
    event = SAMPLE.key_events[0].model_copy(update={"actors": [one.id for one in more]})
    brief = SAMPLE.model_copy(update={"key_events": [event], "actors": [*SAMPLE.actors, *more]})
    page = Page(render_report(brief, TEXT))
    for actor in more:
        assert actor.name in page.one("li", id="E1").text
        assert actor.name in page.one("section", id="graph").text


def test_a_link_back_to_the_index() -> None:
    page = Page(render_report(SAMPLE, TEXT, index="../all.html"))
    assert page.one("a", href="../all.html").text == "All briefs"


def _long_brief(sentences: int) -> tuple[Brief, str]:
    text = "".join(f"Ana Ruiz said {number:07} to the council.\n" for number in range(sentences))
    length = len(text) // sentences
    pieces = [
        Evidence(start=n * length, end=(n + 1) * length - 1, text=text[n * length : (n + 1) * length - 1])
        for n in range(sentences)
    ]
    names = [Mention(start=piece.start, end=piece.start + 8, text="Ana Ruiz") for piece in pieces]
    actor = Actor(id="A1", name="Ana Ruiz", kind="person", role=None, country=None, mentions=names)
    update = {
        "article": SAMPLE.article.model_copy(
            update={"id": Article(text=text).id, "published": date(2024, 3, 9)}
        ),
        "summary": [SummarySentence(text="She said a lot.", evidence=pieces)],
        "key_events": [],
        "quotes": [],
        "diplomatic_moves": [],
        "actors": [actor],
    }
    return SAMPLE.model_copy(update=update), text


def test_work_grows_with_the_length_of_the_article() -> None:
    briefs = cache(_long_brief)
    assert growth(lambda sentences: render_report(*briefs(sentences)), 30) < LINEAR
