"""Whether a text is English: the rules for what is speech, and whose, know no other language."""

from functools import lru_cache

_SAMPLE = 800  # characters of the beginning that are looked at
_FEWEST_WORDS = 20  # of fewer words nothing can be said
# An English text has one of these among seven words, any other language hardly one in fifty.
_COMMON = (" the ", " and ", " of ", " that ", " with ", " from ", " by ", " has ", " have ", " were ")
_LEAST_SHARE = 0.04
# Bytes of a character in UTF-8: 1.0 to 1.1 in Latin letters, 1.8 in Cyrillic, Greek and Arabic, 3 in Chinese.
_LATIN = 1.5


# Quotations and their speakers ask of the same article, one after the other.
@lru_cache(maxsize=8)
def is_english(text: str) -> bool:
    """Tell whether the text may be English; a text too short to tell is taken for English."""
    sample = text[:_SAMPLE]
    if len(sample.encode(errors="replace")) > _LATIN * len(sample):
        return False
    words = sample.casefold().split()
    return len(words) < _FEWEST_WORDS or sum(map(" ".join(words).count, _COMMON)) >= _LEAST_SHARE * len(words)
