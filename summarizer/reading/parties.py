"""Who takes part in an act: the actors that a noun phrase names, and to whom a verb is done."""

from collections.abc import Iterable

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.actors import Actor, Actors
from summarizer.reading.grammar import (
    NOUNS,
    agent,
    antecedent,
    behind,
    children,
    complements,
    expand,
    is_passive,
    objects_of,
    patient,
    subject,
)
from summarizer.reading.lexicon import look_up
from summarizer.reading.noun_phrases import is_country_adjective, part_of
from summarizer.reading.referents import Referents, is_pronoun
from summarizer.reading.words import noun_kinds

# Types whose other side is spoken to, or of.
WORDS = frozenset(
    {
        EventType.AGREE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.CONCEDE,
    }
)
_NO_SIDES = frozenset(
    "in at by after before during as since until over under through near outside inside across about amid despite without like than because".split()
)
_AT_OBJECT = frozenset("with against on to from of for between over".split())
# What is promised, refused or threatened is mostly done by whoever says so.
# What is withdrawn, recalled, opened may be one's own: the other side is where it is.
_OF_ONES_OWN = frozenset({EventType.RETREAT, EventType.SANCTION, EventType.SUPPORT, EventType.MOBILIZE})
_MOVING = frozenset({EventType.RETREAT, EventType.MOBILIZE})
_OWN_PLANS = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REJECT})
_GIVING = frozenset(
    "send give provide deliver supply hand offer grant extend sell ship return transfer deploy lend dispatch donate pledge".split()
)
_PAIR = frozenset("pair duo couple trio both".split())
_SENDING = frozenset("send deploy dispatch station".split())
_TAKING = frozenset("withdraw pull remove recall evacuate".split())
REPORTERS = frozenset(
    "reporter journalist newspaper magazine agency television radio broadcaster programme program conference".split()
)


