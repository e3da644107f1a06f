"""Plain words for the codes of a brief, and the phrases that tell of an act: plain text, not yet made safe."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from summarizer.brief import MUTUAL, Act, Actor, EventStatus
from summarizer.plover import EventMode, EventType
from summarizer.render.phrases import casualties_phrase, label, when_phrase

NOBODY = "(nobody named)"
CHECKED = "Checked by code: quotations are verbatim; names, numbers and times stand in the article."
NOT_CHECKED = "Not checked: whether type, sides and sense are right."


TYPES: Mapping[EventType, str] = MappingProxyType(
    {
        EventType.AGREE: "agreement",
        EventType.CONSULT: "talks",
        EventType.SUPPORT: "support",
        EventType.CONCEDE: "concession",
        EventType.COOPERATE: "cooperation",
        EventType.AID: "aid",
        EventType.RETREAT: "retreat",
        EventType.REQUEST: "demand",
        EventType.ACCUSE: "accusation",
        EventType.REJECT: "refusal",
        EventType.THREATEN: "threat",
        EventType.PROTEST: "protest",
        EventType.SANCTION: "sanction",
        EventType.MOBILIZE: "mobilisation",
        EventType.COERCE: "coercion",
        EventType.ASSAULT: "attack",
    }
)

# Only those whose code is no plain word by itself.
_MODES: Mapping[EventMode, str] = {
    EventMode.THIRD_PARTY: "mediation",
    EventMode.ACCESS: "observers let in",
    EventMode.ASSIST: "about help",
    EventMode.CHANGE: "about a change",
    EventMode.YIELD: "about giving way",
    EventMode.MEET: "about a meeting",
    EventMode.RELATIONS: "of breaking relations",
    EventMode.TERRITORY: "of taking territory",
    EventMode.DEMO: "demonstration",
    EventMode.GENERAL: "general strike",
    EventMode.HUNGER: "hunger strike",
    EventMode.OBSTRUCT: "blocking a way",
    EventMode.DISCONTINUE: "breaking off",
    EventMode.PRIMITIVE: "with simple weapons",
    EventMode.FIREARMS: "with firearms",
    EventMode.EXPLOSIVES: "with explosives",
    EventMode.HEAVY_WEAPONS: "with heavy weapons",
    EventMode.UNCONVENTIONAL: "with unconventional weapons",
    EventMode.SEXUAL: "sexual violence",
    EventMode.CLEANSING: "ethnic cleansing",
    EventMode.SIDE_AB: "both sides fight",
}

_STATUSES: Mapping[EventStatus, str] = {
    "happened": "",
    "ongoing": "going on",
    "hypothetical": "only supposed",
}


def mode_words(mode: EventMode) -> str:
    """Return a mode in plain words."""
    return _MODES.get(mode) or label(mode)


def status_words(status: EventStatus) -> str:
    """Return a status in plain words; empty for what happened."""
    return _STATUSES.get(status, status)


def sides(act: Act, most: int | None = None) -> str:
    """Return "who → whom"; `most` names of each side and how many more, all by default.

    Those who agree or meet have no other side.
    """
    if not act.recipients and len(act.actors) > 1 and act.type in MUTUAL:
        return names(act.actors, most)
    if not act.actors and not act.recipients:
        return NOBODY
    return f"{names(act.actors, most)} → {names(act.recipients, most)}"


def names(actors: Sequence[Actor], most: int | None = None) -> str:
    """Return the names, separated by commas; that nobody is named is said, too."""
    shown = [actor.name for actor in actors[:most]]
    more = len(actors) - len(shown)
    return ", ".join([*shown, *([f"{more:,} more"] if more else [])]) or NOBODY


def coding(act: Act) -> str:
    """Return "attack (ASSAULT, with firearms), planned"."""
    codes = ", ".join([act.type, *([mode_words(act.mode)] if act.mode else [])])
    status = status_words(act.status)
    return f"{TYPES[act.type]} ({codes})" + (f", {status}" if status else "")


def circumstances(act: Act) -> str:
    """Return when, where and at what cost in lives, as far as known."""
    parts = (
        when_phrase(act.when) if act.when else None,
        act.location,
        casualties_phrase(act.casualties) if act.casualties else None,
    )
    return " · ".join(part for part in parts if part)


def sureness(act: Act) -> str:
    """Return "82% sure"; empty where nobody measured it."""
    return "" if act.confidence is None else f"{act.confidence:.0%} sure"


def ids(act: Act) -> str:
    """Return "E1" for a key event, "M2" for a move, "E1=M2" for what is both."""
    return "=".join(act.ids)
