"""The way through the grammar of a sentence from an act's word to a noun."""

from itertools import islice

from spacy.tokens import Token

_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_WHERE = frozenset("in at near outside inside across around throughout within between".split())
_LONGEST = 6
# What a longer way is called.
FAR = "far"


def way(head: Token, noun: Token) -> str:
    """Return the labels from an act's word up and then down to a noun, joined words left out; a long way is FAR."""
    if head.i == noun.i:
        return "self"
    up = [head, *islice(head.ancestors, _LONGEST)]
    heights = {token.i: height for height, token in enumerate(up)}
    down = [noun]
    while down[-1].i not in heights:
        if len(down) > 2 * _LONGEST or down[-1].head.i == down[-1].i:
            return FAR
        down.append(down[-1].head)
    climbed = ["^" + _arc(token) for token in up[: heights[down[-1].i]]]
    descended = [_arc(token) for token in reversed(down[:-1]) if token.dep_ != "conj"]
    if len(down) > 1 and down[-1].i == head.i and down[-2].dep_ == "conj":
        descended.insert(0, "conj")
    return " ".join(climbed + descended) if len(climbed) + len(descended) <= _LONGEST else FAR


def _arc(token: Token) -> str:
    return "p_" + token.lower_ if token.dep_ in _PREPOSITIONS and token.pos_ == "ADP" else str(token.dep_)


def is_place(token: Token) -> bool:
    """Tell whether a word only says where something is: in Tripoli, Lebanon."""
    if token.dep_ == "appos" and token.ent_type_ == "GPE":
        return True
    while token.dep_ in {"appos", "conj", "compound", "nmod", "amod"} and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE
