"""Acts told by verbs."""

from dataclasses import replace

from spacy.tokens import Token

from summarizer.plover import EventMode, EventType
from summarizer.reading.act import Act
from summarizer.reading.actor import Actor
from summarizer.reading.exclusions import Exclusions
from summarizer.reading.grammar import behind, children, is_passive, objects_of, patient, subject
from summarizer.reading.lexicon import Cue, look_up
from summarizer.reading.meaning import Verb, intended, meaning_of, status_of_form
from summarizer.reading.parties import Parties
from summarizer.reading.recipients import WORDS, Recipients
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS
from summarizer.reading.status import is_negated, modal_of, standing
from summarizer.reading.tellers import SELVES, Tellers

# How far a type can be trusted that no word but an auxiliary signals.
_BY_MODAL = 0.6


class VerbReader:
    """Reads the acts of verbs."""

    def __init__(self, parties: Parties, referents: Referents, tellers: Tellers) -> None:
        self._parties, self._recipients, self._tellers = parties, Recipients(parties), tellers
        self._exclusions = Exclusions(parties, referents)

    def read(self, token: Token) -> Act | None:
        """Return the act that a verb tells, or None."""
        verb = self._looked_at(token)
        meaning = meaning_of(verb) if verb is not None else None
        if verb is None or meaning is None:
            return None
        cue, kind, actors, told = verb.cue, intended(verb, meaning.type), verb.actors, verb.teller.actor
        recipients: list[Actor] | None = None
        relation, by = "object", self._by(verb)
        if meaning.by_modal and kind == EventType.REQUEST and told is not None:
            recipients, actors = actors or self._parties.named(patient(token), acting=True), [told]
            relation, by = "must", "teller"
            if not recipients:
                return None  # it should have been four
        elif cue is not None and cue.blames:
            if told is None or not actors or told in actors or not verb.stated:
                return None
            recipients, actors, relation, by = actors, [told], "subject", "teller"
        elif cue is not None and cue.turned:
            recipients, actors = actors, self._who_turned(token)
            relation, by = "turned", "turned"
        if recipients is None:
            recipients, relation = self._recipients.of(token, kind, besides=actors)
        if kind == EventType.THREATEN and self._exclusions.warns_of_others(token, actors):
            return None
        thing = verb.who is not None and (
            verb.who.lower_ == "you" or kind in {EventType.CONCEDE, EventType.AGREE}
        )
        if kind in WORDS and not actors and told is not None and not thing and not is_passive(token):
            actors, by = [told], "teller"
        if not actors and not recipients:
            return None
        mode = cue.mode if cue is not None and not meaning.by_modal and kind == cue.type else None
        strength = cue.strength if cue is not None else _BY_MODAL
        status = meaning.status or status_of_form(token, kind)
        return Act(
            token,
            kind,
            mode,
            status,
            verb.stands.weight * strength,
            actors,
            recipients,
            verb.teller,
            relation,
            by,
        )

    def _by(self, verb: Verb) -> str:
        if verb.who is None:
            return "own" if verb.own else "means"
        if verb.who.lower_ in SELVES:
            return "self"
        near = "" if self._parties.is_named_by(verb.who, verb.actors) else " within"
        return ("agent" if is_passive(verb.token) else "subject") + near

    def _looked_at(self, token: Token) -> Verb | None:
        """Return a verb with what decides what it tells; None where it tells no act of its own."""
        cue, who, stands = _cue(token), subject(token), standing(token, SAYS)
        if stands.governor is not None or self._exclusions.is_nobodys(token, who, cue):
            return None  # what is asked, refused, promised, blamed is part of that act
        if cue is not None and self._exclusions.is_stoppage(token, who):
            cue = replace(cue, type=EventType.PROTEST, mode=EventMode.STRIKE)
        if cue is not None and (
            self._exclusions.is_idiom(token, cue) or self._exclusions.asks_or_tells_nothing(token, who, cue)
        ):
            return None
        teller, actors = self._tellers.of(token, stands), self._parties.named(who, acting=True)
        own = self._tellers.is_own(teller, token, who, actors)
        if own and teller.actor is not None and (not actors or (who is not None and who.lower_ in SELVES)):
            actors = [teller.actor]
        return Verb(
            token,
            cue,
            stands,
            teller,
            who,
            actors,
            own,
            modal_of(token),
            is_negated(token) and not (cue is not None and cue.negates),
        )

    def _who_turned(self, verb: Token) -> list[Actor]:
        """Return who does what a verb says its subject suffers: came under criticism from France."""
        nouns = [
            verb,
            *children(verb, "dobj", "attr"),
            *(noun for child in children(verb, "prep") for noun in objects_of(child)),
        ]
        by = [noun for one in nouns for noun in behind(one, "from", "by")]
        return next((found for noun in by if (found := self._parties.named(noun, acting=True))), [])


def _cue(verb: Token) -> Cue | None:
    cue = look_up(verb)
    if cue is None and verb.lemma_ == "be":  # is ready to, was on trial
        parts = children(verb, "acomp", "oprd", "prep")
        cue = next((found for child in parts if (found := look_up(child)) is not None), None)
    return cue
