import re
from typing import Any, get_args

import pytest

from summarizer.brief import Act, EventStatus
from summarizer.plover import CODEBOOK, EventMode, EventType
from summarizer.render import wording
from tests.render.sample_brief import BOTH, SAMPLE


def act(**changes: Any) -> Act:
    event = SAMPLE.key_events[0].model_copy(update=changes)
    return SAMPLE.model_copy(update={"key_events": [event], "diplomatic_moves": []}).acts()[0]


@pytest.mark.parametrize(
    ("actors", "recipients", "type_", "told"),
    [
        (["A1"], ["A2"], EventType.COERCE, "Norway’s coast guard → Iceland"),
        (["A1", "A4"], [], EventType.COERCE, "Norway’s coast guard, Kari Lund → (nobody named)"),
        (["A1", "A4"], [], EventType.AGREE, "Norway’s coast guard, Kari Lund"),
        (["A1"], [], EventType.AGREE, "Norway’s coast guard → (nobody named)"),
        ([], ["A2"], EventType.COERCE, "(nobody named) → Iceland"),
        ([], [], EventType.COERCE, "(nobody named)"),
    ],
)
def test_sides_say_who_did_it_to_whom_and_where_nobody_is_named(
    actors: list[str], recipients: list[str], type_: EventType, told: str
) -> None:
    assert wording.sides(act(actors=actors, recipients=recipients, type=type_)) == told


def test_of_many_names_some_are_told_and_the_others_counted() -> None:
    assert wording.names(SAMPLE.actors, 2) == "Norway’s coast guard, Iceland, 2 more"
    assert wording.names(SAMPLE.actors, 4).endswith("Kari Lund")


def test_coding_is_plain_words_with_the_codes_behind_them() -> None:
    assert wording.coding(act()) == "coercion (COERCE, confiscate)"
    assert wording.coding(act(mode=None, status="planned")) == "coercion (COERCE), planned"


def test_every_code_has_plain_words() -> None:
    assert set(wording.TYPES) == set(CODEBOOK)
    for words in (
        *wording.TYPES.values(),
        *map(wording.mode_words, EventMode),
    ):
        assert re.fullmatch(r"[a-z][a-z ]+", words)
    assert [wording.status_words(status) for status in get_args(EventStatus)] == [
        "",
        "going on",
        "planned",
        "alleged",
        "only supposed",
        "denied",
    ]


def test_circumstances_and_sureness_are_told_as_far_as_they_are_known() -> None:
    assert wording.circumstances(act()) == "on Thursday (2024-03-07) · the Barents Sea · 4 wounded"
    assert wording.circumstances(act(when=None, location=None, casualties=None)) == ""
    assert wording.sureness(act()) == "82% sure"
    assert wording.sureness(act(confidence=None)) == ""


def test_ids_mark_what_is_both() -> None:
    assert [wording.ids(one) for one in BOTH.acts()] == ["E1=M2", "E2", "E3", "M1"]
