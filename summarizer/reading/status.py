"""What becomes of an act in its sentence: negated, planned, conditional, reported, part of another act."""

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.grammar import VERBS, children, first_child
from summarizer.reading.lexicon import look_up

Modal = Literal["must", "will", "may"]
# What is agreed, asked, refused, threatened or blamed has this status.
_GOVERNED: dict[EventType, EventStatus] = {
    EventType.REJECT: "denied",
    EventType.ACCUSE: "alleged",
    EventType.REQUEST: "hypothetical",
    EventType.AGREE: "planned",
    EventType.THREATEN: "planned",
}
_PLANNING = frozenset(
    "plan prepare intend expect schedule set due poise slate aim arrange begin_to about bind".split()
)
_WISHING = frozenset(
    "want hope seek wish consider like need try attempt struggle fear mull weigh contemplate vie help manage_to".split()
)
_FAILING = frozenset(
    "short fail refuse decline stop avoid unable neglect forget hesitate prevent stave avert forgo".split()
)
_UNLIKELY = frozenset("unlikely likely possible impossible able".split())
_BY_HEAD: tuple[tuple[frozenset[str], EventStatus], ...] = (
    (_PLANNING, "planned"),
    (_WISHING, "hypothetical"),
    (_FAILING, "denied"),
)
_ALLEGING = frozenset("claim allege accuse suspect believe think rumour rumor report purport".split())
_DOUBTFUL = frozenset("allegedly reportedly purportedly supposedly apparently".split())
_HEARSAY = frozenset(
    "rumour rumor report claim allegation suspicion suggestion speculation fear story accusation".split()
)
_CONDITIONS = frozenset("if unless whether should lest".split())
_SIDES = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
# What follows these is to come.
_AHEAD = frozenset("set due expect schedule plan".split())
_NO_DETERMINERS = frozenset({"no", "neither"})
_NO = frozenset("no neither nobody none nothing".split())
_HIGHEST = 12
_BELOW = frozenset("xcomp ccomp advcl acl pcomp relcl dep parataxis".split())
_INSIDE = frozenset("prep pobj dobj acomp attr oprd nsubj nsubjpass".split())


@dataclass(slots=True)
class Standing:
    """How an act stands in its sentence.

    `status` is None where nothing speaks against its having happened. `teller` is the verb of saying that reports it.
    `direct` means that nothing but joined verbs stands between it and that verb, or the top of the sentence.
    """

    status: EventStatus | None = None
    teller: Token | None = None
    direct: bool = True


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied where it stands."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "hardly", "barely", "neither"}:
            return not _only(child)
        inner = (one.lower_ for one in children(child, "det", "preconj"))
        if child.dep_ in _SIDES and (child.lower_ in _NO or not _NO_DETERMINERS.isdisjoint(inner)):
            return True
    if verb.dep_ == "conj" and any(child.lower_ == "nor" for child in children(verb.head, "cc")):
        return True
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in VERBS
        and verb.tag_ in {"VB", "VBN", "VBG"}
        and first_child(verb, "nsubj", "nsubjpass", "aux") is None
    ):
        return is_negated(verb.head) and any(
            child.lower_ in {"or", "nor"} for child in children(verb.head, "cc")
        )
    return False


def is_finite(verb: Token) -> bool:
    """Tell whether a verb has a tense of its own."""
    auxiliaries = {child.tag_ for child in children(verb, "aux", "auxpass")}
    return not {verb.tag_, *auxiliaries}.isdisjoint({"VBD", "VBZ", "VBP", "MD"})


def _only(negation: Token) -> bool:
    following = negation.nbor() if negation.i + 1 < len(negation.doc) else negation
    return following.lower_ in {"only", "just", "merely"}


def modal_of(verb: Token) -> Modal | None:
    """Return what an auxiliary makes of a verb: must, will or may."""
    auxiliaries = {child.lower_ for child in children(verb, "aux", "auxpass")}
    if auxiliaries & {"must", "should", "ought"} or (
        verb.dep_ == "xcomp"
        and verb.head.lemma_ in {"need", "have", "ought"}
        and "to" in auxiliaries
        and not _yet(verb.head)
    ):
        return "must"
    if auxiliaries & {"will", "'ll", "would", "shall", "wo", "'d"} or (
        verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    ):
        return "will"
    if auxiliaries & {"can", "could", "may", "might", "ca"}:
        return "may"
    if (
        verb.dep_ == "conj"
        and verb.tag_ in {"VB", "VBN"}
        and not auxiliaries - {"to"}
        and verb.head.pos_ in VERBS
    ):
        return modal_of(verb.head)  # must leave and pay
    return None


def _yet(verb: Token) -> bool:
    return any(child.lower_ == "yet" for child in verb.children)


