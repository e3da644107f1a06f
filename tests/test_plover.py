"""The codebook as data: complete, consistent with its own figures, and closed under its names."""

import pytest

from summarizer.plover import CODEBOOK, EventMode, EventType, QuadClass, modes_of, quad_class_of, score_of


def test_every_type_is_in_the_codebook() -> None:
    assert set(CODEBOOK) == set(EventType)


def test_each_quad_class_has_its_types() -> None:
    by_class = {quad: {t.value for t in EventType if quad_class_of(t) is quad} for quad in QuadClass}
    assert by_class == {
        QuadClass.VERBAL_COOPERATION: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        QuadClass.MATERIAL_COOPERATION: {"COOPERATE", "AID", "RETREAT"},
        QuadClass.VERBAL_CONFLICT: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        QuadClass.MATERIAL_CONFLICT: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }


@pytest.mark.parametrize("event_type", EventType)
def test_score_has_the_sign_of_its_quad_class(event_type: EventType) -> None:
    conflict = quad_class_of(event_type) in {QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT}
    assert (score_of(event_type) < 0) is conflict
    assert -10 <= score_of(event_type) <= 10


def test_scores_are_those_of_the_codebook() -> None:
    assert score_of(EventType.ASSAULT) == -9.3
    assert score_of(EventType.ACCUSE) == -2.0
    assert score_of(EventType.CONSULT) == 2.1
    assert score_of(EventType.RETREAT) == 7.6


def test_every_mode_belongs_to_a_type_and_none_is_listed_twice_within_one() -> None:
    assert {mode for t in EventType for mode in modes_of(t)} == set(EventMode)
    for event_type in EventType:
        assert len(set(modes_of(event_type))) == len(modes_of(event_type))


def test_what_is_requested_and_what_is_refused_share_their_modes() -> None:
    assert modes_of(EventType.REQUEST) == modes_of(EventType.REJECT)
    assert EventMode.MEET in modes_of(EventType.REJECT)


def test_types_that_are_only_said_have_no_mode() -> None:
    assert [t.value for t in EventType if not modes_of(t)] == [
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
    ]
