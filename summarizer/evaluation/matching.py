"""What a brief cites against what the gold marks: overlapping spans, one to one matches, names of actors."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from summarizer.brief import Actor, DiplomaticMove, Evidence, KeyEvent
from summarizer.evaluation.gold import GoldAct, Span, locate

MAX_SPAN = 600
"""In characters: longer evidence pinpoints nothing and matches nothing."""
MIN_OVERLAP = 12

Claim = KeyEvent | DiplomaticMove
AnyClaim = TypeVar("AnyClaim", KeyEvent, DiplomaticMove)


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold act and where its anchors stand."""

    gold: GoldAct
    spans: tuple[Span, ...]


def placed(gold: Iterable[GoldAct], text: str) -> list[Placed]:
    """Find the anchors of gold acts in the article."""
    found = ((act, (locate(text, anchor) for anchor in act.anchors)) for act in gold)
    return [Placed(act, tuple(span for span in spans if span is not None)) for act, spans in found]


def reports(act: Claim, item: Placed) -> bool:
    """Tell whether evidence of the act overlaps an anchor by 12 characters, or by all of it."""
    return any(_overlaps(evidence, span) for evidence in act.evidence for span in item.spans)


def reports_typed(act: Claim, item: Placed) -> bool:
    """Tell whether the act reports the gold act with one of its types."""
    return act.type in item.gold.types and reports(act, item)


def matches(
    claims: Sequence[AnyClaim], gold: Sequence[Placed], fits: Callable[[AnyClaim, Placed], bool]
) -> int:
    """Count the gold acts that find a claim of their own, each in turn the first free one that fits."""
    free = list(claims)
    for item in gold:
        if found := next((index for index, claim in enumerate(free, start=1) if fits(claim, item)), None):
            del free[found - 1]
    return len(claims) - len(free)


def names_of(ids: Sequence[str], actors: Sequence[Actor]) -> list[str]:
    """Return the names of these actors and every form under which the brief found them."""
    known = [actor for actor in actors if actor.id in ids]
    return [
        name
        for actor in known
        for name in (actor.name, *(mention.text for mention in actor.mentions))
        if name
    ]


def _overlaps(evidence: Evidence, span: Span) -> bool:
    if evidence.end - evidence.start > MAX_SPAN:
        return False
    start, end = span
    return min(evidence.end, end) - max(evidence.start, start) >= min(MIN_OVERLAP, end - start)
