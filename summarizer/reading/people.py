"""The persons of an article: who is one, under which names and titles, and whom "the minister" means."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from summarizer.reading.actor import Actor, Mentions
from summarizer.reading.grammar import behind, children
from summarizer.reading.known import known_name, state
from summarizer.reading.noun_phrases import country_code_in, name_span
from summarizer.reading.parse import Parse
from summarizer.reading.words import gender_of, noun_kinds, words

_ROLES, _TITLES = words("roles"), words("roles", "titles")
_GIVEN = words("gender", "female_names") | words("gender", "male_names")
_PARTICLES = frozenset("al el bin ibn ben abu de la del der den van von da dos di du le - ’ '".split())
_BEFORE_NAME = frozenset({"compound", "amod", "nmod", "poss", "case"})
_CERTAIN = 100
_ALIKE = 2  # letters that a short form and the name have in common: Mike, Michael


class People:
    """Finds persons; `speaking` are the places of nouns that say something, which makes a name a person's."""

    def __init__(self, parse: Parse, mentions: Mentions, heads: Iterable[Token], speaking: set[int]) -> None:
        self._parse, self._mentions, self._speaking = parse, mentions, speaking
        self._by_name: dict[str, list[Actor]] = defaultdict(list)
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        named = [head for head in heads if head.text[:1].isupper()]
        for head in named:
            whole = head.ent_type_ == "PERSON" and len(name_span(head)) > 1
            self._labels[head.lower_][head.ent_type_] += _CERTAIN if whole else 1
        named.sort(key=lambda token: -len(name_span(token)))  # whole names before parts of them
        for head in named:
            if mentions.of(head) is None and self._is_person(head):
                self._note(head)

    def holder(self, head: Token) -> Actor | None:
        """Return the person whom a noun with "the" means: who has this title or role, named before or else after."""
        if not is_human(head):
            return None
        span = name_span(head)
        said = {_plain(token) for token in span if _plain(token) in _TITLES or token.i == head.i}
        code = country_code_in(span)
        everybody = dict.fromkeys(one for found in self._by_name.values() for one in found)
        people = [
            one for one in everybody if said <= one.words and (code is None or one.code in (None, code))
        ]
        before = [
            (max(at), one) for one in people if (at := [m.start for m in one.mentions if m.start < head.idx])
        ]
        return max(before, key=lambda found: found[0])[1] if before else next(iter(people), None)

    def _note(self, head: Token) -> None:
        name = _name_tokens(head)
        parts = self._parse.words(name[0], name[-1]).split()
        titles = list(_before(head, name[0]))
        role, nouns = _role_beside(head, titles)
        said = _own_words(titles)
        gender = gender_of(
            sorted(said | {noun.lemma_.lower() for noun in nouns}),
            [part.casefold() for part in parts] if len(parts) > 1 else [],
        )
        key = ("person", parts[-1].casefold(), " ".join(parts).casefold())
        actor = self._known(parts, gender) or Actor(key, "person")
        for part in {head.lower_, *(part.casefold() for part in parts)}:
            if actor not in self._by_name[part]:
                self._by_name[part].append(actor)
        self._mentions.add(actor, head, name[0], name[-1])
        for noun in nouns:
            self._mentions.mean(actor, noun)
            said |= _own_words(name_span(noun))
        actor.words |= said
        actor.gender = actor.gender or gender
        actor.acts = True
        if role and actor.role is None:
            actor.role = self._parse.words(role[0], role[-1])
            actor.code = country_code_in(role)
        actor.code = actor.code or country_code_in(behind(head, "of"))

    def _known(self, parts: list[str], gender: str | None) -> Actor | None:
        """Return the person noted before whom a name fits, the most named of several."""
        found = [one for one in self._by_name[parts[-1].casefold()] if _may_be_one(parts, one)]
        fitting = [one for one in found if gender is None or one.gender in (None, gender)]
        last = parts[-1].casefold()
        return max(fitting, key=lambda one: (one.key[1] == last, len(one.mentions)), default=None)

    def _is_person(self, head: Token) -> bool:
        """Tell whether a name is a person's: for the parser, or by given name, title, role or speech."""
        span, lemma = name_span(head), head.lemma_.lower()
        if state(span.text) or known_name(span.text):
            return False
        if (state(head.text) or lemma in noun_kinds() or lemma in _TITLES) and not (
            len(span) > 1 and head.ent_type_ == "PERSON"
        ):
            return False
        labels = self._labels[head.lower_]
        label = max(labels, key=lambda one: (labels[one], one == "PERSON"))
        if label == "PERSON" or head.lower_ in self._by_name or has_given_name(head):
            return True
        beside = [*_named_by(head), *children(head, "appos", "compound")]
        if any(one.lemma_.lower() in _ROLES and one.tag_ != "NNS" for one in beside):
            return True
        return label == "" and head.i in self._speaking and len(span) > 1


