"""Who does an act, to whom, and how far its clause reaches: stretches of words around a verb."""

from dataclasses import replace

from summarizer.analysis.acts.clauses import Clauses, Segment
from summarizer.analysis.acts.matches import Match
from summarizer.analysis.acts.words import COORDINATORS, DAYS, DETERMINERS, PREPOSITIONS
from summarizer.text.spans import Span

# How far a walk goes, in words and in segments; keeps the work linear in the text.
_REACH = 40
_BACK = 6
_AGENT_REACH = 12
_LOOSE = frozenset({"that", "with", "as", "very"})
_OPENING = frozenset({"subordinate", "relative", "coordinate"})


def subject_before(clauses: Clauses, group: int) -> Span | None:
    """Return the words before the verb group that starts at `group` that name who does it."""
    number = clauses.segment_number(group)
    segment = clauses.segments[number]
    if clauses.lower(group) == "to":
        # An infinitive's subject is that of the clause's finite verb.
        if segment.finite is None or segment.finite >= group:
            return None
        group = clauses.group_start(segment.finite)
    start = max(segment.start, group - _REACH)
    for index in range(group - 1, start - 1, -1):
        if clauses.is_finite(index) or (clauses.lower(index) == "that" and index + 1 < group):
            start = index + 1
            break
    if segment.kind in _OPENING and start == segment.start:
        start += 1
    while (
        start + 1 < group and clauses.lower(start) in {"on", "late", "early"} and _is_day(clauses, start + 1)
    ):
        start += 2
    found = trimmed(clauses, start, group)
    if found is not None and not all(
        clauses.is_adverb(j) or not _is_word(clauses, j) for j in range(start, group)
    ):
        return found
    return _inherited_subject(clauses, number)


def possessor(clauses: Clauses, head: int) -> Span | None:
    """Return who owns a noun ("Kenya's refusal"), at most three words before it."""
    for index in range(head - 1, max(0, head - 4), -1):
        if clauses.lower(index) in {"'s", "'"}:
            return _antecedent(clauses, replace(clauses.segment(index), end=index))
    return None


def _inherited_subject(clauses: Clauses, number: int) -> Span | None:
    """Return the subject that a segment without one takes from those before it."""
    segment = clauses.segments[number]
    for back in range(number - 1, max(-1, number - _BACK), -1):
        other = clauses.segments[back]
        if segment.kind == "relative":
            return _antecedent(clauses, other)
        if (
            other.kind == "subordinate"
            and other.finite is None
            and segment.kind == "comma"
            and back < number - 1
        ):
            # The clause that an aside parted: "after his partner, the Union, walked out".
            return trimmed(clauses, other.start + 1, other.end)
        if other.kind in {"relative", "participial", "attribution"} or other.level > segment.level:
            continue
        if other.finite is not None:
            group = clauses.group_start(other.finite)
            return trimmed(clauses, other.start, group) if group > other.start else None
        if other.kind in {"main", "coordinate", "subordinate"}:
            return trimmed(clauses, other.start + (other.kind in _OPENING), other.end)
    return None


def _antecedent(clauses: Clauses, segment: Segment) -> Span | None:
    start = segment.end
    for index in range(segment.end - 1, max(segment.start, segment.end - 8) - 1, -1):
        word = clauses.lower(index)
        if word in PREPOSITIONS or word == "to" or clauses.is_finite(index):
            break
        start = index
        if word in DETERMINERS:
            break
    return trimmed(clauses, start, segment.end)


def object_after(clauses: Clauses, match: Match) -> Span | None:
    """Return the words after the cue that name whom or what it concerns."""
    end = clauses.segment(match.last).end
    # Of "held talks with X" the object is X, of "lifted the curfew" the curfew.
    closed = not match.verbal or (len(match.words) > 1 and clauses.lower(match.last) in PREPOSITIONS | {"to"})
    start = (match.last if closed else match.head) + 1
    while start < end and (clauses.is_adverb(start) or _is_day(clauses, start + 1)):
        start += 2 if _is_day(clauses, start + 1) else 1
    if clauses.lower(start) == "to" and clauses.is_verb(start + 1):
        return None
    counted = clauses.lower(start + 1) in {"least", "most"}
    if clauses.lower(start) in PREPOSITIONS - {"of"} | {"to"} and not counted:
        start += 1
    elif clauses.lower(start - 1) == "to" and clauses.is_verb(start):
        return None
    return _noun_phrase(clauses, start, end, through_of=not match.cue.governs)


def agent_after(clauses: Clauses, match: Match) -> Span | None:
    """Return the words after "by" that name who does what a passive verb says."""
    end = clauses.segment(match.head).end
    for index in range(match.head + 1, min(end, match.head + _AGENT_REACH)):
        if clauses.lower(index) == "by":
            return _noun_phrase(clauses, index + 1, end, through_of=True)
    return None


def _noun_phrase(clauses: Clauses, start: int, end: int, *, through_of: bool) -> Span | None:
    # "at least seven people" is no place.
    stop = start + 2 if clauses.lower(start + 1) in {"least", "most"} else start
    while stop < min(end, start + _REACH):
        word = clauses.lower(stop)
        if word in {"to", "that", "as"} or clauses.is_finite(stop):
            break
        if word in PREPOSITIONS and not (word == "of" and through_of):
            break
        stop += 1
    return trimmed(clauses, start, stop)


def clause_around(clauses: Clauses, match: Match, group: int, subject: Span | None) -> Span:
    """Return the clause from its subject, where nothing but asides parts it from the verb, to its end."""
    words = clauses.words
    number = clauses.segment_number(match.head)
    first = words[min(group, match.first)].span.start
    if not match.verbal:
        first = min(first, words[_segment_opening(clauses, number, match.head)].span.start)
    if subject is not None and subject.start < first and _adjoins(clauses, subject, number):
        first = subject.start
    end = clauses.segments[clauses.last_segment(match.last)].end
    while end > match.last + 1 and not _is_word(clauses, end - 1):
        end -= 1
    return Span(first, words[end - 1].span.end)


def _segment_opening(clauses: Clauses, number: int, head: int) -> int:
    segment = clauses.segments[number]
    start = segment.start + (segment.kind in _OPENING)
    while start < head and not _is_word(clauses, start):
        start += 1
    return min(start, head)


def _adjoins(clauses: Clauses, subject: Span, number: int) -> bool:
    for back in range(number, max(-1, number - _BACK), -1):
        segment = clauses.segments[back]
        if clauses.words[segment.start].span.start <= subject.start:
            return True
        if segment.kind in {"coordinate", "main"}:
            return False
    return False


def trimmed(clauses: Clauses, start: int, end: int) -> Span | None:
    """Return the words from `start` to before `end`, without marks and loose words at either edge."""
    while start < end and (not _is_word(clauses, start) or _is_loose(clauses, start)):
        start += 1
    while end > start and (not _is_word(clauses, end - 1) or _is_loose(clauses, end - 1)):
        end -= 1
    if start >= end:
        return None
    return Span(clauses.words[start].span.start, clauses.words[end - 1].span.end)


def _is_loose(clauses: Clauses, index: int) -> bool:
    word = clauses.lower(index)
    return word in _LOOSE or word in COORDINATORS or clauses.is_adverb(index)


def _is_word(clauses: Clauses, index: int) -> bool:
    return clauses.lower(index)[:1].isalnum()


def _is_day(clauses: Clauses, index: int) -> bool:
    return clauses.lower(index) in DAYS
