"""The form that a model fills in: what it says with few words, and what older prompts still make it say."""

from typing import Any

import pytest

from summarizer.draft import DraftActor, DraftEvent, DraftMove, DraftQuote
from summarizer.plover import EventMode


def move(**fields: Any) -> DraftMove:
    return DraftMove.model_validate({"s": [1], "what": "denied it", "type": "REJECT", **fields})


@pytest.mark.parametrize(
    ("qualifiers", "mode", "status"),
    [
        ([], None, "happened"),
        (["meet"], EventMode.MEET, "happened"),
        (["planned"], None, "planned"),
        (["denied", "meet"], EventMode.MEET, "denied"),
        (["meet", "visit", "ongoing", "alleged"], EventMode.MEET, "ongoing"),
    ],
)
def test_qualifiers_are_a_mode_and_a_status_in_any_order(
    qualifiers: list[str], mode: EventMode | None, status: str
) -> None:
    told = move(**{"as": qualifiers})
    assert (told.mode, told.status) == (mode, status)


def test_keys_that_nobody_asked_for_are_ignored() -> None:
    assert move(at="Lurno", mode="meet", status="planned") == move()
    assert DraftQuote.model_validate({"q": "Q1", "cue": "said"}) == DraftQuote(quotation="Q1")


def test_actor_goes_by_its_first_name() -> None:
    assert DraftActor(names=["United States", "Washington"], kind="country").name == "United States"
    assert DraftActor(names=[], kind="country").name == ""


def test_what_code_adds_is_not_written() -> None:
    event = DraftEvent(sentences=[1], what="they met", type="CONSULT", confidence=0.5)
    assert event.model_dump(by_alias=True, exclude_defaults=True) == {
        "s": [1],
        "what": "they met",
        "type": "CONSULT",
    }
