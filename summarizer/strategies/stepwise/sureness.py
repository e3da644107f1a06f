"""How sure an act is, by the models that read it and the judge; how it was fitted: tests/evaluation/NOTES.md."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from summarizer.reading.news import Telling
from summarizer.reading.words import weights

# Told are acts that are right at least so likely, and those with one side of which nothing is wrong at least so likely.
TOLD_FROM, SOUND_FROM = 0.48, 0.68
# What each sign adds to the log-odds.
_RIGHT = weights(
    "any=-1.53 told=0.17 type=0.17 status=0.12 actors=0.18 recipients=0.23 again=0.08 lead=0.08 one_side=-1.67 "
    "judged=0.39"
)
_SOUND = weights(
    "any=-1.75 told=0.18 type=0.25 status=0.17 actors=0.17 recipients=0.26 again=0.19 lead=-0.06 one_side=0.17 "
    "judged=0.36"
)
# The judge is heard up to here; about whom an act leaves unnamed nothing can be wrong.
_MOST_ODDS, _UNNAMED = 3.0, 3.0
_LEAD = 2  # sentences


class Sureness(NamedTuple):
    """How likely an act is right, all its sides named, and how likely nothing that is told of it is wrong (0 to 1)."""

    right: float
    sound: float


def sureness(telling: Telling, judged: float) -> Sureness:
    """Return how sure an act is; `judged` are the judge's log-odds, 0 where it has no opinion."""
    found = _signs(telling, judged)
    named = {
        "actors": found["actors"] if telling.act.actors else _UNNAMED,
        "recipients": found["recipients"] if telling.act.recipients else _UNNAMED,
    }
    return Sureness(_likely(_RIGHT, found), _likely(_SOUND, {**found, **named}))


def is_told(telling: Telling, sure: Sureness) -> bool:
    """Tell whether an act is sure enough to be told."""
    return sure.right >= TOLD_FROM or (not telling.act.has_both_sides and sure.sound >= SOUND_FROM)


def may_be_told(telling: Telling) -> bool:
    """Tell whether an act could be told if the judge were sure of it: about others it need not be asked."""
    return is_told(telling, sureness(telling, _MOST_ODDS))


def _signs(telling: Telling, judged: float) -> Mapping[str, float]:
    """Return what speaks for an act and against it: log-odds of its parts and of the judge, and 0 or 1."""
    likely = telling.act.likely
    return {
        "any": 1.0,
        "told": _odds(likely.told),
        "type": _odds(likely.type),
        "status": _odds(likely.status),
        "actors": _odds(likely.actors),
        "recipients": _odds(likely.recipients),
        "again": float(len(telling.sentences) > 1),
        "lead": float(telling.sentences[0].id <= _LEAD),
        "one side": float(not telling.act.has_both_sides),
        "judged": max(-_MOST_ODDS, min(_MOST_ODDS, judged)),
    }


def _likely(weighed: Mapping[str, float], found: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(weight * found[name] for name, weight in weighed.items())))


def _odds(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))
