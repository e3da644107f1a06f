"""One act once, however often the article returns to it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.claims.prose import is_alike
from summarizer.text.spans import Span
from summarizer.verification.acts import CheckedAct

# What the first telling takes of another where it says nothing itself.
_FILLED = ("actors", "recipients", "location", "when", "casualties")


def merge_repeats(acts: Iterable[CheckedAct]) -> list[CheckedAct]:
    """Return the acts with repetitions joined to the first telling, which gains their evidence.

    Two tellings are one act when they have the same type and status, do not disagree about who acts on whom, and copy
    the same clause or say it in mostly the same words.
    """
    kept: list[CheckedAct] = []
    for act in acts:
        for index, first in enumerate(kept):
            if _repeats(act, first):
                kept[index] = _joined(first, act)
                break
        else:
            kept.append(act)
    return kept


def _repeats(act: CheckedAct, first: CheckedAct) -> bool:
    one, other = act.event, first.event
    if (one.type, one.status) != (other.type, other.status):
        return False
    if not (_agree(one.actors, other.actors) and _agree(one.recipients, other.recipients)):
        return False
    if act.clause and first.clause and _mostly_shared(act.clause, first.clause):
        return True
    return is_alike(one.description, other.description)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or set(one) == set(other)


def _mostly_shared(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 > min(one.end - one.start, other.end - other.start)


def _joined(first: CheckedAct, repeat: CheckedAct) -> CheckedAct:
    one, other = first.event, repeat.event
    held = {name: getattr(one, name) or getattr(other, name) for name in _FILLED}
    further = [
        piece
        for piece in other.evidence
        if not any(piece.start < known.end and known.start < piece.end for known in one.evidence)
    ]
    return replace(first, event=one.model_copy(update={**held, "evidence": one.evidence + further}))
