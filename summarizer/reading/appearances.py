"""Where in an article each of its actors appears, by name, pronoun or adjective."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.actors import Actors
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS

_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod", "poss"})
_LEAD = 2  # sentences
# Whoever is nearest comes first; of those farther away than this only the lead's and the most frequent are looked at.
_BACK, _AHEAD, _FREQUENT, _MOST = 8, 3, 8, 40
_MENTIONS = 12  # of one actor in one sentence
_LOWEST = 4


class Appearances:
    """The sentences and words where actors appear; sentences are numbered as the parse numbers them."""

    def __init__(self, parse: Parse, actors: Actors, referents: Referents) -> None:
        self._sentences: dict[Actor, list[int]] = defaultdict(list)
        self._words: dict[int, dict[Actor, list[Token]]] = defaultdict(dict)
        self._says: set[tuple[Actor, int]] = set()
        for token in parse.doc:
            actor = referents.of(token)
            if actor is None and token.dep_ in _BEFORE_NOUNS:
                actor = actors.before_noun(token)
            if actor is not None:
                self._add(actor, token, parse.number(token))
        often = sorted(self._sentences, key=lambda actor: -len(self._sentences[actor]))
        self._ranks = {actor: min(rank, _LOWEST) for rank, actor in enumerate(often)}
        lead = chain.from_iterable(self._words.get(number, ()) for number in range(_LEAD))
        self._everywhere = [*lead, *often[:_FREQUENT]]
        self._names = {actor: _names(actor) for actor in often}
        self._together: dict[tuple[Actor, Actor], int] = {}

    def _add(self, actor: Actor, token: Token, number: int) -> None:
        words = self._words[number].setdefault(actor, [])
        if len(words) < _MENTIONS:
            words.append(token)
        if self._sentences[actor][-1:] != [number]:
            self._sentences[actor].append(number)
        if token.dep_ == "nsubj" and token.head.lemma_ in SAYS:
            self._says.add((actor, number))

    def near(self, number: int) -> Iterator[Actor]:
        """Yield those who may have to do with a sentence, the nearest first."""
        outwards = [number, *(number - back for back in range(1, _BACK + 1))]
        outwards += [number + ahead for ahead in range(1, _AHEAD + 1)]
        around = chain.from_iterable(self._words.get(at, ()) for at in outwards)
        yield from islice(dict.fromkeys(chain(around, self._everywhere)), _MOST)

    def here(self, number: int) -> Mapping[Actor, Sequence[Token]]:
        """Return those who appear in a sentence, with the words that mean them."""
        return self._words.get(number, {})

    def distance(self, actor: Actor, number: int) -> int:
        """Return how many sentences away somebody appears."""
        places = self._sentences[actor]
        at = bisect_left(places, number)
        return min(abs(place - number) for place in places[max(at - 1, 0) : at + 1])

    def together(self, one: Actor, other: Actor) -> int:
        """Return in how many sentences both appear."""
        if (one, other) not in self._together:
            self._together[one, other] = len(set(self._sentences[one]) & set(self._sentences[other]))
        return self._together[one, other]

    def of(self, actor: Actor) -> int:
        """Return in how many sentences somebody appears."""
        return len(self._sentences[actor])

    def rank(self, actor: Actor) -> int:
        """Return how many appear more often, some few at most."""
        return self._ranks[actor]

    def names(self, actor: Actor) -> frozenset[str]:
        """Return the words of somebody's names that are names themselves; none of countries, whose names share some."""
        return self._names[actor]

    def is_in_lead(self, actor: Actor) -> bool:
        """Tell whether somebody appears at the beginning."""
        return self._sentences[actor][0] < _LEAD

    def says(self, actor: Actor, number: int) -> bool:
        """Tell whether somebody says something in a sentence."""
        return (actor, number) in self._says


def _names(actor: Actor) -> frozenset[str]:
    if actor.key[0] == "country":
        return frozenset()
    return frozenset(word for form in actor.names() for word in form.split() if word[:1].isupper())
