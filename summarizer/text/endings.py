"""Whether two words are forms of one word, as far as the endings of a language tell.

The endings (endings.tsv: a language, the letters that its stems have at least, and by the ending of the base form those
of its other forms) were counted over
dictionaries of word forms: the most common ones of capitalised words, without those that derive another word
("Iranian"). Of forms drawn at random they tell .95 to .99 in Slavic and Germanic languages, .9 in Hungarian, Estonian
and Finnish. The dictionaries themselves would take seconds to load.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from summarizer.text.countries import names_of_countries
from summarizer.text.folding import fold

_LONGEST_ENDING = 7
_LEAST_WORD = 3


def has_endings(language: str) -> bool:
    """Tell whether the endings of a language (its ISO 639 code) are known."""
    return language in _tables()


@cache
def least_stem(language: str) -> int:
    """Return how many letters the forms of one word have in common at least."""
    return int(_tables()[language][0]) if language in _tables() else 1


@lru_cache(maxsize=4096)
def are_forms(one: str, other: str, language: str) -> bool:
    """Tell whether two folded words are forms of one word of the language; short words are not.

    The names of two countries never are, however alike ("Niger", "Nigeria").
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _LEAST_WORD:
        return False
    bases = _bases(language)
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    for cut in range(shared, least_stem(language) - 1, -1):
        if max(len(one), len(other)) - cut > _LONGEST_ENDING:
            return False
        if not bases.get(one[cut:], _NONE).isdisjoint(bases.get(other[cut:], _NONE)):
            countries = names_of_countries(language)
            return not (one in countries and other in countries and countries[one] != countries[other])
    return False


_NONE: frozenset[str] = frozenset()


@cache
def _tables() -> Mapping[str, tuple[str, str]]:
    data = files(__package__).joinpath("endings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines())
    return {language: (stem, endings) for language, stem, endings in rows}


@cache
def _bases(language: str) -> Mapping[str, frozenset[str]]:
    """Return for every ending those of the base forms that it may stand for."""
    bases: dict[str, set[str]] = {}
    for entry in fold(_tables()[language][1]).split(";") if language in _tables() else ():
        base, _, forms = entry.partition(":")
        for form in (base, *forms.split(",")):
            bases.setdefault(form, set()).add(base)
    return {form: frozenset(known) for form, known in bases.items()}
