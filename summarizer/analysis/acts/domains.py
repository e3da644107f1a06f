"""Articles in which words of violence are figures of speech (a match) or name no deed (a disaster), by their words.

Both tests are meant to miss rather than to misjudge: they read the stems that the ranking of candidates counts anyway.
"""

from collections.abc import Mapping
from typing import Literal

Domain = Literal["sport", "disaster"]

# Stems of six letters at most, as `candidates` cuts them: of words that only sport uses, and of some it often does.
_SPORT = frozenset(
    "footba soccer goalke midfie refere wicket inning cricke rugby tennis halfti header striker scorer scored tourna "
    "champi fixtur playof olympi medall semifi knocko".split()
)
_SPORTY = frozenset(
    "match matche game games goal goals penalt league season coach player team teams squad final finals stadiu medal "
    "kickof defeat winner scorel".split()
)
_DISASTER = frozenset(
    "earthq quake quakes tremor afters magnit tsunam hurric typhoo cyclon tornad floods floodi landsl mudsli avalan "
    "wildfi volcan richte epicen".split()
)
_LEAST_WORDS = 4
_LEAST_SHARE = 0.25


def domain_of(spread: Mapping[str, int], sentences: int) -> Domain | None:
    """Return what an article of this many sentences is about, given in how many of them each stem stands."""
    if _stands_out(_DISASTER, spread, sentences) and _distinct(_DISASTER, spread) >= 2:
        return "disaster"
    sport = _distinct(_SPORT, spread)
    if sport and sport + _distinct(_SPORTY, spread) >= _LEAST_WORDS:
        return "sport" if _stands_out(_SPORT | _SPORTY, spread, sentences) else None
    return None


def _distinct(stems: frozenset[str], spread: Mapping[str, int]) -> int:
    return sum(stem in spread for stem in stems)


def _stands_out(stems: frozenset[str], spread: Mapping[str, int], sentences: int) -> bool:
    return sum(spread.get(stem, 0) for stem in stems) >= _LEAST_SHARE * sentences
