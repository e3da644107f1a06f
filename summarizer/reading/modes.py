"""The PLOVER mode of an act: its cue's own, or what is asked for, refused or threatened."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Token

from summarizer.plover import EventMode, EventType, modes_of
from summarizer.reading.act import Act
from summarizer.reading.grammar import children, complements
from summarizer.reading.lexicon import Cue, look_up

# What is asked for or refused.
_ASKED: Mapping[EventType, EventMode] = MappingProxyType(
    {
        EventType.CONSULT: EventMode.MEET,
        **dict.fromkeys(
            (EventType.AID, EventType.COOPERATE, EventType.SUPPORT, EventType.AGREE), EventMode.ASSIST
        ),
        **dict.fromkeys((EventType.RETREAT, EventType.CONCEDE), EventMode.YIELD),
        **dict.fromkeys((EventType.SANCTION, EventType.COERCE), EventMode.CHANGE),
    }
)
_THREATENED: Mapping[EventType, EventMode] = MappingProxyType(
    {
        **dict.fromkeys((EventType.ASSAULT, EventType.MOBILIZE), EventMode.VIOLENCE),
        **dict.fromkeys((EventType.PROTEST, EventType.COERCE), EventMode.RESTRICT),
        **dict.fromkeys((EventType.SANCTION, EventType.RETREAT), EventMode.RELATIONS),
    }
)
_CONTENT: Mapping[EventType, Mapping[EventType, EventMode]] = MappingProxyType(
    {EventType.REQUEST: _ASKED, EventType.REJECT: _ASKED, EventType.THREATEN: _THREATENED}
)


def mode_of(act: Act) -> EventMode | None:
    """Return the mode of an act where its words show one."""
    if act.mode in modes_of(act.type):
        return act.mode
    content = _CONTENT.get(act.type)
    if content is None:
        return None
    for cue in _inside(act.head):
        if cue.mode is EventMode.RESIGN and act.type is not EventType.THREATEN:
            return EventMode.CHANGE
        if cue.type in content:
            return content[cue.type]
    return None


def _inside(head: Token) -> Iterator[Cue]:
    inside = [
        *complements(head),
        *children(head, "dobj"),
        *(noun for child in children(head, "prep") for noun in children(child, "pobj")),
    ]
    for token in inside:
        if (cue := look_up(token)) is not None:
            yield cue
