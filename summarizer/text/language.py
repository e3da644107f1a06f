"""The language of an article: as given, else detected."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
"""The BCP 47 tag of a language that nobody can tell."""

_SAMPLE = 2_000  # characters of the beginning that are looked at
_LEAST_SURE = 0.35
_FEWEST_WORDS = 20  # of fewer words the common ones say nothing
# An English text has one of these among seven words, any other language hardly one in fifty.
_COMMON = (" the ", " and ", " of ", " that ", " with ", " from ", " by ", " has ", " have ", " were ")
_ENGLISH_SHARE = 0.06
# Bytes of a character in UTF-8: 1.0 to 1.1 in Latin letters, 1.8 in Cyrillic, Greek and Arabic, 3 in Chinese.
_LATIN = 1.5


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag; `sure` is the probability of one that was detected, None for one that was given.

    `read_as` is the ISO 639 code by whose rules the text is read: another one where it is plain that the given one is
    not the text's.
    """

    tag: str
    sure: float | None
    read_as: str


def language_of(text: str, given: str | None) -> Language:
    """Return the language of a text; `given` is what its source says, if it says anything."""
    if given:
        code = given.partition("-")[0].lower()
        return Language(
            given, None, _detected(text[:_SAMPLE])[0] if code == "en" and not is_english(text) else code
        )
    code, sure = _detected(text[:_SAMPLE])
    return Language(code, sure, code)


@lru_cache(maxsize=16)
def _detected(sample: str) -> tuple[str, float]:
    words = len(sample.split())
    if words >= _FEWEST_WORDS and _english_share(sample) >= _ENGLISH_SHARE:
        return "en", 0.99  # as sure as function words are, and the library need not be loaded
    code, sure = _identifier().classify(sample)
    return (
        (str(code), round(float(sure), 2)) if sure >= _LEAST_SURE else (UNDETERMINED, round(float(sure), 2))
    )


@lru_cache(maxsize=8)
def is_english(text: str) -> bool:
    """Tell whether the text may be English; a text too short to tell is taken for English."""
    sample = text[:_SAMPLE]
    if len(sample.encode(errors="replace")) > _LATIN * len(sample):
        return False
    return len(sample.split()) < _FEWEST_WORDS or _english_share(sample) >= _ENGLISH_SHARE / 1.5


def _english_share(sample: str) -> float:
    words = sample.casefold().split()
    joined = " ".join(words)
    return sum(map(joined.count, _COMMON)) / max(len(words), 1)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