def is_conditional(verb: Token) -> bool:
    """Tell whether a clause states a condition: if, unless, whether, had they attacked."""
    for child in verb.children:
        if child.dep_ in {"mark", "advmod"} and (
            (child.lower_ in _CONDITIONS and child.nbor(-1 if child.i else 0).lower_ != "even")
            or (child.lower_ == "when" and verb.tag_ in {"VBZ", "VBP"} and verb.dep_ == "advcl")
        ):
            return True
    return _is_inverted(verb)


def _is_inverted(verb: Token) -> bool:
    """Tell whether a condition is put without a word for it: had they attacked."""
    first = next((child for child in verb.children if child.dep_ == "aux"), None)
    own = first_child(verb, "nsubj", "nsubjpass")
    if first is None or own is None or first.i > own.i or first.lower_ not in {"had", "should", "were"}:
        return False
    return not any(token.text == "?" for token in verb.sent[-2:])


def standing(verb: Token, says: frozenset[str]) -> Standing:
    """Walk up from a verb or noun and return how it stands; `says` are the lemmas of verbs of saying."""
    found, here = Standing(), verb
    for _ in range(_HIGHEST):
        if is_conditional(here):
            found.status = found.status or "hypothetical"
        if any(child.lower_ in _DOUBTFUL for child in here.children):
            found.status = found.status or "alleged"
        head, label = here.head, here.dep_
        if label == "conj" and is_finite(here) and head.tag_ in {"VB", "VBG"} and head.head.pos_ in VERBS:
            head = head.head  # wants to leave and has asked: not what it wants
        if label == "ROOT" or head.i == here.i:
            break
        if label == "pcomp" and head.dep_ in {"prep", "agent"} and head.head.i != head.i:
            head = head.head  # accused them of leaving
        if label in _BELOW or (label in _INSIDE and here.i != verb.i):
            _climb(found, here, head, label, says)
        elif (
            label == "conj"
            and here.pos_ in VERBS
            and found.teller is None
            and found.direct
            and head.lemma_.lower() in says
            and modal_of(here)
            and first_child(here, "nsubj") is not None
        ):
            found.teller = head  # they said they would, but others must: still what they say
        if label not in {"conj", "ccomp", "parataxis"} and found.teller is None:
            found.direct = False
        here = head
    return found


def _climb(found: Standing, here: Token, head: Token, label: str, says: frozenset[str]) -> None:
    """Note what the head above makes of an act."""
    reports = (label == "ccomp" and head.lemma_.lower() in says) or label == "parataxis"
    found.status = found.status or _made_by(here, head, label, reports=reports)
    if reports:
        found.teller = found.teller or head


def _made_by(here: Token, head: Token, label: str, *, reports: bool) -> EventStatus | None:
    """Return the status that the head above gives to what hangs on it, or None."""
    lemma, below = head.lemma_.lower(), label in {"xcomp", "ccomp", "pcomp", "acl"}
    if below and label in {"xcomp", "ccomp"} and not reports and is_negated(head):
        return "denied"
    cue = look_up(head) if below else None
    if (
        cue is not None
        and cue.governs
        and cue.type in _GOVERNED
        and not (label == "acl" and here.tag_ != "VB" and head.pos_ != "NOUN")
    ):
        return _GOVERNED[cue.type]
    if lemma == "have" and label == "xcomp" and _yet(head):
        return "denied"
    if lemma == "be" and label == "xcomp":
        return "planned"  # is to begin
    if lemma in _UNLIKELY and label in {"xcomp", "ccomp"}:
        return "hypothetical"
    if below:
        for lemmas, status in _BY_HEAD:
            if lemma in lemmas:
                return status
    about = (label in {"acl", "ccomp"} and here.tag_ != "VBG") or (
        label == "relcl" and not any(one.tag_ in {"WDT", "WP"} for one in here.children)
    )
    heard = head.pos_ == "NOUN" and about and lemma in _HEARSAY
    return "alleged" if heard or (lemma in _ALLEGING and (reports or label == "xcomp")) else None


def certain_status(head: Token) -> EventStatus | None:
    """Return the status of an act where its grammar leaves no doubt: would have left, has yet to leave."""
    auxiliaries = {child.lower_ for child in children(head, "aux")}
    if auxiliaries & {"would", "could", "might"} and "have" in auxiliaries:
        return "hypothetical"
    if _is_inverted(head):
        return "hypothetical"
    above = head.head
    if head.dep_ == "xcomp" and above.lemma_ == "have" and _yet(above):
        return "denied"
    if head.dep_ == "pcomp" and above.head.lower_ == "short":  # stopped short of leaving
        return "denied"
    if head.pos_ == "NOUN" and head.dep_ in {"nsubj", "nsubjpass"}:
        planned = [above, *children(above, "acomp", "oprd")]
        if any(one.lemma_ in _AHEAD and children(one, "xcomp") for one in planned):
            return "planned"
    return None


def depth(head: Token) -> int:
    """Return how many clauses and phrases deep a word stands; what is said and what is joined is no deeper."""
    above = islice(head.ancestors, _HIGHEST)
    return sum(1 for token in (head, *above) if token.dep_ not in {"ROOT", "conj", "ccomp"})
