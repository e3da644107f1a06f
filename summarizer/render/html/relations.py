"""Who acts on whom: the acts of a brief by pairs of actors."""

from dataclasses import dataclass, field
from itertools import product

from summarizer.brief import Brief, DiplomaticMove, KeyEvent
from summarizer.plover import EventType
from summarizer.render.html.claims import Hue, hue_of

Act = KeyEvent | DiplomaticMove
SameAct = tuple[EventType, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """What one actor does to another, in the order of the brief; never without an act."""

    actor: str
    recipient: str
    acts: list[Act] = field(default_factory=list)

    @property
    def types(self) -> tuple[EventType, ...]:
        """Return the types of the acts, each once."""
        return tuple(dict.fromkeys(act.type for act in self.acts))

    @property
    def hue(self) -> Hue:
        """Return the colour of the first act."""
        return hue_of(self.acts[0].type)

    @property
    def distinct(self) -> int:
        """Return how many different acts these are; a move that is also told as an event counts once."""
        return len({same_act(act) for act in self.acts})


def acts_of(brief: Brief) -> tuple[Act, ...]:
    """Return events and moves, in the order of the brief."""
    return (*brief.key_events, *brief.diplomatic_moves)


def same_act(act: Act) -> SameAct:
    """Return what two entries of a brief share when an event and a move tell of one act."""
    return act.type, act.description


def relations_of(brief: Brief) -> tuple[Relation, ...]:
    """Return the relations, those with the most different acts first."""
    found: dict[tuple[str, str], Relation] = {}
    for act in acts_of(brief):
        for pair in dict.fromkeys(product(act.actors, act.recipients)):
            found.setdefault(pair, Relation(*pair)).acts.append(act)
    return tuple(sorted(found.values(), key=lambda relation: -relation.distinct))
