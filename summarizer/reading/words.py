"""Classes of English words, from words.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from summarizer.brief import ActorKind

Gender = Literal["female", "male"]


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """Return a class of words."""
    return frozenset(_data()[section][key].split())


@cache
def noun_kinds() -> Mapping[str, ActorKind]:
    """Return the kind of actor that each noun for people and bodies heads."""
    kinds: dict[str, ActorKind] = {}
    for kind in get_args(ActorKind):
        for word in _data()["kinds"].get(kind, "").split():
            kinds.setdefault(word, kind)
    return kinds


def weights(table: str) -> Mapping[str, float]:
    """Read the weights of signs: "same_sentence=1.8 person=-0.6"."""
    pairs = (entry.split("=") for entry in table.split())
    return {name.replace("_", " "): float(weight) for name, weight in pairs}


def gender_of(titles: list[str], name: list[str]) -> Gender | None:
    """Return the gender that titles and roles tell, else a first name; words in lower case."""
    for word in titles:
        if word in words("gender", "female"):
            return "female"
        if word in words("gender", "male"):
            return "male"
    for word in name[:-1] or name:
        if word in words("gender", "female_names"):
            return "female"
        if word in words("gender", "male_names"):
            return "male"
    return None
