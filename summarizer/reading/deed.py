"""An act as far as its word tells, before its sides are known."""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import VERBS, children, is_passive, objects_of
from summarizer.reading.lexicon import look_up

# Turned: its subject is whom it is done to. Blaming: whoever says it of others accuses them.
Voice = Literal["active", "passive", "noun", "turned", "blaming"]


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as far as its word tells.

    `name` is what its word is called in signs. `voice` says how its grammar puts its sides; `about` has the types of
    what its objects name: rejected the claim.
    `direct` says that it is the very thing that its teller says, `own` that the teller tells what he does himself.
    """

    head: Token
    name: str
    type: EventType
    voice: Voice
    about: frozenset[EventType]
    teller: Actor | None
    direct: bool
    own: bool


def about(head: Token) -> frozenset[EventType]:
    """Return the types of the acts that the objects of an act's word name."""
    nouns = children(head, "dobj", "nsubjpass")
    nouns += [noun for child in children(head, "prep") for noun in objects_of(child)]
    return frozenset(cue.type for noun in nouns if (cue := look_up(noun)) is not None)


def voice_of(head: Token) -> Voice:
    """Return how the grammar of an act's word puts its sides."""
    cue = look_up(head)
    if cue is not None and cue.turned:
        return "turned"
    if cue is not None and cue.blames:
        return "blaming"
    if head.pos_ not in VERBS:
        return "noun"
    return "passive" if is_passive(head) else "active"
