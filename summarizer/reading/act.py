"""An act as it was read: who does what to whom, of which PLOVER type, whether it happened, and on whose word."""

from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import children
from summarizer.reading.tellers import Teller

# Types whose actors are each other's other side.
MUTUAL = frozenset(map(EventType, "CONSULT AGREE COOPERATE SUPPORT ASSAULT".split()))


@dataclass(eq=False, slots=True)
class Act:
    """An act as read. `head` is its verb or noun; `teller` is who tells it, where somebody but the article does.

    `weight` falls with depth in the sentence; `relation` and `by` say how recipients and actors were found;
    `guessed` is how likely a side is that the whole article only suggests.
    """

    head: Token
    type: EventType
    mode: EventMode | None
    status: EventStatus
    weight: float
    actors: list[Actor]
    recipients: list[Actor]
    teller: Teller
    relation: str = ""
    by: str = ""
    guessed: float | None = None

    @property
    def alone(self) -> bool:
        """Tell whether its actors are each other's other side."""
        return len(self.actors) > 1 and self.type in MUTUAL

    @property
    def has_both_sides(self) -> bool:
        """Tell whether somebody is named on either side."""
        return self.alone or bool(self.actors and self.recipients)

    def __post_init__(self) -> None:
        """Nobody acts on himself; who meets is met; what had happened before is background."""
        self.recipients = [one for one in self.recipients if one not in self.actors]
        if self.type == EventType.CONSULT and len(self.actors) > 1 and not self.recipients:
            self.actors, self.recipients = self.actors[:1], self.actors[1:]
        if any(child.lower_ == "had" for child in children(self.head, "aux")):
            self.weight *= 0.7
