"""Headline and summary: one sentence shortened by the model, and sentences of the article itself."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from summarizer.analysis.analysis import Analysis
from summarizer.draft import DraftEvent, DraftProse
from summarizer.errors import ModelOutputError, SettingsError
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt
from summarizer.strategies.data import data_line
from summarizer.strategies.stepwise.phrases import breaks_off, whole_phrase, without_loose_end
from summarizer.strategies.stepwise.shortening import keeps_the_meaning
from summarizer.strategies.strategy import Task
from summarizer.text.headings import title_line, without_dateline
from summarizer.text.lines import one_line, shortened
from summarizer.text.spans import Span

_SYSTEM, _EXAMPLES = "headline_system", "headline_examples.json"
_HEADLINE_TOKENS = 40
_MOST_READ, _LONGEST_HEADLINE = 1000, 200
_SUMMARY_SENTENCES = 3
# A sentence that starts with one of these leans on the one before it and cannot stand alone.
_LEANING = frozenset(
    "he she they it this that these those but and so yet then his her their its i we the former".split()
)


async def write_headline(task: Task, analysis: Analysis, events: Sequence[DraftEvent]) -> DraftProse:
    """Return the article's title where it has one, else the sentence of the main event in few words.

    What the model writes is taken only if it is a true shortening; otherwise the clause itself is the headline.
    """
    if not analysis.article.title and (title := title_line(analysis.text, analysis.sentences)):
        return DraftProse(text=one_line(title.of(analysis.text)), sentences=[title.id])
    lead = analysis.sentences[events[0].sentences[0] - 1 if events else 0]
    if analysis.article.title:
        return DraftProse(text=one_line(analysis.article.title), sentences=[lead.id])
    task.report("writing the headline")
    sentence = shortened(without_dateline(one_line(Span.of(lead, analysis.text))), _MOST_READ)
    prefix = _prefix(task.prompts)
    await task.model.prepare(prefix)
    messages = [*prefix, Message(role="user", content=data_line(sentence))]
    try:
        headline = one_line(await task.model.write(messages, max_tokens=_HEADLINE_TOKENS)).rstrip(".")
    except ModelOutputError:  # cut, empty or refused: the article has words of its own
        headline = ""
    if not keeps_the_meaning(headline, sentence) or breaks_off(headline):
        headline = without_loose_end(whole_phrase(events[0].what if events else sentence, _LONGEST_HEADLINE))
    return DraftProse(text=headline, sentences=[lead.id])


def write_summary(analysis: Analysis, events: Sequence[DraftEvent]) -> list[DraftProse]:
    """Return the sentences of the most important events, verbatim and in the order of the article."""
    chosen: list[int] = []
    for event in events:
        number = event.sentences[0]
        if len(chosen) < _SUMMARY_SENTENCES and not _leans(
            Span.of(analysis.sentences[number - 1], analysis.text)
        ):
            chosen.append(number)
    return [
        DraftProse(
            text=without_dateline(one_line(Span.of(analysis.sentences[number - 1], analysis.text))),
            sentences=[number],
        )
        for number in sorted(chosen or [1])
    ]


def _leans(sentence: str) -> bool:
    return sentence.split(maxsplit=1)[0].casefold().strip(",“\"'‘") in _LEANING


@lru_cache(maxsize=8)
def _prefix(prompts: Path | None) -> tuple[Message, ...]:
    messages = [Message(role="system", content=load_prompt(_SYSTEM, prompts).fill())]
    try:
        for example in json.loads(load_prompt(_EXAMPLES, prompts).text):
            messages.append(Message(role="user", content=str(example["sentence"])))
            messages.append(Message(role="assistant", content=str(example["headline"])))
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"The worked examples in {_EXAMPLES!r} cannot be used: {error!r}.") from error
    return tuple(messages)
