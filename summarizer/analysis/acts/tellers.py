"""Whose words a clause is in: the speaker of a quotation, the source of reported speech."""

import re

from summarizer.analysis.acts.acts import Act
from summarizer.analysis.acts.parties import is_speaking, parties_in
from summarizer.analysis.analysis import Analysis
from summarizer.plover import EventType
from summarizer.text.spans import Sentence, Span

_SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|argued|argues|claimed|claims|added|adds|insisted|insists|stated|states|"
    r"believes?|believed|according to|wrote|writes|noted|notes|stressed|estimated|reported)\b"
)
# Characters behind a cue within which a name is most likely what the act is done to.
_BESIDE = 30
# Acts that whoever speaks commits by speaking; what others are said to have done stays theirs.
_DONE_BY_SAYING = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT})
# Words that name the act of speech itself: then their subject commits it, whoever reports it.
_NAMES_ITSELF = re.compile(
    r"\b(?:urg|call|demand|ask|appeal|request|press|order|accus|critici|blam|condemn|denounc|alleg|charg|sue|prais|"
    r"prosecut|investigat|welcom|back|support|endors|prob|complain)",
    re.IGNORECASE,
)


def who_acts(
    act: Act, event_type: EventType, sentence: Sentence, analysis: Analysis
) -> tuple[list[int], list[int]]:
    """Return the actors and the recipients of an act, as indices of the analysis.

    "They must leave," said by somebody, is a request by the speaker to them.
    """
    subjects, objects = parties_in(act.subject, analysis), parties_in(act.object, analysis)
    if not subjects and not act.passive:
        subjects = _in_apposition(act, analysis)
    own_words = act.subject is not None and is_speaking(act.subject.of(analysis.text))
    if event_type in _DONE_BY_SAYING and not own_words and not _NAMES_ITSELF.match(act.cue.of(analysis.text)):
        tellers = teller_of(act, sentence, analysis)
        if tellers and tellers != subjects:
            return tellers, [index for index in (*subjects, *objects) if index not in tellers]
    recipients = [index for index in objects if index not in subjects]
    return subjects, recipients or _named_beside(act, subjects, analysis)


def _in_apposition(act: Act, analysis: Analysis) -> list[int]:
    """Return the actor named in the aside right behind a subject that names nobody: "his partner, the Union, left"."""
    if act.subject is None or not analysis.text.startswith(", ", act.subject.end):
        return []
    end = analysis.text.find(",", act.subject.end + 1, act.cue.start)
    aside = Span(act.subject.end + 2, end)
    named = parties_in(aside, analysis) if end >= 0 else []
    return named[:1]


def _named_beside(act: Act, subjects: list[int], analysis: Analysis) -> list[int]:
    """Return the actor named in the cue or right behind it ("wants Arab states to", "a rebuke to Ostrava")."""
    stretch = Span(act.cue.start, min(act.cue.end + _BESIDE, act.clause.end))
    return [actor for _, actor in analysis.mentions_in(stretch) if actor not in subjects][:1]


def teller_of(act: Act, sentence: Sentence, analysis: Analysis) -> list[int]:
    """Return the actors whose words the act is reported in; empty where the article speaks for itself."""
    quotation = analysis.quotation_at(act.cue)
    if quotation is not None:
        speaker = analysis.attribution_of(quotation).actor
        return [] if speaker is None else [speaker]
    before = list(_SAYING.finditer(analysis.text, sentence.start, act.cue.start))
    if before:
        return parties_in(Span(sentence.start, before[-1].start()), analysis)[-1:]
    behind = _SAYING.search(analysis.text, act.cue.end, sentence.end)
    if behind is None:
        return []
    comma = analysis.text.rfind(",", act.cue.end, behind.start())
    named = parties_in(Span(comma + 1, behind.start()), analysis) if comma >= 0 else []
    return named[:1] or parties_in(Span(behind.end(), sentence.end), analysis)[:1]
