"""Coding one clause: cues alone, cues with the model, when the model is asked, and its worked examples."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import cast

import pytest

from summarizer.analysis.acts.acts import Act, find_acts
from summarizer.errors import SettingsError
from summarizer.model.interface import Choice, Message, Model
from summarizer.plover import EventMode, EventType
from summarizer.strategies.coding import (
    code_clause,
    code_without_model,
    combine,
    constant_prefix,
    read_examples,
)
from summarizer.text.spans import Span


class Scripted:
    """Answers every choice with the same scores and remembers what it was asked."""

    def __init__(self, option: str, scores: Mapping[str, float]) -> None:
        self._choice = Choice(option, scores)
        self.asked: list[tuple[list[Message], list[str]]] = []
        self.prepared: list[list[Message]] = []

    async def prepare(self, prefix: Sequence[Message]) -> None:
        self.prepared.append(list(prefix))

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        self.asked.append((list(messages), list(options)))
        return self._choice


def acts_of(text: str) -> tuple[Act, ...]:
    return find_acts(text, Span(0, len(text)))


def test_plain_cue_needs_no_model() -> None:
    model = Scripted("AID", {"AID": 1.0})
    clause = "Police arrested two editors."
    coding = asyncio.run(code_clause(cast("Model", model), clause, acts_of(clause), sure=0.7))
    assert (coding.type, coding.mode) == (EventType.COERCE, EventMode.ARREST)
    assert model.asked == []
    assert model.prepared == []


def test_model_decides_where_there_is_no_cue() -> None:
    model = Scripted("CONSULT", {"CONSULT": 0.9, "AGREE": 0.1})
    coding = asyncio.run(code_clause(cast("Model", model), "They sat in the garden for hours.", ()))
    assert coding.type is EventType.CONSULT
    assert len(model.asked) == 1


def test_option_without_scores_still_counts() -> None:
    model = Scripted("PROTEST", {})
    coding = asyncio.run(code_clause(cast("Model", model), "They wore black armbands.", ()))
    assert coding.type is EventType.PROTEST


def test_all_labels_are_offered_and_the_clause_comes_last() -> None:
    model = Scripted("AID", {})
    asyncio.run(code_clause(cast("Model", model), "{{ 7*7 }}", ()))
    ((messages, options),) = model.asked
    assert options == [event_type.value for event_type in EventType]
    assert messages[-1] == {"role": "user", "content": "{{ 7*7 }}"}


def test_prefix_is_the_same_for_any_two_clauses() -> None:
    model = Scripted("AID", {})
    for clause in ("One clause.", "Quite another, longer clause."):
        asyncio.run(code_clause(cast("Model", model), clause, ()))
    assert model.asked[0][0][:-1] == model.asked[1][0][:-1] == list(constant_prefix()[0])
    assert model.prepared == [list(constant_prefix()[0])] * 2


def test_shares_sum_to_one_and_confidence_is_that_of_the_type() -> None:
    coding = code_without_model(acts_of("The general refused to leave."))
    assert coding.type is EventType.REJECT
    assert coding.confidence == coding.scores[EventType.REJECT]
    assert sum(coding.scores.values()) == pytest.approx(1.0)


def test_without_cues_every_type_is_as_likely() -> None:
    coding = code_without_model(())
    assert coding.confidence == pytest.approx(1 / 16)
    assert coding.mode is None


def test_model_moves_a_tie_and_not_a_clear_case() -> None:
    tied = combine({EventType.AID: 0.5, EventType.AGREE: 0.5}, {EventType.AGREE: 0.9, EventType.AID: 0.1})
    assert max(tied, key=lambda t: tied[t]) is EventType.AGREE
    clear = combine({EventType.AID: 1.0}, {EventType.AGREE: 0.9, EventType.AID: 0.1})
    assert max(clear, key=lambda t: clear[t]) is EventType.AID
    agreed = combine({EventType.AID: 1.0}, {EventType.AGREE: 0.1, EventType.AID: 0.9})
    assert clear[EventType.AID] < agreed[EventType.AID]


def test_worked_examples_cover_every_type_and_the_cues_agree_with_their_labels() -> None:
    messages, prompt = constant_prefix()
    clauses = [m["content"] for m in messages if m["role"] == "user"]
    labels = [m["content"] for m in messages if m["role"] == "assistant"]
    assert set(labels) == {event_type.value for event_type in EventType}
    assert len(set(clauses)) == len(clauses)
    assert [code_without_model(acts_of(clause)).type.value for clause in clauses] == labels
    assert prompt.startswith("plover@")


def test_constant_prefix_stays_short() -> None:
    # News takes about 4.5 characters a token; reading 900 tokens once costs 15 s on two cores.
    assert sum(len(m["content"]) for m in constant_prefix()[0]) < 3_000


def test_bad_example_line_is_named() -> None:
    with pytest.raises(SettingsError, match="Line 2"):
        read_examples('{"clause": "A.", "type": "AID"}\n{"clause": "B.", "type": "NONE"}\n')
