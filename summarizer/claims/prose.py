"""Prose: the model's own words, published only where every number and name in them stands in the article."""

import re
from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.claims.rules import MAX_PROSE, WORDING_RULES, Rule, objection_to
from summarizer.text.lines import one_line, shortened

_WORD = re.compile(r"\w+")
_LIKENESS = 0.6


class Prose(Grounded):
    """A sentence in the model's words, or the article's own sentence where these break a rule of prose."""

    fills: ClassVar[str] = "a sentence of your own, with no number or name that the cited sentences lack"
    rules: ClassVar[tuple[Rule, ...]] = WORDING_RULES
    """What words of the model's own must pass, beside the rules for any words."""

    text: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the sentence; refuses prose that breaks a rule. `fall_back` then gives the article's own words."""
        if reason := objection_to(drafted, cited, cls.rules):
            raise Ungrounded(reason)
        return cls(text=one_line(drafted), evidence=cited.evidence_for(drafted))

    @classmethod
    def fall_back(cls, cited: Cited) -> Self:
        """Return the first cited sentence in place of prose that was refused."""
        words = as_prose(cited.text_of(cited.sentences[0]))
        return cls(text=words, evidence=cited.evidence_for(words))


def is_alike(one: str, other: str) -> bool:
    """Tell whether two pieces of prose say mostly the same words."""
    left, right = (frozenset(_WORD.findall(text.casefold())) for text in (one, other))
    return one == other or len(left & right) >= _LIKENESS * len(left | right) > 0


def as_prose(words: str) -> str:
    """Return words of the article on one line, as much of them as prose may have."""
    return shortened(one_line(words), MAX_PROSE)
