"""The word classes of lexicon.txt, which sits beside this module."""

from functools import cache
from importlib.resources import files
from typing import cast

from summarizer.brief import ActorKind


@cache
def _sections() -> dict[str, frozenset[str]]:
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in files(__package__).joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return {name: frozenset(words) for name, words in sections.items()}


def lexicon(section: str) -> frozenset[str]:
    """Return the words of a section; a section that is not there is a mistake in our own code (KeyError)."""
    return _sections()[section]


def kinds(prefix: str) -> dict[str, ActorKind]:
    """Return the words of the sections "`prefix` <kind of actor>" with their kinds."""
    found: dict[str, ActorKind] = {}
    for name, words in _sections().items():
        first, _, kind = name.partition(" ")
        if first == prefix:
            found.update(dict.fromkeys(words, cast("ActorKind", kind)))
    return found


@cache
def first_names() -> frozenset[str]:
    """Return given names of people from many countries, as newspapers in English write them."""
    return frozenset(files(__package__).joinpath("first_names.txt").read_text(encoding="utf-8").split())
