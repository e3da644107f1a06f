"""Names that are known for what they are: countries, from countries.tsv, and bodies of all sorts, from names.tsv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from summarizer.brief import ActorKind

CountrySense = Literal["name", "demonym", "capital", "seat"]

_COLUMNS: tuple[CountrySense, ...] = ("name", "name", "demonym", "capital", "seat")
# "Polish" has no plural and "Chinese" is its own; the rest of the demonyms take an s ("Iraqis", "Americans").
_NO_PLURAL = ("s", "sh", "ch", "ese", "z", "men", "man", "US", ".")
_ACRONYM = 3  # letters: a longer word in capitals throughout is one that is written so


@dataclass(frozen=True, slots=True)
class CountryWord:
    """What a word says of a country: `code` is ISO 3166-1 alpha-3 (XKX for Kosovo, which has none)."""

    code: str
    sense: CountrySense


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a name is; `name` is its fullest form, the same for all of them."""

    name: str
    kind: ActorKind
    country: str | None


def state(words: str) -> CountryWord | None:
    """Return the country that words stand for and in which sense, or None: "US" is a country, "us" is not.

    None as well for words that stand for several ("Georgia", "Congo", "Korea").
    """
    name = tidy(words)
    return _countries().get(name.upper() if name.isupper() and len(name) > _ACRONYM else name)


def known_name(words: str) -> KnownName | None:
    """Return what a name is known for, or None; case counts, a leading article does not."""
    return _names().get(tidy(words))


def tidy(words: str) -> str:
    """Return a name without article and genitive, on one line."""
    plain = " ".join(words.replace("’", "'").split())
    for article in ("the ", "The ", "THE "):
        plain = plain.removeprefix(article)
    return plain.removesuffix("'s").removesuffix("'").strip()


def _rows(file: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(file).read_text(encoding="utf-8").replace("’", "'")
    yield from (line.split("\t") for line in text.splitlines()[1:])


@cache
def _countries() -> Mapping[str, CountryWord]:
    table: dict[str, CountryWord] = {}
    for code, *cells in _rows("countries.tsv"):
        for sense, cell in zip(_COLUMNS, cells, strict=True):
            for form in filter(None, cell.split("; ")):
                table.setdefault(form, CountryWord(code, sense))
                if sense == "demonym" and not form.endswith(_NO_PLURAL):
                    table.setdefault(form + "s", table[form])
    return {form.upper(): word for form, word in table.items() if len(form) > _ACRONYM} | table


@cache
def _names() -> Mapping[str, KnownName]:
    table: dict[str, KnownName] = {}
    for kind, country, actors in _rows("names.tsv"):
        for actor in actors.split(" | "):
            names = actor.split("; ")
            for name in names:
                table.setdefault(name, KnownName(names[0], cast("ActorKind", kind), country or None))
    return table
