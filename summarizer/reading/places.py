"""Where an act happened, as the article words it: "Tripoli, Lebanon", "northern city of Mosul"."""

from collections.abc import Iterator

from spacy.tokens import Token

from summarizer.reading.act import Act
from summarizer.reading.grammar import children, objects_of
from summarizer.reading.known import state
from summarizer.text.spans import Span

_SETTLED = frozenset("in at near outside inside around across throughout within off".split())
_REACHED = frozenset("to into from towards toward through via over on".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NOUNS = frozenset(
    "city town village province capital district region area port state suburb neighbourhood neighborhood island "
    "peninsula enclave governorate camp stronghold border frontier crossing airport valley desert base street".split()
)


def find_place(act: Act) -> Span | None:
    """Return where an act happened, without the preposition, or None where its clause names no place."""
    reached = None
    for preposition in _prepositions(act.head):
        for noun in objects_of(preposition):
            if not _is_place(noun):
                continue
            if preposition.lower_ in _SETTLED:
                return _words(noun)
            if preposition.lower_ in _REACHED and noun.ent_type_ in _PLACES:
                reached = reached or _words(noun)
    return reached


def _prepositions(head: Token) -> Iterator[Token]:
    """Yield the prepositions of a clause: those of its verb, then those of its nouns."""
    own = children(head, "prep", "agent")
    yield from own
    nouns = [head.head] if head.pos_ == "NOUN" else []
    nouns += children(head, "dobj", "nsubj", "nsubjpass", "attr") + [
        noun for one in own for noun in objects_of(one)
    ]
    for noun in nouns:
        yield from children(noun, "prep")


def _is_place(noun: Token) -> bool:
    if noun.ent_type_ in _PLACES and noun.pos_ == "PROPN":
        return True
    found = state(noun.text)
    if found is not None and found.sense in {"name", "capital"}:
        return True
    named = any(child.pos_ == "PROPN" for child in noun.subtree) and noun.lemma_.lower() in _NOUNS
    return named or any(
        child.ent_type_ in _PLACES and child.dep_ in {"compound", "poss", "nmod"} for child in noun.children
    )


def _words(noun: Token) -> Span:
    kept = [token for token in noun.subtree if noun.left_edge.i <= token.i <= noun.i]
    end = noun
    for child in noun.children:
        if (
            child.i > end.i
            and child.dep_ == "appos"
            and child.pos_ == "PROPN"
            and child.i - end.i <= 3
            and child.ent_type_ in _PLACES
        ):
            end = child  # Tripoli, Lebanon
        if (
            child.dep_ == "prep"
            and child.lower_ == "of"
            and child.i == noun.i + 1
            and (of := objects_of(child))
        ):
            end = of[0]  # the city of Mosul
    while len(kept) > 1 and kept[0].dep_ in {"det", "punct", "predet"}:
        kept = kept[1:]
    return Span(kept[0].idx, end.idx + len(end))
