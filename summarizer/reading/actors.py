"""Who is named in an article: every mention of the same person, state, body or group under one actor.

One file of more than 300 lines: the steps of taking a mention up share the tables of who is known so far.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from summarizer.brief import ActorKind
from summarizer.reading.grammar import behind, children
from summarizer.reading.known import known_name, state, tidy
from summarizer.reading.noun_phrases import is_country_adjective, is_head, name_span
from summarizer.reading.parse import Parse
from summarizer.reading.words import Gender, gender_of, noun_kinds, words
from summarizer.text.spans import Span

_NO_ACTORS = frozenset(
    {
        "DATE",
        "TIME",
        "CARDINAL",
        "MONEY",
        "PERCENT",
        "ORDINAL",
        "LAW",
        "EVENT",
        "WORK_OF_ART",
        "LANGUAGE",
        "QUANTITY",
        "PRODUCT",
    }
)
# What the parser calls a name that may be a person's all the same.
_MAYBE_PERSON = frozenset({"", "ORG", "GPE"})
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss"})
_BETWEEN = frozenset("with between by against from to on for of".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_GENERIC = frozenset("group organisation organization movement militant".split())
# One of these alone names nobody.
_LANDS = frozenset("country nation state republic kingdom power".split())
# How nouns for people end, where no list has them.
_PEOPLE = ("er", "or", "ist", "man", "men", "woman", "ian", "ant", "ee", "ive", "people")


@dataclass(eq=False, slots=True)
class Actor:
    """An actor: `mentions` are the places that name it, `code` is alpha-3; `plural` where it can be "they"."""

    key: tuple[str, ...]
    kind: ActorKind
    code: str | None = None
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    mentions: dict[Span, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    place: bool = False

    def names(self) -> list[str]:
        """Return the distinct forms of the name, the one to publish first."""
        forms = list(dict.fromkeys(self.mentions.values()))
        if self.kind == "person" and self.key[0] == "person":
            forms.sort(key=lambda form: -len(form.split()))
        elif self.kind == "country":
            forms.sort(key=lambda form: (found := state(form)) is None or found.sense != "name")
        return forms


class Actors:
    """The actors of a parsed text, by the noun that heads each mention."""

    def __init__(self, parse: Parse, says: Iterable[Token]) -> None:
        """Find them; `says` are the heads of phrases that say something, which makes a name a person's."""
        self._parse = parse
        self._of: dict[int, Actor] = {}
        self._by_key: dict[tuple[str, ...], Actor] = {}
        self._people: dict[str, Actor] = {}
        self._holders: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        self._nouns: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        self._acronyms: dict[str, tuple[str, ...]] = {}
        self._speaking = {token.i for token in says}
        heads = [
            token
            for token in parse.doc
            if is_head(token)
            and (token.ent_type_ not in _NO_ACTORS or (token.ent_type_ == "LAW" and state(token.text)))
        ]
        named = [
            token
            for token in heads
            if token.pos_ == "PROPN"
            or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
            or token.text[:1].isupper()
        ]
        for head in sorted(named, key=lambda token: -len(name_span(token))):
            self._note_person(head)
        for head in sorted(named, key=lambda token: token.i):
            self._note_acronym(head)
        for head in heads:
            if head.i not in self._of:
                self._take_up(head)

    def of(self, token: Token) -> Actor | None:
        """Return the actor that a noun names, or None."""
        return self._of.get(token.i)

    def all(self) -> Iterator[Actor]:
        """Yield every actor once, in the order of its first mention."""
        seen = {id(actor): actor for actor in self._of.values()}
        yield from sorted(seen.values(), key=lambda actor: min(actor.mentions, default=Span(0, 0)))

    def take_up(self, noun: Token) -> Actor | None:
        """Return the actor of a noun that stands before another: rebel attacks."""
        if noun.i not in self._of:
            self._take_up_noun(noun)
        return self._of.get(noun.i)

    def at(self, noun: Token) -> Actor | None:
        """Return the state or town of a phrase of place, taking up a capital that only places something."""
        if noun.i not in self._of and noun.pos_ == "PROPN":
            span = name_span(noun)
            found = state(span.text)
            if found is not None:
                self._add(
                    self._actor(("country", found.code), "country", found.code, plural=True),
                    noun,
                    span[0],
                    span[-1],
                )
        actor = self._of.get(noun.i)
        return actor if actor is not None and (actor.kind == "country" or actor.place) else None

    def state_of(self, word: Token) -> Actor | None:
        """Return the country that a name or demonym before a noun means, taking it up where nothing else names it."""
        found = state(word.text)
        if found is None:
            return None
        actor = self._actor(("country", found.code), "country", found.code, plural=True)
        if not actor.mentions:
            self._add(actor, word, word, word)
        return actor

    def person(self, name: str) -> Actor | None:
        """Return the person of a surname, or None."""
        return self._people.get(name.casefold())

    # -- people
    def _note_person(self, head: Token) -> None:
        if head.i in self._of or not self._is_person(head):
            return
        span = name_span(head)
        start, end = span.start, span.end
        titles: list[str] = []
        while start < end - 1 and (
            span.doc[start].ent_type_ == "DATE"
            or span.doc[start].text in _DAYS
            or span.doc[start].lower_.strip(".") in words("roles", "titles")
            or span.doc[start].ent_type_ in {"NORP", "GPE"}
            or span.doc[start].pos_ in {"ADJ", "NOUN", "ADP", "PUNCT", "PART"}
        ):
            titles.append(span.doc[start].lower_.strip("."))
            start += 1
        parts = [token.text for token in span.doc[start:end]]
        surname = parts[-1].casefold()
        if not parts[-1][:1].isupper() or surname in words("roles", "titles"):
            return
        actor = self._people.get(surname)
        if actor is None or (len(parts) > 1 and not _may_be_one(parts, actor)):
            actor = self._people[surname] = Actor(("person", surname, parts[0].casefold()), "person")
        self._add(actor, head, span.doc[start], span.doc[end - 1])
        actor.titles += titles
        role, tokens = self._role_beside(head, start, end)
        if role and actor.role is None:
            actor.role = role
            actor.code = _code_of_role(role)
        for token in tokens:
            self._of[token.i] = actor
            self._holders[token.lemma_.lower()].append((head.i, actor))
            actor.titles.append(token.lower_)
        for title in titles:
            if title in words("roles"):
                self._holders[title].append((head.i, actor))
        actor.gender = actor.gender or gender_of(
            actor.titles, [part.casefold() for part in parts] if len(parts) > 1 else ["", ""]
        )

    def _is_person(self, head: Token) -> bool:
        """Tell whether a name is a person's: for the parser, or by title, role or speech."""
        span, lemma = name_span(head), head.lemma_.lower()
        text, titles, roles = tidy(span.text), words("roles", "titles"), words("roles")
        if (
            state(text)
            or known_name(text)
            or head.pos_ not in {"PROPN", "NOUN"}
            or not head.text[:1].isupper()
        ):
            return False
        if lemma in noun_kinds() or lemma in titles:
            return False
        if head.ent_type_ == "PERSON" or head.lower_ in self._people:
            return True
        first = span[0]
        if first.lower_.strip(".") in titles and len(span) > 1 and head.ent_type_ in _MAYBE_PERSON:
            return first.text[0].isupper()
        before = span.doc[span.start - 1] if span.start else first
        if before.lower_.strip(".") in titles and before.text[:1].isupper() and before.dep_ == "compound":
            return True
        beside = [head.head] if head.dep_ == "appos" else []
        beside += children(head, "appos", "compound")
        if head.ent_type_ in _MAYBE_PERSON and any(
            one.lemma_.lower() in roles and one.tag_ != "NNS" for one in beside
        ):
            return head.i in self._speaking or len(span) > 1 or head.dep_ == "appos"
        return head.ent_type_ == "" and head.i in self._speaking and len(span) > 1

    def _role_beside(self, head: Token, start: int, end: int) -> tuple[str | None, list[Token]]:
        """Return the words that say what a person is, and the nouns among them that mean the person."""
        nouns = [head.head] if head.dep_ == "appos" and head.head.lemma_.lower() in words("roles") else []
        nouns += [
            child
            for child in children(head, "appos")
            if child.lemma_.lower() in words("roles") and child.tag_ in {"NN", "NNP"}
        ]
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            nouns += [
                child
                for child in children(head.head, "attr")
                if child.lemma_.lower() in words("roles") and child.tag_ == "NN"
            ]
        for noun in nouns[:1]:
            span = name_span(noun)
            last = span.end
            for child in children(noun, "prep"):
                if (
                    child.lower_ in {"of", "for", "at"}
                    and child.i == last
                    and child.right_edge.i - child.i < 8
                    and not any(token.i == head.i for token in child.subtree)
                ):
                    last = child.right_edge.i + 1
            edge = span.doc[last - 1]
            if edge.is_punct:
                edge = span.doc[last - 2]
            return self._parse.words(span.doc[span.start], edge), nouns
        doc, first = head.doc, start
        while (
            first
            and doc[first - 1].dep_ in {"compound", "amod", "nmod", "poss", "case"}
            and (first <= doc[first - 1].head.i <= end or doc[first - 1].head.i == head.i)
        ):
            first -= 1
        title = [token for token in doc[first:start] if not token.is_punct]
        if any(token.lemma_.lower() in words("roles") for token in title):
            return self._parse.words(title[0], title[-1]), []
        return None, nouns

    # -- everybody else
    def _note_acronym(self, head: Token) -> None:
        span = name_span(head)
        capitals = [token.text for token in span if token.text[:1].isupper()]
        if len(capitals) > 2 and head.i not in self._of:
            self._acronyms.setdefault(
                "".join(word[0] for word in capitals), ("name", tidy(span.text).casefold())
            )

    def _take_up(self, head: Token) -> None:
        span = name_span(head)
        text = tidy(span.text)
        country, known = state(text), known_name(text) or known_name(head.text)
        if country is None and head.ent_type_ == "GPE" and head.pos_ == "PROPN":
            country = state(head.text) if len(span) == 1 else None
        if country is not None:
            self._take_up_country(head, country.code, country.sense)
        elif known is not None and (head.pos_ == "PROPN" or text[0].isupper() or known_name(text)):
            self._add(
                self._actor(("name", known.name.casefold()), known.kind, known.country, plural=True),
                head,
                span[0],
                span[-1],
            )
        elif head.pos_ == "PROPN" or (head.ent_type_ in {"ORG", "GPE", "NORP"} and text[:1].isupper()):
            self._take_up_name(head, text)
        else:
            self._take_up_noun(head)

    def _take_up_country(self, head: Token, code: str, sense: str) -> None:
        place = not _acts(head)
        if sense in {"capital", "seat"} and place:
            return
        actor = self._actor(("country", code), "country", code, plural=True)
        span = name_span(head)
        self._add(actor, head, span[0], span[-1])

    def _take_up_name(self, head: Token, text: str) -> None:
        lemma = head.lemma_.lower()
        if head.ent_type_ in {"LOC", "FAC"} and lemma not in noun_kinds():
            return
        if lemma in noun_kinds() and not head.text[0].isupper():
            self._take_up_noun(head)
            return
        key = self._acronyms.get(text.replace(".", ""), ("name", text.casefold()))
        kind: ActorKind = noun_kinds().get(lemma, "organization" if head.ent_type_ == "ORG" else "group")
        span = name_span(head)
        actor = self._actor(key, kind, _code_in(span), plural=True)
        actor.place = actor.place or head.ent_type_ == "GPE"
        self._add(actor, head, span[0], span[-1])

    def _take_up_noun(self, head: Token) -> None:
        lemma = head.lemma_.lower()
        kind = noun_kinds().get(lemma)
        span = name_span(head)
        if lemma in _LANDS and head.tag_ == "NN":
            return  # the country, a state of emergency
        if kind is None:
            sort = any(is_country_adjective(child) for child in head.lefts)
            if not (head.tag_ == "NNS" and sort and lemma.endswith(_PEOPLE)):
                return
            kind = "group"
        definite = any(
            child.lower_ in {"the", "this", "that", "these", "those", "his", "her", "their", "its"}
            for child in head.children
        )
        elsewhere = any(noun.pos_ == "PROPN" for noun in behind(head, "of", "in"))
        alone = len(span) == 1 and not elsewhere
        the = any(child.lower_ == "the" for child in head.children)
        if head.tag_ == "NN" and the and (holder := self._holder(head, lemma)) is not None:
            self._of[head.i] = holder
            return
        code = _code_in(span)
        earlier = next(
            (
                actor
                for at, actor in reversed(self._nouns[lemma])
                if code in (None, actor.code)
                or (actor.code is None and not alone and actor.names()[0].casefold() == span.text.casefold())
            ),
            None,
        )
        if (
            earlier is not None
            and (alone or earlier.names()[0].split()[0].casefold() == span[0].lower_)
            and (definite or head.tag_ == "NNS")
        ):
            actor = earlier
        else:
            person = head.tag_ == "NN" and lemma in words("roles")
            key = ("noun", lemma, tidy(span.text).casefold(), str(head.i) if person and not definite else "")
            actor = self._actor(
                key,
                "person" if person else kind,
                code,
                plural=head.tag_ == "NNS" or kind in {"government", "organization", "armed_group"},
            )
            if person:
                actor.gender = gender_of([lemma], [])
            self._nouns[lemma].append((head.i, actor))
        self._add(actor, head, span[0], span[-1])

    def _holder(self, head: Token, lemma: str) -> Actor | None:
        """Return who was said before to hold the office: the president, her foreign minister."""
        holders = [actor for at, actor in self._holders.get(lemma, ()) if at < head.i]
        distinct = list({id(actor): actor for actor in holders}.values())
        if not distinct or lemma in {"official", "spokesman", "spokeswoman", "expert", "analyst"}:
            return None
        code = _code_in(name_span(head))
        if code is not None:
            distinct = [
                actor
                for actor in distinct
                if actor.role
                and code
                in {
                    (found.code if (found := state(word)) else None)
                    for word in actor.role.replace("’s", "").split()
                }
            ]
        return distinct[-1] if distinct else None

    def _actor(self, key: tuple[str, ...], kind: ActorKind, code: str | None, *, plural: bool) -> Actor:
        if key not in self._by_key:
            self._by_key[key] = Actor(key, kind, code, plural=plural)
        return self._by_key[key]

    def _add(self, actor: Actor, head: Token, first: Token, last: Token) -> None:
        span = Span(first.idx, last.idx + len(last))
        actor.mentions[span] = " ".join(span.of(self._parse.text).split())
        for token in self._parse.doc[first.i : last.i + 1]:
            self._of.setdefault(token.i, actor)
        self._of[head.i] = actor


def _may_be_one(parts: list[str], actor: Actor) -> bool:
    """Tell whether a full name can be that of a person of the same surname: Ann Lind is not Piet Lind."""
    full = actor.names()[0].split()
    return len(full) == 1 or full[0].casefold() == parts[0].casefold() or full[0][0] == parts[0][0]


def _acts(head: Token) -> bool:
    """Tell whether a name stands where somebody acts or is acted upon, rather than where something is."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ in _ACTING:
        return True
    return head.dep_ == "pobj" and (head.head.lower_ in _BETWEEN or head.head.dep_ == "agent")


def _code_in(span: Iterable[Token]) -> str | None:
    codes = {
        found.code
        for token in span
        if (found := state(token.text)) is not None and found.sense in {"name", "demonym"}
    }
    return codes.pop() if len(codes) == 1 else None


def _code_of_role(role: str) -> str | None:
    codes = {
        found.code
        for word in role.replace("’s", "").replace("'s", "").split()
        if (found := state(word)) is not None
    }
    return codes.pop() if len(codes) == 1 else None
