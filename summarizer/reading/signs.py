"""What a word shows of the act that it may tell: its lemma, what hangs on it and on what it hangs, as named signs."""

from collections.abc import Collection, Iterator
from itertools import chain

from spacy.tokens import Token

from summarizer.reading.grammar import VERBS, children, is_passive, objects_of, patient, subject
from summarizer.reading.lexicon import look_up
from summarizer.reading.status import is_negated, modal_of
from summarizer.reading.words import noun_kinds

_TYPES_OF_NAMES = frozenset("GPE NORP PERSON ORG LOC FAC DATE MONEY CARDINAL PERCENT".split())
_PERSONS = frozenset("i we you it".split())
_CLAUSES = frozenset("xcomp ccomp advcl acl relcl pcomp conj".split())
_GOVERNED = frozenset("dobj xcomp ccomp attr acomp nsubj nsubjpass".split())


def name_of(word: Token) -> str:
    """Return what a verb is called in signs, its particle included; a noun is told from a verb."""
    lemma: str = word.lemma_.lower()
    if word.pos_ not in VERBS:
        return "n:" + lemma
    particle = next((child.lower_ for child in word.children if child.dep_ == "prt"), None)
    return f"{lemma}_{particle}" if particle else lemma


def sort_of(noun: Token | None) -> str:
    """Return of what sort a noun or pronoun is: a name's type, the kind of actor, a thing."""
    if noun is None:
        return "nobody"
    if noun.pos_ == "PRON":
        return "pron:" + noun.lower_ if noun.lower_ in _PERSONS else "pron"
    if noun.ent_type_ in _TYPES_OF_NAMES:
        return noun.ent_type_
    return noun_kinds().get(noun.lemma_.lower(), "thing")


def signs_of(word: Token) -> list[str]:
    """Return the signs of a verb or noun, each once, always in the same order: so ties always fall the same way."""
    own = dict.fromkeys(_of_verb(word) if word.pos_ in VERBS else _of_noun(word))
    return list(dict.fromkeys(chain(own, _of_place(word), _of_cues(word, own))))


def _of_verb(verb: Token) -> Iterator[str]:
    name = name_of(verb)
    done_to, who = patient(verb), subject(verb)
    yield from ("bias v", f"v {name}")
    yield from _both(name, f"s# {sort_of(who)}")
    if is_passive(verb):
        yield from _both(name, "passive")
    if who is not None and who.pos_ == "NOUN":
        yield f"s {who.lemma_.lower()}"
    objects = children(verb, "dobj", "dative") + ([done_to] if done_to is not None else [])
    yield from _both(name, f"o# {sort_of(objects[0]) if objects else 'none'}")
    for noun in objects:
        yield from _of_object(name, noun)
    for child in verb.children:
        yield from _of_child(name, child)
    if is_negated(verb):
        yield from _both(name, "neg")
    if modal := modal_of(verb):
        yield from _both(name, f"modal {modal}")


def _of_object(name: str, noun: Token) -> Iterator[str]:
    for one in (noun, *children(noun, "conj")):
        yield from _both(name, f"o {one.lemma_.lower()}")
    for child in noun.children:
        if child.dep_ in {"amod", "compound"}:
            yield from _both(name, f"om {child.lemma_.lower()}")
        elif child.dep_ == "prep":
            yield from _both(name, f"op {child.lower_}")
            yield from (f"oq {inner.lemma_.lower()}" for inner in objects_of(child))
        elif child.dep_ in {"acl", "relcl"} and child.tag_ == "VB":
            yield from (*_both(name, "oinf"), f"oc {child.lemma_.lower()}")


