"""How sure an act is, from the judge's answer and the parser's signs (tests/evaluation/NOTES.md: how it was fitted)."""

import math

from summarizer.reading.news import Telling, is_complete

# Added to the log-odds.
_CONSTANT, _JUDGE, _WEIGHT, _AGAIN, _PLANNED, _FILLED = 0.25, 0.3, 2.0, 0.5, -0.5, -0.5
_MOST_WEIGHT = 1.0


def sureness(telling: Telling, judged: float | None) -> float:
    """Return the probability that a telling is right in type, sides and status; `judged` are the judge's log-odds."""
    act = telling.act
    odds = _CONSTANT + _WEIGHT * (min(act.weight, _MOST_WEIGHT) - 0.75)
    odds += _JUDGE * (judged if judged is not None else 0.0)
    odds += (
        _AGAIN * (len(telling.sentences) > 1) + _PLANNED * (act.status == "planned") + _FILLED * act.filled
    )
    return 1 / (1 + math.exp(-odds))


__all__ = ["is_complete", "sureness"]
