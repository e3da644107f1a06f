"""Words of the article: those between its quotation marks, cited by id and copied by code, and any others."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.claims.names import Name
from summarizer.text.spans import Quotation as QuotedSpan


class DraftQuotation(BaseModel):
    """A quotation by its id in the request, and the name of who says it."""

    quotation: str = Field(alias="q")
    speaker: str | None = Field(alias="by", default=None)


class Quotation(Grounded):
    """Words that the article puts in quotation marks, verbatim, and who says them, where it names somebody."""

    fills: ClassVar[str] = (
        "a listed quotation: `q` its id, `by` the name of the speaker, or the article's words for one without a name "
        "(never a pronoun; null where the article does not say)"
    )

    text: str
    speaker: Name | None
    evidence: Evidences

    @classmethod
    def draft_type(cls) -> Any:
        """Return the id with the speaker."""
        return DraftQuotation

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the words between the marks; refuses an id that the article has not, and a speaker that it has not."""
        found = quoted(drafted.quotation, cited)
        speaker = Name.ground(drafted.speaker, cited) if drafted.speaker else None
        return cls(text=cited.text_of(found), speaker=speaker, evidence=cited.evidence_at(found))


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


def quoted(number: str, cited: Cited) -> QuotedSpan:
    """Return what stands between the marks of the quotation with this id; refuses one that the article has not."""
    found = next((one for one in cited.document.quotations if one.id == number), None)
    if found is None:
        raise Ungrounded("there is no such quotation")
    return found
