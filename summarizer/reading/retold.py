"""What one telling of an act leaves out and another says: a side that is named only once."""

from collections.abc import Iterator, Sequence

from summarizer.reading.actors import Actor
from summarizer.reading.acts import Act


def fill_from_retellings(acts: Sequence[Act]) -> None:
    """Give acts that lack a side the one that another telling of the same act names."""
    for act in acts:
        if act.actors and not act.recipients:
            act.recipients = next(
                (
                    list(other.recipients)
                    for other in _same(act, acts)
                    if other.recipients and _share(act.actors, other.actors)
                ),
                [],
            )
            act.recipients = [actor for actor in act.recipients if actor not in act.actors]
            act.filled = bool(act.recipients)
        elif act.recipients and not act.actors:
            act.actors = next(
                (
                    list(other.actors)
                    for other in _same(act, acts)
                    if other.actors and _share(act.recipients, other.recipients)
                ),
                [],
            )
            act.actors = [actor for actor in act.actors if actor not in act.recipients]
            act.filled = bool(act.actors)


def _same(act: Act, acts: Sequence[Act]) -> Iterator[Act]:
    """Yield other tellings of what an act does, the nearest first."""
    others = [
        other
        for other in acts
        if other is not act and other.type == act.type and not other.filled and _kin(act, other)
    ]
    yield from sorted(others, key=lambda other: abs(other.head.i - act.head.i))


def _kin(one: Act, other: Act) -> bool:
    first, second = one.head.lemma_.lower(), other.head.lemma_.lower()
    return first[:5] == second[:5]


def _share(ones: Sequence[Actor], others: Sequence[Actor]) -> bool:
    if any(actor.kind != "group" for actor in set(ones) & set(others)):
        return True
    return any(one.code is not None and one.code == other.code for one in ones for other in others)
