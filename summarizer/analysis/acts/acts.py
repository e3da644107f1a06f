"""Political acts as cue words show them: which PLOVER types a clause may report, who does it to whom, how
surely.

No parser and no model: patterns of the cue lexicon (acts.toml), the verb's form and auxiliaries, and a
shallow cut into clauses. What an act governs ("refused to withdraw", "called for talks") is found too, and
marked as governed, with little weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from summarizer.analysis.acts.clauses import Clauses, Segment
from summarizer.analysis.acts.lexicon import load_lexicon
from summarizer.analysis.acts.matches import Match, find_matches
from summarizer.analysis.acts.reported import denies, is_reported
from summarizer.analysis.acts.roles import agent_after, clause_around, object_after, possessor, subject_before
from summarizer.analysis.acts.words import (
    AUXILIARIES,
    BE,
    CATENATIVES,
    CONDITIONS,
    EXPECTING,
    FUTURE,
    NEGATIONS,
    OBLIGED,
    POSSIBLE,
    PREPOSITIONS,
)
from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType, QuadClass, quad_class_of
from summarizer.text.spans import Span

# How much an act is what its sentence reports, by where its cue stands. Set by hand, in steps of .05 to .25.
_FIRST_MAIN, _LATER_MAIN, _SUBORDINATE, _PARTICIPIAL = 1.0, 0.75, 0.35, 0.45
_INFINITIVE, _GERUND, _NOUN, _NOUN_PHRASE, _NOUN_BELOW = 0.35, 0.3, 0.3, 0.45, 0.5
_ATTRIBUTION, _GOVERNED = 0.15, 0.1

_FORCE = QuadClass.MATERIAL_CONFLICT
_COOPERATION = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})
_MOST_SEGMENTS_GOVERNED = 8


@dataclass(frozen=True, slots=True)
class Act:
    """One cue and the clause it heads.

    `clause` runs from the subject, where it stands in the same stretch, to the end of the clause. `subject`
    is who does it and `object` whom it concerns, by their words (so in a passive the object stands before
    the verb). `types` are shares of the cue between PLOVER types. `weight` (0 to 1) is how much the act is
    what its sentence reports: a main verb 1, a participle or a noun less, a `governed` act (what is asked,
    refused, threatened) little. `reported` is false of those, and where the words tell of no act by anybody: a
    question, a supposition, what nobody does, what a force of nature does.
    """

    cue: Span
    clause: Span
    subject: Span | None
    object: Span | None
    types: Mapping[EventType, float]
    mode: EventMode | None
    status: EventStatus
    weight: float
    main: bool
    governed: bool
    passive: bool
    reported: bool

    @property
    def type(self) -> EventType:
        """Return the type with the largest share."""
        return max(self.types, key=lambda event_type: self.types[event_type])


def find_acts(text: str, span: Span) -> tuple[Act, ...]:
    """Return the acts of the sentence `text[span.start:span.end]`, in order of their cues."""
    clauses = Clauses(text, span, load_lexicon())
    acts: list[Act] = []
    governor: tuple[int, Match] | None = None
    seen_main = False
    for match in find_matches(clauses):
        if governor is not None and _governs(clauses, governor[1], match):
            place, governing = governor
            act = _governed_act(clauses, match, acts[place])
            if governing.cue.intent and (not match.verbal or {"base", "ing"} & clauses.tags(match.head)):
                acts[place] = _intending(acts[place], act)
        else:
            act = _free_act(clauses, match, first=not seen_main)
            seen_main = seen_main or act.main
            if match.cue.governs:
                governor = len(acts), match
        acts.append(act)
    return tuple(acts)


def evidence(acts: Iterable[Act]) -> dict[EventType, float]:
    """Return how much the acts together speak for each type; types without a cue are left out."""
    total: dict[EventType, float] = {}
    for act in acts:
        for event_type, share in act.types.items():
            total[event_type] = total.get(event_type, 0.0) + act.weight * share
    return total


def _governs(clauses: Clauses, governor: Match, match: Match) -> bool:
    if match.head < governor.last:
        return True
    first, last = clauses.segment_number(governor.head), clauses.segment_number(match.head)
    if last - first > _MOST_SEGMENTS_GOVERNED:
        return False
    for segment in clauses.segments[first + 1 : last + 1]:
        if segment.kind == "relative":
            return True
        if segment.kind != "comma" or segment.finite is not None:
            return False
    return True


def _governed_act(clauses: Clauses, match: Match, governor: Act) -> Act:
    types, status = dict(match.cue.types), _governed_status(governor)
    return _act(clauses, match, types, status, _GOVERNED, finite=False, governed=True)


def _governed_status(governor: Act) -> EventStatus:
    if governor.type is EventType.ACCUSE:
        return "alleged"
    if governor.type is EventType.REJECT:
        return "denied"
    return "planned" if governor.type is EventType.AGREE else "hypothetical"


def _free_act(clauses: Clauses, match: Match, *, first: bool) -> Act:
    segment = clauses.segment(match.head)
    auxiliaries = clauses.auxiliaries(match.head) if match.verbal else []
    finite = match.verbal and (
        not AUXILIARIES.isdisjoint(auxiliaries) or clauses.is_finite(match.head) or _completes(clauses, match)
    )
    if finite and not auxiliaries and clauses.lower(segment.start) in PREPOSITIONS:
        # "In a letter handed over on Monday, ...": a participle after its noun, no verb of the clause.
        finite = False
    types, status = _meaning(clauses, match, auxiliaries)
    if not finite and match.verbal and auxiliaries == ["to"]:
        status = "planned"
    if clauses.lower(segment.start) in CONDITIONS:
        status = "hypothetical"
    return _act(
        clauses, match, types, status, _weight(match, segment, auxiliaries, first, finite), finite=finite
    )


def _completes(clauses: Clauses, match: Match) -> bool:
    """Tell whether the verb completes a finite one: "began shelling", "managed to take"."""
    before = clauses.before(clauses.group_start(match.head))
    return clauses.lower(before) in CATENATIVES and clauses.is_finite(clauses.group_start(before))


def _weight(match: Match, segment: Segment, auxiliaries: list[str], first: bool, finite: bool) -> float:
    if segment.kind == "attribution":
        return _ATTRIBUTION
    if not match.verbal and not match.predicate:
        return (_NOUN_PHRASE if len(match.words) > 2 else _NOUN) * (_NOUN_BELOW if segment.level else 1.0)
    if not finite and not match.predicate:
        if segment.kind == "participial":
            return _PARTICIPIAL
        return _INFINITIVE if "to" in auxiliaries else _GERUND
    if segment.level:
        return _SUBORDINATE
    return _FIRST_MAIN if first else _LATER_MAIN


def _act(
    clauses: Clauses,
    match: Match,
    types: dict[EventType, float],
    status: EventStatus,
    weight: float,
    *,
    finite: bool,
    governed: bool = False,
) -> Act:
    group = clauses.group_start(match.head) if match.verbal else match.head
    passive = match.verbal and clauses.is_passive(match.head)
    before = (
        subject_before(clauses, group) if match.verbal or match.predicate else possessor(clauses, match.first)
    )
    segment = clauses.segment(match.head)
    top = max(types, key=lambda t: types[t])
    words = clauses.words
    agent = agent_after(clauses, match) if passive else before
    return Act(
        cue=Span(words[match.first].span.start, words[match.last].span.end),
        clause=clause_around(clauses, match, group, before),
        subject=agent,
        object=before if passive else object_after(clauses, match),
        types=MappingProxyType(types),
        mode=match.cue.mode if top in match.cue.types else None,
        status=status,
        weight=weight * match.cue.strength,
        main=finite and segment.level == 0 and segment.kind != "attribution",
        governed=governed,
        passive=passive,
        reported=not governed and is_reported(clauses, match, top, agent, before),
    )


# -------------------------------------------------------------------- what auxiliaries make of a cue


def _meaning(
    clauses: Clauses, match: Match, auxiliaries: list[str]
) -> tuple[dict[EventType, float], EventStatus]:
    types = dict(match.cue.types)
    words = frozenset(auxiliaries)
    before = clauses.lower(match.head - 1)
    if words & OBLIGED:
        return _shared(types, {EventType.REQUEST: 0.85}), "hypothetical"
    future = bool(words & FUTURE or words & EXPECTING or _is_to(auxiliaries))
    possible = bool(words & POSSIBLE)
    if words & NEGATIONS or before in NEGATIONS or (match.verbal and denies(clauses, match.head + 1)):
        refused = future or possible
        # To say that one will not is an act of its own, and done: a refusal, or an assurance.
        return _negated(types, expected=refused), "happened" if refused else "denied"
    if future or possible:
        return _planned(types), "planned" if future else "hypothetical"
    if before in {"allegedly", "reportedly"}:
        return types, "alleged"
    if words & BE and "ing" in clauses.tags(match.head):
        return types, "ongoing"
    return types, "happened"


def _is_to(auxiliaries: list[str]) -> bool:
    """Tell whether "is to" stands for the future; "seen to be" does not."""
    return any(word in BE and then == "to" for word, then in pairwise(auxiliaries))


def _negated(types: dict[EventType, float], *, expected: bool) -> dict[EventType, float]:
    """Return what it is not to do it: refusal of what is cooperative, "will not attack" an assurance."""
    top = max(types, key=lambda t: types[t])
    if top is EventType.THREATEN or quad_class_of(top) is _FORCE:
        return _shared(types, {EventType.AGREE: 0.45, EventType.REJECT: 0.15}) if expected else types
    if top is EventType.REJECT:
        return _shared(types, {EventType.AGREE: 0.5})
    if top in {EventType.ACCUSE, EventType.REQUEST}:
        return types
    return _shared(types, {EventType.REJECT: 0.8 if expected else 0.65})


def _planned(types: dict[EventType, float]) -> dict[EventType, float]:
    """Return what announcing it is: the codebook takes cooperation in the future tense as agreement."""
    top = max(types, key=lambda t: types[t])
    if top is EventType.CONSULT:
        return _shared(types, {EventType.AGREE: 0.4})
    if quad_class_of(top) in _COOPERATION:
        return _shared(types, {EventType.AGREE: 0.7})
    if top is EventType.MOBILIZE:
        return _shared(types, {EventType.THREATEN: 0.35})
    if quad_class_of(top) is _FORCE:
        return _shared(types, {EventType.THREATEN: 0.65})
    return types


def _intending(act: Act, intended: Act) -> Act:
    """Return the act of intending, as a threat where what is intended is an act of conflict."""
    if act.type is not EventType.AGREE:
        return act
    if quad_class_of(intended.type) is _FORCE:
        return replace(act, types=MappingProxyType(_shared(act.types, {EventType.THREATEN: 0.7})))
    if intended.type is EventType.CONSULT:
        return replace(act, types=MappingProxyType(_shared(act.types, {EventType.CONSULT: 0.4})))
    return act


def _shared(types: Mapping[EventType, float], added: Mapping[EventType, float]) -> dict[EventType, float]:
    """Give the added types their shares and leave the rest to those already there, in proportion."""
    rest = 1.0 - sum(added.values())
    shares = {event_type: share * rest for event_type, share in types.items()}
    for event_type, share in added.items():
        shares[event_type] = shares.get(event_type, 0.0) + share
    return shares
