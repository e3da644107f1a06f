"""Prose: the model's own words, published only where every number and name in them stands in the article."""

from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.text.lines import one_line, shortened
from summarizer.verification.claims import Prose as DraftedProse
from summarizer.verification.rules import MAX_PROSE, check_prose


class Prose(Grounded):
    """A sentence in the model's words, or the article's own sentence where these break a rule of prose."""

    fills: ClassVar[str] = "a sentence of your own, with no number or name that the cited sentences lack"

    text: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the sentence; refuses prose that breaks a rule. `fall_back` then gives the article's own words."""
        numbers = [sentence.id for sentence in cited.sentences]
        failed = check_prose(DraftedProse("", drafted, numbers), cited.document)
        if failed:
            raise Ungrounded(failed.reason)
        return cls(text=one_line(drafted), evidence=cited.evidence_of_all())

    @classmethod
    def fall_back(cls, cited: Cited) -> Self:
        """Return the first cited sentence in place of prose that was refused."""
        words = cited.text_of(cited.sentences[0])
        return cls(text=shortened(one_line(words), MAX_PROSE), evidence=cited.evidence_of_all())
