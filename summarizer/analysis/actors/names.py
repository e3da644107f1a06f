"""Names compared: folded, without titles and articles, by surname, acronym and country."""

from collections.abc import Callable, Sequence

from summarizer.analysis.actors.countries import country_in, country_word
from summarizer.analysis.actors.groups import GOVERNING
from summarizer.analysis.actors.known import key_of
from summarizer.analysis.actors.titles import is_role_word
from summarizer.analysis.entities import FoundActor

_ARTICLES = frozenset(("the", "a", "an"))
_FOLDING = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', ".": None, ",": None, "(": None, ")": None})
_ARABIC = ("al-", "el-", "as-", "ad-", "an-", "ar-", "az-", "ez-", "ul-")
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "de", "la", "le", "da", "del", "bin", "ibn", "al", "el", "di", "du", "dos")
)
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "to"))


def fold_name(name: str) -> str:
    """Return a name as names are compared: case folded, quotes plain, stops, commas and brackets left out."""
    return " ".join(name.translate(_FOLDING).casefold().split())


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


def resolve_name(name: str, actors: Sequence[FoundActor]) -> int | None:
    """Return the index of the actor that `name` means, as a model or a clause words it.

    Compared are, in this order, the whole name, its country or known body, acronym, people's names, roles,
    and the head of a phrase. None when no actor fits, or two fit equally well.
    """
    words = tuple(part for part in _plain(name).split() if part not in _ARTICLES)
    if not words:
        return None
    wanted = _Wanted(name, words)
    for fits in _RULES:
        found = [index for index, actor in enumerate(actors) if fits(wanted, actor)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


class _Wanted:
    """A name to be resolved, taken apart once."""

    __slots__ = ("acronym", "country", "governs", "initials", "key", "plain", "tail", "words")

    def __init__(self, name: str, words: tuple[str, ...]) -> None:
        given = name.split()
        while given and given[0].lower() in _ARTICLES:
            given = given[1:]
        bare = " ".join(given).strip(" .,;:\"'“”‘’")
        self.words = words
        self.plain = " ".join(words)
        found = country_word(bare)
        self.governs = words[-1] in GOVERNING and country_in(name) is not None
        self.country = found.code if found else country_in(name) if self.governs else None
        self.key = key_of(bare)
        self.acronym = bare.replace(".", "") if bare.isupper() else None
        self.initials = initials(bare) if len(words) > 1 else None
        start = 0
        while start < len(given) - 1 and (
            is_role_word(given[start].rstrip(".")) or country_word(given[start])
        ):
            start += 1
        self.tail = tuple(_plain(" ".join(given[start:])).split())


def _plain(name: str) -> str:
    folded = fold_name(name).strip(" \"'`;:!?")
    return folded.removesuffix("'s").removesuffix("'")


def _own(actor: FoundActor) -> tuple[str, ...]:
    return tuple(part for part in _plain(actor.name).split() if part not in _ARTICLES)


def _same_name(wanted: _Wanted, actor: FoundActor) -> bool:
    return wanted.words == _own(actor)


def _same_country(wanted: _Wanted, actor: FoundActor) -> bool:
    return wanted.country is not None and actor.kind == "country" and actor.country == wanted.country


def _same_body(wanted: _Wanted, actor: FoundActor) -> bool:
    return (
        wanted.key is not None
        and actor.kind not in ("country", "person")
        and key_of(actor.name) == wanted.key
    )


def _same_acronym(wanted: _Wanted, actor: FoundActor) -> bool:
    if actor.kind in ("person", "country"):
        return False
    if wanted.acronym is not None and len(wanted.acronym) > 1:
        return initials(actor.name) == wanted.acronym
    return wanted.initials is not None and len(wanted.initials) > 1 and actor.name == wanted.initials


def _same_person(wanted: _Wanted, actor: FoundActor) -> bool:
    if actor.kind != "person" or not wanted.tail:
        return False
    own = _own(actor)
    if len(wanted.tail) == 1:
        return wanted.tail[0] in (*surname_keys(own), own[0])
    if len(own) == 1:
        return own[0] in surname_keys(wanted.tail)
    return bool({*surname_keys(own)} & {*surname_keys(wanted.tail)}) and (
        own[0] == wanted.tail[0] or set(wanted.tail) <= set(own) or set(own) <= set(wanted.tail)
    )


def _same_role(wanted: _Wanted, actor: FoundActor) -> bool:
    if actor.role is None:
        return False
    role = [part for part in _plain(actor.role).split() if part not in _SMALL]
    asked = [part for part in wanted.words if part not in _SMALL]
    code = country_in(" ".join(wanted.words).title())
    known = set(role) | {
        part for part in asked if code is not None and code == actor.country and country_in(part.title())
    }
    return bool(asked) and asked[-1] in role and set(asked) <= known


def _same_phrase(wanted: _Wanted, actor: FoundActor) -> bool:
    own = _own(actor)
    if actor.kind == "person" or not own or own[-1] != wanted.words[-1]:
        return False
    return set(own) <= set(wanted.words) or set(wanted.words) <= set(own)


_RULES: tuple[Callable[[_Wanted, FoundActor], bool], ...] = (
    _same_name,
    _same_country,
    _same_body,
    _same_acronym,
    _same_person,
    _same_role,
    _same_phrase,
)
