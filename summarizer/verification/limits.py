"""How much of a draft is read: a model that goes on and on must not make checking it expensive, or a brief endless."""

from collections.abc import Mapping
from typing import Any

from summarizer.brief import Rejected
from summarizer.draft import Draft, DraftAct, DraftActor, DraftProse

# Far above what a good draft of a long report holds.
_MOST: Mapping[str, int] = {"summary": 50, "actors": 2_000, "quotes": 10_000, "events": 100, "moves": 100}
_PUBLISHED_AS = {"events": "key_events", "moves": "diplomatic_moves"}
_MOST_CITED, _MOST_NAMED = 12, 20


def within_limits(draft: Draft) -> tuple[Draft, list[Rejected]]:
    """Return the draft with its lists cut to what is read, and what that leaves out, one entry a list.

    What is cut stays in its place, so that a draft keeps the paths of its claims.
    """
    update: dict[str, Any] = {"headline": _cut(draft.headline)}
    rejected: list[Rejected] = []
    for name, most in _MOST.items():
        items = getattr(draft, name)
        update[name] = [_cut(item) for item in items[:most]]
        if len(items) > most:
            field = _PUBLISHED_AS.get(name, name)
            reason = f"only the first {most:,} of a draft are read"
            rejected.append(Rejected(field=field, value=f"{len(items) - most:,} more", reason=reason))
    return draft.model_copy(update=update), rejected


def _cut(part: Any) -> Any:
    match part:
        case DraftAct():
            lists = {"sentences": _MOST_CITED, "actors": _MOST_NAMED, "recipients": _MOST_NAMED}
        case DraftProse():
            lists = {"sentences": _MOST_CITED}
        case DraftActor():
            lists = {"names": _MOST_NAMED}
        case _:
            return part
    long = {
        name: getattr(part, name)[:most] for name, most in lists.items() if len(getattr(part, name)) > most
    }
    return part.model_copy(update=long) if long else part
