"""Who does an act and to whom it is done: the likeliest of all whom the article names, or nobody.

Each of them has signs: the way through the grammar from the act's word, nearness, whether they tell it, what they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.act import HARM, MUTUAL
from summarizer.reading.actor import Actor
from summarizer.reading.actors import Actors
from summarizer.reading.appearances import Appearances
from summarizer.reading.deed import Deed
from summarizer.reading.grammar import VERBS, children, expand, is_passive, subject
from summarizer.reading.linear import Chooser, models
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents
from summarizer.reading.signs import sort_of
from summarizer.reading.status import modal_of
from summarizer.reading.ways import FAR, is_place, way

_STATES = frozenset({"country", "government", "igo", "armed_group"})
# A side on which nobody is so likely is left empty.
_TAKEN_FROM = 0.33
# Acts whose sides are less likely tell nothing of others.
_REMEMBERED = 0.5
_NEAREST, _SHARES, _TOGETHER = 4, 5, 4


class Side(NamedTuple):
    """Who is on one side of an act, nobody where the list is empty, and how likely that is (0 to 1)."""

    actors: list[Actor]
    likely: float


class Sides:
    """Chooses the sides of acts among the actors of an article."""

    def __init__(self, parse: Parse, actors: Actors, referents: Referents) -> None:
        self._parse, self._actors = parse, actors
        self._appearances = Appearances(parse, actors, referents)
        self._known: dict[tuple[object, ...], set[int]] = defaultdict(set)

    def of(self, deed: Deed) -> tuple[Side, Side]:
        """Return who does it, and to whom it is done."""
        # Harm is told though nobody knows who did it; anything else is somebody's, or nothing.
        doers = self._likeliest(deed, [], models().actors, least=_TAKEN_FROM if deed.type in HARM else 0.0)
        alone = doers.actors[:1]
        recipients = self._likeliest(deed, alone, models().recipients, least=_TAKEN_FROM)
        if set(recipients.actors) & set(doers.actors):  # each other
            if deed.type == EventType.CONSULT or deed.type not in MUTUAL:
                others = [one for one in recipients.actors if one not in alone]
                return Side(alone, doers.likely), Side(others, recipients.likely)
            return doers, Side([], recipients.likely)
        return doers, recipients

    def remember(self, deed: Deed, doers: Side, recipients: Side) -> None:
        """Note the sides of an act, where they are likely, for what the article tells of the same ones elsewhere."""
        if not doers.actors or min(doers.likely, recipients.likely) < _REMEMBERED:
            return
        one = doers.actors[0]
        self._known[deed.type, one].add(deed.head.i)
        for other in recipients.actors[:1]:
            self._known[one, other].add(deed.head.i)
            self._known[deed.type, one, other].add(deed.head.i)

    def take_part(self, deed: Deed, actors: Iterable[Actor]) -> None:
        """Note that these take part in an act, and where its sentence names them."""
        here = self._here(deed)
        for actor in actors:
            self._actors.take_part(actor, next(iter(here.get(actor, ())), None))

    def _likeliest(self, deed: Deed, known: list[Actor], chooser: Chooser, least: float) -> Side:
        options = list(self.options(deed, known))
        likeliness = chooser.probabilities([signs for _, signs in options])
        nobody = likeliness.pop()
        shares = {actor: share for (actor, _), share in zip(options, likeliness, strict=False) if actor}
        if not shares:
            return Side([], nobody)
        actor = max(shares, key=shares.__getitem__)
        meant = self._joined(deed, actor, known)
        # Iran and Russia, a minister and his state: either is meant where one is.
        likely = sum(share for one, share in shares.items() if one in meant or self._is_kin(one, actor))
        if nobody > likely or likely < least:
            return Side([], nobody)
        return Side(meant, likely)

    def options(self, deed: Deed, known: Sequence[Actor]) -> Iterator[tuple[Actor | None, list[str]]]:
        """Yield who may be on a side apart from those `known` on the other, with their signs; nobody comes last."""
        kin = frozenset().union(*map(self._appearances.names, known))  # Taliban members, their spokesman
        for actor in self._appearances.near(self._parse.number(deed.head)):
            if (
                actor not in known
                and kin.isdisjoint(self._appearances.names(actor))
                and (known or not self._is_scene(deed, actor))
            ):
                signs = [*self._of_actor(deed, actor, known), *self._of_nearness(deed, actor, known)]
                yield actor, [*signs, *self._of_way(deed, actor)]
        yield None, list(self._of_nobody(deed, known))

    def _here(self, deed: Deed) -> Mapping[Actor, Sequence[Token]]:
        return self._appearances.here(self._parse.number(deed.head))

    def _is_scene(self, deed: Deed, actor: Actor) -> bool:
        """Tell whether a sentence of harm only says that it was done there."""
        words = self._here(deed).get(actor, ())
        return deed.type in HARM and bool(words) and all(map(is_place, words))

    def _of_actor(self, deed: Deed, actor: Actor, known: Sequence[Actor]) -> Iterator[str]:
        yield from _both(deed, "any")
        sort = actor.kind + ("-place" if actor.place else "") + ("-noun" if actor.key[0] == "noun" else "")
        yield from _both(deed, f"kind {sort}")
        if actor.kind in _STATES:
            yield "state"
        if actor.code is not None and any(actor.code == one.code for one in known):
            yield from _both(deed, "own country")
        for one in known:
            yield f"together {min(self._appearances.together(one, actor), _TOGETHER)}"
        yield from self._of_history(deed, actor, known)
        if actor is deed.teller:
            yield from _both(deed, "teller")
            yield from (f"teller own {deed.own}", f"teller {deed.name}")
            modal = modal_of(deed.head) if deed.head.pos_ in VERBS else None
            yield f"teller modal {modal} {deed.type}"
            if deed.direct:
                yield f"teller direct {deed.type}"

    def _of_history(self, deed: Deed, actor: Actor, known: Sequence[Actor]) -> Iterator[str]:
        """Yield what other acts of the article tell of the same sides."""
        if not known and self._is_known(deed, deed.type, actor):
            yield from _both(deed, "does the like")
        if known and any(self._is_known(deed, kind, actor) for kind in deed.about):
            yield from _both(deed, "did what it is about")
        for one in known:
            if self._is_known(deed, one, actor):
                yield from _both(deed, "same sides")
            if self._is_known(deed, actor, one):
                yield from _both(deed, "turned sides")
            if self._is_known(deed, deed.type, one, actor):
                yield from _both(deed, "same act")

    def _is_known(self, deed: Deed, *what: object) -> bool:
        """Tell whether an act told by another word is known to be so."""
        heads = self._known.get(what, set())
        return len(heads) > (deed.head.i in heads)

    def _of_nearness(self, deed: Deed, actor: Actor, known: Sequence[Actor]) -> Iterator[str]:
        number, appearances = self._parse.number(deed.head), self._appearances
        near, here = appearances.distance(actor, number), appearances.here(number)
        yield from _both(deed, "elsewhere" if near else "same")
        if near:
            yield f"near {min(near, _NEAREST)}"
        elif len(here) == 1 + sum(one in here for one in known):
            yield from _both(deed, "only one here")
        if actor in appearances.here(number - 1):
            yield from _both(deed, "before")
        if appearances.is_in_lead(actor):
            yield "lead"
        yield f"share {min(_SHARES, 10 * appearances.of(actor) // len(self._parse.spans))}"
        yield f"rank {appearances.rank(actor)}"
        if appearances.says(actor, number):
            yield from _both(deed, "says")

    def _of_way(self, deed: Deed, actor: Actor) -> Iterator[str]:
        """Yield the signs of the nearest way through the grammar to a mention in the act's sentence."""
        nearest = self._nearest(deed, actor)
        if nearest is None:
            return
        found, token = nearest
        head, here, voice = deed.head, self._here(deed), deed.voice
        yield from (*_both(deed, f"way {found}"), f"way {found} {voice}", f"way {found} {deed.name}")
        yield f"word {token.dep_}"
        if all(is_place(one) for one in here[actor]):
            yield from _both(deed, "place")
        if token.dep_ == "pobj":
            yield f"prep {token.head.lower_} {deed.type}"
        direction = "left" if token.i < head.i else "right"
        yield from (direction, f"{direction} {deed.type} {voice}")
        yield f"distance {min(_NEAREST, abs(token.i - head.i) // 4)}"
        yield "first" if actor is next(iter(here)) else "later"

    def _nearest(self, deed: Deed, actor: Actor) -> tuple[str, Token] | None:
        """Return the shortest way to a mention in the act's sentence, and the mention."""
        ways = [(way(deed.head, token), token) for token in self._here(deed).get(actor, ())]
        return min(ways, key=lambda pair: (pair[0] == FAR, pair[0].count(" ")), default=None)

    def _of_nobody(self, deed: Deed, known: Sequence[Actor]) -> Iterator[str]:
        head = deed.head
        yield from (*_both(deed, "nobody"), f"nobody {deed.name}", f"nobody dep {head.dep_}")
        if head.pos_ in VERBS:
            objects = children(head, "dobj")
            yield from _both(deed, f"nobody object {sort_of(objects[0]) if objects else '-'}")
            if is_passive(head):
                yield from _both(deed, "nobody passive")
            who = subject(head)
            yield f"nobody subject {sort_of(who)}"
            if who is not None and who.pos_ == "NOUN":
                yield f"nobody s {who.lemma_.lower()}"
        if len(here := self._here(deed)) == sum(one in here for one in known):
            yield "nobody here"

    def _is_kin(self, one: Actor, other: Actor) -> bool:
        """Tell whether two are of the same country, or share a name."""
        names = self._appearances.names
        return (one.code is not None and one.code == other.code) or not names(one).isdisjoint(names(other))

    def _joined(self, deed: Deed, actor: Actor, known: Sequence[Actor]) -> list[Actor]:
        """Return an actor with those who stand joined to him in the act's sentence, in their order: Iran and Russia."""
        nearest = self._nearest(deed, actor)
        if nearest is None:
            return [actor]
        of = {token.i: other for other, tokens in self._here(deed).items() for token in tokens}
        _, token = nearest
        while token.dep_ == "conj":
            token = token.head
        joined = [of[one.i] for one in expand(token) if one.i in of and of[one.i] not in known]
        return list(dict.fromkeys(joined)) if actor in joined else [actor]


def _both(deed: Deed, sign: str) -> tuple[str, str]:
    """Return a sign alone, and with the type of the act."""
    return sign, f"{sign} {deed.type}"
