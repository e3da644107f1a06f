"""To whom a verb is done, or said: its object, who should act, or whom its complement is about."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import behind, children, complements, is_passive, objects_of, patient, subject
from summarizer.reading.parties import REPORTERS, Parties
from summarizer.reading.referents import is_pronoun

# Types whose other side is spoken to, or of.
WORDS = frozenset(map(EventType, "AGREE REJECT REQUEST THREATEN ACCUSE SUPPORT CONCEDE".split()))
# What is promised, refused or threatened is mostly done by whoever says so.
_OWN_PLANS = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REJECT})
# What is withdrawn, recalled, opened may be one's own: the other side is where it is.
_OF_ONES_OWN = frozenset({EventType.RETREAT, EventType.SANCTION, EventType.SUPPORT, EventType.MOBILIZE})
# Where these happen may stand for whom they are done to.
_WHERE = frozenset(map(EventType, "ASSAULT CONSULT RETREAT MOBILIZE".split()))
# What is done to things as well: their owners suffer it, else the thing stands for them.
_TAKING = frozenset({EventType.ASSAULT, EventType.COERCE})
_MOVING = frozenset({EventType.RETREAT, EventType.MOBILIZE})
_PROTESTED = frozenset("against over at about outside".split())
_NO_SIDES = frozenset(
    "in at by after before during as since until over under through near outside inside across about amid despite "
    "without like than because".split()
)
_AT_OBJECT = ("with", "against", "on", "to", "from", "of", "for", "between", "over")
_GIVING = frozenset(
    "send give provide deliver supply hand offer grant extend sell ship return transfer deploy lend dispatch donate "
    "pledge".split()
)
_DEEPEST = 3


class Side(NamedTuple):
    """Who is on one side of an act, and the relation by which they were found."""

    actors: list[Actor]
    relation: str


NOBODY = Side([], "")


class Recipients:
    """Finds the other side of a verb's act."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of(self, verb: Token, kind: EventType, *, besides: Iterable[Actor] = (), depth: int = 0) -> Side:
        """Return to whom a verb is done or said, apart from these; verbs of words may say it in a complement."""
        not_these = set(besides)
        direct, elsewhere = self._objects(verb, kind, not_these)
        if direct and is_pronoun(direct[0]) and not self._others(self._parties.named(direct[0]), not_these):
            return NOBODY  # him, whoever he is: what stands behind is somebody else
        for relation, noun in self._in_order(verb, kind, direct):
            if not _only_hears(noun, kind) and (found := self._others(self._parties.named(noun), not_these)):
                inner = "" if self._parties.is_named_by(noun, found) else " within"
                return Side(found, relation + inner)
        if kind in _TAKING and (found := self._others(self._parties.struck(direct), not_these)):
            return Side(found, "thing")
        for noun in [*elsewhere, *_places(verb, kind)]:
            if found := self._others(self._parties.located(noun), not_these):
                return Side(found, "place")
        if depth < _DEEPEST and kind in WORDS:
            clauses = [
                one
                for one in complements(verb)
                if kind in _OWN_PLANS or not children(one, "nsubj", "nsubjpass")
            ]
            sides = (self.of(clause, kind, besides=not_these, depth=depth + 1) for clause in clauses)
            return next(
                (Side(side.actors, "inner " + side.relation) for side in sides if side.actors), NOBODY
            )
        return NOBODY

    @staticmethod
    def _others(found: list[Actor], not_these: set[Actor]) -> list[Actor]:
        return [actor for actor in found if actor not in not_these]

    def _objects(self, verb: Token, kind: EventType, doers: set[Actor]) -> tuple[list[Token], list[Token]]:
        """Return the objects of a verb, and where those are that are the doers' own: recalled its envoy to Togo."""
        done_to = patient(verb)
        direct = ([done_to] if done_to is not None else []) + children(verb, "dobj", "dative")
        if verb.dep_ == "relcl" and not direct and not is_passive(verb):
            who = subject(verb)
            direct = (
                [verb.head] if who is not None and who.i != verb.head.i else []
            )  # the fighters that we captured
        direct = [
            noun for noun in direct if noun.ent_type_ not in {"DATE", "TIME"} and not _only_hears(noun, kind)
        ]
        own = [noun for noun in direct if kind in _OF_ONES_OWN and self._parties.is_own(noun, doers)]
        places = [noun for one in own for noun in behind(one, "to", "in", "from", "with")]
        return [noun for noun in direct if noun not in own], places

    def _in_order(self, verb: Token, kind: EventType, direct: list[Token]) -> Iterator[tuple[str, Token]]:
        """Yield the nouns that may name the other side, the likeliest first."""
        if verb.lemma_ in _GIVING:  # send advisers to Iraq: not the advisers
            given = children(verb, "dative") + behind(verb, "to", "for", "into")
            given += [noun for one in direct for noun in behind(one, "to", "for")]
            yield from (("given", noun) for noun in given)
            yield from (("object", noun) for noun in direct)
        else:
            yield from (("object", noun) for noun in direct)
            if kind in {EventType.ACCUSE, EventType.REQUEST}:
                yield from (
                    ("clause", noun)
                    for one in complements(verb)
                    for noun in children(one, "nsubj", "nsubjpass")
                )
            joined = [child for child in children(verb, "prep", "dative") if _leads_to_side(child, kind)]
            yield from (("prep " + child.lower_, noun) for child in joined for noun in objects_of(child))
            yield from (("at object", noun) for one in direct for noun in behind(one, *_AT_OBJECT))
        clauses = [clause for one in direct for clause in children(one, "acl", "relcl", "advcl")]
        yield from (("object clause", noun) for clause in clauses for noun in children(clause, "nsubj"))


def _leads_to_side(preposition: Token, kind: EventType) -> bool:
    word = preposition.lower_
    if kind == EventType.PROTEST:
        return word in _PROTESTED
    return word not in _NO_SIDES or (kind == EventType.ACCUSE and word in _PROTESTED)


def _only_hears(noun: Token, kind: EventType) -> bool:
    return kind in WORDS | {EventType.CONSULT} and noun.lemma_.lower() in REPORTERS


def _places(verb: Token, kind: EventType) -> list[Token]:
    """Return where a deed is done, which may stand for whom it is done to."""
    if kind not in _WHERE:
        return []
    places = behind(verb, "from", "in", "at", "over", "near", "into", "to")
    who = subject(verb) if kind in _MOVING else None
    return places + (
        behind(who, "in", "from", "at") if who is not None else []
    )  # the troops in Syria would withdraw
