"""The persons of an article: who is one, under which names and titles, and whom "the minister" means."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from summarizer.reading.actor import Actor, Mentions
from summarizer.reading.grammar import children
from summarizer.reading.known import known_name, state, tidy
from summarizer.reading.noun_phrases import country_code_in, name_span
from summarizer.reading.words import gender_of, noun_kinds, words

_ROLES, _TITLES = words("roles"), words("roles", "titles")
_GIVEN = words("gender", "female_names") | words("gender", "male_names")
_PARTICLES = frozenset("al el bin ibn ben abu de la del der den van von da dos di du le - ’ '".split())
_BEFORE_NAME = frozenset({"compound", "amod", "nmod", "poss", "case"})
# What only a state has.
OF_STATES = frozenset("ministry parliament president capital border coast constitution embassy navy".split())
# Who is named behind these is a place.
_WHERE = frozenset("in near at into outside inside around across".split())
_CERTAIN = 100
_LONGEST_ROLE = 8  # tokens behind "of"
_ALIKE = 2  # letters that a short form and the name have in common: Mike, Michael


class People:
    """Finds persons; `speaking` are the places of nouns that say something, which makes a name a person's."""

    def __init__(self, mentions: Mentions, heads: Iterable[Token], speaking: set[int]) -> None:
        self._mentions, self._speaking = mentions, speaking
        self._by_name: dict[str, list[Actor]] = defaultdict(list)
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        named = [head for head in heads if head.text[:1].isupper()]
        self.places = {head.lower_ for head in named if head.dep_ == "pobj" and head.head.lower_ in _WHERE}
        self._states = {
            head.lower_ for head in named if head.dep_ == "poss" and head.head.lemma_ in OF_STATES
        }
        for head in named:
            whole = head.ent_type_ == "PERSON" and len(name_span(head)) > 1
            if whole or head.lower_ not in self.places:
                self._labels[head.lower_][head.ent_type_] += _CERTAIN if whole else 1
        named.sort(key=lambda token: -len(name_span(token)))  # whole names before parts of them
        for head in named:
            if mentions.of(head) is None and self._is_person(head):
                self._note(head)

    def holder(self, head: Token) -> Actor | None:
        """Return the person whom a noun with "the" means: who has this title or role, named before or else after."""
        if not _is_human(head):
            return None
        span = name_span(head)
        said = {_plain(token) for token in span if _plain(token) in _TITLES or token.i == head.i}
        said |= {"prime"} if head.lower_ == "premier" else set()
        code = country_code_in(span)
        people = {id(one): one for found in self._by_name.values() for one in found if said <= one.words}
        fitting = [one for one in people.values() if code in (None, one.code)]
        if not fitting and len(people) == 1:
            fitting = [one for one in people.values() if one.code is None]
        before = [
            (max(at), one) for one in fitting if (at := [m.start for m in one.mentions if m.start < head.idx])
        ]
        if before:
            return max(before, key=lambda found: found[0])[1]
        return fitting[0] if len(fitting) == 1 else None

    def _note(self, head: Token) -> None:
        name = _name_tokens(head)
        parts = [token.text for token in name]
        titles = list(_before(head, name[0]))
        role, nouns = self._role_beside(head, titles)
        said = _own_words(titles)
        gender = gender_of(
            sorted(said | {noun.lemma_.lower() for noun in nouns}),
            [part.casefold() for part in parts] if len(parts) > 1 else [],
        )
        actor = self._known(parts, gender) or Actor(
            ("person", parts[-1].casefold(), parts[0].casefold()), "person"
        )
        for part in {part.casefold() for part in parts if part[0].isupper()}:
            if actor not in self._by_name[part]:
                self._by_name[part].append(actor)
        self._mentions.add(actor, head, name[0], name[-1])
        for noun in nouns:
            self._mentions.mean(actor, noun)
            said |= _own_words(name_span(noun))
        actor.words |= said
        actor.gender = actor.gender or gender
        actor.acts = True
        if role is not None and actor.role is None:
            actor.role = role
            actor.code = country_code_in(nouns[0].subtree if nouns else titles)
        if actor.code is None and actor.role is not None:
            actor.code = country_code_in(
                token for of in children(head, "prep") if of.lower_ == "of" for token in of.children
            )

    def _known(self, parts: list[str], gender: str | None) -> Actor | None:
        """Return the person noted before whom a name fits, the most named of several."""
        found = [one for one in self._by_name[parts[-1].casefold()] if _may_be_one(parts, one)]
        fitting = [one for one in found if gender is None or one.gender in (None, gender)]
        last = parts[-1].casefold()
        return max(fitting, key=lambda one: (one.key[1] == last, len(one.mentions)), default=None)

    def _is_person(self, head: Token) -> bool:
        """Tell whether a name is a person's: for the parser, or by given name, title, role or speech."""
        span, lemma = name_span(head), head.lemma_.lower()
        found = state(head.text)
        if state(tidy(span.text)) or known_name(tidy(span.text)) or head.lower_ in self._states:
            return False
        if (found or lemma in noun_kinds() or lemma in _TITLES) and not (
            len(span) > 1 and head.ent_type_ == "PERSON"
        ):
            return False
        labels = self._labels[head.lower_]
        label = max(labels, key=lambda one: (labels[one], one == "PERSON"), default="LOC")
        if label == "PERSON" or head.lower_ in self._by_name:
            return True
        if has_given_name(head):
            return True
        titled = [token for token in _before(head, span[0]) if token.text[:1].isupper()] + list(span[:-1])
        if any(_plain(token) in _TITLES and token.text[:1].isupper() for token in titled):
            return True
        beside = [head.head, head.head.head.head] if head.dep_ == "appos" else []  # the envoy for Syria, Lind
        beside += children(head, "appos", "compound")
        if any(one.lemma_.lower() in _ROLES and one.tag_ != "NNS" for one in beside):
            return head.i in self._speaking or len(span) > 1 or head.dep_ == "appos"
        return label == "" and head.i in self._speaking and len(span) > 1

    def _role_beside(self, head: Token, titles: list[Token]) -> tuple[str | None, list[Token]]:
        """Return the words that say what a person is, and the noun among them that means the person."""
        nouns = [head.head] if head.dep_ == "appos" and _plain(head.head) in _ROLES else []
        beside = children(head, "appos") + ([head.head] if head.dep_ == "appos" else [])
        if head.dep_ == "nsubj" and head.head.lemma_ in {"be", "become"}:
            beside += children(head.head, "attr")
        nouns = [*nouns, *(one for one in beside if _is_human(one))][:1]
        if nouns:
            span = name_span(nouns[0])
            last = span.end
            for child in children(nouns[0], "prep"):
                whose = child.lower_ in {"of", "for", "at"} and child.i == last
                if whose and child.right_edge.i - child.i < _LONGEST_ROLE and head not in child.subtree:
                    last = child.right_edge.i + 1
            return head.doc[span.start : last - head.doc[last - 1].is_punct].text, nouns
        if any(_plain(token) in _ROLES for token in titles):
            return head.doc[titles[0].i : titles[-1].i + 1].text, []
        return None, []