class Parties:
    """Finds the sides of acts; what they mean is told by `referents`."""

    def __init__(self, actors: Actors, referents: Referents) -> None:
        self._actors, self._referents = actors, referents

    def named(self, noun: Token | None, *, depth: int = 0, acting: bool = False) -> list[Actor]:
        """Return the actors of a noun phrase: itself and those joined to it, else whose or what sort it is, or what it is of."""
        found: list[Actor] = []
        if noun is None:
            return found
        for one in expand(antecedent(noun)):
            one = part_of(one)
            if pair := self._pair(one):
                found += pair
                continue
            for head in expand(one) if one.dep_ == "pobj" else (one,):
                actor = self._one(head)
                if actor is not None and (not actor.place or not acting):
                    found.append(actor)
                elif depth < 3 and not (acting and look_up(head) is None and depth > 1):
                    found += self._within(head, depth, acting=acting)
        return list(dict.fromkeys(found))

    def _pair(self, noun: Token) -> list[Actor]:
        """Return whom "the pair" or "both men" means: the last people named together before."""
        word, numbers = noun.lemma_.lower(), {child.lower_ for child in noun.children}
        if not (
            word in _PAIR
            or (
                word in {"man", "woman", "leader", "president", "minister", "person"}
                and numbers & {"two", "both", "three"}
            )
        ):
            return []
        for token in reversed(noun.doc[max(noun.i - 400, 0) : noun.i]):
            first = self._actors.of(token)
            if first is None or first.key[0] != "person" or token.dep_ == "conj":
                continue
            together = [
                actor
                for one in expand(token)
                if (actor := self._actors.of(one)) is not None and actor.kind == "person"
            ]
            if len(dict.fromkeys(together)) > 1:
                return list(dict.fromkeys(together))
        return []

    def _one(self, noun: Token) -> Actor | None:
        if noun.pos_ not in NOUNS and not is_pronoun(noun):
            return None
        return self._referents.of(noun)

    def _within(self, noun: Token, depth: int, *, acting: bool) -> list[Actor]:
        for child in children(noun, "poss"):
            if found := self.named(child, depth=depth + 1):
                return found
        for clause in children(noun, "acl", "relcl"):
            if (
                is_passive(clause)
                and (by := agent(clause)) is not None
                and (found := self.named(by, depth=depth + 1))
            ):
                return found  # an event conceived by the US
        for child in noun.children:
            if (
                (is_country_adjective(child) or (child.dep_ == "compound" and child.pos_ == "NOUN"))
                and (actor := self.of_adjective(child)) is not None
                and (not acting or look_up(noun) is not None or noun.lemma_.lower() in _MEANS)
            ):
                return [actor]
        for inner in (
            behind(noun, "by", "from", "between", "with")
            if acting
            else behind(noun, "of", "by", "from", "between", "with", "to", "against", "on", "for")
        ):
            if found := self.named(inner, depth=depth + 1, acting=acting):
                return found
        if acting:
            for inner in behind(noun, "of"):
                if found := self.named(inner, depth=depth + 1, acting=acting):
                    return found
        return []

    def of_adjective(self, word: Token) -> Actor | None:
        """Return the actor that a word before a noun means: US sanctions, a Trump tweet, an Isis attack."""
        found = self._actors.of(word)
        if found is not None and (found.key[0] != "noun" or found.kind in {"government", "armed_group"}):
            return found
        if word.pos_ == "NOUN" and noun_kinds().get(word.lemma_.lower()) in {"government", "armed_group"}:
            return self._actors.take_up(word)  # a government air strike, a rebel attack
        return self._actors.state_of(word)

    def to_whom(
        self, verb: Token, kind: EventType, *, besides: Iterable[Actor] = (), depth: int = 0
    ) -> list[Actor]:
        """Return to whom a verb is done or said: its object, who should act, else whom its complement is about."""
        not_these = set(besides)
        done_to = patient(verb)
        direct = ([done_to] if done_to is not None else []) + children(verb, "dobj", "dative")
        if (
            verb.dep_ == "relcl"
            and not direct
            and not is_passive(verb)
            and (own := subject(verb)) is not None
            and own.i != verb.head.i
        ):
            direct = [verb.head]  # the fighters that we captured
        heard = REPORTERS if kind in WORDS | {EventType.CONSULT} else frozenset()
        direct = [
            noun
            for noun in direct
            if noun.ent_type_ not in {"DATE", "TIME"} and noun.lemma_.lower() not in heard
        ]
        if kind in _OF_ONES_OWN:  # recalled its ambassador to Togo: not the ambassador
            own = [noun for noun in direct if self._is_own(noun, not_these)]
            direct = [noun for noun in direct if noun not in own]
            elsewhere = [noun for one in own for noun in behind(one, "to", "in", "from", "with", "at")]
        else:
            elsewhere = []
        inner = complements(verb)
        below = [noun for clause in inner for noun in children(clause, "nsubj", "nsubjpass")]
        about = (
            _NO_SIDES - {"over", "at", "about"}
            if kind in {EventType.PROTEST, EventType.ACCUSE}
            else _NO_SIDES
        )
        obliques = [
            noun
            for child in children(verb, "prep", "dative")
            if child.lower_ not in about
            for noun in objects_of(child)
        ]
        obliques += [noun for one in direct for noun in behind(one, *_AT_OBJECT)]
        places = [] if kind in WORDS else behind(verb, "from", "in", "at", "over", "near", "into", "to")
        if kind in _MOVING and (own := subject(verb)) is not None:
            places += behind(own, "in", "from", "at")  # the troops in Syria would withdraw
        if verb.lemma_ in _GIVING:  # send advisers to Iraq: not the advisers
            order = (
                children(verb, "dative")
                + behind(verb, "to", "for", "into")
                + [noun for one in direct for noun in behind(one, "to", "for")]
            )
            if verb.lemma_ in _SENDING and not order:
                order = [
                    noun
                    for one in [verb, *direct]
                    for noun in behind(one, "in", "across")
                    if self.located(noun)
                ]
            order += direct
        elif verb.lemma_ in _TAKING:
            order = (
                [noun for one in [verb, *direct] for noun in behind(one, "from") if self.located(noun)]
                + direct
                + obliques
            )
        elif kind in _OWN_PLANS:
            order = direct + obliques
        else:
            order = direct + below + obliques if kind in WORDS else direct + obliques
        order += [
            noun
            for one in direct
            for clause in children(one, "acl", "relcl", "advcl")
            for noun in children(clause, "nsubj")
        ]
        for noun in [one for one in order if one.lemma_.lower() not in heard]:
            if found := [actor for actor in self.named(noun) if actor not in not_these]:
                return found
        for noun in [*elsewhere, *places]:
            if found := [actor for actor in self.located(noun) if actor not in not_these]:
                return found
        if (
            depth < 3 and kind in WORDS
        ):  # pledged to put the fighters on trial, refused to answer their letter
            for clause in inner:
                if found := self.to_whom(clause, kind, besides=not_these, depth=depth + 1):
                    return found
        return []

    def _is_own(self, noun: Token, whose: set[Actor]) -> bool:
        """Tell whether a noun is said to belong to somebody of these."""
        return any(self._referents.of(child) in whose for child in children(noun, "poss"))

    def located(self, noun: Token) -> list[Actor]:
        """Return the states and towns that a phrase of place names; who visits Cairo visits Egypt."""
        found = []
        for one in expand(part_of(noun)):
            actor = self._actors.at(one)
            if actor is not None:
                found.append(actor)
        return found

    def in_clause(self, head: Token, besides: Iterable[Actor]) -> list[Actor]:
        """Return who else is named below a verb or noun, in order."""
        return self._among(head.subtree, besides)

    def in_sentence(self, head: Token, besides: Iterable[Actor]) -> list[Actor]:
        """Return who else is named in the sentence, in order."""
        return self._among(head.sent, besides)

    def _among(self, tokens: Iterable[Token], besides: Iterable[Actor]) -> list[Actor]:
        not_these = set(besides)
        found: dict[Actor, None] = {}
        for token in tokens:
            if token.dep_ in {
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "poss",
                "conj",
                "attr",
                "appos",
                "compound",
                "amod",
            }:
                actor = self._actors.of(token) if not is_pronoun(token) else None
                if actor is not None and actor not in not_these and not actor.place:
                    found[actor] = None
        return list(found)


_MEANS = frozenset(
    "statement report spokesman plane jet drone missile bomb ship gunboat fire rocket helicopter fighter letter document data poll media television".split()
)
