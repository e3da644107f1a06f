"""How many people an act killed, wounded, displaced or detained, and the words of the article that count them."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from summarizer.draft import TollKind
from summarizer.reading.grammar import VERBS, children, expand, is_passive, patient
from summarizer.text.numbers import number_of
from summarizer.text.spans import Span

_VERBS: Mapping[str, TollKind] = {
    **dict.fromkeys(
        "kill murder massacre execute behead slaughter assassinate slay gun shoot".split(), "killed"
    ),
    **dict.fromkeys("wound injure hurt maim".split(), "wounded"),
    **dict.fromkeys("displace uproot".split(), "displaced"),
    **dict.fromkeys("detain arrest imprison jail abduct kidnap capture seize".split(), "detained"),
}
# What its own subject suffers.
_SUFFERED: Mapping[str, TollKind] = {**dict.fromkeys("die perish drown".split(), "killed")}
_STATES: Mapping[str, TollKind] = {
    "dead": "killed",
    "missing": "missing",
    "wounded": "wounded",
    "injured": "wounded",
    "homeless": "displaced",
}
_UNSURE = frozenset("hundred thousand dozen score million".split())
_NO_PEOPLE = frozenset(
    "year month week day hour minute time per cent percent km kilometre mile metre house home tank vehicle".split()
)

Counts = dict[TollKind, tuple[int, Span]]


def find_counts(head: Token) -> Counts:
    """Return the people counted in the clauses of an act, the largest number of each kind."""
    best: Counts = {}
    for kind, noun, verb in _counted(head):
        found = _number(noun)
        if found is None:
            continue
        count, first = found
        if kind not in best or count > best[kind][0]:
            start, end = min(first.idx, verb.idx), max(noun.idx + len(noun), verb.idx + len(verb))
            best[kind] = (count, Span(start, end))
    return best


def _counted(head: Token) -> Iterator[tuple[TollKind, Token, Token]]:
    """Yield each noun that a verb of harm counts, with its verb."""
    for verb in head.sent:
        if verb.pos_ not in VERBS and verb.lemma_.lower() not in _STATES:
            continue
        if not _belongs(verb, head) or any(
            child.lower_ in {"to", "would", "could", "may", "might", "not"}
            for child in verb.children
            if child.dep_ in {"aux", "neg"}
        ):
            continue
        lemma = verb.lemma_.lower()
        if lemma in _VERBS and verb.pos_ in VERBS:
            done_to = patient(verb) if is_passive(verb) else next(iter(children(verb, "dobj")), None)
            for noun in expand(done_to) if done_to is not None else ():
                yield _VERBS[lemma], noun, verb
        if lemma in _SUFFERED:
            yield from ((_SUFFERED[lemma], one, verb) for one in children(verb, "nsubj"))
        if verb.lower_ in _STATES:
            subjects = children(verb.head, "nsubj") if verb.dep_ == "acomp" else []
            own = verb.head if verb.dep_ in {"amod", "acl"} else next(iter(subjects), None)
            if own is not None:
                yield _STATES[verb.lower_], own, verb


def _belongs(verb: Token, head: Token) -> bool:
    """Tell whether a verb tells the same act: it is its verb, joined to it, or hangs on it."""
    if verb.i == head.i or (
        head.is_ancestor(verb) and verb.dep_ in {"advcl", "conj", "acl", "relcl", "xcomp"}
    ):
        return True
    return verb.is_ancestor(head) or (verb.head.i == head.head.i and verb.dep_ in {"conj", "advcl"})


def _number(noun: Token) -> tuple[int, Token] | None:
    """Return the number before a noun and its first word; None for a year, a range, or "hundreds"."""
    if noun.lemma_.lower() in _NO_PEOPLE or noun.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}:
        return None
    counted = (
        noun
        if noun.pos_ == "NUM" or noun.like_num
        else next(
            (child for child in noun.children if child.dep_ in {"nummod", "quantmod"} and child.i < noun.i),
            None,
        )
    )
    if counted is None or counted.ent_type_ in {"DATE", "TIME"} or counted.lemma_.lower() in _UNSURE:
        return None
    words = [
        child
        for child in counted.children
        if child.i < counted.i and (child.like_num or child.dep_ == "compound")
    ]
    if any(child.lower_ in {"to", "between", "or"} for child in counted.children):
        return None
    first = words[0] if words else counted
    count = number_of(counted.doc[first.i : counted.i + 1].text.lower())
    if count is None or (1500 <= count <= 2100 and counted.text.isdigit() and noun.i == counted.i):
        return None
    return count, first
