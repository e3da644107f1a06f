"""English words cut to a length where a phrase ends."""

from summarizer.text.lines import shortened
from summarizer.text.unpaired_marks import unpaired_marks

# A quotation of which no more than this is left says nothing.
_LEAST_QUOTED = 40
# What is left of words that lose their end must say something too.
_LEAST = 25
_LOOSE = " ,;:–—-"
# Articles, conjunctions and prepositions: words that a phrase goes on from.
_LEADING_ON = frozenset(
    " a an the and or but nor of in on at to for from by with without into onto over under after before during until "
    "since as than that which who whose whom if unless while because although when where between among against "
    "about towards toward through its his her their our my your this these those".split(" ")
)


def whole_phrase(words: str, most: int) -> str:
    """Return the words cut to a length where a phrase ends, with no quotation mark that lacks its partner."""
    kept = _with_paired_marks(shortened(words, most))
    return kept if kept == words else without_loose_end(kept)


def without_loose_end(words: str) -> str:
    """Return the words without the articles, conjunctions and prepositions that they end in."""
    parts = words.split(" ")
    left = len(parts)
    while left > 1 and parts[left - 1].casefold().strip(_LOOSE) in _LEADING_ON:
        left -= 1
    return " ".join(parts[:left]).rstrip(_LOOSE)


def breaks_off(words: str) -> bool:
    """Tell whether the words end where a phrase goes on, or inside a quotation."""
    return without_loose_end(words) != words or bool(unpaired_marks(words))


def _with_paired_marks(words: str) -> str:
    for mark in reversed(unpaired_marks(words)):
        behind = words[mark.end :]
        if mark.opens and mark.start >= _LEAST and 0 < len(behind.strip()) < _LEAST_QUOTED:
            words = words[: mark.start].rstrip()
        else:
            words = words[: mark.start] + behind
    return words.strip()
