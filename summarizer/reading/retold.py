"""A side that an act does not name where another does: told again, gone on with, or what the act is about."""

from collections.abc import Sequence

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.actors import Actor
from summarizer.reading.acts import Act
from summarizer.reading.grammar import children, objects_of
from summarizer.reading.lexicon import look_up
from summarizer.reading.recipients import WORDS, Side
from summarizer.reading.words import words

# What somebody does about what others have done.
_ABOUT = frozenset(map(EventType, "ACCUSE REJECT SUPPORT CONCEDE".split()))
_ANSWERED = frozenset(map(EventType, "ACCUSE REQUEST THREATEN SANCTION REJECT COERCE".split()))
_BACK = 12  # acts
_STEM = 5
_DEFINITE = frozenset("the this that these those such any his her its their".split())
_NOBODY = Side([], "")


def fill_in(acts: Sequence[Act]) -> None:
    """Give acts that lack a side the one that another act of the article shows."""
    for number, act in enumerate(acts):
        before = acts[max(number - _BACK, 0) : number]
        if act.actors and not act.recipients:
            found = _about(act, acts[:number]) or _told_again(act, acts) or _answered(act, before) or _gone_on(act, before)
            act.recipients = [actor for actor in found.actors if actor not in act.actors] if found else []
            act.relation = found.relation if found else ""
        elif act.recipients and not act.actors and (last := before[-1:]) and _near(act, last[0]):
            if last[0].actors and set(last[0].recipients) & set(act.recipients):
                act.actors = [actor for actor in last[0].actors if actor not in act.recipients]
                act.by = "gone on"


def _gone_on(act: Act, before: Sequence[Act]) -> Side | None:
    """Return to whom the same actors did what is told right before: summoned the envoy and asked him."""
    last = before[-1] if before else None
    if last is None or act.type == EventType.RETREAT or not set(act.actors) & set(last.actors):
        return None
    if not last.recipients or not _is_joined(act.head, last.head):
        return None
    return Side(list(last.recipients), "gone on")


def _is_joined(head: Token, other: Token) -> bool:
    """Tell whether two verbs hang on each other: did it and …, did it, …ing, did it after …ing."""
    above = head.head.head if head.dep_ == "pcomp" else head.head
    return head.dep_ in {"conj", "advcl", "xcomp", "pcomp"} and other.i in {above.i, *(one.i for one in above.children if one.dep_ == "conj")}


def _near(act: Act, other: Act) -> bool:
    return act.head.sent == other.head.sent or act.head.sent.start == other.head.sent.end


def _about(act: Act, before: Sequence[Act]) -> Side | None:
    """Return who did what an act is about: condemned the attack, welcomed the ruling."""
    if act.type not in _ABOUT:
        return None
    others = [other for other in before if other.actors and not set(other.actors) & set(act.actors)]
    for noun in _things(act.head):
        cue, lemma = look_up(noun), noun.lemma_.lower()
        same = [
            other
            for other in others
            if other.head.lemma_.lower()[:_STEM] == lemma[:_STEM] or (cue is not None and other.type == cue.type)
        ]
        if same:
            return Side(list(same[-1].actors), "deed")
        if others and lemma in words("deeds"):
            return Side(list(others[0].actors), "news")
    return None


def _things(head: Token) -> list[Token]:
    nouns = children(head, "dobj", "nsubjpass")
    nouns += [noun for child in children(head, "prep") for noun in objects_of(child)]
    return [
        noun
        for noun in nouns
        if noun.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in noun.children)
    ]


def _told_again(act: Act, acts: Sequence[Act]) -> Side | None:
    """Return to whom the nearest other telling says that it is done: Trump’s demands."""
    if act.type not in WORDS:
        return None
    stem = act.head.lemma_.lower()[:_STEM]
    same = [
        other
        for other in acts
        if other.type == act.type
        and other.recipients
        and other.relation not in _FILLED
        and other.head.lemma_.lower()[:_STEM] == stem
        and _share(act.actors, other.actors)
    ]
    nearest = min(same, key=lambda other: abs(other.head.i - act.head.i), default=None)
    return Side(list(nearest.recipients), "again") if nearest is not None else None


_FILLED = frozenset({"again", "answered", "deed", "news", "gone on"})


def _answered(act: Act, before: Sequence[Act]) -> Side | None:
    """Return who did what a refusal answers: who rejects an accusation rejects what the accuser says."""
    for earlier in reversed(before) if act.type == EventType.REJECT else ():
        told = earlier.type in _ANSWERED and earlier.actors and _share(act.actors, earlier.recipients)
        if told and not _share(act.actors, earlier.actors):
            return Side(list(earlier.actors), "answered")
    return None


def _share(ones: Sequence[Actor], others: Sequence[Actor]) -> bool:
    if any(actor.kind != "group" for actor in set(ones) & set(others)):
        return True
    return any(one.code is not None and one.code == other.code for one in ones for other in others)
