"""Words of the article, verbatim: whatever else a user wants marked in the text."""

from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded


class Words(Grounded):
    """Words as a cited sentence has them: `evidence` is their place."""

    fills: ClassVar[str] = "words of a cited sentence, copied"

    text: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the words; refuses what no cited sentence has."""
        place = cited.place_of(drafted)
        return cls(text=cited.text_of(place), evidence=cited.evidence_at(place))
