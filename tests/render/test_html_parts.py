"""The pieces that pages are made of."""

from datetime import date

import pytest

from summarizer.brief import When
from summarizer.render.html.characters import shown
from summarizer.render.html.claims import Claim
from summarizer.render.html.extracts import Extract
from summarizer.render.html.graph import RIGHT, draw
from summarizer.render.html.marks import LANES, mark
from summarizer.render.html.page import web_address
from summarizer.render.html.relations import relations_of
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
    return Claim(name, "event", "mx", name, tuple(Span(*span) for span in spans))


def test_stretches_are_cut_where_evidence_begins_and_ends() -> None:
    text = "0123456789"
    claims = [claim("E1", (0, 6)), claim("E2", (3, 8)), claim("E3", (3, 6))]
    [[block]] = mark([Extract(0, text)], claims, {0: 1})
    assert [(one.text, one.claims, one.classes) for one in block] == [
        ("012", "E1", "l0-mx"),
        ("345", "E1 E2 E3", "l0-mx l1-mx l2-mx"),
        ("67", "E2", "l1-mx"),
        ("89", "", ""),
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


def test_more_evidence_at_one_place_than_there_are_lines_shares_the_last() -> None:
    claims = [claim(f"E{number}", (0, 5)) for number in range(1, LANES + 3)]
    [[[stretch]]] = mark([Extract(0, "12345")], claims, {})
    assert stretch.classes == " ".join(f"l{lane}-mx" for lane in range(LANES))
    assert len(stretch.closed) == LANES + 2


def test_evidence_outside_of_what_is_known_is_not_marked() -> None:
    [[[stretch]]] = mark([Extract(10, "12345")], [claim("E1", (8, 12)), claim("E2", (10, 15))], {})
    assert stretch.claims == "E2"


def test_relations_gather_the_acts_of_a_pair() -> None:
    again = SAMPLE.diplomatic_moves[0].model_copy(update={"actors": ["A1"], "recipients": ["A2"]})
    relations = relations_of(
        SAMPLE.model_copy(update={"diplomatic_moves": [*SAMPLE.diplomatic_moves, again]})
    )
    assert [(one.actor, one.recipient, one.types, one.distinct) for one in relations] == [
        ("A1", "A2", ("COERCE", "REQUEST"), 2),
        ("A2", "A4", ("CONSULT",), 1),
        ("A3", "A1", ("REQUEST",), 1),
    ]


def test_the_drawing_has_who_acts_on_the_left_and_is_none_without_relations() -> None:
    names = {actor.id: actor.name for actor in SAMPLE.actors}
    graph = draw(relations_of(SAMPLE), names)
    assert graph is not None
    assert [node.name for node in graph.nodes if node.left] == [
        "Norway’s coast guard",
        "Iceland",
        "Sigrun Halldorsdott…",
    ]
    ends = [float(edge.path.rpartition(" ")[2]) for edge in graph.edges]
    rights = {node.id: node.y for node in graph.nodes if node.x == RIGHT}
    assert ends == [rights[edge.relation.recipient] for edge in graph.edges]
    assert draw([], names) is None


def test_the_time_line_has_dated_acts_and_the_day_of_publication() -> None:
    moments = timeline_of(SAMPLE)
    assert [(one.label, one.distance, [act.id for act in one.acts]) for one in moments] == [
        ("7 Mar 2024", "2 days before publication", ["E1"]),
        ("9 Mar 2024", "", []),
        ("11–17 Mar 2024", "2 days after publication", ["E2"]),
    ]


def test_what_is_years_ago_is_not_counted_in_days() -> None:
    event = SAMPLE.key_events[0]
    for day, told in (
        (date(2022, 3, 11), "729 days before publication"),
        (date(1999, 3, 9), "25 years before publication"),
    ):
        when = When(text="then", start=day, end=day)
        brief = SAMPLE.model_copy(update={"key_events": [event.model_copy(update={"when": when})]})
        assert timeline_of(brief)[0].distance == told


def test_an_act_that_is_told_twice_stands_on_the_time_line_once() -> None:
    event = SAMPLE.key_events[0]
    when = When(text="Saturday", start=date(2024, 3, 9), end=None)
    move = SAMPLE.diplomatic_moves[0].model_copy(
        update={"type": event.type, "description": event.description, "when": when}
    )
    other = SAMPLE.diplomatic_moves[0].model_copy(update={"when": when})
    moments = timeline_of(SAMPLE.model_copy(update={"diplomatic_moves": [move, other]}))
    assert [(one.label, one.distance, len(one.acts)) for one in moments] == [
        ("7 Mar 2024", "2 days before publication", 1),
        ("9 Mar 2024", "day of publication", 1),
        ("11–17 Mar 2024", "2 days after publication", 1),
    ]


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
