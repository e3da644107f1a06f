"""Events and moves: the acts that rules found, each given its PLOVER type by the model."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.analysis.acts import Act
from summarizer.analysis.analysis import Analysis
from summarizer.analysis.dates import find_times
from summarizer.analysis.parties import parties_in
from summarizer.analysis.places import find_place
from summarizer.analysis.retellings import Telling
from summarizer.analysis.spans import Span
from summarizer.draft import DraftEvent
from summarizer.plover import EventType
from summarizer.strategies.coding import Coding, code_clause
from summarizer.strategies.numbered import one_line
from summarizer.strategies.strategy import Task

MAX_EVENTS, MAX_MOVES = 10, 14

# A description longer than this is a paragraph; the evidence still holds all of it.
_LONGEST = 300
# Fighting is news, and an event; a move is what is said or done short of it.
_NOT_A_MOVE = frozenset({EventType.ASSAULT})


@dataclass(frozen=True, slots=True)
class CodedTelling:
    """An act, the words that describe it best, and its PLOVER type."""

    telling: Telling
    clause: Span
    coding: Coding

    @property
    def act(self) -> Act:
        """Return the act in its most important telling."""
        return self.telling.first.act


async def code_tellings(task: Task, tellings: Sequence[Telling]) -> list[CodedTelling]:
    """Return every act with the type that the model and the cue words give it together."""
    coded: list[CodedTelling] = []
    for number, telling in enumerate(tellings):
        task.report("coding events", number, len(tellings))
        clause = describing_clause(telling.first.act, task.analysis)
        words = one_line(clause.of(task.analysis.text))
        coding = await code_clause(task.model, words, telling.first.acts, prompts=task.prompts)
        coded.append(CodedTelling(telling, clause, coding))
    return coded


def draft_events(analysis: Analysis, coded: Sequence[CodedTelling]) -> list[DraftEvent]:
    """Return the acts as events, most important first."""
    return [_draft(analysis, item) for item in coded]


def draft_moves(analysis: Analysis, coded: Sequence[CodedTelling]) -> list[DraftEvent]:
    """Return the acts that somebody named in the article does short of fighting, most important first."""
    drafts = (_draft(analysis, item) for item in coded if item.coding.type not in _NOT_A_MOVE)
    return [draft for draft in drafts if draft.actors]


def describing_clause(act: Act, analysis: Analysis) -> Span:
    """Return the clause of an act from its subject on, or the whole sentence where that is no readable stretch."""
    start = act.clause.start if act.subject is None else min(act.clause.start, act.subject.start)
    clause = Span(start, act.clause.end)
    if clause.end - clause.start <= _LONGEST:
        return clause
    return act.clause if act.clause.end - act.clause.start <= _LONGEST else Span(act.cue.start, act.clause.end)


def _draft(analysis: Analysis, item: CodedTelling) -> DraftEvent:
    text, act = analysis.text, item.act
    sentence = item.telling.first.sentence
    times = find_times(text, item.clause) or find_times(text, sentence)
    place = find_place(text, item.clause)
    return DraftEvent(
        sentences=item.telling.sentences,
        what=one_line(item.clause.of(text))[:_LONGEST],
        type=item.coding.type,
        mode=item.coding.mode,
        status=act.status,
        actors=_names(act.subject, analysis),
        recipients=_names(act.object, analysis),
        where=place.of(text) if place else None,
        when=times[0].of(text) if times else None,
        confidence=round(item.coding.confidence, 3),
    )


def _names(span: Span | None, analysis: Analysis) -> list[str]:
    return [analysis.actors[index].name for index in parties_in(span, analysis)]
