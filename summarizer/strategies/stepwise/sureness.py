"""How sure an act is, from the parser's signs and the judge's answer (tests/evaluation/NOTES.md: how it was fitted)."""

import math
from collections.abc import Mapping

from summarizer.plover import EventType
from summarizer.reading.casualties import find_counts
from summarizer.reading.grammar import VERBS
from summarizer.reading.news import Telling
from summarizer.reading.reading import Reading
from summarizer.reading.words import weights

# Told are acts that are at least so sure; one that lacks a side must be surer.
TOLD_FROM, ONE_SIDED_FROM = 0.5, 0.8
# Of acts with one side of which nothing is wrong, how many lack none: the article names nobody on the other.
_WHOLE_WITH_ONE_SIDE = 0.2
# What each sign adds to the log-odds that nothing that is told of an act is wrong.
_WEIGHTS = weights(
    "any=1.6 weight=1.2 ongoing=0.2 planned=-0.7 quoted=-0.7 noun=-0.4 noun_object=-0.7 below=-0.4 "
    "purpose=-0.5 of_a_noun=-0.6 no_recipient=-0.1 no_actor=-0.6 guessed=-0.6 by_teller=0.2 "
    "by_owner=-0.4 by_own=-0.3 to_inner=-0.5 to_noun=0.4 to_place=-0.5 to_clause=-0.2 "
    "to_preposition=-0.1 actor_by_noun=-0.8 again=0.3 AID=0.1 ASSAULT=0.1 COERCE=0.3 CONSULT=-0.1 "
    "COOPERATE=-0.6 MOBILIZE=0.2 REJECT=0.4 REQUEST=0.4 RETREAT=-0.3 SANCTION=0.2 SUPPORT=0.2 "
    "THREATEN=-0.6"
)
# On articles that no rule was written with the signs say less than on those that they were fitted on, the judge more.
_CONSTANT, _SIGNS, _JUDGE = 0.1, 0.65, 0.67
# The judge is heard up to here; a verb at the top of its sentence weighs one.
_MOST_ODDS, _USUAL_WEIGHT = 3.0, 0.8
_BELOW = frozenset({"advcl", "xcomp", "acl", "pcomp", "relcl"})
_SPOKEN = frozenset({"acl", "pcomp"})


def sureness(telling: Telling, reading: Reading, judged: float) -> float:
    """Return the probability that nothing is wrong of what is told of an act; `judged` are the judge's log-odds."""
    read = sum(_WEIGHTS.get(name, 0.0) * sign for name, sign in signs(telling, reading).items())
    odds = _CONSTANT + _SIGNS * read + _JUDGE * max(-_MOST_ODDS, min(_MOST_ODDS, judged))
    return 1 / (1 + math.exp(-odds))


def wholeness(telling: Telling) -> float:
    """Return how likely an act of which nothing is wrong lacks nothing either."""
    return 1.0 if telling.act.has_both_sides else _WHOLE_WITH_ONE_SIDE


def is_told(telling: Telling, sure: float) -> bool:
    """Tell whether an act is sure enough to be told."""
    act = telling.act
    # Who did it may be unknown, how many suffered is news; a protest may be against anybody.
    counted = not act.actors and bool(find_counts(act.head))
    whole = act.has_both_sides or counted or act.type == EventType.PROTEST
    return sure >= (TOLD_FROM if whole else ONE_SIDED_FROM)


def may_be_told(telling: Telling, reading: Reading) -> bool:
    """Tell whether an act could be told if the judge were sure of it: about others it need not be asked."""
    return is_told(telling, sureness(telling, reading, _MOST_ODDS))


def signs(telling: Telling, reading: Reading) -> Mapping[str, float]:
    """Return what speaks for and against an act, each sign 0 or 1 where its name says no more."""
    act, head = telling.act, telling.act.head
    is_verb, relation = head.pos_ in VERBS, act.relation if act.recipients and act.guessed is None else ""
    found: dict[str, float] = {
        "any": 1,
        "weight": min(act.weight, 1.0) - _USUAL_WEIGHT,
        act.status: 1,
        act.type: 1,
        "quoted": not reading.parse.outside(head),
        "noun": not is_verb,
        "noun object": not is_verb and head.dep_ == "dobj",
        "below": is_verb and head.dep_ in _BELOW,
        "purpose": is_verb
        and act.status == "planned"
        and head.tag_ == "VB"
        and head.dep_ in _BELOW - {"xcomp"},
        "of a noun": is_verb and head.dep_ in _SPOKEN,
        "no recipient": not act.recipients,
        "no actor": not act.actors,
        "guessed": act.guessed is not None,
        "by teller": act.by == "teller",
        "by owner": act.by.endswith("within"),
        "by own": act.by in {"own", "means"} and bool(act.actors),
        "to inner": relation.startswith("inner"),
        "to noun": relation == "noun",
        "to place": relation == "place" or any(actor.place for actor in act.recipients),
        "to clause": relation.startswith("clause") or relation == "object clause",
        "to preposition": relation.startswith("prep"),
        "actor by noun": act.type != EventType.PROTEST
        and any(actor.key[0] == "noun" and actor.kind == "group" for actor in act.actors),
        "again": len(telling.sentences) > 1,
    }
    return {name: float(value) for name, value in found.items()}
