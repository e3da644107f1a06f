"""The small model as a judge: is this act, put into a sentence, what the sentence of the article reports?

The model is shown an act that was read, and asked yes or no; it never says itself who did what. The act stands last, so
that each further one on the same sentence costs a few tokens.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from summarizer.errors import SettingsError
from summarizer.model.interface import Choice, Message
from summarizer.plover import EventType
from summarizer.prompts import load_prompt
from summarizer.reading.act import Act
from summarizer.reading.actor import Actor
from summarizer.reading.news import Telling
from summarizer.reading.reading import Reading
from summarizer.strategies.data import data_line
from summarizer.strategies.strategy import Task
from summarizer.text.lines import shortened

SYSTEM, EXAMPLES, ACTS = "judge_system", "judge_examples.json", "judge_acts.json"
YES, NO = "yes", "no"
_MOST_SHOWN = 600  # characters of a sentence; more is no sentence
_BEFORE = 200
_SOMEBODY = "somebody"
# The surest that an answer is taken for, and what one without probabilities says, in log-odds.
_MOST, _PLAIN = 8.0, 2.0


Read = TypeVar("Read")


class Example(BaseModel):
    """A sentence with the one before it, and acts that it reports or does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: str
    sentence: str
    acts: Mapping[str, str]


async def judge(task: Task, reading: Reading, tellings: Sequence[Telling]) -> dict[int, float]:
    """Return for each telling, by its place, the log-odds that its sentence reports its act.

    Raises the endpoint and output errors of `summarizer.errors`.
    """
    prefix = constant_prefix(task.prompts)
    await task.model.prepare(prefix)
    odds: dict[int, float] = {}
    in_order = sorted(range(len(tellings)), key=lambda index: tellings[index].act.head.i)
    for done, index in enumerate(in_order):
        task.report("judging what was read", done, len(in_order))
        question = _question(task, reading, tellings[index])
        choice = await task.model.choose([*prefix, Message(role="user", content=question)], [YES, NO])
        odds[index] = log_odds(choice)
    return odds


def log_odds(choice: Choice) -> float:
    """Return how much rather the answer is yes than no."""
    if not choice.scores:
        return _PLAIN if choice.option == YES else -_PLAIN
    yes, no = choice.scores.get(YES, 0.0), choice.scores.get(NO, 0.0)
    floor = math.exp(-_MOST)
    return max(-_MOST, min(_MOST, math.log(max(yes, floor) / max(no, floor))))


def put_into_words(act: Act, prompts: Path | None = None) -> str:
    """Return the statement that somebody does something to somebody."""
    with_recipient, alone = _statements(prompts)[act.type]
    pattern = with_recipient if act.recipients else alone
    return pattern.replace("{by}", _names(act.actors)).replace("{to}", _names(act.recipients))


@lru_cache(maxsize=8)
def constant_prefix(prompts: Path | None = None) -> tuple[Message, ...]:
    """Return the messages before every question, the same bytes for every article."""
    messages = [Message(role="system", content=load_prompt(SYSTEM, prompts).fill().strip())]
    for example in _read(EXAMPLES, prompts, TypeAdapter(list[Example])):
        for act, answer in example.acts.items():
            content = f"{_context(example.before, example.sentence)}Act: {act}"
            messages.append(Message(role="user", content=content))
            messages.append(Message(role="assistant", content=answer))
    return tuple(messages)


@lru_cache(maxsize=8)
def _statements(prompts: Path | None) -> Mapping[EventType, tuple[str, str]]:
    found = _read(ACTS, prompts, TypeAdapter(dict[EventType, tuple[str, str]]))
    if missing := [kind for kind in EventType if kind not in found]:
        raise SettingsError(f"{ACTS!r} puts no {missing[0]} into words.")
    return found


def _read(name: str, prompts: Path | None, shape: TypeAdapter[Read]) -> Read:
    try:
        return shape.validate_python(json.loads(load_prompt(name, prompts).text))
    except (ValueError, ValidationError) as error:
        raise SettingsError(f"{name!r} cannot be used: {error}.") from error


def _question(task: Task, reading: Reading, telling: Telling) -> str:
    text, sentence = reading.document.text, telling.sentences[0]
    before = reading.document.sentence(sentence.id - 1)
    shown = data_line(before.of(text))[-_BEFORE:] if before is not None else ""
    words = shortened(data_line(sentence.of(text)), _MOST_SHOWN)
    return f"{_context(shown, words)}Act: {put_into_words(telling.act, task.prompts)}"


def _context(before: str, sentence: str) -> str:
    return (f"Before: {before}\n" if before else "") + f"Sentence: {sentence}\n"


def _names(actors: Sequence[Actor]) -> str:
    return data_line(" and ".join(actor.names()[0] for actor in actors[:3])) or _SOMEBODY
