"""The bases of a user's own brief: `Claim` for what the article says, `GroundedBrief` for the whole."""

from typing import Annotated

from pydantic import ConfigDict, Field

from summarizer.brief.parts import ArticleInfo, Evidences, Provenance, Published, Rejected, notebook_html


class Claim(Published):
    """Something that the article says: it cites sentences, and what its fields promise has been checked.

    Derive from it, with a docstring that says what to look for and fields of the types of `summarizer.claims`. A field
    that may be missing is `X | None = None`; a claim whose other fields cannot be verified is rejected.
    """

    id: Annotated[str, Field(description="The name of the field that holds the claim, and its number there.")]
    evidence: Evidences


class GroundedBrief(Published):
    """A brief of a user's own form: derive from it, with a docstring that says what the brief is for.

    Its fields are lists of claims and of values, single ones that may be missing, and `Prose`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    form: Annotated[str, Field(description="The name of the form, as its author called the class.")]
    article: ArticleInfo
    rejected: list[Rejected]
    provenance: Provenance

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return notebook_html(self)

    def counts(self) -> dict[str, int]:
        """Return how many entries each of its lists has, by the name of the field."""
        held = {**dict(self), **(self.model_extra or {})}
        return {name: len(one) for name, one in held.items() if name != "rejected" and isinstance(one, list)}


class StoredGroundedBrief(GroundedBrief):
    """A brief of a form whose class is not at hand: it is read as JSON, and holds the form's fields as that."""

    model_config = ConfigDict(frozen=True, extra="allow")
