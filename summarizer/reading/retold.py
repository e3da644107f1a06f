"""A side that an act does not name where another does: told again, or what it answers."""

from collections.abc import Sequence

from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.acts import Act
from summarizer.reading.recipients import WORDS

_ANSWERED = frozenset(map(EventType, "ACCUSE REQUEST THREATEN SANCTION REJECT COERCE".split()))
_BACK = 12  # acts
_STEM = 5


def fill_in(acts: Sequence[Act]) -> None:
    """Give acts of words that lack the other side the one that another telling names, or whom they answer."""
    for number, act in enumerate(acts):
        if act.type not in WORDS or act.recipients or not act.actors:
            continue
        found = _told_again(act, acts) or (_answered(act, acts[max(number - _BACK, 0) : number]))
        act.recipients = [actor for actor in found if actor not in act.actors]
        act.filled = bool(act.recipients)


def _told_again(act: Act, acts: Sequence[Act]) -> list[Actor]:
    """Return to whom the nearest other telling says that it is done: Trump’s demands."""
    stem = act.head.lemma_.lower()[:_STEM]
    others = [other for other in acts if other.type == act.type and other.recipients and not other.filled]
    same = [
        other
        for other in others
        if other.head.lemma_.lower()[:_STEM] == stem and _share(act.actors, other.actors)
    ]
    nearest = min(same, key=lambda other: abs(other.head.i - act.head.i), default=None)
    return list(nearest.recipients) if nearest is not None else []


def _answered(act: Act, before: Sequence[Act]) -> list[Actor]:
    """Return who did what a refusal answers: who rejects an accusation rejects what the accuser says."""
    for earlier in reversed(before) if act.type == EventType.REJECT else ():
        told = earlier.type in _ANSWERED and earlier.actors and _share(act.actors, earlier.recipients)
        if told and not _share(act.actors, earlier.actors):
            return list(earlier.actors)
    return []


def _share(ones: Sequence[Actor], others: Sequence[Actor]) -> bool:
    if any(actor.kind != "group" for actor in set(ones) & set(others)):
        return True
    return any(one.code is not None and one.code == other.code for one in ones for other in others)
