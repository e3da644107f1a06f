"""Who takes part in an act: the actors that a noun phrase names."""

from collections.abc import Iterable

from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.actors import Actors
from summarizer.reading.grammar import NOUNS, agent, antecedent, behind, children, expand, is_passive
from summarizer.reading.lexicon import look_up
from summarizer.reading.noun_phrases import is_country_adjective, part_of
from summarizer.reading.referents import Referents, is_pronoun
from summarizer.reading.words import noun_kinds, words

# To whom something is told so that others learn of it.
REPORTERS = words("reporters")
_PROTESTING = frozenset("protester protestor demonstrator marcher striker picketer rioter".split())
_DEEPEST = 3
_BEHIND = ("of", "by", "from", "between", "with", "to", "against", "on", "for")
_BEHIND_DOER = ("by", "from", "between", "with", "of")
_FORCES = frozenset({"government", "armed_group"})


class Parties:
    """Finds the sides of acts; what nouns and pronouns mean is told by `referents`."""

    def __init__(self, actors: Actors, referents: Referents) -> None:
        self._actors, self._referents = actors, referents

    def named(self, noun: Token | None, *, depth: int = 0, acting: bool = False) -> list[Actor]:
        """Return the actors of a noun phrase: it and those joined to it, else whose or what sort it is."""
        found: list[Actor] = []
        for one in expand(antecedent(noun)) if noun is not None else ():
            part = antecedent(part_of(one))
            for head in expand(part) if part.dep_ == "pobj" else (part,):
                actor = self._referents.of(head) if head.pos_ in NOUNS or is_pronoun(head) else None
                if actor is not None and not (
                    actor.place and acting and head.dep_ == "pobj" and head.head.dep_ != "agent"
                ):
                    found.append(actor)
                elif depth < _DEEPEST and not (acting and depth > 1 and look_up(head) is None):
                    found += self._within(head, depth + 1, acting=acting)
        return list(dict.fromkeys(found))

    def is_named_by(self, noun: Token, found: Iterable[Actor]) -> bool:
        """Tell whether a noun itself, not what stands beside it, names one of these."""
        return any(actor is self._referents.of(part_of(antecedent(noun))) for actor in found)

    def _within(self, noun: Token, depth: int, *, acting: bool) -> list[Actor]:
        nearest: list[Token | None] = [*children(noun, "poss")]
        nearest += [
            agent(clause) for clause in children(noun, "acl", "relcl") if is_passive(clause)
        ]  # conceived by the US
        if found := self._first(nearest, depth):
            return found
        for child in noun.children:
            deed = look_up(noun) is not None or noun.lemma_.lower() in words("means")
            sort = is_country_adjective(child) and (deed or not acting)
            if (
                sort or (look_up(noun) is not None and child.dep_ == "compound" and child.pos_ == "NOUN")
            ) and (actor := self.of_adjective(child)) is not None:
                return [actor]
        return self._first(behind(noun, *(_BEHIND_DOER if acting else _BEHIND)), depth, acting=acting)

    def _first(self, nouns: Iterable[Token | None], depth: int, *, acting: bool = False) -> list[Actor]:
        return next((found for one in nouns if (found := self.named(one, depth=depth, acting=acting))), [])

    def of_adjective(self, word: Token) -> Actor | None:
        """Return the actor that a word before a noun means: US sanctions, a Trump tweet, a rebel attack."""
        found = self._actors.of(word)
        if found is not None and (found.key[0] != "noun" or found.kind in _FORCES):
            return found
        if word.pos_ == "NOUN" and noun_kinds().get(word.lemma_.lower()) in _FORCES:
            return self._actors.take_up(word)
        return self._actors.state_of(word)

    def struck(self, nouns: Iterable[Token]) -> list[Actor]:
        """Return whose the things are that these nouns name, else the first thing itself: an army post, a hotel."""
        things = [noun for noun in nouns if noun.lemma_.lower() in words("targets")]
        for thing in things:
            owners = children(thing, "poss", "compound", "amod", "nmod")
            if found := self._first(children(thing, "poss"), 1) or [
                actor for owner in owners if (actor := self.of_adjective(owner)) is not None
            ]:
                return found[:1]
        return [self._actors.thing(noun) for noun in things[:1]]

    def protesters(self) -> Actor | None:
        """Return those whom the article calls protesters, whose protests are."""
        found = (
            actor for actor in self._actors.all() if actor.key[0] == "noun" and actor.key[1] in _PROTESTING
        )
        return next(found, None)

    def located(self, noun: Token) -> list[Actor]:
        """Return the states and towns that a phrase of place names; who visits Cairo visits Egypt."""
        return [actor for one in expand(part_of(noun)) if (actor := self._actors.at(one)) is not None]

    def is_own(self, noun: Token, whose: set[Actor]) -> bool:
        """Tell whether a noun is said to belong to somebody of these."""
        return any(self._referents.of(child) in whose for child in children(noun, "poss"))
