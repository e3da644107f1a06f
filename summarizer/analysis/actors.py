"""Actors found by rule: names and noun phrases, unified, most important first."""

from collections.abc import Sequence

from summarizer.analysis.entities import FoundActor
from summarizer.analysis.grammar import PEOPLE_NOUNS, REGIONS
from summarizer.analysis.groups import GOVERNING, GROUP_HEADS, NEEDS_MODIFIER
from summarizer.analysis.naming import Name, find_names
from summarizer.analysis.phrases import Phrase, find_phrases
from summarizer.analysis.registry import Registry
from summarizer.analysis.spans import Sentence
from summarizer.analysis.titles import NAMELESS, OFFICES
from summarizer.analysis.words import Words

_COMMAS = frozenset((", ", ",\n", " – ", " — ", " - "))
# A capital after these is the government that sits there; after other words it is a place unless it acts.
_TOWARDS_POWERS = frozenset(
    ("by", "with", "against", "between", "told", "urged", "accused", "warned", "pressed")
)


def find_actors(text: str, sentences: Sequence[Sentence]) -> tuple[FoundActor, ...]:
    """Return the actors of the text, most important first: by how often and how early they are named and act."""
    words = Words(text)
    names = find_names(words, [sentence.start for sentence in sentences])
    phrases = _attach_roles(words, names, find_phrases(words, names))
    registry = Registry(words)
    for phrase in phrases:
        _take_modifiers(words, phrase)
    for name in names:
        _add_full(words, name, registry)
    registry.index_people()
    for name in names:
        _add_short(words, name, registry)
    registry.settle_singles()
    for phrase in phrases:
        if phrase.role:
            _add_role(words, phrase, registry)
        else:
            _add_group(words, phrase, registry)
    registry.settle_groups()
    return registry.ranked()


def _attach_roles(words: Words, names: list[Name], phrases: list[Phrase]) -> list[Phrase]:
    """Give people the roles that stand before or beside their names; return the phrases that are left."""
    starts = {name.first: name for name in names}
    ends = {name.last: name for name in names}
    return [phrase for phrase in phrases if not (phrase.role and _beside(words, starts, ends, phrase))]


def _beside(words: Words, starts: dict[int, Name], ends: dict[int, Name], phrase: Phrase) -> bool:
    after = starts.get(phrase.last + 1)
    if after and words.joined(phrase.last) and _personal(after):
        _give(after, phrase, phrase.last)
        return True
    after = starts.get(phrase.tail + 1)
    if (
        after
        and (phrase.determiner or phrase.names)
        and _personal(after)
        and words.gap(phrase.tail) in _COMMAS
    ):
        _give(after, phrase, phrase.tail)
        after.apposition = (phrase.first, phrase.tail)
        return True
    start = phrase.first - 1 if phrase.determiner else phrase.first
    before = ends.get(start - 1)
    if before and words.gap(start - 1) in _COMMAS and _personal(before):
        _give(before, phrase, phrase.tail)
        before.apposition = (phrase.first, phrase.tail)
        return True
    return False


def _personal(name: Name) -> bool:
    return not name.adjective and name.known is None and name.kind in (None, "person")


def _give(name: Name, phrase: Phrase, last: int) -> None:
    name.kind, name.titled, name.office = "person", True, phrase.head
    name.role = name.role or (phrase.first, last)
    countries = {other.country for other in phrase.names if other.country}
    if name.country is None and len(countries) == 1:
        name.country = countries.pop()
    for other in phrase.names:
        other.used = other.country is not None


def _take_modifiers(words: Words, phrase: Phrase) -> None:
    """Countries inside a phrase say whose troops or ministers are meant; they are not named once more by it."""
    for name in phrase.names:
        if name.kind == "country" and not words.owns[name.last]:
            name.used = True


def _add_full(words: Words, name: Name, registry: Registry) -> None:
    """Add what needs no other name to be understood: known names, bodies, people with all their names."""
    known = name.known
    if name.adjective:
        if name.titled and name.role:
            registry.add_office(name)
        return
    if known is not None and known.sense is not None:
        if known.sense == "name" and not name.used:
            registry.add_country(name)
        elif known.sense in ("capital", "seat") and not name.used and (name.used or _governs(words, name)):
            registry.add_metonym(name)
    elif known is not None:
        registry.add_body(name, known.kind, known.key)
    elif name.kind is not None and name.kind != "person":
        registry.add_body(name, name.kind, None)
    elif name.last > name.first:
        registry.add_person(name)


def _governs(words: Words, name: Name) -> bool:
    """Tell whether a capital stands for its government: "Ankara said", "by Baghdad", "Washington’s complicity"."""
    if name.known is not None and name.known.sense == "seat":
        return not name.placed
    if name.placed:
        return False
    before = words.word[name.first - 1] if name.first else ""
    return name.acts or words.owns[name.last] or before in _TOWARDS_POWERS


def _add_short(words: Words, name: Name, registry: Registry) -> None:
    """Add single words: surnames of people who were named in full, acronyms, names that stand alone."""
    if name.last > name.first or name.known is not None:
        return
    word = words.word[name.first]
    if word in PEOPLE_NOUNS or word in REGIONS:
        if name.acts:
            registry.add_group(word, name.first, name.last, "group", None, acts=True)
    elif not name.adjective and name.kind in (None, "person"):
        registry.add_single(name, word)


def _add_role(words: Words, phrase: Phrase, registry: Registry) -> None:
    bodies = [name for name in phrase.names if name.known is not None or name.kind not in (None, "person")]
    if phrase.head in NAMELESS:
        for name in bodies:
            if name.kind not in (None, "country") and not name.adjective:
                registry.widen(name, phrase.first, phrase.last)
        return
    if phrase.head in OFFICES and (phrase.determiner == "the" or phrase.names):
        countries = {name.country for name in phrase.names if name.country}
        country = countries.pop() if len(countries) == 1 else None
        registry.add_office_phrase(phrase, country)


def _add_group(words: Words, phrase: Phrase, registry: Registry) -> None:
    countries = {name.country for name in phrase.names if name.country}
    country = countries.pop() if len(countries) == 1 else None
    kind = GROUP_HEADS[phrase.head]
    alone = phrase.first == phrase.last
    if phrase.head in GOVERNING:
        whole = len(phrase.names) == 1 and phrase.first == phrase.names[0].first
        if country is not None and whole and phrase.names[0].kind == "country":
            registry.add_government(country, phrase.first, phrase.last, acts=phrase.acts)
            return
        if alone:
            if phrase.determiner == "the":
                registry.add_bare_government(phrase)
            return
    if alone:
        registry.add_bare_group(phrase, kind)
    elif phrase.names or phrase.acts or phrase.head not in NEEDS_MODIFIER:
        name = words.text[words.start[phrase.first] : words.end[phrase.last]]
        registry.add_group(name, phrase.first, phrase.last, kind, country, acts=phrase.acts)
