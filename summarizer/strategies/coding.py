"""The PLOVER type of one clause: cue words first, the model where they leave doubt, and how sure the two
are together.

P(type) is proportional to cues(type) x model(type)^MODEL_WEIGHT. cues(type) is the share of the cue
evidence with a pseudo-count; model(type) is the probability of the label word as the model's next answer.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.analysis.acts.acts import Act, evidence
from summarizer.analysis.acts.modes import mode_for
from summarizer.errors import SettingsError
from summarizer.model.interface import Message, Model
from summarizer.plover import EventMode, EventType
from summarizer.prompts import load_prompt, prompt_set_id

# How much a label's log-probability counts beside the cues, how much evidence every type has before any is
# seen, and the least probability a label is taken to have; how they were chosen is in
# tests/evaluation/NOTES.md.
MODEL_WEIGHT = 0.2
_PRIOR = 0.01
_FLOOR = 1e-3
_SYSTEM, _EXAMPLES = "plover_system", "plover_examples.jsonl"
_LABELS = tuple(event_type.value for event_type in EventType)


@dataclass(frozen=True, slots=True)
class Coding:
    """A type with its probability (`confidence`), the probabilities of all types, and the mode where cues
    show one."""

    type: EventType
    confidence: float
    scores: Mapping[EventType, float]
    mode: EventMode | None


class Example(BaseModel):
    """A worked example: a clause and the label it gets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: str
    type: EventType


async def code_clause(
    model: Model, clause: str, acts: Sequence[Act], *, sure: float = 0.4, prompts: Path | None = None
) -> Coding:
    """Return the type of the clause whose acts are given; the model is asked where the cues leave it open.

    That is where they alone give less than the probability `sure`: 0 never asks, 1 asks always. Raises the
    endpoint and output errors of `summarizer.errors`.
    """
    by_cues = code_without_model(acts)
    if by_cues.confidence >= sure:
        return by_cues
    prefix, _ = constant_prefix(prompts)
    await model.prepare(prefix)
    choice = await model.choose([*prefix, Message(role="user", content=clause)], _LABELS)
    # An endpoint that tells no probabilities has still told which label it takes.
    told = choice.scores or {choice.option: 1.0}
    return _coding(combine(evidence(acts), {EventType(label): share for label, share in told.items()}), acts)


def code_without_model(acts: Sequence[Act]) -> Coding:
    """Return the type that the cues alone speak for; without any cue the confidence is one in sixteen."""
    return _coding(combine(evidence(acts), {}), acts)


def combine(cues: Mapping[EventType, float], model: Mapping[EventType, float]) -> dict[EventType, float]:
    """Return the probability of each type given the evidence of the cues and, where it was asked, the
    model."""
    logs = {event_type: math.log(cues.get(event_type, 0.0) + _PRIOR) for event_type in EventType}
    if model:
        for event_type in EventType:
            logs[event_type] += MODEL_WEIGHT * math.log(model.get(event_type, 0.0) + _FLOOR)
    highest = max(logs.values())
    shares = {event_type: math.exp(log - highest) for event_type, log in logs.items()}
    total = math.fsum(shares.values())
    return {event_type: share / total for event_type, share in shares.items()}


@lru_cache(maxsize=8)
def constant_prefix(prompts: Path | None = None) -> tuple[tuple[Message, ...], str]:
    """Return the messages before the clause, the same bytes for every clause, and the name of the prompt."""
    system, examples = load_prompt(_SYSTEM, prompts), load_prompt(_EXAMPLES, prompts)
    messages = [Message(role="system", content=system.text.strip())]
    for example in read_examples(examples.text):
        messages.append(Message(role="user", content=example.clause))
        messages.append(Message(role="assistant", content=example.type.value))
    return tuple(messages), prompt_set_id("plover", (system, examples))


def read_examples(text: str) -> tuple[Example, ...]:
    """Return the worked examples of a JSON Lines text; raises `SettingsError` naming the line that is not
    one."""
    examples: list[Example] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            examples.append(Example.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise SettingsError(f"Line {number} of {_EXAMPLES!r} is no worked example: {error}.") from error
    return tuple(examples)


def _coding(scores: dict[EventType, float], acts: Sequence[Act]) -> Coding:
    best = max(scores, key=lambda event_type: scores[event_type])
    return Coding(best, scores[best], MappingProxyType(scores), mode_for(best, acts))
