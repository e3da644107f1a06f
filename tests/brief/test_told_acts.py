import json
from typing import Any

import pytest
from pydantic import ValidationError

from summarizer.brief import Brief, DiplomaticMove, KeyEvent
from summarizer.plover import EventType, quad_class_of, score_of
from tests.render.sample_brief import SAMPLE

SEIZURE = SAMPLE.key_events[0]


def move_of(told: KeyEvent, /, **changes: Any) -> DiplomaticMove:
    """Return the move that tells of the same act as an event, as the contract had it before moves named events."""
    shared = told.model_dump(exclude={"id", "location", "casualties"})
    of_type = {"quad_class": quad_class_of(told.type), "score": score_of(told.type)}
    return DiplomaticMove.model_validate({**shared, **of_type, "id": "M1", **changes})


def brief_with(*moves: DiplomaticMove, version: str = "1.0") -> Brief:
    told = [move.model_dump(mode="json", exclude_unset=True) for move in moves]
    document = {**json.loads(SAMPLE.model_dump_json()), "schema_version": version, "diplomatic_moves": told}
    return Brief.model_validate_json(json.dumps(document))


@pytest.mark.parametrize(
    ("changes", "event"),
    [
        ({}, "E1"),
        ({"description": "seized two Icelandic trawlers in the Barents Sea"}, "E1"),
        ({"description": "Norway’s coast guard seized two trawlers in the Barents Sea on Thursday"}, "E1"),
        ({"actors": []}, "E1"),
        ({"recipients": []}, "E1"),
        ({"status": "alleged"}, "E1"),
        ({"description": "the boarding party used tear gas"}, None),
        ({"type": EventType.ASSAULT, "mode": None}, None),
        ({"actors": ["A4"]}, None),
        ({"evidence": SAMPLE.quotes[0].evidence}, None),
    ],
)
def test_a_move_names_the_event_that_is_the_same_act(changes: dict[str, Any], event: str | None) -> None:
    assert brief_with(move_of(SEIZURE, **changes)).diplomatic_moves[0].event == event


def test_who_is_put_first_does_not_matter_where_both_sides_do_the_same() -> None:
    meeting = SAMPLE.key_events[1]
    swapped = move_of(meeting, actors=meeting.recipients, recipients=meeting.actors)
    assert brief_with(swapped).diplomatic_moves[0].event == "E2"


def test_an_event_is_named_by_one_move() -> None:
    moves = brief_with(move_of(SEIZURE), move_of(SEIZURE, id="M2")).diplomatic_moves
    assert [move.event for move in moves] == ["E1", None]


def test_what_a_brief_says_of_its_moves_stays() -> None:
    assert brief_with(move_of(SEIZURE, event=None), version="1.1").diplomatic_moves[0].event is None


@pytest.mark.parametrize(
    ("events", "said"),
    [(["E9"], "events that are not there: E9"), (["E1", "E1"], "two moves name the same event")],
)
def test_a_move_names_one_event_of_its_brief(events: list[str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        brief_with(*(move_of(SEIZURE, id=f"M{n}", event=event) for n, event in enumerate(events, 1)))


def test_each_act_is_told_once_with_those_who_take_part() -> None:
    move = move_of(SEIZURE, recipients=["A2", "A4"])
    acts = brief_with(move).acts()
    assert [act.ids for act in acts] == [("E1", "M1"), ("E2",)]
    seizure, talks = acts
    assert [actor.name for actor in seizure.actors] == ["Norway’s coast guard"]
    assert [actor.name for actor in seizure.recipients] == ["Iceland", "Kari Lund"]
    assert (seizure.event, seizure.move, seizure.confidence) == (
        SEIZURE,
        move.model_copy(update={"event": "E1"}),
        0.82,
    )
    assert [piece.text for piece in seizure.evidence] == [SEIZURE.description]
    assert (talks.move, talks.location) == (None, "Oslo")


def test_an_act_has_the_quotations_of_its_evidence() -> None:
    piece = SAMPLE.quotes[2].evidence[0]
    event = SEIZURE.model_copy(update={"evidence": [piece]})
    assert [quote.id for quote in SAMPLE.model_copy(update={"key_events": [event]}).acts()[0].quotes] == [
        "Q3"
    ]


def test_actor_of_an_id() -> None:
    assert SAMPLE.actor("A3").name == "Sigrun Halldorsdottir"
    with pytest.raises(KeyError):
        SAMPLE.actor("A9")
