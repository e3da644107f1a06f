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
TOLD_FROM, ONE_SIDED_FROM = 0.5, 0.83
# What each sign adds to the log-odds that nothing that is told of an act is wrong.
_WEIGHTS = weights(
    "any=1.7 weight=1.2 ongoing=0.1 planned=-0.8 quoted=-0.7 noun=-0.2 noun_object=-0.7 below=-0.4 "
    "purpose=-0.6 of_a_noun=-0.6 no_recipient=-0.2 no_actor=-0.4 guessed=-0.6 by_teller=0.4 "
    "by_owner=-0.4 by_own=-0.4 to_inner=-0.6 to_noun=0.5 to_place=-0.4 to_clause=-0.3 "
    "to_preposition=-0.2 actor_by_noun=-0.8 again=0.3 ACCUSE=-0.2 AGREE=0.1 AID=0.1 ASSAULT=0.2 "
    "COERCE=0.4 CONSULT=-0.3 COOPERATE=-0.5 MOBILIZE=0.2 REJECT=0.2 REQUEST=0.4 "
    "RETREAT=-0.5 SANCTION=0.2 SUPPORT=0.4 THREATEN=-0.6"
)
_JUDGE = 0.5
# The judge is heard up to here; a verb at the top of its sentence weighs one.
_MOST_ODDS, _USUAL_WEIGHT = 3.0, 0.8
_BELOW = frozenset({"advcl", "xcomp", "acl", "pcomp", "relcl"})
_SPOKEN = frozenset({"acl", "pcomp"})


def sureness(telling: Telling, reading: Reading, judged: float) -> float:
    """Return the probability that what is told of an act is right; `judged` are the judge's log-odds."""
    odds = _JUDGE * max(-_MOST_ODDS, min(_MOST_ODDS, judged))
    odds += sum(_WEIGHTS.get(name, 0.0) * sign for name, sign in signs(telling, reading).items())
    return 1 / (1 + math.exp(-odds))


def is_told(telling: Telling, sure: float) -> bool:
    """Tell whether an act is sure enough to be told."""
    act = telling.act
    counted = not act.actors and bool(
        find_counts(act.head)
    )  # who did it may be unknown, how many suffered is news
    two = bool(act.actors and act.recipients) or act.alone or counted or act.type == EventType.PROTEST
    return sure >= (TOLD_FROM if two else ONE_SIDED_FROM)


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
