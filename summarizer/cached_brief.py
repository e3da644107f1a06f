"""A brief as it was kept: JSON, until somebody asks for the object."""

from dataclasses import dataclass

from summarizer.brief_form import AnyBrief, BriefForm, read_brief


@dataclass(frozen=True, slots=True)
class CachedBrief:
    """The JSON of a brief: to hand it on as it is takes a small part of the time that reading it takes.

    Whoever makes one vouches that it can be read.
    """

    json: bytes
    form: BriefForm | None = None

    def read(self) -> AnyBrief:
        """Return the brief."""
        return read_brief(self.json, self.form)


def as_brief(brief: AnyBrief | CachedBrief) -> AnyBrief:
    """Return the brief itself, whichever way it comes."""
    return brief.read() if isinstance(brief, CachedBrief) else brief


def as_json(brief: AnyBrief | CachedBrief) -> bytes:
    """Return the JSON of a brief, whichever way it comes."""
    return brief.json if isinstance(brief, CachedBrief) else brief.model_dump_json().encode()
