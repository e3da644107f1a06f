"""Claims read strictly, as somebody reads them who acts on them: type, both sides and status together.

A claim is an event or a move of the brief; one act counts once though it stands in both lists. It is right when
its evidence overlaps an anchor of a gold act that accepts its type, its actors, its recipients and its status. It
is partly right when only an actor or a recipient is missing that the article names. It is wrong when it names
anybody whom the gold does not accept on that side, or anybody at all where the gold has nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from summarizer.brief import Actor
from summarizer.evaluation.matching import Claim, Placed, names_of, reports_typed
from summarizer.evaluation.wording import same_name

BANDS = ((0, 49), (50, 59), (60, 69), (70, 79), (80, 89), (90, 100))
"""Of sureness, in per cent as a brief prints it; both ends belong to a band."""
_TOLD_BY = 60  # characters of a description that tell two claims with the same codes apart


class Grade(IntEnum):
    """How much of a claim is right."""

    WRONG = 0
    PARTLY = 1
    RIGHT = 2


def grade(act: Claim, item: Placed, actors: Sequence[Actor]) -> Grade:
    """Grade a claim against one gold act."""
    if not reports_typed(act, item) or (item.gold.status and act.status not in item.gold.status):
        return Grade.WRONG
    return min(_side(act.actors, item.gold.actor, actors), _side(act.recipients, item.gold.recipient, actors))


def claim_counts(acts: Sequence[Claim], gold: Sequence[Placed], actors: Sequence[Actor]) -> dict[str, float]:
    """Count the claims that are right, the major gold acts that they carry, and how sure they said to be."""
    graded = [(act, [grade(act, item, actors) for item in gold]) for act in _distinct(acts)]
    best = [max(row, default=Grade.WRONG) for _, row in graded]
    major = [index for index, item in enumerate(gold) if item.gold.major]
    carried = [max((row[index] for _, row in graded), default=Grade.WRONG) for index in major]
    return {
        "claims_pred": len(graded),
        "claims_right": best.count(Grade.RIGHT),
        "claims_partial": best.count(Grade.PARTLY),
        "acts_major": len(major),
        "acts_carried": carried.count(Grade.RIGHT),
        "acts_partly": carried.count(Grade.PARTLY),
        **_sureness([(act.confidence, one) for (act, _), one in zip(graded, best, strict=True)]),
    }


def _sureness(claims: Sequence[tuple[float | None, Grade]]) -> Mapping[str, float]:
    told = [(said, one is Grade.RIGHT) for said, one in claims if said is not None]
    counts: dict[str, float] = {
        "sure_claims": len(told),
        "sure_said": sum(said for said, _ in told),
        "sure_squares": sum((said - right) ** 2 for said, right in told),
    }
    for low, high in BANDS:
        # Rounded as the brief prints it, so that a reader's 80 % is in the band that begins with 80.
        band = [right for said, right in told if low <= int(f"{said:.0%}"[:-1]) <= high]
        counts |= {f"sure_{low}": len(band), f"sure_{low}_right": sum(band)}
    return counts


def _distinct(acts: Sequence[Claim]) -> Iterator[Claim]:
    seen = set()
    for act in acts:
        key = (act.type, act.status, *map(tuple, (act.actors, act.recipients)), act.description[:_TOLD_BY])
        if key not in seen:
            seen.add(key)
            yield act


def _side(ids: Sequence[str], accepted: Sequence[str], actors: Sequence[Actor]) -> Grade:
    if not ids:
        return Grade.PARTLY if accepted else Grade.RIGHT
    known = all(same_name(names_of([one], actors), accepted) for one in ids)
    return Grade.RIGHT if known else Grade.WRONG
