"""Acts told by nouns: US sanctions on banks, the withdrawal of troops, their demand that others leave."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.acts import Act
from summarizer.reading.grammar import VERBS, behind, children, subject
from summarizer.reading.lexicon import Cue, look_up
from summarizer.reading.parties import Parties
from summarizer.reading.recipients import Recipients
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS
from summarizer.reading.status import Standing, is_negated, modal_of, standing
from summarizer.reading.tellers import Tellers

_MAIN = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})
# Who has these done to them, or speaks of them, has not done them.
_SUFFERING = frozenset(
    "condemn face suffer welcome criticise criticize receive see reject deny fear avoid survive".split()
)
# Done by whom they are of.
_OF_DOERS = frozenset(
    "withdrawal departure resignation retreat deployment return arrival advance surrender".split()
)
_AHEAD = frozenset("be set due expect schedule plan".split())
_LEAVING = frozenset({EventType.RETREAT, EventType.CONCEDE})


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
        if not actors and not (recipients and cue.type == EventType.ASSAULT):
            return None
        weight = stands.weight * (0.9 if noun.dep_ in _MAIN else 0.7) * cue.strength
        return Act(noun, cue.type, cue.mode, _status(noun, stands), weight, actors, recipients, teller)

    def _doers(self, noun: Token, cue: Cue) -> list[Actor]:
        for child in children(noun, "poss"):
            if found := self._parties.named(child):
                return found
        for child in children(noun, "amod", "compound", "nmod"):
            if (actor := self._parties.of_adjective(child)) is not None:
                return [actor]
        sides = ("by", "between", "among") if cue.type in _LEAVING else ("by", "from", "between", "among")
        of = behind(noun, "of") if noun.lemma_ in _OF_DOERS else []
        if found := self._first([*behind(noun, *sides), *of]):
            return found
        if (
            noun.dep_ == "dobj"
            and noun.head.pos_ in VERBS
            and noun.head.lemma_.lower() not in _SUFFERING | SAYS
        ):
            return self._parties.named(subject(noun.head), acting=True)
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
        told = (self._recipients.of(clause, cue.type, besides=actors) for clause in clauses)
        return next((found for found in told if found), [])


def _is_told_by_verb(noun: Token) -> bool:
    """Tell whether its verb has the act: hold talks, launch an attack."""
    above = look_up(noun.head) if noun.head.pos_ in VERBS else None
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
