"""Who does a verb and to whom it is done, across passives, control, joined verbs and relative clauses.

Labels are those of ClearNLP, as the parser gives them: nsubj, dobj, pobj, agent, xcomp, ccomp, advcl, acl, relcl, ….
"""

from collections.abc import Iterator

from spacy.tokens import Token

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# Participles that say how somebody is minded: nobody opposes them.
_MINDED = frozenset("oppose commit determine prepare concern worry resolve alarm interest convince".split())
# What these do with a plan or an offer is theirs: made an offer to leave.
_LIGHT_VERBS = frozenset(
    "make launch have announce issue take give begin start approach reach mount lead pledge offer".split()
)
_DEEPEST = 6


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token that hang on it in one of these ways."""
    return [child for child in token.children if child.dep_ in labels]


def first_child(token: Token, *labels: str) -> Token | None:
    """Return the first such child, or None."""
    return next((child for child in token.children if child.dep_ in labels), None)


def objects_of(preposition: Token) -> list[Token]:
    """Return what a preposition governs."""
    return children(preposition, "pobj")


def behind(token: Token, *prepositions: str) -> list[Token]:
    """Return the nouns that hang on a token by one of these prepositions, in order."""
    return [
        noun
        for child in token.children
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions
        for noun in objects_of(child)
    ]


def expand(noun: Token) -> Iterator[Token]:
    """Yield a noun and those joined to it."""
    yield noun
    for child in noun.children:
        if (
            child.dep_ == "conj" or (child.dep_ == "appos" and noun.lower_ == "both")
        ) and child.pos_ in NOUNS:
            yield from expand(child)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is done to its subject."""
    if (
        verb.lemma_ in _MINDED
        and verb.tag_ == "VBN"
        and not any(child.dep_ == "agent" for child in verb.children)
    ):
        return False
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"nsubj", "aux"} for child in verb.children):
        return False
    if verb.dep_ == "acl" and _is_main(verb):
        return False
    if verb.dep_ in {"acl", "advcl"}:
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ in VERBS
        and first_child(verb, "dobj") is None
        and is_passive(verb.head)
    )


def _is_main(verb: Token) -> bool:
    """Tell whether the parser took the verb of a sentence for a participle: Kall, the head, compared him to a coach."""
    head = verb.head
    if (
        head.dep_ != "ROOT"
        or head.pos_ not in {"PROPN", "NOUN"}
        or verb.tag_ != "VBN"
        or first_child(verb, "agent") is not None
    ):
        return False
    return (
        verb.doc[verb.left_edge.i - 1].text == "," or first_child(verb, "dobj", "ccomp", "xcomp") is not None
    )


def antecedent(noun: Token) -> Token:
    """Return what a relative pronoun stands for, any other noun as it is."""
    if noun.lower_ in _RELATIVE and noun.tag_ in {"WDT", "WP", "IN", "DT"}:
        for above in noun.ancestors:
            if above.dep_ in {"relcl", "acl"}:
                return above.head
    return noun


