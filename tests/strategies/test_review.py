"""A second look: what the model is shown of each claim, and what becomes of a claim that it finds wrong."""

import asyncio
import logging
from time import perf_counter
from typing import Any

import pytest

from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import ModelOutputError
from summarizer.progress import ignore_progress
from summarizer.strategies.review import Review, act_meanings, review
from summarizer.strategies.strategy import Task
from summarizer.text.document import read_document
from summarizer.verification.verify import verify
from tests.strategies.fake_model import FakeModel

TEXT = "Marek Dolan left Sarvo on Monday. He accused Ostrava of lying. Rebels fled. It rained."
DOCUMENT = read_document(Article(text=TEXT))


def act(what: str, *sentences: int, **fields: Any) -> dict[str, Any]:
    return {"s": sentences, "what": what, "type": "RETREAT", "by": ["Marek Dolan"], **fields}


def draft(*moves: dict[str, Any]) -> Draft:
    headline = {"text": "Marek Dolan leaves Sarvo", "s": [1]}
    events = [act("Marek Dolan left Sarvo", 1), act("Rebels fled", 3)]
    return Draft.model_validate(
        {
            "headline": headline,
            "summary": [headline],
            "actors": [],
            "quotes": [],
            "events": events,
            "moves": moves,
        }
    )


def reviewed(given: Draft, model: FakeModel) -> Draft:
    task = Task(DOCUMENT, model, None, ignore_progress, perf_counter())
    return asyncio.run(review(task, given, act_meanings()))


def verdicts(*wrong: tuple[int, str]) -> Review:
    return Review.model_validate({"wrong": [{"n": number, "why": why} for number, why in wrong]})


MOVE = act("He accused Ostrava of lying", 2, type="ACCUSE", to=["Ostrava"])


def test_each_claim_is_shown_with_the_sentences_it_cites_and_the_one_before() -> None:
    model = FakeModel(verdicts())
    given = draft(MOVE)
    assert reviewed(given, model) == given
    [[system, question]] = model.asked
    assert "- ACCUSE: criticises" in system["content"]
    sentences, claims = question["content"].split("\n\nClaims:\n")
    assert sentences.splitlines() == [
        "[1] Marek Dolan left Sarvo on Monday.",
        "[2] He accused Ostrava of lying.",
        "[3] Rebels fled.",
    ]
    assert claims.splitlines()[2] == (
        '3. moves [2] {"what":"He accused Ostrava of lying","type":"ACCUSE","actors":["Marek Dolan"],'
        '"recipients":["Ostrava"]}'
    )


def test_wrong_claim_is_rejected_with_the_reason_and_the_others_stay() -> None:
    judged = reviewed(draft(MOVE), FakeModel(verdicts((2, "rebels did"), (9, "there is no such claim"))))
    brief = verify(judged, DOCUMENT)
    assert [event.description for event in brief.key_events] == ["Marek Dolan left Sarvo"]
    assert [move.type for move in brief.diplomatic_moves] == ["ACCUSE"]
    [rejected] = brief.rejected
    assert (rejected.field, rejected.value) == ("key_events", "Rebels fled")
    assert rejected.reason == "does not bear a second look: rebels did"


def test_claims_that_do_not_fit_one_request_are_judged_in_several() -> None:
    model = FakeModel(verdicts(), verdicts((61, "no")))
    judged = reviewed(draft(*[MOVE] * 70), model)
    assert len(model.asked) == 2
    assert [place for place, move in enumerate(judged.moves) if move.doubt] == [58]


def test_without_a_usable_answer_the_claims_stay_and_that_is_said(caplog: pytest.LogCaptureFixture) -> None:
    given = draft(MOVE)
    with caplog.at_level(logging.WARNING):
        assert reviewed(given, FakeModel(ModelOutputError("No."))) == given
    assert "Claims are published without a second look: No." in caplog.text
