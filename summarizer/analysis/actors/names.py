"""Names compared: folded, without titles and articles, by surname, acronym and country."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from summarizer.analysis.actors.countries import country_in, country_word
from summarizer.analysis.actors.groups import GOVERNING
from summarizer.analysis.actors.known import key_of
from summarizer.analysis.actors.titles import is_role_word
from summarizer.analysis.entities import FoundActor
from summarizer.text.letters import composed

_ARTICLES = frozenset(("the", "a", "an"))
_FOLDING = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', ".": None, ",": None, "(": None, ")": None})
_ARABIC = ("al-", "el-", "as-", "ad-", "an-", "ar-", "az-", "ez-", "ul-")
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "de", "la", "le", "da", "del", "bin", "ibn", "al", "el", "di", "du", "dos")
)
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "to"))


def fold_name(name: str) -> str:
    """Return a name as names are compared: case folded, quotes plain, stops, commas and brackets left out."""
    return _kept_fold(name) if len(name) <= _LONGEST_KEPT else _fold(name)


def _fold(name: str) -> str:
    return " ".join(composed(name).translate(_FOLDING).casefold().split())


# The same names come again and again, in one article and in the next; a giant one is not worth its memory.
_LONGEST_KEPT = 60
_kept_fold = lru_cache(maxsize=4096)(_fold)


def surname_keys(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the folded forms of a surname: "al-assad" and "assad"; "leyen" and "von der leyen"."""
    last = parts[-1]
    keys = [last, last[3:]] if last.startswith(_ARABIC) else [last]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in _PARTICLES:
        start -= 1
    if start < len(parts) - 1:
        keys.append(" ".join(parts[start:]))
    return tuple(keys)


def initials(name: str) -> str:
    """Return the first capitals of a name: "Islamic State of Iraq and the Levant" is ISIL."""
    return "".join(part[0] for part in name.replace("-", " ").split() if part[0].isupper())


class NamedActors:
    """The actors of a text by their names, each taken apart once."""

    def __init__(self, actors: Sequence[FoundActor]) -> None:
        self._actors = [_Known(actor) for actor in actors]
        self._by_words: dict[tuple[str, ...], list[int]] = {}
        for index, actor in enumerate(self._actors):
            self._by_words.setdefault(actor.words, []).append(index)
        self._resolved: dict[str, int | None] = {}
        self._indices: dict[_Rule, dict[str, list[int]]] = {}

    def resolve(self, name: str) -> int | None:
        """Return the index of the actor that `name` means, as a model or a clause words it.

        Compared are, in this order, the whole name, its country or known body, acronym, people's names, roles,
        and the head of a phrase. None when no actor fits, or two fit equally well.
        """
        # A draft names one actor under several headings.
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> int | None:
        words = _own_words(name)
        if not words:
            return None
        found = self._by_words.get(words)
        if not found:
            wanted = _Wanted(name, words)
            for rule in _RULES:
                found = self._found(rule, wanted)
                if found:
                    break
        return found[0] if found and len(found) == 1 else None

    def _found(self, rule: "_Rule", wanted: "_Wanted") -> list[int]:
        """Return the actors that a rule finds: a text has many, and few share a key with the name."""
        index = self._indices.get(rule)
        if index is None:
            index = self._indices[rule] = {}
            for number, actor in enumerate(self._actors):
                for key in rule.keys(actor):
                    index.setdefault(key, []).append(number)
        near = {number for key in rule.asked(wanted) for number in index.get(key, ())}
        return [number for number in near if rule.fits(wanted, self._actors[number])]


class _Known:
    """An actor with its name taken apart, as far as somebody asks."""

    def __init__(self, actor: FoundActor) -> None:
        self.kind, self.country, self.name, self._role = actor.kind, actor.country, actor.name, actor.role
        self.words = _own_words(actor.name)

    @cached_property
    def key(self) -> str | None:
        return key_of(self.name)

    @cached_property
    def initials(self) -> str:
        return initials(self.name)

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        return surname_keys(self.words)

    @cached_property
    def role(self) -> frozenset[str]:
        """The words of the role, empty where it has none."""
        return frozenset(_plain(self._role or "").split()) - _SMALL


