from typing import Any

import pytest

from summarizer.brief import Brief, Evidence, KeyEvent
from summarizer.plover import EventType
from summarizer.render.diff.comparison import Comparison, Section, compare
from tests.render.sample_brief import BOTH, SAMPLE, TEXT, evidence

COERCE, CONSULT = SAMPLE.key_events
NO_ACTORS: dict[str, list[str]] = {"actors": [], "recipients": []}


def brief(**changes: Any) -> Brief:
    return Brief.model_validate({**SAMPLE.model_dump(), **changes})


def ids(
    comparison: Comparison, section: Section
) -> tuple[list[tuple[str | None, str | None]], list[str | None], list[str | None]]:
    found = comparison.sections[section]
    return (
        [(claim.a, claim.b) for claim in found.both],
        [claim.a for claim in found.only_a],
        [claim.b for claim in found.only_b],
    )


def differences(comparison: Comparison, section: Section) -> dict[str, tuple[str | None, str | None]]:
    return {d.field: (d.a, d.b) for claim in comparison.sections[section].both for d in claim.differences}


def test_a_brief_is_the_same_as_itself() -> None:
    comparison = compare(SAMPLE, SAMPLE)
    assert comparison.same
    assert ids(comparison, "quotes") == ([("Q1", "Q1"), ("Q2", "Q2"), ("Q3", "Q3")], [], [])


def test_order_ids_and_who_made_it_do_not_matter() -> None:
    renamed = {"A1": "A4", "A2": "A3", "A3": "A2", "A4": "A1"}
    text = SAMPLE.model_dump_json()
    for old, new in renamed.items():
        text = text.replace(f'"{old}"', f'"new {new}"')
    other = Brief.model_validate_json(text.replace('"new ', '"'))
    other = other.model_copy(
        update={
            "actors": other.actors[::-1],
            "key_events": other.key_events[::-1],
            "provenance": SAMPLE.provenance.model_copy(update={"model": "another"}),
        }
    )
    assert compare(SAMPLE, other).same


def test_claims_are_paired_by_evidence_and_not_by_words() -> None:
    narrower = evidence("seized two Icelandic trawlers in the Barents Sea")
    other = COERCE.model_copy(update={"id": "E7", "description": "trawlers seized", "evidence": [narrower]})
    comparison = compare(SAMPLE, brief(key_events=[other]))
    assert ids(comparison, "acts") == ([("E1", "E7"), ("M1", "M1")], ["E2"], [])
    claim = comparison.sections["acts"].both[0]
    assert claim.differences == []
    assert claim.text_b == "trawlers seized"


def test_little_overlap_is_another_claim() -> None:
    start = TEXT.index("Thursday")
    elsewhere = Evidence(start=start, end=start + 60, text=TEXT[start : start + 60])
    comparison = compare(SAMPLE, brief(key_events=[COERCE.model_copy(update={"evidence": [elsewhere]})]))
    assert ids(comparison, "acts") == ([("M1", "M1")], ["E1", "E2"], ["E1"])


def test_two_acts_of_one_sentence_are_told_apart_by_their_coding() -> None:
    def act(name: str, kind: EventType, actors: list[str]) -> KeyEvent:
        return COERCE.model_copy(update={"id": name, "type": kind, "mode": None, "actors": actors})

    a = brief(key_events=[act("E1", EventType.COERCE, ["A1"]), act("E2", EventType.ACCUSE, ["A3"])])
    b = brief(key_events=[act("E1", EventType.ACCUSE, ["A3"]), act("E2", EventType.COERCE, ["A1"])])
    comparison = compare(a, b)
    assert ids(comparison, "acts")[0] == [("E1", "E2"), ("E2", "E1"), ("M1", "M1")]
    assert comparison.same


def test_what_differs_of_an_event_is_named() -> None:
    other = COERCE.model_copy(
        update={
            "type": EventType.ASSAULT,
            "mode": None,
            "status": "alleged",
            "actors": [],
            "recipients": ["A3"],
            "when": None,
            "location": None,
            "casualties": None,
        }
    )
    assert differences(compare(SAMPLE, brief(key_events=[other, CONSULT])), "acts") == {
        "type": ("COERCE", "ASSAULT"),
        "mode": ("confiscate", None),
        "status": ("happened", "alleged"),
        "actors": ("Norway’s coast guard", None),
        "recipients": ("Iceland", "Sigrun Halldorsdottir"),
        "when": ("on Thursday (2024-03-07)", None),
        "location": ("the Barents Sea", None),
        "casualties": ("4 wounded", None),
    }


def test_an_act_that_is_a_move_in_one_brief_only_differs_in_that() -> None:
    found = differences(compare(BOTH, BOTH.model_copy(update={"diplomatic_moves": []})), "acts")
    assert found == {"told as": ("key event and diplomatic move", "key event")}


def test_a_day_in_other_words_is_the_same_day() -> None:
    assert COERCE.when is not None
    other = COERCE.model_copy(update={"when": COERCE.when.model_copy(update={"text": "Thursday"})})
    assert differences(compare(SAMPLE, brief(key_events=[other, CONSULT])), "acts") == {}


def test_speakers_differ() -> None:
    quotes = [SAMPLE.quotes[0].model_copy(update={"speaker": "A4"}), *SAMPLE.quotes[1:]]
    found = differences(compare(SAMPLE, brief(quotes=quotes)), "quotes")
    assert found == {"speaker": ("Sigrun Halldorsdottir", "Kari Lund")}


def test_an_actor_under_another_name_is_the_same_where_the_article_names_it() -> None:
    lund = SAMPLE.actors[3].model_copy(update={"name": "Lund", "country": None})
    comparison = compare(SAMPLE, brief(actors=[*SAMPLE.actors[:3], lund]))
    assert differences(comparison, "actors") == {"name": ("Kari Lund", "Lund"), "country": ("NOR", None)}
    assert differences(comparison, "acts") == {}


def test_headlines_differ() -> None:
    comparison = compare(SAMPLE, brief(headline="Trawlers seized"))
    assert comparison.headline is not None
    assert not comparison.same


def test_different_texts_are_not_compared() -> None:
    info = SAMPLE.article.model_copy(update={"id": "sha256:" + "0" * 64})
    with pytest.raises(ValueError, match="different texts"):
        compare(SAMPLE, brief(article=info))
