"""Who is named in an article: every mention of the same person, state, body or group under one actor."""

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from summarizer.brief import ActorKind
from summarizer.reading.actor import Actor, Mentions
from summarizer.reading.grammar import behind, children
from summarizer.reading.known import known_name, state, tidy
from summarizer.reading.noun_phrases import country_code_in, entity, is_country_adjective, is_head, name_span
from summarizer.reading.parse import Parse
from summarizer.reading.people import OF_STATES, People, has_given_name
from summarizer.reading.words import gender_of, noun_kinds, words

_NO_ACTORS = frozenset(
    "DATE TIME CARDINAL MONEY PERCENT ORDINAL LAW EVENT WORK_OF_ART LANGUAGE QUANTITY PRODUCT".split()
)
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss"})
_BETWEEN = frozenset("with between by against from to on for of".split())
_WITH = frozenset("with between by against".split())
# One of these alone names nobody.
_LANDS = frozenset("country nation state republic kingdom power".split())
# A country's government is the country.
_GOVERNMENTS = frozenset("government regime administration authority".split())
# What is named by the name before it: the Islamic State group, AFP news agency, Houthi rebels.
_NAMED_BEFORE = frozenset(
    "group movement party network organisation organization newspaper agency militia company firm".split()
)
# How nouns for people end, where no list has them.
_PEOPLE = ("er", "or", "ist", "man", "men", "woman", "ian", "ant", "ee", "ive", "people")
_DEFINITE = frozenset("the this that these those his her their its".split())
_FORCES = frozenset({"armed_group", "government", "organization"})


