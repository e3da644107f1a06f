"""How sure a published act is, from what is known of it; tests/evaluation/NOTES.md says how that was calibrated."""

import math
from collections.abc import Mapping

from summarizer.analysis.acts.candidates import Candidate
from summarizer.brief import EventStatus

# Added to the log-odds; fitted on annotated articles and rounded to quarters. The constant is .4 below the fit, as
# articles of kinds that the rules were not written with are coded less well.
_CONSTANT, _CODING, _ACTOR, _RECIPIENT = -0.25, 0.5, 0.75, 0.75
_STATUS: Mapping[EventStatus, float] = {
    "planned": -0.5,
    "alleged": -0.5,
    "hypothetical": -0.75,
    "denied": -0.75,
}
# In reports of matches and of disasters hardly any act is political. Not fitted: the annotated articles have none.
_OTHER_DOMAIN = -1.5
_LEAST, _MOST = 0.01, 0.99


def certainty(type_confidence: float, candidate: Candidate, *, actors: bool, recipients: bool) -> float:
    """Return the probability that an act is coded rightly, given that of its type and whether its parties are known."""
    known = min(max(type_confidence, _LEAST), _MOST)
    odds = _CONSTANT + _CODING * math.log(known / (1 - known)) + _ACTOR * actors + _RECIPIENT * recipients
    odds += _STATUS.get(candidate.act.status, 0.0)
    if candidate.domain is not None:
        odds += _OTHER_DOMAIN
    return 1 / (1 + math.exp(-odds))
