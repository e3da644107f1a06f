"""A second look: what of a draft it replaces, drops and adds, and what it is shown."""

import asyncio
from time import perf_counter
from typing import Any

from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import ModelOutputError
from summarizer.model.interface import Message
from summarizer.progress import ignore_progress
from summarizer.strategies.review import Review, corrected, review
from summarizer.strategies.strategy import Task
from summarizer.text.document import read_document
from tests.strategies.fake_model import FakeModel

TEXT = "Marek Dolan left Sarvo on Monday. Ostrava accused Dolan of lying. Rebels fled. It rained."
PREFIX = [Message(role="system", content="Draft it.")]


def act(what: str, **fields: Any) -> dict[str, Any]:
    return {"s": [1], "what": what, "type": "RETREAT", "by": ["Marek Dolan"], **fields}


def draft(**fields: Any) -> Draft:
    empty: dict[str, Any] = {"summary": [], "actors": [], "quotes": [], "moves": []}
    headline = {"text": "Dolan leaves Sarvo", "s": [1]}
    events = [act("Marek Dolan left Sarvo"), act("Rebels fled", s=[3]), act("It rained", s=[4])]
    return Draft.model_validate({"headline": headline, "events": events, **empty, **fields})


def whats(reviewed: Draft) -> list[str]:
    return [event.what for event in reviewed.events]


def test_entries_are_replaced_in_place_dropped_and_added_behind() -> None:
    told = {
        "drop": ["E3", "M9"],
        "events": [
            {**act("Rebels fled the town"), "n": "E2"},
            {**act("Ostrava accused Dolan"), "n": "new"},
            {**act("Nobody stayed"), "n": "E77"},
        ],
    }
    reviewed = corrected(draft(), Review.model_validate(told))
    assert whats(reviewed) == [
        "Marek Dolan left Sarvo",
        "Rebels fled the town",
        "Ostrava accused Dolan",
        "Nobody stayed",
    ]


def test_entry_that_becomes_two_gives_way_to_both() -> None:
    events = [{**act("Rebels fled"), "n": "E2"}, {**act("Rebels lost"), "n": "E2"}]
    reviewed = corrected(draft(), Review.model_validate({"drop": ["E2"], "events": events}))
    assert whats(reviewed) == ["Marek Dolan left Sarvo", "Rebels fled", "Rebels lost", "It rained"]


def test_what_is_not_named_stays() -> None:
    assert corrected(draft(), Review()) == draft()


def test_actor_quotation_and_prose_give_way_to_their_correction() -> None:
    before = draft(
        actors=[{"names": ["Marek Dolan"], "kind": "group"}, {"names": ["Rebels"], "kind": "armed_group"}],
        quotes=[{"q": "Q1", "by": "Rebels"}],
    )
    told = {
        "headline": {"text": "Dolan leaves", "s": [1]},
        "actors": [{"names": ["Marek Dolan"], "kind": "person"}, {"names": ["Ostrava"], "kind": "country"}],
        "quotes": [{"q": "Q1", "by": "Marek Dolan"}],
    }
    reviewed = corrected(before, Review.model_validate(told))
    assert [(actor.name, actor.kind) for actor in reviewed.actors] == [
        ("Marek Dolan", "person"),
        ("Rebels", "armed_group"),
        ("Ostrava", "country"),
    ]
    assert [quote.speaker for quote in reviewed.quotes] == ["Marek Dolan"]
    assert (reviewed.headline.text, reviewed.summary) == ("Dolan leaves", before.summary)


def looked(model: FakeModel, first: Draft) -> Draft:
    task = Task(
        read_document(Article(text=TEXT, language="en")), model, None, ignore_progress, perf_counter()
    )
    return asyncio.run(review(task, first, PREFIX))


def test_second_look_follows_the_very_messages_of_the_first() -> None:
    model = FakeModel(Review())
    assert looked(model, draft()) == draft()
    (messages,) = model.asked
    assert messages[0] == PREFIX[0]
    assert messages[1]["content"].startswith("[1] Marek Dolan left Sarvo on Monday.")
    assert messages[2]["content"] == draft().model_dump_json(by_alias=True)


def test_it_is_told_what_nothing_cites_and_what_would_be_refused() -> None:
    model = FakeModel(Review())
    looked(model, draft(moves=[act("Gondor fell", by=["Gondor"])]))
    question = model.asked[0][-1]["content"]
    assert "E2 [3] RETREAT: Marek Dolan -> nobody: Rebels fled" in question
    assert "No entry cites: 2." in question
    assert "Refused, diplomatic_moves.actors: Gondor: the article does not name it." in question


def test_draft_is_published_where_the_second_look_fails() -> None:
    assert looked(FakeModel(ModelOutputError("Nothing.")), draft()) == draft()


def test_answer_that_takes_the_wrong_form_of_a_new_entry_is_still_new() -> None:
    event = {**act("Dolan spoke"), "n": ""}
    assert whats(corrected(draft(), Review.model_validate({"events": [event]})))[-1] == "Dolan spoke"