def has_given_name(head: Token) -> bool:
    """Tell whether a capitalised word stands behind a person's given name."""
    before = head.nbor(-1) if head.i else head
    return (
        head.text[:1].isupper()
        and before.head.i == head.i
        and before.text.istitle()
        and before.lower_ in _GIVEN
    )


def _plain(token: Token) -> str:
    return "minister" if token.lemma_.lower() == "premier" else token.lemma_.lower().strip(".")


def _own_words(phrase: Iterable[Token]) -> set[str]:
    """Return the words of a title or role without those for somebody else: the captain's [wife]."""
    found: set[str] = set()
    for token in phrase:
        found = set() if token.dep_ == "case" else found | {_plain(token)}
    return found


def _is_nationality(token: Token) -> bool:
    found = state(token.text)
    return found is not None and found.sense in {"name", "demonym"}


def _is_human(noun: Token) -> bool:
    lemma = _plain(noun)
    return noun.tag_ in {"NN", "NNP"} and (
        lemma in _ROLES or (noun_kinds().get(lemma) == "group" and lemma not in words("collectives"))
    )


def _name_tokens(head: Token) -> list[Token]:
    """Return the words of a person's name, without titles, nationality and what is said before it."""
    span = name_span(head)
    start = head.i
    for token in reversed(list(span.doc[span.start : head.i])):
        part = (
            token.text[:1].isupper()
            and token.lower_.strip(".") not in _TITLES | _ROLES
            and not _is_nationality(token)
        )
        if (not part and token.lower_ not in _PARTICLES) or token.ent_type_ == "DATE":
            break
        start = token.i
    given = [token.i for token in span.doc[start : head.i] if token.lower_ in _GIVEN]
    if given and head.i - start > 2:
        start = given[0]
    while start < head.i and not span.doc[start].text[:1].isalpha():
        start += 1
    return list(span.doc[start : head.i + 1])


def _before(head: Token, first: Token) -> Iterator[Token]:
    """Yield the words right before a name that belong to it: US secretary of state."""
    start = first.i
    while (
        start
        and head.doc[start - 1].dep_ in _BEFORE_NAME
        and first.i <= _above(head.doc[start - 1], first).i <= head.i
    ):
        start -= 1
    yield from (token for token in head.doc[start : first.i] if not token.is_punct)


def _above(token: Token, first: Token) -> Token:
    while token.i < first.i and token.head.i != token.i:
        token = token.head
    return token


def _may_be_one(parts: list[str], actor: Actor) -> bool:
    """Tell whether a name can be that of a person with a name in common: Ann Lind is not Piet Lind."""
    full = actor.names()[0].split()
    if len(full) == 1 or len(parts) == 1 or " ".join(parts) in " ".join(full):
        return True
    if full[-1].casefold() != parts[-1].casefold():
        return False
    one, other = full[0].casefold().strip("."), parts[0].casefold().strip(".")
    return (
        one == other or one[:_ALIKE] == other[:_ALIKE] or (1 in {len(one), len(other)} and one[0] == other[0])
    )
