"""Whom a pronoun means: the actor before it that fits best by number, gender, grammar and nearness."""

from collections.abc import Callable

from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.actors import Actors
from summarizer.reading.grammar import antecedent
from summarizer.reading.parse import Parse
from summarizer.reading.words import Gender

_SINGULAR: dict[str, Gender] = {
    **dict.fromkeys("he him his himself".split(), "male"),
    **dict.fromkeys("she her hers herself".split(), "female"),
}
_PLURAL = frozenset("they them their theirs themselves".split())
_THING = frozenset("it its itself".split())
_THIRD = frozenset(_SINGULAR) | _PLURAL | _THING
_SPEAKING = frozenset("i me my mine myself we us our ours ourselves".split())
_BACK = 6  # sentences
_BODIES = frozenset({"country", "government", "organization", "armed_group", "igo", "media"})


class Referents:
    """Whom nouns and pronouns mean; `speaker` tells who says the quotation of an index, once that is known."""

    def __init__(self, parse: Parse, actors: Actors) -> None:
        self._parse, self._actors = parse, actors
        self._known: dict[int, Actor | None] = {}
        self.speaker: Callable[[int], Actor | None] = lambda _: None
        for token in parse.doc:  # in order: one may mean whom the one before it means
            if token.lower_ in _THIRD:
                self._known[token.i] = self._search(token)

    def of(self, token: Token) -> Actor | None:
        """Return the actor that a noun or pronoun means, or None."""
        token = antecedent(token)
        word = token.lower_
        if word in _SPEAKING and token.tag_ in {"PRP", "PRP$"}:
            quoted = self._parse.quoted[token.i]
            return None if quoted is None else self.speaker(quoted)
        if word in _THIRD:
            found, quoted = self._known.get(token.i), self._parse.quoted[token.i]
            speaker = None if quoted is None else self.speaker(quoted)
            # Who says "I" of himself is not "he".
            return self._search(token, speaker) if found is not None and found is speaker else found
        return self._actors.of(token)

    def _search(self, pronoun: Token, besides: Actor | None = None) -> Actor | None:
        word, here = pronoun.lower_, self._parse.number(pronoun)
        best, highest = None, -99.0
        for back in range(min(_BACK, here) + 1):
            first = True
            for token in self._parse.spans[here - back]:
                if token.i >= pronoun.i or token.dep_ in {"compound", "nmod", "amod", "case"}:
                    continue
                actor = self._known.get(token.i) or self._actors.of(token)
                if actor is None or actor is besides or not _fits(actor, word, token):
                    continue
                score = _score(actor, token, pronoun) - 2.5 * back + 2.0 * first
                first = False
                if score > highest:
                    best, highest = actor, score
        return best


def _fits(actor: Actor, word: str, token: Token) -> bool:
    many = token.tag_ in {"NNS", "NNPS"}
    if word in _SINGULAR:
        return actor.kind == "person" and not many and actor.gender in {None, _SINGULAR[word]}
    if word in _THING:
        one = actor.key[0] == "noun" and actor.kind == "group"  # the group
        return (actor.kind in _BODIES or actor.place or one) and token.tag_ != "NNS"
    return actor.plural and (many or actor.kind in _BODIES or actor.kind == "group")


def _score(actor: Actor, token: Token, pronoun: Token) -> float:
    """Return how well an actor fits by gender and grammar."""
    score = 2.0 * (actor.key[0] == "person")
    if pronoun.lower_ in _SINGULAR:
        score += 2.0 * (actor.gender == _SINGULAR[pronoun.lower_])
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i == _clause_above(pronoun):
        score += 5.0  # Smith said he hopes
    noun = token.head if token.dep_ == "appos" else token
    if noun.head.i == pronoun.head.i:
        score -= 6.0  # nobody does it to "him" and is him
    return score


def _clause_above(pronoun: Token) -> int:
    """Return the verb of the nearest clause above the one that a pronoun stands in."""
    seen = False
    for above in pronoun.ancestors:
        own = [child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}]
        others = seen or not any(child.i == pronoun.i for child in own)
        if own and others and (seen or pronoun.dep_ in {"nsubj", "nsubjpass"}):
            return above.i
        seen = seen or bool(own)
    return -1


def is_pronoun(token: Token) -> bool:
    """Tell whether a word stands for somebody named elsewhere."""
    return token.lower_ in _SPEAKING | _THIRD
