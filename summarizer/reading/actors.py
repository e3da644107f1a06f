"""Who is named in an article: every mention of the same person, state, body or group under one actor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import dropwhile

from spacy.tokens import Token

from summarizer.brief import ActorKind
from summarizer.reading.actor import Actor, Mentions
from summarizer.reading.grammar import children
from summarizer.reading.known import KnownName, known_name, state, tidy
from summarizer.reading.noun_phrases import country_code_in, entity, is_head, name_span
from summarizer.reading.parse import Parse
from summarizer.reading.people import People, has_given_name, is_human
from summarizer.reading.words import gender_of, noun_kinds, words

_NO_ACTORS = frozenset(
    "DATE TIME CARDINAL MONEY PERCENT ORDINAL LAW EVENT WORK_OF_ART LANGUAGE QUANTITY PRODUCT".split()
)
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss"})
_ACTING_PLACE = frozenset({"nsubj"})
_BETWEEN = frozenset("with between by against from to on for of".split())
_WITH = frozenset("with between by against".split())
# One of these alone names nobody.
_LANDS = frozenset("country nation state republic kingdom power".split())
# A country's government is the country.
_GOVERNMENTS = frozenset("government regime administration authority".split())
# What is named by the name before it: the Islamic State group, AFP news agency.
_NAMED_BEFORE = frozenset(
    "group movement party network organisation organization newspaper agency militia company firm".split()
)
_DEFINITE = frozenset("the this that these those his her their its".split())
_SINGLE = frozenset({"NN", "NNP"})
_FORCES = frozenset({"government", "armed_group"})


class Actors(Mentions):
    """The actors of a parsed text, by the noun that heads each mention."""

    def __init__(self, parse: Parse, says: Iterable[Token]) -> None:
        """Find them; `says` are the heads of phrases that say something."""
        super().__init__(parse)
        self._by_key: dict[tuple[str, ...], Actor] = {}
        self._nouns: dict[str, list[Actor]] = defaultdict(list)
        words_of = [token for token in parse.doc if any(letter.isalpha() for letter in token.text)]
        heads = [token for token in words_of if is_head(token)]
        heads = [
            head
            for head in heads
            if head.ent_type_ not in _NO_ACTORS or has_given_name(head) or state(head.text)
        ]
        self._people = People(parse, self, heads, {token.i for token in says})
        self._short = dict(pair for head in reversed(heads) for pair in _short_forms(head))
        for token in words_of:
            if token.dep_ in {"compound", "nmod"} and token.i not in self._of:
                self._take_up_before(token)
        for head in heads:
            if head.i not in self._of:
                self._take_up(head)
            if (actor := self._of.get(head.i)) is not None and _acts(head, actor):
                actor.acts = True

    def before_noun(self, word: Token) -> Actor | None:
        """Return whom a word before a noun means, named there alone or not: US sanctions, rebel attacks."""
        if (country := state(word.text)) is not None:
            return self._actor(("country", country.code), "country", country.code)
        if (
            word.pos_ == "NOUN"
            and noun_kinds().get(word.lemma_.lower()) in _FORCES
            and word.i not in self._of
        ):
            self._take_up_noun(word)
        return self._of.get(word.i)

    def take_part(self, actor: Actor, word: Token | None) -> None:
        """Note that somebody takes part in an act, named by a word where nothing else names them."""
        actor.acts = True
        if word is not None and not actor.mentions:
            self.add(actor, word, word, word)

    def _take_up_before(self, word: Token) -> None:
        """Take up a known name that stands before a noun: a Foreign Office spokesperson."""
        span = entity(word) or word.doc[word.i : word.i + 1]
        known = known_name(span.text)
        if known is not None and state(span.text) is None:
            self.add(self._known(known), word, span[0], span[-1])

    def _take_up(self, head: Token) -> None:
        span = name_span(head)
        text = tidy(span.text)
        name = " ".join(dropwhile(str.islower, text.split()))  # jihadist Islamic State
        country, known = state(text), known_name(text) or known_name(name)
        if country is not None:
            self.add(self._actor(("country", country.code), "country", country.code), head, span[0], span[-1])
        elif known is not None:
            first = next((token for token in span if not token.text.islower()), span[0])
            self.add(self._known(known), head, first, span[-1])
        elif (head.pos_ == "PROPN" or head.ent_type_ in {"ORG", "GPE", "NORP"}) and not text.islower():
            self._take_up_name(head, text)
        else:
            self._take_up_noun(head)

    def _take_up_name(self, head: Token, text: str) -> None:
        lemma, span = head.lemma_.lower(), name_span(head)
        if lemma in words("papers"):
            return  # a treaty does nothing
        kind = noun_kinds().get(lemma)
        if kind is not None and head.text.islower():
            self._take_up_noun(head)
        elif kind is not None or head.ent_type_ not in {"LOC", "FAC"}:
            kind = kind or ("organization" if head.ent_type_ == "ORG" else "group")
            key = self._short.get(text.replace(".", ""), ("name", text.casefold()))
            actor = self._actor(key, kind, country_code_in(span))
            actor.place = actor.place or head.ent_type_ == "GPE"
            self.add(actor, head, span[0], span[-1])
            self._nouns[lemma].append(actor)

    def _take_up_noun(self, head: Token) -> None:
        lemma, span = head.lemma_.lower(), name_span(head)
        kind, code = _kind_of(head), country_code_in(span)
        determiners = {child.lower_ for child in head.children}
        if kind is None or self._named_before(head, kind):
            return
        if kind == "person" and ("the" in determiners or children(head, "poss")):
            holder = self._people.holder(head)
            if holder is not None:
                self.mean(holder, head)
                return
        actor = self._governed(lemma, span)
        if actor is None and (determiners & _DEFINITE or head.tag_ == "NNS"):
            actor = self._earlier(lemma, code)
        if actor is None:
            actor = self._actor(("noun", lemma, tidy(span.text).casefold()), kind, code)
            actor.plural = head.tag_ == "NNS" or kind in {"government", "organization", "armed_group"}
            actor.gender = gender_of([lemma], []) if kind == "person" else None
            self._nouns[lemma].append(actor)
        self.add(actor, head, span[0], span[-1])

    def _named_before(self, head: Token, kind: ActorKind) -> bool:
        """Take up the name that a noun only says the sort of: the Islamic State group, Taliban fighters."""
        if head.lemma_.lower() not in _NAMED_BEFORE and kind != "armed_group":
            return False
        name = [token for token in name_span(head) if token.i < head.i and token.lower_ != "news"]
        if any(token.pos_ != "PROPN" for token in name):
            return False
        for start in range(len(name)):
            text = tidy(" ".join(token.text for token in name[start:]))
            known, own = known_name(text), self._by_key.get(("name", text.casefold()))
            if (actor := self._known(known) if known else own) is not None:
                self.add(actor, head, name[start], name[-1])
                return True
        return False

    def _governed(self, lemma: str, span: Iterable[Token]) -> Actor | None:
        """Return the country whose government a phrase names; "the government" then means it as well."""
        states = {found.code for token in span if (found := state(token.text)) is not None}
        if lemma not in _GOVERNMENTS or len(states) != 1:
            return None
        (code,) = states
        self._nouns[lemma].append(self._actor(("country", code), "country", code))
        return self._nouns[lemma][-1]

    def _earlier(self, lemma: str, code: str | None) -> Actor | None:
        """Return the last actor of the same noun, and of no other country: the rebels."""
        return next((one for one in reversed(self._nouns[lemma]) if code in (None, one.code)), None)

    def _known(self, known: KnownName) -> Actor:
        return self._actor(("name", known.name.casefold()), known.kind, known.country)

    def _actor(self, key: tuple[str, ...], kind: ActorKind, code: str | None) -> Actor:
        return self._by_key.setdefault(key, Actor(key, kind, code, plural=True))


def _kind_of(noun: Token) -> ActorKind | None:
    """Return what sort of actor a common noun means, or None where it means none."""
    lemma, kind = noun.lemma_.lower(), noun_kinds().get(noun.lemma_.lower())
    if noun.tag_ in _SINGLE:
        if is_human(noun):
            return "person"
        abstract = lemma in _LANDS or (lemma == "force" and not children(noun, "compound"))
        return None if abstract else kind  # a state of emergency, excessive force
    return "group" if lemma in _LANDS or lemma in words("roles") else kind


def _short_forms(head: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the initials that may stand for a name, with its key: SDF for Kurdish-led Syrian Democratic Forces."""
    text = tidy(name_span(head).text)
    capitals = [word for word in text.split() if word[0].isupper()]
    if head.pos_ == "PROPN":
        for start in range(len(capitals) - 2):
            yield "".join(word[0] for word in capitals[start:]), ("name", text.casefold())


def _acts(head: Token, actor: Actor) -> bool:
    """Tell whether a name stands where somebody acts or is acted upon, rather than where something is."""
    while head.dep_ in {"conj", "appos"} and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj":
        return head.head.dep_ == "agent" or head.head.lower_ in (_WITH if actor.place else _BETWEEN)
    return head.dep_ in (_ACTING_PLACE if actor.place else _ACTING)
