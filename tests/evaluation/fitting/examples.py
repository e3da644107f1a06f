"""What the models are fitted on: the signs of every word and of every actor, with what people coded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain

from summarizer.evaluation.wording import same_name
from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.acts import NO_ACT, may_tell, status_signs
from summarizer.reading.known import state
from summarizer.reading.reading import Reading, reader_of
from summarizer.reading.saying import SAYS
from summarizer.reading.signs import signs_of
from summarizer.reading.status import standing
from tests.evaluation.fitting.coded import CodedAct, CodedArticle, Names

# What the first of several accepted types or statuses counts; the others share the rest.
_FIRST = 0.6


@dataclass(frozen=True, slots=True)
class Labelled:
    """Signs with the classes that are right and what each counts."""

    signs: Sequence[str]
    classes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The signs of each option, and which options are right."""

    options: Sequence[Sequence[str]]
    right: Sequence[bool]


@dataclass(slots=True)
class Examples:
    """Examples for each of the models."""

    types: list[Labelled] = field(default_factory=list)
    statuses: list[Labelled] = field(default_factory=list)
    actors: list[Choice] = field(default_factory=list)
    recipients: list[Choice] = field(default_factory=list)

    @classmethod
    def joined(cls, parts: Iterable["Examples"]) -> "Examples":
        """Return the examples of all parts."""
        found = cls()
        for part in parts:
            for one in fields(cls):
                getattr(found, one.name).extend(getattr(part, one.name))
        return found


def examples_of(article: CodedArticle, reading: Reading, *, looked_over: bool) -> Examples:
    """Return what one coded article shows; where it is `looked_over` first, as a reader does, by the models at hand."""
    found = Examples()
    told = acts_by_word(article, reading)
    reader = reader_of(reading)
    pairs = [(token, act) for token in reading.parse.doc for act in told.get(token.i, ())]
    standings = {token.i: standing(token, SAYS) for token, _ in pairs}
    deeds = [reader.deed(token, EventType(act.types[0]), standings[token.i]) for token, act in pairs]
    if looked_over:
        reader.look_over(deeds)
    for token in filter(may_tell, reading.parse.doc):
        acts = told.get(token.i)
        shares = _shares([act.types for act in acts]) if acts else {NO_ACT: 1.0}
        found.types.append(Labelled(sorted(signs_of(token)), shares))
    for deed, (token, act) in zip(deeds, pairs, strict=True):
        signs = {*signs_of(token), *status_signs(token, deed.type, standings[token.i])}
        found.statuses.append(Labelled(sorted(signs), _shares([act.statuses])))
        doing = list(reader.sides.options(deed, []))
        found.actors.append(_choice(doing, act.actors))
        known = [actor for actor, _ in doing if actor is not None and is_named(actor, act.actors.accepted)][
            :1
        ]
        found.recipients.append(_choice(list(reader.sides.options(deed, known)), act.recipients))
    return found


def _choice(options: Sequence[tuple[Actor | None, Sequence[str]]], names: Names) -> Choice:
    nobody = names.may_lack or not names.accepted
    right = [nobody if actor is None else is_named(actor, names.accepted) for actor, _ in options]
    return Choice([signs for _, signs in options], right)


def is_named(actor: Actor, accepted: Sequence[str]) -> bool:
    """Tell whether any form of an actor's name counts as one of those that people gave."""
    if same_name(actor.mentions.values(), accepted):
        return True
    countries = (state(name) for name in accepted) if actor.kind == "country" else ()
    return any(found is not None and found.code == actor.code for found in countries)


def _shares(accepted: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return what each accepted class counts, one act in all."""
    shares: dict[str, float] = defaultdict(float)
    for names in accepted:
        for index, name in enumerate(names):
            share = 1.0 if len(names) == 1 else _FIRST if index == 0 else (1 - _FIRST) / (len(names) - 1)
            shares[name] += share / len(accepted)
    return dict(shares)


def acts_by_word(article: CodedArticle, reading: Reading) -> dict[int, list[CodedAct]]:
    """Return the coded acts of each word, by its place; those whose word is not found are left out."""
    found: dict[int, list[CodedAct]] = defaultdict(list)
    for act in article.acts:
        words = act.head.lower().split()
        inside = [token for token in reading.parse.doc if act.start <= token.idx < act.end]
        fitting = [token for token in inside if token.lower_ in words or token.lower_ == act.head.lower()]
        heads = chain(
            (one for one in fitting if may_tell(one)), (one.head for one in fitting if may_tell(one.head))
        )
        candidates = list(heads)
        if candidates:
            found[min(candidates, key=lambda one: len(found.get(one.i, ()))).i].append(act)
    return found
