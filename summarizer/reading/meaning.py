"""What auxiliaries, negation and whose words they are make of a verb: the type of its act, and its status."""

from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.exclusions import ANSWERING as _ANSWERING
from summarizer.reading.grammar import children
from summarizer.reading.lexicon import Cue, look_up
from summarizer.reading.recipients import WORDS
from summarizer.reading.status import Modal, Standing
from summarizer.reading.tellers import Teller


def _types(names: str) -> frozenset[EventType]:
    return frozenset(map(EventType, names.split()))


FORCE = _types("ASSAULT COERCE SANCTION PROTEST MOBILIZE THREATEN")
# What is not done of these is refused.
_GIVING = _types("AGREE CONSULT COOPERATE AID CONCEDE SUPPORT RETREAT")
# Said of oneself in the future, these stay what they are; anything else is promised, or threatened.
_STAYING = _types("REQUEST ACCUSE REJECT CONSULT PROTEST")


@dataclass(frozen=True, slots=True)
class Verb:
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
        """Return the type that its cue signals."""
        return self.cue.type if self.cue is not None else None

    @property
    def stated(self) -> bool:
        """Tell whether it is the very thing that somebody says, and nothing speaks against it."""
        return self.stands.direct and self.stands.status is None and not self.teller.analyst


@dataclass(frozen=True, slots=True)
class Meaning:
    """A PLOVER type and a status; `by_modal` where no word but an auxiliary signals the type."""

    type: EventType
    status: EventStatus | None
    by_modal: bool = False


def meaning_of(verb: Verb) -> Meaning | None:
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
            return Meaning(EventType.REQUEST, "happened", by_modal=True)
        if kind is not None and verb.own and verb.stated and kind in WORDS:
            return Meaning(kind, "happened")  # we must urge them
        return Meaning(kind, status or "hypothetical") if kind is not None else None
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
        return None if says_nothing else Meaning(EventType.REJECT, "happened", by_modal=True)
    if (
        verb.modal == "will"
        and verb.stated
        and verb.actors
        and _is_ultimatum(verb.token)
        and teller.verb is not None
    ):
        return Meaning(EventType.THREATEN, "happened", by_modal=True)
    promising = (
        verb.modal == "will" and verb.own and verb.stated and kind not in _STAYING and not verb.negated
    )
    if promising and kind is not None and verb.actors:
        return Meaning(EventType.THREATEN if kind in FORCE else EventType.AGREE, "happened", by_modal=True)
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
            Meaning(EventType.REJECT, None)
            if refused and (verb.modal is None or verb.own)
            else Meaning(kind, "denied")
        )
    if verb.modal == "will":
        return (
            None
            if teller.actor is None and verb.cue is not None and verb.cue.governs and kind in WORDS
            else Meaning(kind, status or ("happened" if kind == EventType.REJECT else _future(verb.token)))
        )
    if verb.modal == "may":
        return None if teller.verb is not None else Meaning(kind, status or "hypothetical")
    return Meaning(kind, status)


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


def intended(verb: Verb, kind: EventType) -> EventType:
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


def status_of_form(verb: Token, kind: EventType) -> EventStatus:
    """Return the status that the tense of a verb tells where nothing else does."""
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