def _role_beside(head: Token, titles: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the words that say what a person is, and the noun among them where it means the person."""
    beside = children(head, "appos") + _named_by(head)
    if head.head.lemma_ in {"be", "become"}:
        beside += children(head.head, "attr")
    many = [one for one in _named_by(head)[:1] if _plain(one) in _ROLES]  # the prime ministers, Lind and Roe
    nouns = [*many, *(one for one in beside if is_human(one))][:1]
    if not nouns:
        return titles if any(_plain(token) in _ROLES for token in titles) else [], []
    span = name_span(nouns[0])
    last = span.end
    for child in children(nouns[0], "prep"):
        if child.lower_ in {"of", "for", "at"} and child.i == last and head not in child.subtree:
            last = child.right_edge.i + 1
    return list(head.doc[span.start : last - head.doc[last - 1].is_punct]), nouns


def _named_by(name: Token) -> list[Token]:
    """Return the nouns that a name may stand behind in apposition: the minister, Lind; the envoy for Syria, Lind."""
    if name.dep_ != "appos":
        return []
    return [name.head, name.head.head.head] if name.head.dep_ == "pobj" else [name.head]


def has_given_name(head: Token) -> bool:
    """Tell whether a capitalised word stands behind a person's given name."""
    before = head.nbor(-1) if head.i else head
    return head.text[:1].isupper() and before.head.i == head.i and before.lower_ in _GIVEN


def _plain(token: Token) -> str:
    return token.lemma_.lower().strip(".")


def _own_words(phrase: Iterable[Token]) -> set[str]:
    """Return the words of a title or role without those for somebody else: the captain's [wife]."""
    found: set[str] = set()
    for token in phrase:
        found = set() if token.dep_ == "case" else found | {_plain(token)}
    return found


def is_human(noun: Token) -> bool:
    """Tell whether a noun means one person: the minister, a driver."""
    lemma = _plain(noun)
    return noun.tag_ in {"NN", "NNP"} and (
        lemma in _ROLES or (noun_kinds().get(lemma) == "group" and lemma not in words("collectives"))
    )


def _name_tokens(head: Token) -> list[Token]:
    """Return the words of a person's name, without titles, nationality and what is said before it."""
    span = name_span(head)
    start = head.i
    for token in reversed(list(span.doc[span.start : head.i])):
        if not (token.text[:1].isupper() and _plain(token) not in _TITLES) and token.lower_ not in _PARTICLES:
            break
        start = token.i
    given = [token.i for token in span.doc[start : head.i] if token.lower_ in _GIVEN]
    if given and head.i - start > 2:
        start = given[0]
    return list(span.doc[start : head.i + 1])


def _before(head: Token, first: Token) -> list[Token]:
    """Return the words right before a name that belong to it: US secretary of state."""
    words_before = head.doc[head.left_edge.i : first.i]
    return [token for token in words_before if not token.is_punct and token.dep_ != "det"]


def _may_be_one(parts: list[str], actor: Actor) -> bool:
    """Tell whether a name can be that of a person with a name in common: Ann Lind is not Piet Lind."""
    part, full = " ".join(parts).casefold(), actor.key[2]
    either_alone = len(parts) == 1 or " " not in full
    return either_alone or part in full or part[:_ALIKE] == full[:_ALIKE]
