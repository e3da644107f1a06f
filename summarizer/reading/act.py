"""An act as it was read: who does what to whom, of which PLOVER type, and whether it happened."""

from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType
from summarizer.reading.actor import Actor

# Types whose actors are each other's other side.
MUTUAL = frozenset(map(EventType, "CONSULT AGREE COOPERATE SUPPORT ASSAULT".split()))
# Types that are told for those who suffer them, though nobody knows who did it.
HARM = frozenset({EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely each part of an act is (0 to 1): that its word tells one, its type, its status and its sides."""

    told: float
    type: float
    status: float
    actors: float
    recipients: float


@dataclass(eq=False, slots=True)
class Act:
    """An act as read; `head` is its verb or noun."""

    head: Token
    type: EventType
    mode: EventMode | None
    status: EventStatus
    actors: list[Actor]
    recipients: list[Actor]
    likely: Likelihood

    @property
    def alone(self) -> bool:
        """Tell whether its actors are each other's other side."""
        return len(self.actors) > 1 and self.type in MUTUAL

    @property
    def has_both_sides(self) -> bool:
        """Tell whether somebody is named on either side."""
        return self.alone or bool(self.actors and self.recipients)