class Actors(Mentions):
    """The actors of a parsed text, by the noun that heads each mention."""

    def __init__(self, parse: Parse, says: Iterable[Token]) -> None:
        """Find them; `says` are the heads of phrases that say something."""
        super().__init__(parse)
        self._by_key: dict[tuple[str, ...], Actor] = {}
        self._nouns: dict[str, list[Actor]] = defaultdict(list)
        self._short: dict[str, tuple[str, ...]] = {}
        heads = [
            token for token in parse.doc if is_head(token) and any(letter.isalpha() for letter in token.text)
        ]
        heads = [head for head in heads if head.ent_type_ not in _NO_ACTORS or has_given_name(head)]
        self._people = People(self, heads, {token.i for token in says})
        for head in heads:
            self._note_short_forms(head)
        for token in parse.doc:
            if token.dep_ in {"compound", "nmod"} and token.i not in self._of and token.text[:1].isupper():
                self._take_up_before(token)
        for head in heads:
            if head.i not in self._of:
                self._take_up(head)
            if (actor := self._of.get(head.i)) is not None and _acts(head, town=actor.place):
                actor.acts = True

    def take_up(self, noun: Token) -> Actor | None:
        """Return the actor of a noun that stands before another: rebel attacks."""
        if noun.i not in self._of:
            self._take_up_noun(noun)
        return self._of.get(noun.i)

    def at(self, noun: Token) -> Actor | None:
        """Return the state or town of a phrase of place, taking up a capital that only places something."""
        if noun.i not in self._of and noun.pos_ == "PROPN" and (found := state(name_span(noun).text)):
            self._add_country(noun, found.code)
        actor = self._of.get(noun.i)
        return actor if actor is not None and (actor.kind == "country" or actor.place) else None

    def state_of(self, word: Token) -> Actor | None:
        """Return the country that a name or demonym before a noun means, taking it up where nothing else names it."""
        found = state(word.text)
        if found is None:
            return None
        actor = self._actor(("country", found.code), "country", found.code)
        actor.acts = True
        if not actor.mentions:
            self.add(actor, word, word, word)
        return actor

    def _note_short_forms(self, head: Token) -> None:
        """Note the initials of a name, and its first word where no other name begins so: SDF, Amnesty."""
        text = tidy(name_span(head).text)
        capitals = [word for word in text.split() if word[0].isupper()]
        if len(capitals) > 1 and head.pos_ == "PROPN" and head.i not in self._of:
            key = ("name", text.casefold())
            for start in range(len(capitals) - 2):
                self._short.setdefault("".join(word[0] for word in capitals[start:]), key)

    def _take_up_before(self, word: Token) -> None:
        """Take up a known name that stands before a noun: a Foreign Office spokesperson."""
        span = entity(word) or word.doc[word.i : word.i + 1]
        known = known_name(span.text)
        if known is not None and state(span.text) is None:
            self.add(
                self._actor(("name", known.name.casefold()), known.kind, known.country),
                word,
                span[0],
                span[-1],
            )

    def _take_up(self, head: Token) -> None:
        span = name_span(head)
        text = tidy(span.text)
        country, known = (
            state(text),
            known_name(text) or (known_name(head.text) if country_code_in(span) is None else None),
        )
        if country is not None:
            if country.sense not in {"capital", "seat"} or _acts(head):
                self._add_country(head, country.code)
        elif known is not None:
            key = ("name", known.name.casefold())
            self.add(self._actor(key, known.kind, known.country), head, span[0], span[-1])
        elif head.pos_ == "PROPN" or (head.ent_type_ in {"ORG", "GPE", "NORP"} and text[:1].isupper()):
            self._take_up_name(head, text)
        else:
            self._take_up_noun(head)

    def _add_country(self, head: Token, code: str) -> None:
        span = name_span(head)
        self.add(self._actor(("country", code), "country", code), head, span[0], span[-1])

    def _take_up_name(self, head: Token, text: str) -> None:
        lemma = head.lemma_.lower()
        if text.islower() or (lemma in noun_kinds() and not head.text[0].isupper()):
            self._take_up_noun(head)
            return
        if head.ent_type_ in {"LOC", "FAC"} and lemma not in noun_kinds():
            return
        span = name_span(head)
        key = self._short.get(text.replace(".", ""), ("name", text.casefold()))
        actor = self._actor(
            key,
            noun_kinds().get(lemma, "organization" if head.ent_type_ == "ORG" else "group"),
            country_code_in(span),
        )
        actor.place = actor.place or head.ent_type_ == "GPE" or head.lower_ in self._people.places
        if head.dep_ == "poss" and head.head.lemma_ in OF_STATES and actor.kind in {"group", "organization"}:
            actor.kind, actor.place = "country", False
        self.add(actor, head, span[0], span[-1])
        self._nouns[lemma].append(actor)

    def _take_up_noun(self, head: Token) -> None:
        lemma, span = head.lemma_.lower(), name_span(head)
        kind, code = self._kind_of(head), country_code_in(span)
        if kind is None:
            return
        states = {found.code for token in span if (found := state(token.text)) is not None}
        if lemma in _GOVERNMENTS and len(states) == 1:  # the Kabul government
            self._add_country(head, states.pop())
            self._nouns[lemma].append(self._of[head.i])
            return
        if (name := self._name_before(head)) is not None:
            if name.kind in {"group", "organization"}:
                name.kind = kind if kind != "group" else name.kind
            return
        determiners = {child.lower_ for child in head.children}
        if (
            head.tag_ in {"NN", "NNP"}
            and (determiners & {"the", "'s", "’s"} or children(head, "poss"))
            and (holder := self._people.holder(head)) is not None
        ):
            self.mean(holder, head)
            return
        alone = len(span) == 1 and not any(noun.pos_ == "PROPN" for noun in behind(head, "of", "in"))
        actor = (
            self._earlier(head, code, alone=alone) if determiners & _DEFINITE or head.tag_ == "NNS" else None
        )
        if actor is None:
            new = kind == "person" and not determiners & _DEFINITE
            actor = self._actor(
                ("noun", lemma, tidy(span.text).casefold(), str(head.i) if new else ""), kind, code
            )
            actor.plural = head.tag_ == "NNS" or kind in {"government", "organization", "armed_group"}
            actor.gender = gender_of([lemma], []) if kind == "person" else None
            self._nouns[lemma].append(actor)
        self.add(actor, head, span[0], span[-1])

    def _kind_of(self, head: Token) -> ActorKind | None:
        """Return what sort of actor a common noun means, or None where it means none."""
        lemma = head.lemma_.lower()
        kind = noun_kinds().get(lemma)
        single = head.tag_ in {"NN", "NNP"}
        if single and (lemma in words("roles") or (kind == "group" and lemma not in words("collectives"))):
            return "person"
        if single and (lemma in _LANDS or (lemma == "force" and not children(head, "compound"))):
            return None  # the country, a state of emergency, excessive force
        if lemma in _LANDS or lemma in words("roles"):
            return "group"
        if (
            kind is None
            and head.tag_ == "NNS"
            and lemma.endswith(_PEOPLE)
            and any(is_country_adjective(child) for child in head.lefts)
        ):
            return "group"
        return kind

    def _name_before(self, head: Token) -> Actor | None:
        """Return the actor that a noun only says the sort of: the Islamic State group, Taliban fighters."""
        lemma = head.lemma_.lower()
        if lemma not in _NAMED_BEFORE and noun_kinds().get(lemma) != "armed_group":
            return None
        name = [token for token in name_span(head) if token.i < head.i and token.lower_ != "news"]
        if not name or any(token.pos_ != "PROPN" for token in name):
            return None
        for start in range(len(name)):
            text = tidy(" ".join(token.text for token in name[start:]))
            known = known_name(text)
            key = ("name", known.name.casefold() if known is not None else text.casefold())
            if known is not None or key in self._by_key:
                actor = self._actor(key, known.kind if known else "group", known.country if known else None)
                self.add(actor, head, name[start], name[-1])
                return actor
        return None

    def _earlier(self, head: Token, code: str | None, *, alone: bool) -> Actor | None:
        """Return the actor of the same noun before that is meant again: the rebels."""
        span = name_span(head)
        for actor in reversed(self._nouns[head.lemma_.lower()]):
            first = actor.names()[0].casefold()
            fits = code in (None, actor.code) or (
                actor.code is None and not alone and first == span.text.casefold()
            )
            if fits:
                return actor if alone or first.split()[0] == span[0].lower_ else None
        return None

    def _actor(self, key: tuple[str, ...], kind: ActorKind, code: str | None) -> Actor:
        return self._by_key.setdefault(key, Actor(key, kind, code, plural=True))


def _acts(head: Token, *, town: bool = False) -> bool:
    """Tell whether a name stands where somebody acts or is acted upon, rather than where something is."""
    while head.dep_ in {"conj", "appos"} and head.head.i != head.i:
        head = head.head
    if head.dep_ in (_ACTING if not town else {"nsubj"}):
        return True
    return head.dep_ == "pobj" and (
        head.head.lower_ in (_BETWEEN if not town else _WITH) or head.head.dep_ == "agent"
    )
