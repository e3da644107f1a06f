"""Countries by the words that stand for them: names, demonyms, capitals and seats of government."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

CountrySense = Literal["name", "demonym", "capital", "seat"]

_COLUMNS: tuple[CountrySense, ...] = ("name", "name", "demonym", "capital", "seat")
# "Polish" has no plural and "Chinese" is its own; the rest of the demonyms take an s ("Iraqis", "Americans").
_NO_PLURAL = ("s", "sh", "ch", "ese", "z", "men", "man", "US", ".")


@dataclass(frozen=True, slots=True)
class CountryWord:
    """What a word says of a country: `code` is ISO 3166-1 alpha-3 (XKX for Kosovo, which has none)."""

    code: str
    sense: CountrySense


def country_of(words: str) -> str | None:
    """Return the alpha-3 code of the country that a name, demonym, capital or seat of government stands for.

    Case counts ("US" is a country, "us" is not), capitals throughout are read too. None for words that stand
    for no country or for several ("Georgia", "Congo", "Korea").
    """
    found = country_word(words)
    return found.code if found else None


def country_word(words: str) -> CountryWord | None:
    """Return the country that `words` stand for and in which sense, or None."""
    table = _table()
    found = table.get(words)
    if found is None:
        tidy = _tidy(words)
        found = table.get(tidy) or (_capitals().get(tidy) if tidy.isupper() and len(tidy) > 3 else None)
    return found


@cache
def _rows() -> tuple[list[str], ...]:
    data = files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    return tuple(line.split("\t") for line in data.splitlines()[1:])


@cache
def _table() -> dict[str, CountryWord]:
    table: dict[str, CountryWord] = {}
    for code, *cells in _rows():
        for sense, cell in zip(_COLUMNS, cells, strict=True):
            for words in filter(None, cell.split("; ")):
                entry = CountryWord(code, sense)
                for form in (words, words.replace("’", "'")):
                    table.setdefault(form, entry)
                    if sense == "demonym" and not form.endswith(_NO_PLURAL):
                        table.setdefault(form + "s", entry)
    return table


@cache
def _capitals() -> dict[str, CountryWord]:
    return {words.upper(): entry for words, entry in _table().items()}


def _tidy(words: str) -> str:
    words = " ".join(words.replace("’", "'").split())
    words = words.removesuffix("'s").removesuffix("'")
    for article in ("the ", "The ", "THE "):
        words = words.removeprefix(article)
    return words
