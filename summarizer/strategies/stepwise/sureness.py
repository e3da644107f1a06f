"""How sure an act is, from the judge's answer and the parser's signs (tests/evaluation/NOTES.md: how it was fitted)."""

import math

from summarizer.reading.news import Telling

# Told are acts that are at least so sure.
TOLD_FROM = 0.55
# Added to the log-odds; fitted on annotated articles, half to half, and rounded. The constant is a quarter below the
# fit, as the rules were written with those articles.
_CONSTANT, _JUDGE, _WEIGHT, _AGAIN, _ONE_SIDED, _GROUP = 1.0, 0.35, 0.65, 0.4, -0.8, -0.5
# The judge is heard up to here; a verb at the top of its sentence weighs one.
_MOST_ODDS, _USUAL_WEIGHT = 3.0, 0.8


def sureness(telling: Telling, judged: float) -> float:
    """Return the probability that a telling is right in type, sides and status; `judged` are the judge's log-odds."""
    act = telling.act
    odds = _CONSTANT + _JUDGE * max(-_MOST_ODDS, min(_MOST_ODDS, judged))
    odds += _WEIGHT * (min(act.weight, 1.0) - _USUAL_WEIGHT) + _AGAIN * (len(telling.sentences) > 1)
    if act.actors:  # without them it is told for its casualties
        odds += _ONE_SIDED * (len(act.actors) + len(act.recipients) < 2)
        # Who is only "people" or "officials" is more often somebody else.
        odds += _GROUP * any(actor.kind == "group" and actor.key[0] == "noun" for actor in act.recipients)
    return 1 / (1 + math.exp(-odds))
