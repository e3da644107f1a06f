"""The pieces that pages are made of."""

from datetime import date

import pytest

from summarizer.brief import Brief, When
from summarizer.render.html.characters import shown
from summarizer.render.html.claims import Claim
from summarizer.render.html.extracts import Extract
from summarizer.render.html.graph import LEFT, RIGHT, ROOM, WIDTH, draw
from summarizer.render.html.marks import mark
from summarizer.render.html.page import web_address
from summarizer.render.html.timeline import day_range, timeline_of
from summarizer.text.spans import Span
from tests.render.sample_brief import SAMPLE
from tests.support.work import LINEAR, growth

SEEN = '<bdi class="cp" data-cp="{}">{}</bdi>'


@pytest.mark.parametrize(
    ("given", "html"),
    [
        ("a < b & \"c\" 'd'", "a &lt; b &amp; &#34;c&#34; &#39;d&#39;"),
        ("one\r\ntwo", "one&#13;\ntwo"),
        ("a\u202eb", "a" + SEEN.format("U+202E", "\u202e") + "b"),
        ("a\u200b\u200bb", "a" + SEEN.format("U+200B +1", "\u200b\u200b") + "b"),
        ("\x1b[0m", SEEN.format("U+001B", "\u241b") + "[0m"),
        ("\x7f", SEEN.format("U+007F", "\u2421")),
        ("\ud800", SEEN.format("U+D800", "\ufffd")),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("min\u200dister", "min" + SEEN.format("U+200D", "\u200d") + "ister"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_cannot_be_seen_is_set_apart(given: str, html: str) -> None:
    assert shown(given) == html


def test_much_that_cannot_be_seen_takes_work_in_proportion() -> None:
    def show(units: int) -> str:
        return str(shown("\x1b\u202e\u200b\r" * units))

    assert growth(show, 100) < LINEAR
    assert show(250_000).count("data-cp") == 250_000  # 1 MB ends, too


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("javascript:alert(1)", None),
        ("JavaScript://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def claim(name: str, *spans: tuple[int, int]) -> Claim:
    return Claim(name, "act", name, tuple(Span(*span) for span in spans))


def test_stretches_are_cut_where_evidence_begins_and_ends() -> None:
    text = "0123456789"
    claims = [claim("E1", (0, 6)), claim("E2", (3, 8)), claim("E3", (3, 6))]
    [[block]] = mark([Extract(0, text)], claims, {0: 1})
    assert [(one.text, one.claims) for one in block] == [
        ("012", "E1"),
        ("345", "E1 E2 E3"),
        ("67", "E2"),
        ("89", ""),
    ]
    assert [[one.id for one in stretch.closed] for stretch in block] == [[], ["E1", "E3"], ["E2"], []]


def test_paragraphs_and_the_white_space_between_them_hold_every_character() -> None:
    text = "\r\n First paragraph.\r\n\r\nSecond one.\n"
    [blocks] = mark([Extract(0, text)], [claim("E1", (3, len(text)))], {})
    assert "".join(stretch.text for block in blocks for stretch in block) == text
    assert [[one.text for one in block if not one.gap] for block in blocks] == [
        [],
        ["First paragraph."],
        ["Second one."],
    ]


def test_evidence_outside_of_what_is_known_is_not_marked() -> None:
    [[[stretch]]] = mark([Extract(10, "12345")], [claim("E1", (8, 12)), claim("E2", (10, 15))], {})
    assert stretch.claims == "E2"


def moved(**update: object) -> Brief:
    """Return the sample brief with another move."""
    move = SAMPLE.diplomatic_moves[0].model_copy(update=update)
    return SAMPLE.model_copy(update={"diplomatic_moves": [*SAMPLE.diplomatic_moves, move]})


def test_the_drawing_has_a_curve_for_each_pair_and_colour() -> None:
    # Again Norway against Iceland, now in words.
    graph = draw(moved(id="M2", actors=["A1"], recipients=["A2"]).acts())
    assert graph is not None
    assert [(one.ends, one.hue, one.acts) for one in graph.edges] == [
        (("A1", "A2"), "mx", ("E1",)),
        (("A2", "A4"), "vc", ("E2",)),
        (("A3", "A1"), "vx", ("M1",)),
        (("A1", "A2"), "vx", ("M2",)),
    ]
    assert len({one.path for one in graph.edges}) == 4
    ends = {one.actor: one.y for one in graph.nodes if one.x == RIGHT}
    assert [abs(float(one.path.rpartition(" ")[2]) - ends[one.ends[1]]) <= 5 for one in graph.edges] == [
        True
    ] * 4


def test_where_nobody_is_named_the_curve_leads_to_that() -> None:
    graph = draw(moved(id="M2", actors=["A4"], recipients=[]).acts())
    assert graph is not None
    assert graph.edges[-1].ends == ("A4", None)
    assert [one.lines for one in graph.nodes if one.actor is None] == [("nobody named",)]
    nobody = moved(id="M2", actors=[], recipients=[]).model_copy(update={"key_events": []})
    assert "M2" not in {act for edge in getattr(draw(nobody.acts()), "edges", ()) for act in edge.acts}
    assert draw([]) is None


def test_those_who_meet_without_another_side_meet_each_other() -> None:
    event = SAMPLE.key_events[1].model_copy(update={"actors": ["A2", "A4"], "recipients": []})
    graph = draw(SAMPLE.model_copy(update={"key_events": [event], "diplomatic_moves": []}).acts())
    assert graph is not None
    assert [one.ends for one in graph.edges] == [("A2", "A4")]


@pytest.mark.parametrize(
    "name",
    [
        "Iran",
        "Islamic State of Iraq and the Levant",
        "W" * 400,
        "国際連合" * 20,
        "منظمة الأمم المتحدة",
    ],
)
def test_names_in_the_drawing_are_whole(name: str) -> None:
    actors = [SAMPLE.actors[0].model_copy(update={"name": name}), *SAMPLE.actors[1:]]
    graph = draw(SAMPLE.model_copy(update={"actors": actors}).acts())
    assert graph is not None
    node = next(one for one in graph.nodes if one.actor == "A1")
    assert "".join(node.lines).replace(" ", "") == name.replace(" ", "")
    assert max(map(len, node.lines)) <= 2 * ROOM
    assert all(0 <= y <= graph.height for y, _ in node.baselines)
    assert 0 < LEFT < RIGHT < WIDTH


def test_the_time_line_has_the_acts_by_day_and_last_those_without_one() -> None:
    moments = timeline_of(SAMPLE.acts(), SAMPLE.article.published)
    assert [(one.label, one.distance, [act.id for act in one.acts]) for one in moments] == [
        ("7 Mar 2024", "2 days before publication", ["E1"]),
        ("11–17 Mar 2024", "2 days after publication", ["E2"]),
        ("No day told", "", ["M1"]),
    ]
    assert timeline_of(SAMPLE.acts()[2:], None) == ()


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2022, 3, 11), date(2022, 3, 11), "729 days before publication"),
        (date(1999, 3, 9), date(1999, 3, 9), "25 years before publication"),
        (date(2024, 3, 9), None, "day of publication"),
        (date(2024, 3, 8), date(2024, 3, 10), ""),
    ],
)
def test_how_far_from_publication(first: date, last: date | None, told: str) -> None:
    when = When(text="then", start=first, end=last)
    event = SAMPLE.key_events[0].model_copy(update={"when": when})
    brief = SAMPLE.model_copy(update={"key_events": [event]})
    assert timeline_of(brief.acts(), date(2024, 3, 9))[0].distance == told


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2024, 3, 7), date(2024, 3, 7), "7 Mar 2024"),
        (date(2024, 3, 28), date(2024, 4, 2), "28 Mar – 2 Apr 2024"),
        (date(2023, 12, 31), date(2024, 1, 1), "31 Dec 2023 – 1 Jan 2024"),
    ],
)
def test_days_in_words(first: date, last: date, label: str) -> None:
    assert day_range(first, last) == label
