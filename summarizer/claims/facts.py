"""Facts that are either so or not, and what one claim says of another."""

from typing import Any, ClassVar, Generic, Self, TypeVar

from summarizer.brief import Published
from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded

Target = TypeVar("Target")


class Stated(Grounded):
    """Whether something is so, with the sentences that say it; what no sentence tells is left out, never False."""

    fills: ClassVar[str] = "true or false where a cited sentence says so, null where none does"

    value: bool
    evidence: Evidences

    @classmethod
    def draft_type(cls) -> Any:
        """Return a truth value."""
        return bool

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the truth value with the cited sentences; refuses one without a sentence."""
        if not cited.sentences:
            raise Ungrounded("cites no sentence of the article")
        return cls(value=drafted, evidence=cited.evidence_for(""))


class Reference(Published, Generic[Target]):
    """Another claim of the same brief: `id` is that claim's. The model gives its number in its list, counted from 1."""

    id: str
