"""Verbs of saying and who says what they say."""

from spacy.tokens import Token

from summarizer.reading.grammar import agent, antecedent, behind, first_child, is_passive, subject
from summarizer.reading.words import words

SAYS = words("saying", "verbs")
_NOBODY = frozenset("that this these those which what there".split())


def is_saying(token: Token) -> bool:
    """Tell whether a token is a verb of saying."""
    return token.lemma_.lower() in SAYS and token.tag_.startswith("V")


def is_finite(token: Token) -> bool:
    """Tell whether a token is a verb with a tense: said, has said."""
    return token.tag_ in {"VBD", "VBZ", "VBP"} or (
        token.tag_ == "VBN" and first_child(token, "aux") is not None
    )


def sayer(verb: Token) -> Token | None:
    """Return who says what a verb of saying, or "according", attributes."""
    if verb.lower_ == "according":
        return next(iter(behind(verb, "to")), None)
    if is_passive(verb):  # was quoted as saying; was described by them as
        return agent(verb) or (first_child(verb, "nsubjpass") if verb.lemma_ in {"quote", "cite"} else None)
    trailing = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    found = subject(
        verb.sent.root if trailing else verb
    )  # Lind rejected the claim that it had failed, saying
    if found is not None and found.lower_ in _NOBODY:
        above = next((one for one in verb.ancestors if is_saying(one)), None)
        return sayer(above) if above is not None else None
    if found is not None and (verb.tag_, verb.dep_) == ("VBD", "acl"):  # people familiar with it called
        found = next((one for one in found.ancestors if one.dep_ == "ROOT" and one.pos_ == "NOUN"), found)
    if found is not None and found.dep_ == "dobj" and found.lemma_ in words("saying", "nouns"):
        found = subject(found.head) or found  # issued a statement saying
    return antecedent(found) if found is not None else None
