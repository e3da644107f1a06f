"""Who the other side of an act is where its clause does not say: the likeliest of those whom the article names.

The weights are those of a choice between everybody named and nobody, fitted on annotated articles
(tests/evaluation/NOTES.md).
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from summarizer.plover import EventMode, EventType
from summarizer.reading.act import Act
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import children, objects_of
from summarizer.reading.lexicon import look_up
from summarizer.reading.parse import Parse
from summarizer.reading.recipients import WORDS
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS
from summarizer.reading.words import weights, words

# What makes somebody likely to be the one to whom an act is done, and the one who does it.
_RECIPIENT = weights(
    "any=-2.8 same_sentence=2.1 says_it=-0.8 sentence_before=0.9 share=2.4 lead=1.4 own_country=-1.6 state=0.5 "
    "same_act=0.9 same_sides=1.8 sides_turned=0.3 joined=0.6 about=2.2"
)
_ACTOR = weights(
    "any=-2.6 same_sentence=2.8 sentence_before=1.2 share=1.2 lead=1.1 own_country=-0.8 state=1.2 "
    "sort_of_people=-1.3 same_sides=1.1 sides_turned=0.2 gone_on=0.4 does_the_like=1.1"
)
# Taken from so likely on.
TAKEN_FROM = 0.5
_STATES = frozenset({"country", "government", "igo", "armed_group"})
# What somebody does about what others have done.
_ABOUT = frozenset(map(EventType, "ACCUSE REJECT SUPPORT CONCEDE".split()))
_DEFINITE = frozenset("the this that these those such any his her its their".split())
_JOINED = frozenset({"conj", "advcl", "xcomp", "pcomp"})
_WHERE = frozenset("in at near outside inside across around throughout within between".split())
_STEM = 5
_LEAD = 2  # sentences
_FAR = 40  # sentences: who is named farther away, and not in the lead, is not considered


class Guess(NamedTuple):
    """The likeliest other side, and how likely it is (0 to 1)."""

    actor: Actor
    likely: float


class Counterparts:
    """Finds the other sides of acts by what the whole article tells."""

    def __init__(self, acts: Sequence[Act], parse: Parse, referents: Referents) -> None:
        self._acts, self._parse = acts, parse
        self._places: dict[Actor, list[int]] = defaultdict(list)
        self._saying: set[tuple[Actor, int]] = set()
        for token in parse.doc:
            if _is_place(token):
                continue
            if (actor := referents.of(token)) is not None and actor.mentions and actor.kind != "media":
                self._places[actor].append(parse.number(token))
                if token.dep_ == "nsubj" and token.head.lemma_ in SAYS:
                    self._saying.add((actor, parse.number(token)))
        self._pairs = {(one, other) for act in acts for one in act.actors for other in act.recipients}
        self._typed = {
            (act.type, one, other) for act in acts for one in act.actors for other in act.recipients
        }
        self._alone = {(act.type, one) for act in acts if not act.recipients for one in act.actors}
        self._before = {id(act): earlier for earlier, act in pairwise(acts)}

    def recipient(self, act: Act) -> Guess | None:
        """Return to whom an act of these actors is most likely done; what has an object of its own is done to that."""
        about = self._about(act)
        if not about and any(noun.pos_ in {"NOUN", "PROPN"} for noun in children(act.head, "dobj")):
            return None
        return _likeliest(_RECIPIENT, [*self._candidates(act, act.actors, about)])

    def actor(self, act: Act) -> Guess | None:
        """Return who most likely does an act to these recipients."""
        return _likeliest(_ACTOR, [*self._candidates(act, act.recipients)])

    def _candidates(
        self, act: Act, known: Sequence[Actor], about: Set[Actor] = frozenset()
    ) -> Iterator[tuple[Actor, Mapping[str, float]]]:
        """Yield who may be the other side of the known one, with the signs that speak for and against it."""
        here = self._parse.number(act.head)
        doing = known is act.actors
        last = self._before.get(id(act))
        others = (last.actors, last.recipients) if last is not None else ([], [])
        mine, theirs = others if doing else others[::-1]
        gone_on = set(theirs) if last is not None and set(mine) & set(known) else set()
        joined = gone_on if last is not None and _are_joined(act.head, last.head) else set()
        teller = act.teller.actor if act.type not in WORDS else None
        kin = frozenset().union(*(_names(actor) for actor in known))  # Taliban members, their spokesman
        codes = {actor.code for actor in known} - {None}
        for actor, places in self._places.items():
            at = bisect_left(places, here)
            around = places[max(at - 1, 0) : at + 1]  # the last before and the first from here on
            near = min(abs(place - here) for place in around)
            if (
                not kin.isdisjoint(_names(actor))
                or actor in known
                or actor is teller
                or (near > _FAR and places[0] >= _LEAD)
            ):
                continue
            pairs = [(one, actor) if doing else (actor, one) for one in known]
            yield (
                actor,
                {
                    "any": 1.0,
                    "same sentence": float(near == 0),
                    "says it": float((actor, here) in self._saying),
                    "sentence before": float(around[0] == here - 1),
                    "share": min(1.0, len(places) / len(self._parse.spans)),
                    "lead": float(places[0] < _LEAD),
                    "own country": float(actor.code in codes),
                    "state": float(actor.kind in _STATES),
                    "sort of people": float(actor.key[0] == "noun" and actor.kind == "group"),
                    "same act": float(any((act.type, *pair) in self._typed for pair in pairs)),
                    "same sides": float(any(pair in self._pairs for pair in pairs)),
                    "sides turned": float(any(pair[::-1] in self._pairs for pair in pairs)),
                    "gone on": float(actor in gone_on),
                    "joined": float(actor in joined),
                    "about": float(actor in about),
                    "does the like": float(not doing and (act.type, actor) in self._alone),
                },
            )

    def _about(self, act: Act) -> set[Actor]:
        """Return who did what an act is about: condemned the attack, rejected the appeal."""
        if act.type not in _ABOUT:
            return set()
        known = set(act.actors)
        for noun in _things(act.head):
            cue, stem = look_up(noun), noun.lemma_.lower()[:_STEM]
            found: set[Actor] = set()
            for other in self._acts:
                if other.head.i >= act.head.i:
                    break
                like = other.head.lemma_.lower()[:_STEM] == stem or (
                    cue is not None and other.type == cue.type
                )
                if like and other.actors and known.isdisjoint(other.actors):
                    found = set(other.actors)
            if not found and noun.lemma_.lower() in words("deeds"):
                first = (other.actors for other in self._acts if other.actors and other.head.i < act.head.i)
                found = set(next(first, ())) - known
            if found:
                return found
        return set()


def _likeliest(
    weighed: Mapping[str, float], candidates: Sequence[tuple[Actor, Mapping[str, float]]]
) -> Guess | None:
    odds = [
        math.exp(sum(weighed.get(name, 0.0) * sign for name, sign in signs.items()))
        for _, signs in candidates
    ]
    if not odds:
        return None
    best = max(range(len(odds)), key=odds.__getitem__)
    return Guess(candidates[best][0], odds[best] / (1 + sum(odds)))


def fill_in(acts: Sequence[Act], counterparts: Counterparts) -> None:
    """Give acts that lack a side the likeliest one, where one is likely enough."""
    for act in acts:
        at_work = act.mode == EventMode.STRIKE  # against whoever pays them
        if act.actors and not act.recipients and not act.alone and not at_work:
            guess = counterparts.recipient(act)
            if guess is not None and guess.likely >= TAKEN_FROM:
                act.recipients, act.guessed = [guess.actor], guess.likely
        elif act.recipients and not act.actors:
            guess = counterparts.actor(act)
            if guess is not None and guess.likely >= TAKEN_FROM:
                act.actors, act.guessed = [guess.actor], guess.likely


def _names(actor: Actor) -> frozenset[str]:
    """Return the words of an actor's names that are names themselves."""
    return frozenset(word for form in actor.names() for word in form.split() if word[:1].isupper())


def _is_place(token: Token) -> bool:
    """Tell whether a word only says where something is: in Tripoli, Lebanon."""
    if token.dep_ == "appos" and token.ent_type_ == "GPE":
        return True
    if any(above.lower_ == "according" for above in token.ancestors):
        return True
    while token.dep_ in {"appos", "conj", "compound", "nmod", "amod"} and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE


def _are_joined(head: Token, other: Token) -> bool:
    """Tell whether a verb hangs on another: did it and …, did it, …ing."""
    above = head.head.head if head.dep_ == "pcomp" else head.head
    return head.dep_ in _JOINED and other.i in {above.i, *(one.i for one in children(above, "conj"))}


def _things(head: Token) -> list[Token]:
    """Return the definite nouns that a verb governs."""
    nouns = children(head, "dobj", "nsubjpass")
    nouns += [noun for child in children(head, "prep") for noun in objects_of(child)]
    return [
        noun
        for noun in nouns
        if noun.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in noun.children)
    ]
