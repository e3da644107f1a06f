"""Whether a short text says what a longer one says, as far as words can show."""

import re

_WORD = re.compile(r"[^\W_]+")
_STEM = 4
# Words that a shortening may add without adding a statement.
_SMALL = frozenset(
    "a an the of in on at to for from by with and or as is are be was were has have its his her their over after amid "
    "into out up off who that than but not no will it".split()
)
# Words that turn or weaken a statement; a text that has lost one says something else.
_TURNING = re.compile(
    r"\b(?:not|no|never|without|den(?:y|ies|ied)|refus\w+|reject\w+|alleg\w+|accus\w+|suspect\w+|reported|"
    r"reportedly|claim\w*|could|may|might|would|if|unless|until|fail\w*|stop\w*|likely|possibl[ey]|threaten\w*|warn\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 3


def keeps_the_meaning(short: str, long: str) -> bool:
    """Tell whether every word of the short text comes from the long one and no word that turns its meaning is lost."""
    words = _WORD.findall(short.casefold())
    if len(words) < _LEAST_WORDS or len(short) >= len(long):
        return False
    stems = {word[:_STEM] for word in _WORD.findall(long.casefold())}
    if any(word not in _SMALL and word[:_STEM] not in stems for word in words):
        return False
    return _turns(long) <= _turns(short)


def _turns(text: str) -> frozenset[str]:
    return frozenset(match.group().casefold()[:_STEM] for match in _TURNING.finditer(text))
