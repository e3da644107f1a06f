"""Actors found by rule: names and noun phrases, unified, most important first."""

from collections.abc import Sequence

from summarizer.analysis.actors.grammar import PEOPLE_NOUNS, REGIONS
from summarizer.analysis.actors.groups import GOVERNING, GROUP_HEADS, NEEDS_MODIFIER
from summarizer.analysis.actors.naming import Name, find_names, join_lists
from summarizer.analysis.actors.phrases import Phrase, find_phrases
from summarizer.analysis.actors.registry import Registry
from summarizer.analysis.actors.titles import NAMELESS, OFFICES
from summarizer.analysis.actors.words import Words
from summarizer.analysis.entities import FoundActor
from summarizer.text.spans import Sentence

_COMMAS = frozenset((", ", ",\n", " – ", " — ", " - "))
# A capital after these is the government that sits there; after other words it is a place unless it acts.
_TOWARDS_POWERS = frozenset(
    ("by", "with", "against", "between", "told", "urged", "accused", "warned", "pressed")
)


def find_actors(text: str, sentences: Sequence[Sentence]) -> tuple[FoundActor, ...]:
    """Return the actors of the text, most important first: those named often and early, and those that act."""
    words = Words(text)
    names = find_names(words, [sentence.start for sentence in sentences])
    phrases = _attach(words, names, find_phrases(words, names))
    join_lists(words, names)
    for phrase in phrases:
        _take_up(words, phrase)
    registry = Registry(words)
    for name in names:
        _add_full(words, name, registry)
    registry.index_people()
    for name in names:
        _add_short(words, name, registry)
    registry.settle_singles()
    for phrase in phrases:
        if phrase.role:
            _add_role(phrase, registry)
        else:
            _add_group(phrase, registry)
    registry.settle_groups()
    registry.settle_governments(names)
    return registry.ranked()


def _attach(words: Words, names: list[Name], phrases: list[Phrase]) -> list[Phrase]:
    """Give people the roles that stand before or beside their names; return the phrases that are left."""
    begins = {name.begin: name for name in names}
    ends = {name.last: name for name in names}
    return [phrase for phrase in phrases if not _beside(words, begins, ends, phrase)]


def _beside(words: Words, begins: dict[int, Name], ends: dict[int, Name], phrase: Phrase) -> bool:
    """Join a phrase to the name that it explains; tell whether it is thereby done with."""
    after = begins.get(phrase.last + 1) if phrase.role else None
    if after and words.joined(phrase.last) and _personal(after):
        _give(words, after, phrase, phrase.last)
        return True
    after = begins.get(phrase.tail + 1)
    if after and _personal(after) and words.gaps[phrase.tail] in _COMMAS:
        if phrase.role and (phrase.determiner or phrase.names):
            _give(words, after, phrase, phrase.tail)
            after.apposition = (phrase.first, phrase.tail)
            return True
        if after.last > after.first and GROUP_HEADS.get(phrase.head) in ("group", "armed_group"):
            after.kind = "person"  # "two suspected fighters, A and B, …"
    start = phrase.first - 1 if phrase.determiner else phrase.first
    before = ends.get(start - 1)
    if before and _personal(before) and words.gaps[start - 1] in _COMMAS:
        if phrase.role:
            _give(words, before, phrase, phrase.tail)
            before.apposition = (phrase.first, phrase.tail)
            return True
        if phrase.determiner and before.kind is None and GROUP_HEADS.get(phrase.head) == "organization":
            before.kind = "organization"  # "A & B, the law firm that …"
            return True
    return False


def _personal(name: Name) -> bool:
    return not name.adjective and name.known is None and name.kind in (None, "person")


def _give(words: Words, name: Name, phrase: Phrase, last: int) -> None:
    name.kind, name.titled = "person", True
    name.role = name.role or (phrase.first, last)
    for other in phrase.names:
        name.country = name.country or other.country
        other.used = other.kind == "country" and not words.owns[other.last]


def _take_up(words: Words, phrase: Phrase) -> None:
    """Take the names inside a phrase for what they are there: whose troops, which body's official."""
    for name in phrase.names:
        if name.kind == "country":
            name.used = not words.owns[name.last]
        elif phrase.head in GOVERNING and name.kind is None and not name.adjective:
            name.titled = True  # only a person has an administration
        elif phrase.head in NAMELESS and name.kind not in (None, "person") and name.last < phrase.last:
            name.within = (phrase.first, phrase.last)
        elif _is_members(phrase, name):
            name.within = (phrase.first, phrase.last)  # "Hezbollah fighters" are Hezbollah


def _is_members(phrase: Phrase, name: Name) -> bool:
    return (
        not phrase.role
        and name.kind == "armed_group"
        and GROUP_HEADS[phrase.head] == "armed_group"
        and (name.first, name.last) == (phrase.first, phrase.last - 1)
    )


def _add_full(words: Words, name: Name, registry: Registry) -> None:
    """Add what needs no other name to be understood: known names, bodies, people with all their names."""
    known = name.known
    if name.adjective:
        if name.titled and name.role:
            registry.add_office(name.role, name.country)
    elif known is not None and known.sense is not None:
        if not name.used and (known.sense == "name" or _governs(words, name)):
            registry.add_country(name)
    elif name.kind not in (None, "person"):
        registry.add_body(name)
    elif name.last > name.first:
        registry.add_person(name)


def _governs(words: Words, name: Name) -> bool:
    """Tell whether a capital stands for its government: "Ankara said", "by Baghdad", "Moscow’s part"."""
    if name.placed:
        return False
    if name.known is not None and name.known.sense == "seat":
        return True
    before = words.word[name.first - 1] if name.first else ""
    return name.acts or words.owns[name.last] or before in _TOWARDS_POWERS


def _add_short(words: Words, name: Name, registry: Registry) -> None:
    """Add single words: surnames of people who were named in full, acronyms, names that stand alone."""
    if name.last > name.first or name.known is not None:
        return
    word = words.word[name.first]
    if word in PEOPLE_NOUNS or word in REGIONS:
        if name.acts:
            registry.add_group(name.first, name.last, "group", None, acts=True)
    elif not name.adjective and name.kind in (None, "person"):
        registry.add_single(name, word)


def _add_role(phrase: Phrase, registry: Registry) -> None:
    if phrase.head in OFFICES and (phrase.determiner == "the" or phrase.names):
        registry.add_office((phrase.first, phrase.last), _country(phrase))


def _add_group(phrase: Phrase, registry: Registry) -> None:
    country = _country(phrase)
    if phrase.head in GOVERNING and phrase.first == phrase.last:
        if phrase.determiner == "the":
            registry.add_bare_government(phrase)
    elif (
        phrase.head in GOVERNING
        and country is not None
        and [name.kind for name in phrase.names] == ["country"]
        and phrase.first == phrase.names[0].first
    ):
        registry.add_government(country, phrase.first, phrase.last, acts=phrase.acts)
    elif phrase.names and any(_is_members(phrase, name) for name in phrase.names):
        return
    elif phrase.first == phrase.last:
        registry.add_bare_group(phrase)
    elif phrase.names or phrase.acts or phrase.head not in NEEDS_MODIFIER:
        registry.add_group(phrase.first, phrase.last, GROUP_HEADS[phrase.head], country, acts=phrase.acts)


def _country(phrase: Phrase) -> str | None:
    """Return the country that the names in a phrase belong to, if it is one."""
    if not phrase.names:
        return None
    countries = {name.country for name in phrase.names if name.country}
    return countries.pop() if len(countries) == 1 else None