def agent(verb: Token) -> Token | None:
    """Return by whom a passive is done, or None where nobody is named."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found = objects_of(child)
            if found and found[0].ent_type_ not in {"DATE", "TIME"}:
                return found[0]
    return None


def patient(verb: Token) -> Token | None:
    """Return to whom a passive is done, or None for an active verb."""
    if not is_passive(verb):
        return None
    own = first_child(verb, "nsubjpass", "nsubj")
    if own is not None:
        return antecedent(own)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    if verb.dep_ in {"xcomp", "conj", "ccomp", "advcl"} and verb.head.pos_ in VERBS:
        direct = first_child(verb.head, "dobj") if verb.dep_ == "xcomp" else None
        if direct is not None and direct.i < verb.i:
            return direct
        return patient(verb.head) if is_passive(verb.head) else subject(verb.head)
    return None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return who does it: the verb's own subject, the agent of a passive, else who does the verb above it."""
    if is_passive(verb):
        by = agent(verb)
        if by is None and verb.dep_ == "conj" and depth < _DEEPEST:
            return agent(verb.head)
        return by
    own = first_child(verb, "nsubj", "csubj") or first_child(verb, "nsubjpass")
    if own is not None:
        return None if own.dep_ == "csubj" else antecedent(_nearest(own, verb))
    if (lost := _lost_subject(verb)) is not None:
        return lost
    if verb.dep_ in {"relcl", "acl"}:
        if verb.tag_ == "VB":  # an offer to leave, the right to return: whose it is
            return next(iter(children(verb.head, "poss")), None) or _of_light_verb(verb.head, depth)
        return verb.head
    if depth >= _DEEPEST or verb.head.i == verb.i:
        return None
    head = verb.head.head if verb.dep_ == "pcomp" and verb.head.dep_ in {"prep", "mark"} else verb.head
    if verb.dep_ == "conj" and head.pos_ in VERBS:
        return _doer_for(head, verb, depth)
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "pcomp", "dep", "parataxis"}:
        if head.pos_ in VERBS:
            return _doer_for(head, verb, depth)
        if head.pos_ == "ADJ" and head.head.pos_ in VERBS:  # is ready to leave
            return subject(head.head, depth + 1)
        if verb.dep_ == "pcomp" and head.pos_ == "NOUN":  # the plan for leaving, its threat of closing
            return next(iter(children(head, "poss")), None) or _of_light_verb(head, depth)
    return None


def _nearest(subject: Token, verb: Token) -> Token:
    """Return the subject; where a name follows it without a comma before the verb, that name: by Mattis, Trump said."""
    for child in subject.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and subject.pos_ == "PROPN" and child.i < verb.i:
            following = child.doc[child.right_edge.i + 1]
            if following.i == verb.i or (following.head.i == verb.i and following.dep_ in {"aux", "auxpass"}):
                return child
    return subject


def _of_light_verb(noun: Token, depth: int) -> Token | None:
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head  # the final stages of a campaign to
    light = noun.dep_ in {"dobj", "attr"} and noun.head.lemma_ in _LIGHT_VERBS
    return subject(noun.head, depth + 1) if light else None


def _doer_for(head: Token, verb: Token, depth: int) -> Token | None:
    """Return who does a verb that has no subject of its own below, or beside, another verb."""
    if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and verb.tag_ in {"VB", "VBG"}:
        direct = [child for child in children(head, "dobj", "dative") if child.i < verb.i]
        controlled = verb.dep_ != "pcomp" or verb.head.lower_ in {
            "of",
            "from",
            "into",
            "to",
            "for",
            "with",
            "by",
        }
        if direct and controlled and _can_act(direct[0]):
            return antecedent(direct[0])  # urged them to leave; but: used the question to demand
    if is_passive(head):
        return patient(head)
    return subject(head, depth + 1)


def _can_act(noun: Token) -> bool:
    return (
        noun.pos_ in {"PROPN", "PRON"}
        or noun.ent_type_ in {"GPE", "ORG", "NORP", "PERSON"}
        or noun.tag_ == "NNS"
    )


def _lost_subject(verb: Token) -> Token | None:
    """Return the name right before a verb where the parser took it into the phrase before: on Wednesday Trump said."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    lost = before.dep_ in {"pobj", "npadvmod", "compound", "dobj", "appos"} and before.pos_ in {
        "PROPN",
        "PRON",
    }
    if lost and before.ent_type_ not in {"DATE", "TIME"} and before.head.i != verb.i and verb.dep_ != "relcl":
        return before if verb not in before.children else None
    return None


def complements(verb: Token) -> list[Token]:
    """Return the clauses that a verb or noun governs: to leave, that they left, of leaving."""
    found = children(verb, "xcomp", "ccomp")
    found += [inner for child in children(verb, "prep", "agent") for inner in children(child, "pcomp")]
    if verb.pos_ == "NOUN":
        found += [
            child for child in children(verb, "acl", "relcl") if child.tag_ == "VB" or child.dep_ == "acl"
        ]
    for child in children(verb, "acomp", "oprd"):
        found += children(child, "xcomp", "ccomp")
    for noun in behind(verb, "for"):  # admitted for the first time that
        if noun.lower_ == "time":
            found += children(noun, "relcl", "acl", "ccomp")
    return found
