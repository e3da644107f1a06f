"""Acts told by nouns: US sanctions on banks, the withdrawal of troops, their demand that others leave."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.act import Act
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import VERBS, behind, children, subject
from summarizer.reading.lexicon import Cue, look_up
from summarizer.reading.parties import Parties
from summarizer.reading.recipients import Recipients
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS
from summarizer.reading.status import Standing, is_negated, modal_of, standing
from summarizer.reading.tellers import Tellers

_MAIN = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})
# Whoever does this with an act does the act; others suffer it, stop it, or speak of it.
_DOING = frozenset(
    "make launch have hold stage conduct announce issue take give begin start continue resume mount lead declare "
    "impose order deliver express plan open file lodge send wage offer tighten renew join organise organize".split()
)
_ANSWERING = frozenset("respond retaliate react answer reply counter".split())
# Done by whom they are of.
_OF_DOERS = frozenset(
    "withdrawal departure resignation retreat deployment return arrival advance surrender".split()
)
# Whose these are has them done to him: the captives' release, his arrest.
_OF_SUFFERERS = frozenset(
    "release arrest detention killing murder death kidnapping abduction imprisonment expulsion conviction deportation "
    "execution assassination ouster overthrow beating torture trial prosecution incarceration extradition capture "
    "rescue jailing sentencing dismissal eviction captivity custody removal indictment displacement".split()
)
_AHEAD = frozenset("be set due expect schedule plan".split())


class NounReader:
    """Reads the acts of nouns."""

    def __init__(self, parties: Parties, referents: Referents, tellers: Tellers) -> None:
        self._parties, self._referents, self._tellers = parties, referents, tellers
        self._recipients = Recipients(parties)

    def read(self, noun: Token) -> Act | None:
        """Return the act that a noun tells, or None."""
        cue = look_up(noun)
        if cue is None or self._referents.of(noun) is not None or _is_told_by_verb(noun):
            return None
        stands = standing(noun, SAYS)
        teller = self._tellers.of(noun, stands)
        if (stands.governor is not None and stands.governor.i != noun.i) or teller.analyst:
            return None
        actors = self._doers(noun, cue)
        recipients = self._targets(noun, cue, actors)
        if noun.lemma_.lower() in _OF_SUFFERERS and actors and not recipients and children(noun, "poss"):
            actors, recipients = self._first(behind(noun, "by")), actors
        if not actors and not (recipients and cue.type == EventType.ASSAULT):
            return None
        weight = stands.weight * (0.9 if noun.dep_ in _MAIN else 0.7) * cue.strength
        return Act(
            noun,
            cue.type,
            cue.mode,
            _status(noun, stands),
            weight,
            actors,
            recipients,
            teller,
            "noun",
            "noun",
        )

    def _doers(self, noun: Token, cue: Cue) -> list[Actor]:
        for child in children(noun, "poss"):
            if found := self._parties.named(child):
                return found
        for child in children(noun, "amod", "compound", "nmod"):
            if (actor := self._parties.of_adjective(child)) is not None:
                return [actor]
        of = behind(noun, "of") if noun.lemma_ in _OF_DOERS else []
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in VERBS:
            of += behind(noun.head, "between")  # clashes broke out between them
        if found := self._first([*behind(noun, "by", "between", "among"), *of]):
            return found
        if cue.type == EventType.PROTEST and (crowd := self._parties.protesters()) is not None:
            return [crowd]
        if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _DOING:
            return self._parties.named(subject(noun.head), acting=True)
        answer = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else None
        if answer is not None and answer.lemma_ in _ANSWERING:
            return self._parties.named(subject(answer), acting=True)
        return []

    def _first(self, nouns: Iterable[Token]) -> list[Actor]:
        return next((found for noun in nouns if (found := self._parties.named(noun, acting=True))), [])

    def _targets(self, noun: Token, cue: Cue, actors: Sequence[Actor]) -> list[Actor]:
        order = behind(noun, "on", "against", "with", "to", "of", "for", "from", "in", "over")
        if cue.governs:
            order += [
                own for child in children(noun, "acl", "relcl", "ccomp") for own in children(child, "nsubj")
            ]
        for inner in order:
            if found := [actor for actor in self._parties.named(inner) if actor not in actors]:
                return found
        clauses = children(noun, "acl", "ccomp") if cue.governs else []
        told = (self._recipients.of(clause, cue.type, besides=actors).actors for clause in clauses)
        return next((found for found in told if found), [])


def _is_told_by_verb(noun: Token) -> bool:
    """Tell whether its verb has the act: hold talks, launch an attack."""
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    above = look_up(head) if head.pos_ in VERBS else None
    return above is not None and any(noun.lemma_.lower() in group for group in above.rest)


def _status(noun: Token, stands: Standing) -> EventStatus:
    main = noun.head
    if stands.status is not None or noun.dep_ not in _MAIN or main.pos_ not in VERBS:
        return stands.status or "happened"
    if is_negated(main):
        return "denied"
    modal = modal_of(main)
    if modal is not None:
        return "planned" if modal == "will" else "hypothetical"
    ahead = [main, *children(main, "acomp", "oprd")]  # the withdrawal is to begin, is due to begin
    return "planned" if any(children(one, "xcomp") and one.lemma_ in _AHEAD for one in ahead) else "happened"