def _of_child(name: str, child: Token) -> Iterator[str]:
    label, lemma = child.dep_, child.lemma_.lower()
    if label in {"prep", "agent"}:
        yield from _both(name, f"p {child.lower_}")
        for noun in objects_of(child):
            yield from _both(name, f"q {noun.lemma_.lower()}")
            yield from _both(name, f"p {child.lower_} q# {sort_of(noun)}")
            yield f"p {child.lower_} q {noun.lemma_.lower()}"
        for clause in children(child, "pcomp"):
            yield from (f"v {name} pc", f"pc {clause.lemma_.lower()}")
    elif label in {"xcomp", "ccomp"}:
        yield from (*_both(name, f"c {lemma}"), *_both(name, label))
        if label == "ccomp" and (modal := modal_of(child)):
            yield from _both(name, f"cmodal {modal}")
        if label == "ccomp" and is_negated(child):
            yield "cneg"
        yield from (f"co {noun.lemma_.lower()}" for noun in children(child, "dobj"))
    elif label in {"acomp", "attr", "oprd"}:
        yield from _both(name, f"a {lemma}")
        for inner in children(child, "prep"):
            yield f"v {name} a {lemma} p {inner.lower_}"
            yield from (f"aq {noun.lemma_.lower()}" for noun in objects_of(inner))
        for inner in children(child, "xcomp"):
            yield from (f"a {lemma} c", f"ac {inner.lemma_.lower()}")
    elif label in {"advmod", "npadvmod"}:
        yield from _both(name, f"r {lemma}")
    elif label == "advcl":
        yield f"adv {lemma}"
    elif label == "mark":
        yield f"m {lemma}"
    elif label == "aux":
        yield f"x {child.lower_}"


def _both(name: str, sign: str) -> tuple[str, str]:
    """Return a sign alone, and with the word that it is a sign of."""
    return sign, f"v {name} {sign}"


def _of_noun(noun: Token) -> Iterator[str]:
    lemma = noun.lemma_.lower()
    yield from ("bias n", f"n {lemma}", f"num {noun.tag_}", f"n {lemma} {noun.tag_}")
    for child in noun.children:
        label, inner = child.dep_, child.lemma_.lower()
        if label in {"amod", "compound", "nmod"}:
            for sign in (f"nm {inner}", f"nm# {sort_of(child)}"):
                yield from (sign, f"n {lemma} {sign}")
        elif label == "poss":
            yield from ("poss", f"poss# {sort_of(child)}", f"n {lemma} poss# {sort_of(child)}")
        elif label == "prep":
            yield from (f"np {child.lower_}", f"n {lemma} np {child.lower_}")
            for other in objects_of(child):
                sign = f"np {child.lower_} q# {sort_of(other)}"
                yield from (sign, f"n {lemma} {sign}", f"nq {other.lemma_.lower()}")
        elif label in {"acl", "relcl", "ccomp"}:
            yield from (f"n {lemma} {label} {child.tag_ == 'VB'}", f"nc {inner}")
        elif label == "det":
            yield f"det {child.lower_}"
    above = noun.head
    if above.pos_ in VERBS:
        verb = above.lemma_.lower()
        yield from (f"hv {verb}", f"n {lemma} hv {verb}", f"{noun.dep_} hv {verb}")
    if noun.dep_ == "pobj" and above.dep_ == "prep":
        preposition, head = above.lower_, above.head.lemma_.lower()
        yield from (f"pp {preposition}", f"pp {preposition} h {head}")
        yield from (f"n {lemma} pp {preposition}", f"n {lemma} hh {head}")


def _of_place(word: Token) -> Iterator[str]:
    part = "V" if word.pos_ in VERBS else "N"
    yield from (f"{part} dep {word.dep_}", f"tag {word.tag_}")
    head, label = word.head, word.dep_
    if head.i != word.i and label in _CLAUSES:
        lemma = head.lemma_.lower()
        yield from (f"h {lemma}", f"{label} h {lemma}", f"w {name_of(word)} h {lemma}")
        if (cue := look_up(head)) is not None:
            yield f"hcue {cue.type} {label}"


def _of_cues(word: Token, found: Collection[str]) -> Iterator[str]:
    """Yield what the lexicon tells of a word and of what it governs."""
    cue = look_up(word)
    if cue is None:
        yield "nocue"
    else:
        kind = cue.type
        yield from (f"cue {kind}", f"cue {kind} {'n' if word.pos_ == 'NOUN' else 'v'}")
        yield from (f"cue {len(cue.rest) > 0} {cue.strength >= 1}", f"cue {kind} len {min(len(cue.rest), 2)}")
        for name in ("governs", "intent", "turned", "blames"):
            if getattr(cue, name):
                yield f"cue {name}"
        if "neg" in found:
            yield f"cueneg {kind}"
        yield from (
            f"cuemodal {modal} {kind}" for modal in ("must", "will", "may") if f"modal {modal}" in found
        )
    for child in word.children:
        if child.dep_ in _GOVERNED and (inner := look_up(child)) is not None:
            yield f"ccue {child.dep_} {inner.type}"
