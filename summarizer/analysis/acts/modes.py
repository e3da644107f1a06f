"""The PLOVER mode of a type, as the cues of its clause show it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from summarizer.analysis.acts.acts import Act
from summarizer.plover import EventMode, EventType, modes_of

# What is asked for or refused, by the type of the act that is governed.
_ASKED: Mapping[EventType, EventMode] = MappingProxyType(
    {
        EventType.CONSULT: EventMode.MEET,
        EventType.AID: EventMode.ASSIST,
        EventType.COOPERATE: EventMode.ASSIST,
        EventType.SUPPORT: EventMode.ASSIST,
        EventType.AGREE: EventMode.ASSIST,
        EventType.RETREAT: EventMode.YIELD,
        EventType.CONCEDE: EventMode.YIELD,
        EventType.SANCTION: EventMode.CHANGE,
        EventType.COERCE: EventMode.CHANGE,
    }
)
# What is threatened, by the type of the act that is governed or planned.
_THREATENED: Mapping[EventType, EventMode] = MappingProxyType(
    {
        EventType.ASSAULT: EventMode.VIOLENCE,
        EventType.MOBILIZE: EventMode.VIOLENCE,
        EventType.PROTEST: EventMode.RESTRICT,
        EventType.SANCTION: EventMode.RELATIONS,
        EventType.COERCE: EventMode.RESTRICT,
        EventType.RETREAT: EventMode.RELATIONS,
    }
)


def mode_for(event_type: EventType, acts: Sequence[Act]) -> EventMode | None:
    """Return the mode of the type that the acts of one clause show, where they show one."""
    allowed = modes_of(event_type)
    if not allowed:
        return None
    if event_type in {EventType.REQUEST, EventType.REJECT}:
        return _of_content(event_type, acts, _ASKED)
    if event_type is EventType.THREATEN:
        return _of_content(event_type, acts, _THREATENED)
    candidates = [act for act in acts if act.mode in allowed and event_type in act.types]
    best = max(candidates, key=lambda act: act.weight * act.types[event_type], default=None)
    return best.mode if best is not None else None


def _of_content(
    event_type: EventType, acts: Sequence[Act], content: Mapping[EventType, EventMode]
) -> EventMode | None:
    for act in acts:
        # Governed acts are the content itself; "will not release" is refusal and content in one word.
        if act.mode is EventMode.RESIGN and event_type is not EventType.THREATEN:
            return EventMode.CHANGE
        shared = [t for t in act.types if t in content and (act.governed or event_type in act.types)]
        if not shared:
            continue
        if act.mode in modes_of(event_type):
            return act.mode
        return content[max(shared, key=lambda t: act.types[t])]
    return None
