"""Events and moves: the acts that rules found, each given its PLOVER type by the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.analysis.acts.candidates import Candidate
from summarizer.analysis.acts.parties import is_pronoun
from summarizer.analysis.acts.retellings import Telling, join_retellings
from summarizer.analysis.acts.tellers import who_acts
from summarizer.analysis.analysis import Analysis
from summarizer.analysis.facts.casualties import find_counts
from summarizer.analysis.facts.places import find_place
from summarizer.draft import DraftEvent, DraftMove, DraftToll
from summarizer.plover import EventType
from summarizer.strategies.coding import Coding, code_clause
from summarizer.strategies.data import data_line
from summarizer.strategies.stepwise.certainty import certainty
from summarizer.strategies.stepwise.choosing import Choice
from summarizer.strategies.stepwise.phrases import whole_phrase
from summarizer.strategies.strategy import Task
from summarizer.text.headings import dateline_length, without_dateline
from summarizer.text.lines import one_line, shortened
from summarizer.text.spans import Span
from summarizer.text.times import find_times

# A description shorter than this says too little, one longer is a paragraph; the evidence holds all of it.
_LEAST, _LONGEST = 25, 300
# Characters of a clause that the model is shown; more is no clause.
_MOST_ASKED = 600
# Fighting is news, and an event; a move is what is said or done short of it.
_NOT_A_MOVE = frozenset({EventType.ASSAULT})


_TURNING = frozenset("unless if until but except".split())
_DETERMINERS = frozenset(
    "a an the at about around nearly some several many few more most all both two three four five six seven eight "
    "nine ten dozens hundreds thousands".split()
)


@dataclass(frozen=True, slots=True)
class CodedAct:
    """A candidate, the words that describe it best, and its PLOVER type."""

    candidate: Candidate
    clause: Span
    coding: Coding


async def code_candidates(
    task: Task, analysis: Analysis, candidates: Sequence[Candidate]
) -> dict[Candidate, CodedAct]:
    """Return every candidate with the type that the cue words and, where these leave doubt, the model give it."""
    coded: dict[Candidate, CodedAct] = {}
    for number, candidate in enumerate(candidates):
        task.report("coding events", number, len(candidates))
        clause = describing_clause(candidate, analysis)
        words = shortened(data_line(clause.of(analysis.text)), _MOST_ASKED)
        coding = await code_clause(task.model, words, candidate.acts, prompts=task.prompts)
        coded[candidate] = CodedAct(candidate, clause, coding)
    return coded


def draft_events(analysis: Analysis, choice: Choice, coded: Mapping[Candidate, CodedAct]) -> list[DraftEvent]:
    """Return what happened, most important first, one event a sentence at most."""
    tellings = join_retellings(choice.candidates[: choice.for_events], analysis, one_a_sentence=True)
    return [_event(analysis, coded[telling.first], telling) for telling in tellings[: choice.events]]


def draft_moves(analysis: Analysis, choice: Choice, coded: Mapping[Candidate, CodedAct]) -> list[DraftMove]:
    """Return what somebody named in the article does or says short of fighting, most important first."""
    tellings = join_retellings(choice.candidates, analysis)
    drafts = (
        DraftMove(**_told(analysis, coded[telling.first], telling))
        for telling in tellings
        if coded[telling.first].coding.type not in _NOT_A_MOVE
    )
    return [draft for draft in drafts if draft.actors][: choice.moves]


def describing_clause(candidate: Candidate, analysis: Analysis) -> Span:
    """Return the stretch that tells an act: its clause where that starts with its subject, else the sentence."""
    act, sentence = candidate.act, candidate.sentence
    if act.subject is not None and sentence.start <= act.subject.start < act.cue.start:
        clause = Span(act.subject.start, max(act.clause.end, act.cue.end))
        fits = _LEAST <= clause.end - clause.start <= _LONGEST
        if (
            fits
            and _stands_alone(clause, act.subject, analysis)
            and not _turns_behind(clause, sentence, analysis)
        ):
            return clause
    return Span(sentence.start, sentence.end)


def _turns_behind(clause: Span, sentence: Span, analysis: Analysis) -> bool:
    """Tell whether what follows the clause takes part of it back ("would leave, unless …")."""
    behind = analysis.text[clause.end : sentence.end].lstrip(" ,;–—-").split(maxsplit=1)
    return bool(behind) and behind[0].casefold() in _TURNING


def _stands_alone(clause: Span, subject: Span, analysis: Analysis) -> bool:
    """Tell whether a reader who sees only the clause knows who is meant."""
    words = subject.of(analysis.text)
    if is_pronoun(words):
        return False
    first = words.split(maxsplit=1)[0]
    named = any(mention.start == clause.start for mention, _ in analysis.mentions_in(clause))
    return named or first[0].isupper() or first[0].isdigit() or first.casefold() in _DETERMINERS


def _event(analysis: Analysis, item: CodedAct, telling: Telling) -> DraftEvent:
    place = find_place(analysis.text, item.clause)
    told = _told(analysis, item, telling)
    sentences = (analysis.sentences[number - 1] for number in telling.sentences)
    # The first count found speaks for the act: sentences further on often give the toll of something else.
    counts = next((found for sentence in sentences if (found := find_counts(analysis.text, sentence))), {})
    toll = [
        DraftToll(kind=kind, count=count, words=at.of(analysis.text)) for kind, (count, at) in counts.items()
    ]
    return DraftEvent(**told, where=place.of(analysis.text) if place else None, toll=toll)


def _told(analysis: Analysis, item: CodedAct, telling: Telling) -> dict[str, Any]:
    """Return the fields that events and moves have in common."""
    text, act, sentence = analysis.text, item.candidate.act, item.candidate.sentence
    # A time before the main clause is the main verb's; one behind it mostly belongs to another verb. The day of a
    # dateline is that of the report.
    story = sentence.start + dateline_length(sentence.of(text))
    times = find_times(text, Span(story if act.main else max(story, act.clause.start), act.clause.end))
    actors, recipients = who_acts(act, item.coding.type, sentence, analysis)
    sure = certainty(item.coding.confidence, item.candidate, actors=bool(actors), recipients=bool(recipients))
    return {
        "sentences": telling.sentences,
        "what": _description(item, analysis),
        "type": item.coding.type,
        "qualifiers": [one for one in (item.coding.mode, act.status) if one not in (None, "happened")],
        "actors": [analysis.actors[index].name for index in actors],
        "recipients": [analysis.actors[index].name for index in recipients],
        "when": times[0].of(text) if times else None,
        "confidence": round(sure, 3),
    }


def _description(item: CodedAct, analysis: Analysis) -> str:
    """Return the words of an act's clause, with the whole of a quotation that its end cuts through."""
    clause, sentence = item.clause, item.candidate.sentence
    marked = analysis.marked_at(clause.end)
    if marked is not None and clause.start <= marked.start < clause.end:
        clause = Span(clause.start, min(marked.end, sentence.end))
    return whole_phrase(without_dateline(one_line(clause.of(analysis.text))), _LONGEST)
