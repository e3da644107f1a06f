"""Whether words tell of an act at all: a question asks for one, a supposition assumes one, nature commits none."""

from bisect import bisect_left

from summarizer.analysis.acts.clauses import Clauses
from summarizer.analysis.acts.matches import Match
from summarizer.analysis.acts.words import CONDITIONS, FUTURE, NOBODY, PREPOSITIONS, SUPPOSING
from summarizer.plover import EventType, QuadClass, quad_class_of
from summarizer.text.spans import Span

# What kills and destroys without anybody's doing. "Fire" and "explosion" are left out: they are weapons as often.
_NO_AGENT = frozenset(
    "earthquake earthquakes quake quakes tremor tremors aftershock aftershocks tsunami storm storms hurricane "
    "hurricanes typhoon typhoons cyclone cyclones tornado tornadoes flood floods flooding floodwaters landslide "
    "landslides mudslide mudslides avalanche avalanches lightning drought heatwave wildfire wildfires blaze eruption "
    "volcano virus disease outbreak epidemic pandemic cholera famine accident accidents crash collision derailment "
    "match game goal penalty".split()
)
# What is not done at will: "will be", "would have", "will never forget".
_STATES = frozenset(
    "be have face see need become cost mean remain know forget remember feel understand seem happen depend last".split()
)
# What somebody needs something for is not yet what they do: "needed money to feed the displaced".
_NEEDING = frozenset("need needs needed require requires required lack lacks lacked".split())
# "No fewer than twenty", "no doubt": a "no" that denies nothing.
_NO_DENIAL = frozenset({"fewer", "less", "more", "doubt", "sooner", "matter"})


def denies(clauses: Clauses, index: int) -> bool:
    """Tell whether a noun phrase that begins with this word means nobody or nothing: "no shells", "not one"."""
    word, following = clauses.lower(index), clauses.lower(index + 1)
    if word == "not":
        return following in {"one", "a", "any"}
    return word in NOBODY and following not in _NO_DENIAL


def is_reported(
    clauses: Clauses, match: Match, event_type: EventType, agent: Span | None, before: Span | None
) -> bool:
    """Tell whether an act of this type, done by `agent` and with `before` in front of its verb, is told as done."""
    if clauses.is_asked(match.head) or clauses.lower(clauses.segment(match.head).start) in CONDITIONS:
        return False
    # A subject's span has lost its "no", which may stand in front of it.
    first = match.first - 1 if before is None else _first_word(clauses, before)
    if denies(clauses, first) or denies(clauses, first - 1):
        return False
    if _is_supposed(clauses, match) if match.verbal else _is_state(clauses, match):
        return False
    return quad_class_of(event_type) is not QuadClass.MATERIAL_CONFLICT or not _is_natural(
        clauses, match, agent
    )


def _is_supposed(clauses: Clauses, match: Match) -> bool:
    """Tell whether it is what would have been done, what is needed for, or what somebody denies to have had in mind."""
    group = clauses.auxiliaries(match.head)
    finite = clauses.segment(match.head).finite
    if group == ["to"] and finite is not None and clauses.lower(finite) in _NEEDING:
        return True
    if "have" in group and not SUPPOSING.isdisjoint(group[: group.index("have")]):
        return True
    past = "did" in group or "had" in group or "past" in clauses.tags(match.head)
    negated = {"not", "n't", "never"} & {*group, clauses.lower(match.head - 1)}
    return match.cue.intent and past and bool(negated)


def _is_state(clauses: Clauses, match: Match) -> bool:
    """Tell whether a modal without a cue behind it says how things will be or would have been, not what is intended."""
    if match.modal and clauses.lower(0) in CONDITIONS:
        return True
    following = match.last + 1
    while clauses.is_adverb(following):
        following += 1
    return clauses.lower(match.head) in FUTURE and clauses.lower(following) in _STATES


def _is_natural(clauses: Clauses, match: Match, agent: Span | None) -> bool:
    if agent is None:
        # "Three people were killed when the quake struck".
        return match.verbal and clauses.is_passive(match.head) and clauses.has_any(_NO_AGENT)
    first = _first_word(clauses, agent)
    end = first
    while end < len(clauses.words) and clauses.words[end].span.start < agent.end:
        if clauses.lower(end) in PREPOSITIONS:
            break
        end += 1
    # "Earthquake survivors" are people, "Typhoon Mara" is not.
    return clauses.lower(end - 1) in _NO_AGENT or (
        clauses.is_name(end - 1) and any(clauses.lower(index) in _NO_AGENT for index in range(first, end))
    )


def _first_word(clauses: Clauses, span: Span) -> int:
    return bisect_left(clauses.words, span.start, key=lambda word: word.span.start)
