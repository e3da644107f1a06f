"""Acts told by verbs: who does what to whom, of which PLOVER type, whether it happened, and on whose word."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType
from summarizer.reading.actor import Actor
from summarizer.reading.exclusions import ANSWERING as _ANSWERING
from summarizer.reading.exclusions import Exclusions
from summarizer.reading.grammar import behind, children, is_passive, objects_of, patient, subject
from summarizer.reading.lexicon import Cue, look_up
from summarizer.reading.parties import Parties
from summarizer.reading.recipients import WORDS, Recipients
from summarizer.reading.referents import Referents
from summarizer.reading.saying import SAYS
from summarizer.reading.status import Modal, Standing, is_negated, modal_of, standing
from summarizer.reading.tellers import SELVES, Teller, Tellers


def _types(names: str) -> frozenset[EventType]:
    return frozenset(map(EventType, names.split()))


FORCE = _types("ASSAULT COERCE SANCTION PROTEST MOBILIZE THREATEN")
# What is not done of these is refused.
_GIVING = _types("AGREE CONSULT COOPERATE AID CONCEDE SUPPORT RETREAT")
# Said of oneself in the future, these stay what they are; anything else is promised, or threatened.
_STAYING = _types("REQUEST ACCUSE REJECT CONSULT PROTEST")
# Types whose actors are each other's other side.
MUTUAL = _types("CONSULT AGREE COOPERATE SUPPORT ASSAULT")
# How far a type can be trusted that no word but an auxiliary signals.
_BY_MODAL = 0.6


@dataclass(eq=False, slots=True)
class Act:
    """An act as read. `head` is its verb or noun; `teller` is who tells it, where somebody but the article does.

    `weight` falls with depth in the sentence; `relation` and `by` say how recipients and actors were found;
    `guessed` is how likely a side is that the whole article only suggests.
    """

    head: Token
    type: EventType
    mode: EventMode | None
    status: EventStatus
    weight: float
    actors: list[Actor]
    recipients: list[Actor]
    teller: Teller
    relation: str = ""
    by: str = ""
    guessed: float | None = None

    @property
    def alone(self) -> bool:
        """Tell whether its actors are each other's other side."""
        return len(self.actors) > 1 and self.type in MUTUAL

    def __post_init__(self) -> None:
        """Nobody acts on himself; who meets is met; what had happened before is background."""
        self.recipients = [one for one in self.recipients if one not in self.actors]
        if self.type == EventType.CONSULT and len(self.actors) > 1 and not self.recipients:
            self.actors, self.recipients = self.actors[:1], self.actors[1:]
        if any(child.lower_ == "had" for child in children(self.head, "aux")):
            self.weight *= 0.7


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb with all that decides what it tells."""

    token: Token
    cue: Cue | None
    stands: Standing
    teller: Teller
    who: Token | None
    actors: list[Actor]
    own: bool
    modal: Modal | None
    negated: bool

    @property
    def type(self) -> EventType | None:
        return self.cue.type if self.cue is not None else None

    @property
    def stated(self) -> bool:
        """Tell whether it is the very thing that somebody says, and nothing speaks against it."""
        return self.stands.direct and self.stands.status is None and not self.teller.analyst


@dataclass(frozen=True, slots=True)
class _Meaning:
    type: EventType
    status: EventStatus | None
    by_modal: bool = False


class VerbReader:
    """Reads the acts of verbs."""

    def __init__(self, parties: Parties, referents: Referents, tellers: Tellers) -> None:
        self._parties, self._recipients, self._tellers = parties, Recipients(parties), tellers
        self._exclusions = Exclusions(parties, referents)

    def read(self, token: Token) -> Act | None:
        """Return the act that a verb tells, or None."""
        verb = self._looked_at(token)
        meaning = _meaning(verb) if verb is not None else None
        if verb is None or meaning is None:
            return None
        cue, kind, actors, told = verb.cue, _intended(verb, meaning.type), verb.actors, verb.teller.actor
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
        status = meaning.status or _status_of_form(token, kind)
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

    def _by(self, verb: _Verb) -> str:
        if verb.who is None:
            return "own" if verb.own else "means"
        if verb.who.lower_ in SELVES:
            return "self"
        near = "" if self._parties.is_named_by(verb.who, verb.actors) else " within"
        return ("agent" if is_passive(verb.token) else "subject") + near

    def _looked_at(self, token: Token) -> _Verb | None:
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
        return _Verb(
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


def _meaning(verb: _Verb) -> _Meaning | None:
    """Return what auxiliaries, negation and whose words they are make of a verb; None for no act."""
    kind, status, teller = verb.type, verb.stands.status, verb.teller
    if verb.modal == "must":
        past = any(child.lower_ == "have" for child in children(verb.token, "aux"))
        if (
            verb.stated
            and teller.actor is not None
            and not verb.own
            and kind != EventType.REQUEST
            and not past
        ):
            return _Meaning(EventType.REQUEST, "happened", by_modal=True)
        if kind is not None and verb.own and verb.stated and kind in WORDS:
            return _Meaning(kind, "happened")  # we must urge them
        return _Meaning(kind, status or "hypothetical") if kind is not None else None
    says_nothing = kind is None and verb.token.lemma_ in {"be", "have"}
    refusing = (
        verb.negated
        and verb.modal is not None
        and status is None
        and (verb.own or teller.actor is None)
        and not _may(verb.token)
    )
    if refusing and verb.actors and kind not in FORCE | {EventType.ACCUSE, EventType.REQUEST}:
        says_nothing = says_nothing or verb.token.lemma_ in _ANSWERING
        return None if says_nothing else _Meaning(EventType.REJECT, "happened", by_modal=True)
    if (
        verb.modal == "will"
        and verb.stated
        and verb.actors
        and _is_ultimatum(verb.token)
        and teller.verb is not None
    ):
        return _Meaning(EventType.THREATEN, "happened", by_modal=True)
    promising = (
        verb.modal == "will" and verb.own and verb.stated and kind not in _STAYING and not verb.negated
    )
    if promising and kind is not None and verb.actors:
        return _Meaning(EventType.THREATEN if kind in FORCE else EventType.AGREE, "happened", by_modal=True)
    if kind is None or (
        teller.analyst and (verb.modal is not None or status is not None or kind != EventType.ACCUSE)
    ):
        return None
    if verb.negated:
        neither = any(child.lower_ == "neither" for child in verb.token.children)
        refused = (
            kind in _GIVING and verb.actors and status is None and verb.token.tag_ != "VB" and not neither
        )
        return (
            _Meaning(EventType.REJECT, None)
            if refused and (verb.modal is None or verb.own)
            else _Meaning(kind, "denied")
        )
    if verb.modal == "will":
        return (
            None
            if teller.actor is None and verb.cue is not None and verb.cue.governs and kind in WORDS
            else _Meaning(kind, status or ("happened" if kind == EventType.REJECT else _future(verb.token)))
        )
    if verb.modal == "may":
        return None if teller.verb is not None else _Meaning(kind, status or "hypothetical")
    return _Meaning(kind, status)


def _is_ultimatum(verb: Token) -> bool:
    """Tell whether something is announced in case that others do not give in: unless the prisoners are freed."""
    return any(
        child.lower_ == "unless" for clause in children(verb, "advcl") for child in children(clause, "mark")
    )


def _may(verb: Token) -> bool:
    return any(child.lower_ in {"may", "might"} for child in children(verb, "aux"))


def _future(verb: Token) -> EventStatus:
    auxiliaries = {child.lower_ for child in children(verb, "aux")}
    return "hypothetical" if auxiliaries >= {"would", "have"} else "planned"


def _intended(verb: _Verb, kind: EventType) -> EventType:
    """Return the type of what is intended: an intended act of force is a threat."""
    if kind == EventType.AGREE and verb.cue is not None and verb.cue.type == kind:
        inner = [look_up(clause) for clause in children(verb.token, "xcomp", "dobj")]
        if not verb.cue.intent or verb.token.lemma_ == "decide":
            return (
                EventType.SANCTION
                if any(cue is not None and cue.type == EventType.SANCTION for cue in inner)
                else kind
            )
        if any(
            cue is not None and cue.type in FORCE - {EventType.COERCE, EventType.PROTEST} for cue in inner
        ):
            return EventType.THREATEN
    return kind


def _status_of_form(verb: Token, kind: EventType) -> EventStatus:
    auxiliaries = {child.lower_ for child in children(verb, "aux", "auxpass")}
    if kind in WORDS:
        return "happened"  # who is calling for it has called for it
    if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'re", "'s", "'m", "am"}:
        return "ongoing"
    return (
        "planned"
        if verb.dep_ in {"advcl", "acl", "relcl"} and verb.tag_ == "VB" and "to" in auxiliaries
        else "happened"
    )
