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
_DEEPEST = 3
_BEHIND = ("of", "by", "from", "between", "with", "to", "against", "on", "for")
_BEHIND_DOER = ("by", "from", "between", "with", "of")
_PAIR = frozenset("pair duo couple trio both".split())
_TWO = frozenset("two both three".split())
_ONE_OF_TWO = frozenset("man woman leader president minister person".split())
_TOGETHER = 400  # tokens: people named together farther back are not meant by "the pair"
_SIDES = frozenset("side country government nation state party camp army capital".split())
_BODIES = frozenset(
    "government army navy parliament ministry president forces force police cabinet troop".split()
)
_STATES = frozenset({"country", "government", "armed_group", "igo"})
_SORTS = frozenset({"amod", "compound", "nmod", "poss"})
_FORCES = frozenset({"government", "armed_group"})


class Parties:
    """Finds the sides of acts; what nouns and pronouns mean is told by `referents`."""

    def __init__(self, actors: Actors, referents: Referents) -> None:
        self._actors, self._referents = actors, referents

    def named(self, noun: Token | None, *, depth: int = 0, acting: bool = False) -> list[Actor]:
        """Return the actors of a noun phrase: it and those joined to it, else whose or what sort it is."""
        found: list[Actor] = []
        for one in expand(antecedent(noun)) if noun is not None else ():
            part = part_of(one)
            if pair := self._pair(part):
                found += pair
                continue
            for head in expand(part) if part.dep_ == "pobj" else (part,):
                actor = self._referents.of(head) if head.pos_ in NOUNS or is_pronoun(head) else None
                if actor is not None and not (
                    actor.place and acting and head.dep_ == "pobj" and head.head.dep_ != "agent"
                ):
                    found.append(actor)
                elif depth < _DEEPEST and not (acting and depth > 1 and look_up(head) is None):
                    found += self._within(head, depth + 1, acting=acting)
        return list(dict.fromkeys(found))

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

    def _pair(self, noun: Token) -> list[Actor]:
        """Return whom "the pair" or "both men" means: the last people named together before."""
        word = noun.lemma_.lower()
        if word in _SIDES and any(child.lower_ in _TWO for child in noun.children):
            return self._sides(noun)
        if word in _BODIES and (owner := self._owner(noun)) is not None:
            return [owner]
        if word not in _PAIR and not (
            word in _ONE_OF_TWO and any(child.lower_ in _TWO for child in noun.children)
        ):
            return []
        for token in reversed(noun.doc[max(noun.i - _TOGETHER, 0) : noun.i]):
            first = self._actors.of(token)
            if first is None or first.key[0] != "person" or token.dep_ == "conj":
                continue
            together = [
                actor for one in expand(token) if (actor := self._actors.of(one)) and actor.kind == "person"
            ]
            if len(set(together)) > 1:
                return list(dict.fromkeys(together))
        return []

    def _owner(self, noun: Token) -> Actor | None:
        """Return the state whose "its government" acts: what its bodies do, it does."""
        owners = (self._referents.of(child) for child in children(noun, "poss") if child.tag_ == "PRP$")
        return next((owner for owner in owners if owner is not None and owner.kind == "country"), None)

    def _sides(self, noun: Token) -> list[Actor]:
        """Return whom "both sides" means: the last two states or groups that were named together."""
        for token in reversed(noun.doc[max(noun.i - _TOGETHER, 0) : noun.i]):
            if token.dep_ == "conj" or token.dep_ in _SORTS:
                continue
            named = [actor for one in expand(token) if (actor := self._actors.of(one)) is not None]
            together = [actor for actor in dict.fromkeys(named) if actor.kind in _STATES or actor.place]
            if len(together) == 2:
                return together
        return []

    def of_adjective(self, word: Token) -> Actor | None:
        """Return the actor that a word before a noun means: US sanctions, a Trump tweet, a rebel attack."""
        found = self._actors.of(word)
        if found is not None and (found.key[0] != "noun" or found.kind in _FORCES):
            return found
        if word.pos_ == "NOUN" and noun_kinds().get(word.lemma_.lower()) in _FORCES:
            return self._actors.take_up(word)
        return self._actors.state_of(word)

    def located(self, noun: Token) -> list[Actor]:
        """Return the states and towns that a phrase of place names; who visits Cairo visits Egypt."""
        return [actor for one in expand(part_of(noun)) if (actor := self._actors.at(one)) is not None]

    def is_own(self, noun: Token, whose: set[Actor]) -> bool:
        """Tell whether a noun is said to belong to somebody of these."""
        return any(self._referents.of(child) in whose for child in children(noun, "poss"))