class _Wanted:
    """A name to be resolved, taken apart once."""

    def __init__(self, name: str, words: tuple[str, ...]) -> None:
        given = name.split()
        while given and given[0].lower() in _ARTICLES:
            given = given[1:]
        bare = " ".join(given).strip(" .,;:\"'“”‘’")
        self.words = words
        found = country_word(bare)
        governs = words[-1] in GOVERNING and country_in(name) is not None
        self.country = found.code if found else country_in(name) if governs else None
        self.key = key_of(bare)
        self.acronym = bare.replace(".", "") if bare.isupper() else None
        self.initials = initials(bare) if len(words) > 1 else None
        start = 0
        while start < len(given) - 1 and (
            is_role_word(given[start].rstrip(".")) or country_word(given[start])
        ):
            start += 1
        self.tail = tuple(_plain(" ".join(given[start:])).split())

    @cached_property
    def office(self) -> list[str]:
        """The words that a role must have."""
        return [part for part in self.words if part not in _SMALL]

    @cached_property
    def office_country(self) -> str | None:
        """The country whose office is meant."""
        return country_in(" ".join(self.words).title())


def _plain(name: str) -> str:
    folded = fold_name(name).strip(" \"'`;:!?")
    return folded.removesuffix("'s").removesuffix("'")


def _own_words(name: str) -> tuple[str, ...]:
    return _kept_words(name) if len(name) <= _LONGEST_KEPT else _read_words(name)


def _read_words(name: str) -> tuple[str, ...]:
    return tuple(part for part in _plain(name).split() if part not in _ARTICLES)


_kept_words = lru_cache(maxsize=4096)(_read_words)


def _is_body(actor: _Known) -> bool:
    return actor.kind not in ("country", "person")


def _same_country(wanted: _Wanted, actor: _Known) -> bool:
    return wanted.country is not None and actor.kind == "country" and actor.country == wanted.country


def _same_body(wanted: _Wanted, actor: _Known) -> bool:
    return wanted.key is not None and _is_body(actor) and actor.key == wanted.key


def _same_acronym(wanted: _Wanted, actor: _Known) -> bool:
    if not _is_body(actor):
        return False
    if wanted.acronym is not None and len(wanted.acronym) > 1:
        return actor.initials == wanted.acronym
    return wanted.initials is not None and len(wanted.initials) > 1 and actor.name == wanted.initials


def _same_person(wanted: _Wanted, actor: _Known) -> bool:
    own, tail = actor.words, wanted.tail
    if actor.kind != "person" or not own or not tail:
        return False
    if len(tail) == 1:
        return tail[0] == own[0] or tail[0] in actor.surnames
    if len(own) == 1:
        return own[0] in surname_keys(tail)
    return not set(actor.surnames).isdisjoint(surname_keys(tail)) and (
        own[0] == tail[0] or set(tail) <= set(own) or set(own) <= set(tail)
    )


def _same_role(wanted: _Wanted, actor: _Known) -> bool:
    asked = wanted.office
    if not asked or asked[-1] not in actor.role:
        return False
    code = wanted.office_country
    of_country = code is not None and code == actor.country
    return all(part in actor.role or (of_country and country_in(part.title())) for part in asked)


def _same_phrase(wanted: _Wanted, actor: _Known) -> bool:
    own = actor.words
    if actor.kind == "person" or not own or own[-1] != wanted.words[-1]:
        return False
    return set(own) <= set(wanted.words) or set(wanted.words) <= set(own)


class _Rule(NamedTuple):
    """A way in which a name means an actor: only actors of whose `keys` it asks for one are asked whether it `fits`."""

    fits: Callable[[_Wanted, _Known], bool]
    keys: Callable[[_Known], Iterable[str]]
    asked: Callable[[_Wanted], Iterable[str]]


def _given(key: str | None) -> tuple[str, ...]:
    return () if key is None else (key,)


_RULES = (
    _Rule(_same_country, lambda actor: _given(actor.country), lambda wanted: _given(wanted.country)),
    _Rule(
        _same_body,
        lambda actor: _given(actor.key) if _is_body(actor) else (),
        lambda wanted: _given(wanted.key),
    ),
    _Rule(
        _same_acronym,
        lambda actor: {actor.initials, actor.name} if _is_body(actor) else (),
        lambda wanted: _given(wanted.acronym or wanted.initials),
    ),
    _Rule(
        _same_person,
        lambda actor: {actor.words[0], *actor.surnames} if actor.kind == "person" and actor.words else (),
        lambda wanted: {wanted.tail[0], *surname_keys(wanted.tail)} if wanted.tail else (),
    ),
    _Rule(_same_role, lambda actor: actor.role, lambda wanted: wanted.office[-1:]),
    _Rule(_same_phrase, lambda actor: actor.words[-1:], lambda wanted: wanted.words[-1:]),
)
