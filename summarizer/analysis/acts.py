"""Political acts as cue words show them: which PLOVER types a clause may report, who does it to whom, and how surely.

No parser and no model: patterns of the cue lexicon, the verb's form and auxiliaries, and a shallow cut into clauses. What
an act governs ("refused to withdraw", "called for talks") is found too, and marked as governed, with little weight.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from summarizer.analysis.act_clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    Clauses,
    Segment,
)
from summarizer.analysis.act_lexicon import Cue, Element, load_lexicon, verb_forms
from summarizer.analysis.spans import Span
from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType, QuadClass, quad_class_of

# How far a walk for a subject, an object or an auxiliary goes, in words; keeps the work linear in the text.
_REACH = 40
_CONFLICT = frozenset({QuadClass.MATERIAL_CONFLICT})
_CATENATIVES = frozenset(
    form
    for lemma in "begin start continue resume keep try attempt manage seek help proceed move rush tend".split()
    for form in verb_forms(lemma)
)
_FUTURE = frozenset({"will", "would", "shall", "'ll", "'d"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_OBLIGED = frozenset({"must", "should"})
_DEGREE = frozenset({"more", "most", "very", "so", "today", "yesterday", "also", "now", "later", "today's"})


@dataclass(frozen=True, slots=True)
class Act:
    """One cue and the clause it heads.

    `clause` runs from the subject, where it stands in the same stretch, to the end of the clause. `subject` is who does it
    and `object` who undergoes it, by their words (so in a passive the object stands before the verb). `types` are
    shares of the cue between PLOVER types. `weight` (0 to 1) is how much the act is what its sentence reports:
    a main verb 1, a participle or a noun less, a `governed` act (what is asked, refused, threatened) little.
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


@dataclass(frozen=True, slots=True)
class _Match:
    cue: Cue
    words: tuple[int, ...]

    @property
    def head(self) -> int:
        return self.words[0]

    @property
    def verbal(self) -> bool:
        return self.cue.elements[0].reading == "verb"

    @property
    def first(self) -> int:
        return min(self.words)

    @property
    def last(self) -> int:
        return max(self.words)


def find_acts(text: str, span: Span) -> tuple[Act, ...]:
    """Return the acts of the sentence `text[span.start:span.end]`, in order of their cues."""
    clauses = Clauses(text, span, load_lexicon())
    if not clauses.words:
        return ()
    return tuple(_Reader(clauses).acts())


def evidence(acts: Iterable[Act]) -> dict[EventType, float]:
    """Return how much the acts together speak for each type; types without a cue are left out."""
    total: dict[EventType, float] = {}
    for act in acts:
        for event_type, share in act.types.items():
            total[event_type] = total.get(event_type, 0.0) + act.weight * share
    return total


