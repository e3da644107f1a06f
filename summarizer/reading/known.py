"""Names that are known for what they are: organisations, armed groups, media, bodies of states; from names.tsv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from summarizer.brief import ActorKind
from summarizer.reading.countries import CountryWord, country_word


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a name is; `name` is its fullest form, the same for all of them."""

    name: str
    kind: ActorKind
    country: str | None


@cache
def _known() -> Mapping[str, KnownName]:
    table: dict[str, KnownName] = {}
    for line in files(__package__).joinpath("names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, country, actors = line.split("\t")
        for actor in actors.replace("’", "'").split(" | "):
            names = actor.split("; ")
            known = KnownName(names[0], cast("ActorKind", kind), country or None)
            table.update({name: known for name in names if name not in table})
    return table


def known_name(words: str) -> KnownName | None:
    """Return what a name is known for, or None; case counts, a leading article does not."""
    return _known().get(tidy(words))


def state(words: str) -> CountryWord | None:
    """Return the country that words stand for and in which sense, or None."""
    return country_word(tidy(words))


def tidy(words: str) -> str:
    """Return a name without article and genitive, on one line."""
    plain = " ".join(words.replace("’", "'").split())
    for article in ("the ", "The ", "THE "):
        plain = plain.removeprefix(article)
    return plain.removesuffix("'s").removesuffix("'").strip()
