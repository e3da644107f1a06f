"""Proper names that are known before an article is read: countries, bodies, armed groups, newspapers."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.analysis.actors.countries import CountrySense, all_country_words
from summarizer.brief import ActorKind


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name and whom it means; all names of one actor share a `key`, and only countries have a `sense`."""

    words: tuple[str, ...]
    key: str
    kind: ActorKind
    country: str | None
    sense: CountrySense | None


@cache
def known_names() -> dict[str, tuple[KnownName, ...]]:
    """Return all known names by their first word, longer names first."""
    found: dict[str, dict[tuple[str, ...], KnownName]] = {}
    for name in (*_from_file(), *_from_countries()):
        found.setdefault(name.words[0], {}).setdefault(name.words, name)
    return {first: tuple(sorted(names.values(), key=_longest_first)) for first, names in found.items()}


# Names that several places share, and the words beside which one country is meant.
_SHARED = {
    "Georgia": ("GEO", frozenset(("Georgian", "Georgians", "Tbilisi"))),
    "Congo": ("COD", frozenset(("Kinshasa", "DRC", "Kabila", "Tshisekedi"))),
}


def shared_names(vocabulary: Set[str]) -> dict[str, KnownName]:
    """Return the countries that shared names mean among the words of an article, as far as these tell."""
    return {
        word: KnownName((word,), code, "country", code, "name")
        for word, (code, beside) in _SHARED.items()
        if not beside.isdisjoint(vocabulary)
    }


def key_of(name: str) -> str | None:
    """Return the key of a known body by one of its names ("Isis" and "Daesh" share one)."""
    return _keys().get(name)


@cache
def _keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    data = files(__package__).joinpath("known_names.tsv").read_text(encoding="utf-8")
    for line in data.splitlines()[1:]:
        forms = line.split("\t")[2].split("; ")
        for form in forms:
            keys.setdefault(form, forms[0])
    return keys


def _longest_first(name: KnownName) -> int:
    return -len(name.words)


def _from_file() -> list[KnownName]:
    names = []
    data = files(__package__).joinpath("known_names.tsv").read_text(encoding="utf-8")
    for line in data.splitlines()[1:]:
        kind, country, forms = line.split("\t")
        key = forms.split("; ")[0]
        for form in forms.split("; "):
            names.append(KnownName(_parts(form), key, kind, country or None, None))  # type: ignore[arg-type]
    return names


def _from_countries() -> list[KnownName]:
    return [
        KnownName(_parts(words), entry.code, "country", entry.code, entry.sense)
        for words, entry in all_country_words().items()
        if "," not in words
    ]


def _parts(form: str) -> tuple[str, ...]:
    # Words as `Words` cuts them: "People’s" is "People" with a possessive.
    return tuple(word.removesuffix("’s").removesuffix("’").removesuffix("'s") for word in form.split())