class _Reader:
    """Reads one sentence's acts."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._segments = clauses.segments
        self._starts = [segment.start for segment in self._segments]

    def acts(self) -> list[Act]:
        acts: list[Act] = []
        governor: _Match | None = None
        governing = 0
        seen_main = False
        for match in self._without_lone_modals(self._best(self._matches())):
            governed = governor is not None and self._governs(governor, match)
            act = self._act(match, governed=governed, first=not seen_main)
            if governed and governor is not None and governor.cue.intent:
                acts[governing] = _intended(acts[governing], act)
            acts.append(act)
            if not governed:
                seen_main = seen_main or act.main
                if match.cue.governs:
                    governor, governing = match, len(acts) - 1
        return acts

    def _without_lone_modals(self, matches: list[_Match]) -> list[_Match]:
        """Leave out modals whose verb is a cue itself: they say how it is meant, and nothing of their own."""
        groups = {
            j for match in matches if match.verbal for j in range(self._group_start(match.head), match.head)
        }
        return [match for match in matches if match.verbal or match.head not in groups]

    # ---------------------------------------------------------------- matching

    def _matches(self) -> list[_Match]:
        lexicon = load_lexicon()
        found: list[_Match] = []
        for index, word in enumerate(self._clauses.words):
            for cue in lexicon.by_word.get(word.lower, ()):
                if (words := self._fit(cue.elements, index)) is not None:
                    found.append(_Match(cue, words))
        return found

    def _fit(self, elements: tuple[Element, ...], index: int) -> tuple[int, ...] | None:
        if not self._reads(elements[0], index):
            return None
        if (
            len(elements) == 1
            and self._clauses.lower(index) in _CATENATIVES
            and self._clauses.lower(index + 1) == "to"
        ):
            return None
        words = [index]
        limit = self._extent(index)
        for element in elements[1:]:
            last = words[-1]
            reach = range(last + 1 + element.gap[0], min(limit, last + 2 + element.gap[1]))
            place = next((j for j in reach if self._reads(element, j)), None)
            if place is None and len(words) == 1 and element.gap[1] and elements[0].reading == "verb":
                place = self._passive_object(element, index)
            if place is None:
                return None
            words.append(place)
        return tuple(words)

    def _extent(self, index: int) -> int:
        """Return where the words that may belong to the word end: its segment and the asides after it."""
        number = self._segment_number(index)
        while number + 1 < len(self._segments):
            following = self._segments[number + 1]
            if following.kind != "comma" or following.finite is not None:
                break
            number += 1
        return self._segments[number].end

    def _passive_object(self, element: Element, index: int) -> int | None:
        """Return the word before a passive verb that the pattern wants after it: "sanctions were lifted"."""
        group = self._group_start(index)
        if not self._is_passive(index, [self._clauses.lower(j) for j in range(group, index)]):
            return None
        start = max(self._segment(index).start, group - 8)
        return next((j for j in range(group - 1, start - 1, -1) if self._reads(element, j)), None)

    def _reads(self, element: Element, index: int) -> bool:
        word = self._clauses.lower(index)
        if word not in element.words:
            return False
        if element.reading == "verb":
            return self._clauses.is_verb(index)
        if element.reading == "noun":
            return not (self._clauses.tags(index) and self._clauses.is_verb(index))
        return True

    @staticmethod
    def _best(matches: list[_Match]) -> list[_Match]:
        # The pattern with more words says more: "lift ... sanctions" over "sanctions". Ties go to the tighter fit.
        order = sorted(
            matches, key=lambda m: (-len(m.words), not m.verbal, m.last - m.head, -m.cue.strength, m.head)
        )
        taken: set[int] = set()
        kept: list[_Match] = []
        for match in order:
            if taken.isdisjoint(match.words):
                taken.update(match.words)
                kept.append(match)
        return sorted(kept, key=lambda m: m.head)

    # ---------------------------------------------------------------- the clause around a cue

    def _segment_number(self, index: int) -> int:
        return bisect_right(self._starts, index) - 1

    def _segment(self, index: int) -> Segment:
        return self._segments[self._segment_number(index)]

    def _group_start(self, head: int) -> int:
        """Return where the verb group begins: "has not yet been", "will", back from the verb."""
        start = head
        for index in range(head - 1, max(-1, head - 7), -1):
            if self._clauses.lower(index) in AUXILIARIES or self._clauses.lower(index) in {"to"}:
                start = index
            elif not self._clauses.is_adverb(index):
                break
        return start

    def _governs(self, governor: _Match, match: _Match) -> bool:
        if match.head <= governor.head:
            return False
        if match.head < governor.last:
            return True
        between = range(self._segment_number(governor.head), self._segment_number(match.head))
        for number in between:
            following = self._segments[number + 1]
            if following.kind in {"coordinate", "main", "attribution", "subordinate", "relative"}:
                return following.kind == "relative"
            if following.kind == "participial" or (
                following.kind == "comma" and following.finite is not None
            ):
                return False
        return True

    def _act(self, match: _Match, *, governed: bool, first: bool) -> Act:
        clauses, head = self._clauses, match.head
        verbal = match.cue.elements[0].reading == "verb"
        group = self._group_start(head) if verbal else head
        auxiliaries = [clauses.lower(j) for j in range(group, head)]
        passive = verbal and self._is_passive(head, auxiliaries)
        before, after = self._subject(group), self._object(match)
        if passive:
            before, after = self._agent(match), before
        types, status = self._modality(match, auxiliaries, governed=governed)
        segment = self._segment(head)
        finite = verbal and (any(a in AUXILIARIES for a in auxiliaries) or clauses.is_finite(head))
        if finite and not auxiliaries and clauses.lower(segment.start) in PREPOSITIONS:
            # "In a letter handed over on Monday, ...": no subject of its own outside the prepositional phrase.
            finite = False
        weight = self._weight(match, segment, governed=governed, first=first, finite=finite, group=group)
        mode = match.cue.mode if max(types, key=lambda t: types[t]) in match.cue.types else None
        return Act(
            cue=Span(clauses.words[match.first].span.start, clauses.words[match.last].span.end),
            clause=self._clause(match, group, before if not passive else after),
            subject=before,
            object=after,
            types=MappingProxyType(types),
            mode=mode,
            status=status,
            weight=weight * match.cue.strength,
            main=finite and segment.level == 0 and segment.kind != "attribution" and not governed,
            governed=governed,
            passive=passive,
        )

    def _is_passive(self, head: int, auxiliaries: list[str]) -> bool:
        tags = self._clauses.tags(head)
        if "participle" not in tags:
            return False
        return any(a in BE for a in auxiliaries) or self._clauses.is_reduced(head)

    def _weight(
        self, match: _Match, segment: Segment, *, governed: bool, first: bool, finite: bool, group: int
    ) -> float:
        if governed:
            return 0.1
        if segment.kind == "attribution":
            return 0.15
        reading = match.cue.elements[0].reading
        phrase = reading == "word" and match.cue.governs
        if reading == "word" and match.cue.elements[0].words <= MODALS:
            return 1.0 if segment.level == 0 else 0.35
        if reading == "noun" or (reading == "word" and not phrase):
            return (0.45 if len(match.words) > 2 else 0.3) * (0.5 if segment.level else 1.0)
        if not finite and not phrase and not self._continues_verb(group):
            infinitive = self._clauses.lower(group) == "to"
            if segment.kind == "participial":
                return 0.45
            return 0.35 if infinitive else 0.3
        if segment.level:
            return 0.35
        return 1.0 if first else 0.75

    def _continues_verb(self, group: int) -> bool:
        """Tell whether the verb only completes a finite one: "began shelling", "managed to take"."""
        before = self._clauses.before(group)
        return self._clauses.lower(before) in _CATENATIVES and self._clauses.is_finite(
            self._group_start(before)
        )

    # ---------------------------------------------------------------- modality

    def _modality(
        self, match: _Match, auxiliaries: list[str], *, governed: bool
    ) -> tuple[dict[EventType, float], EventStatus]:
        types = dict(match.cue.types)
        words = set(auxiliaries)
        top = max(types, key=lambda t: types[t])
        negated = bool(words & NEGATIONS) or self._clauses.lower(match.head - 1) in NEGATIONS
        if governed:
            return types, "denied" if negated else "hypothetical"
        if words & _OBLIGED:
            return _shift(types, {EventType.REQUEST: 0.85}), "hypothetical"
        future, possible = bool(words & _FUTURE or ("to" in words and words & BE)), bool(words & _POSSIBLE)
        if negated:
            return self._negated(types, top, future=future or possible), "denied"
        if future or possible:
            status: EventStatus = "planned" if future else "hypothetical"
            return _planned(types, top), status
        if self._clauses.lower(match.head - 1) in {"allegedly", "reportedly"}:
            return types, "alleged"
        if "being" not in words and words & BE and "ing" in self._clauses.tags(match.head):
            return types, "ongoing"
        return types, "happened"

    @staticmethod
    def _negated(types: dict[EventType, float], top: EventType, *, future: bool) -> dict[EventType, float]:
        if quad_class_of(top) in _CONFLICT or top is EventType.THREATEN:
            return _shift(types, {EventType.AGREE: 0.4, EventType.REJECT: 0.2}) if future else types
        if top is EventType.REJECT:
            return _shift(types, {EventType.AGREE: 0.5})
        if top in {EventType.ACCUSE, EventType.REQUEST}:
            return types
        return _shift(types, {EventType.REJECT: 0.8 if future else 0.65})

    # ---------------------------------------------------------------- who, whom, how far

    def _span(self, start: int, end: int) -> Span | None:
        """Return the words from `start` to before `end`, without marks and loose adverbs at either edge."""
        words = self._clauses.words
        while start < end and (
            not words[start].lower[0].isalnum() or words[start].lower in {"and", "but", "that", "or"}
        ):
            start += 1
        while end > start and (not words[end - 1].lower[0].isalnum() or words[end - 1].lower in _DEGREE):
            end -= 1
        return Span(words[start].span.start, words[end - 1].span.end) if start < end else None

    def _subject(self, group: int) -> Span | None:
        clauses = self._clauses
        number = self._segment_number(group)
        segment = self._segments[number]
        if self._clauses.lower(group) == "to":
            # An infinitive's subject is that of the clause's finite verb.
            if segment.finite is None or segment.finite >= group:
                return None
            group = self._group_start(segment.finite)
        start = segment.start
        for index in range(group - 1, max(start, group - _REACH) - 1, -1):
            word = clauses.lower(index)
            if clauses.is_finite(index) and index != group:
                start = index + 1
                break
            if word == "that" and index + 1 < group and clauses.lower(index + 1) != "'s":
                start = index + 1
                break
        if segment.kind in {"subordinate", "relative", "coordinate"} and start == segment.start:
            start += 1
        while (
            start < group
            and clauses.lower(start) in {"on", "in", "at", "late", "early"}
            and self._is_time(start)
        ):
            start += 2
        found = self._span(start, group)
        if found is not None and any(clauses.lower(j).isalpha() for j in range(start, group)):
            lone_adverbs = all(
                clauses.is_adverb(j) or not clauses.lower(j)[:1].isalnum() for j in range(start, group)
            )
            if not lone_adverbs:
                return found
        return self._inherited(number)

    def _is_time(self, index: int) -> bool:
        return self._clauses.lower(index + 1) in {
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        }  # fmt: skip

    def _inherited(self, number: int) -> Span | None:
        """Return the subject a segment without one takes from those before it."""
        segment = self._segments[number]
        for back in range(number - 1, max(-1, number - 6), -1):
            other = self._segments[back]
            if segment.kind == "relative":
                return self._antecedent(other)
            if other.kind in {"relative", "participial", "attribution"} or other.level > segment.level:
                continue
            if other.finite is not None:
                return self._subject(self._group_start(other.finite))
            if other.kind in {"main", "coordinate", "subordinate"}:
                return self._span(other.start, other.end)
        return None

    def _antecedent(self, segment: Segment) -> Span | None:
        start = segment.end
        for index in range(segment.end - 1, max(segment.start, segment.end - 8) - 1, -1):
            word = self._clauses.lower(index)
            if word in PREPOSITIONS or self._clauses.is_finite(index) or word == "to":
                break
            start = index
            if word in DETERMINERS:
                break
        return self._span(start, segment.end)

    def _object(self, match: _Match) -> Span | None:
        clauses = self._clauses
        end = self._segment(match.last).end
        start = match.head + 1
        # Of "held talks with X" the object is X, of "lifted the curfew" the curfew.
        if len(match.words) > 1 and clauses.lower(match.last) in PREPOSITIONS | {"to"}:
            start = match.last + 1
        elif not match.verbal:
            start = match.last + 1
        while start < end and (clauses.is_adverb(start) or clauses.lower(start) in {"on", "in", "at"}):
            start += 2 if clauses.lower(start) in {"on", "in", "at"} and self._is_time(start) else 1
        stop = start
        while stop < min(end, start + _REACH):
            word = clauses.lower(stop)
            if word in {"to", "that", "as"} or (word in PREPOSITIONS and (word != "of" or match.cue.governs)):
                break
            if clauses.is_finite(stop):
                break
            stop += 1
        if stop == start and clauses.lower(start) in {"with", "against", "from", "to", "at", "on", "into"}:
            return self._noun_phrase(start + 1, end)
        return self._span(start, stop)

    def _noun_phrase(self, start: int, end: int) -> Span | None:
        stop = start
        while stop < min(end, start + _REACH):
            word = self._clauses.lower(stop)
            if (
                (word in PREPOSITIONS and word != "of")
                or word in {"to", "that"}
                or self._clauses.is_finite(stop)
            ):
                break
            stop += 1
        return self._span(start, stop)

    def _agent(self, match: _Match) -> Span | None:
        end = self._segment(match.head).end
        for index in range(match.head + 1, min(end, match.head + 12)):
            if self._clauses.lower(index) == "by":
                return self._noun_phrase(index + 1, end)
        return None

    def _clause(self, match: _Match, group: int, subject: Span | None) -> Span:
        words = self._clauses.words
        number = self._segment_number(match.head)
        start = words[group].span.start
        segment = self._segments[number]
        if subject is not None and self._reaches(subject, number):
            start = min(start, subject.start)
        elif not match.verbal:
            start = self._noun_start(match.head, segment)
        last = self._segment_number(match.last)
        while last + 1 < len(self._segments):
            following = self._segments[last + 1]
            if following.kind != "comma" or following.finite is not None:
                break
            last += 1
        end = self._segments[last].end
        while end > group + 1 and not words[end - 1].lower[0].isalnum():
            end -= 1
        return Span(start, max(words[end - 1].span.end, words[match.last].span.end))

    def _reaches(self, subject: Span, number: int) -> bool:
        """Tell whether nothing but asides stands between the subject and its clause."""
        for back in range(number, max(-1, number - 4), -1):
            segment = self._segments[back]
            if self._clauses.words[segment.start].span.start <= subject.start:
                return True
            if segment.kind in {"coordinate", "main"}:
                return False
        return False

    def _noun_start(self, head: int, segment: Segment) -> int:
        start = segment.start
        if segment.kind in {"subordinate", "relative", "coordinate"}:
            start += 1
        while start < head and not self._clauses.lower(start)[:1].isalnum():
            start += 1
        return self._clauses.words[start].span.start


def _intended(act: Act, intended: Act) -> Act:
    """Return the act of intending as a threat where what is intended is an act of conflict."""
    top = max(intended.types, key=lambda t: intended.types[t])
    if act.types.get(EventType.AGREE) != 1.0 or intended.status == "denied":
        return act
    if quad_class_of(top) in _CONFLICT:
        return replace(act, types=MappingProxyType(_shift(act.types, {EventType.THREATEN: 0.7})))
    if top is EventType.CONSULT:
        return replace(act, types=MappingProxyType(_shift(act.types, {EventType.CONSULT: 0.4})))
    return act


def _shift(types: Mapping[EventType, float], towards: Mapping[EventType, float]) -> dict[EventType, float]:
    """Give the new types their shares and leave the rest to the old ones."""
    rest = 1.0 - sum(towards.values())
    shifted = {event_type: share * rest for event_type, share in types.items()}
    for event_type, share in towards.items():
        shifted[event_type] = shifted.get(event_type, 0.0) + share
    return shifted


def _planned(types: Mapping[EventType, float], top: EventType) -> dict[EventType, float]:
    """Return what announcing the act is: the codebook takes cooperation in the future tense as agreement."""
    quad = quad_class_of(top)
    if top is EventType.CONSULT:
        return _shift(types, {EventType.AGREE: 0.4})
    if quad in {QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION}:
        return _shift(types, {EventType.AGREE: 0.7})
    if top is EventType.MOBILIZE:
        return _shift(types, {EventType.THREATEN: 0.35})
    if quad in _CONFLICT:
        return _shift(types, {EventType.THREATEN: 0.65})
    return dict(types)
