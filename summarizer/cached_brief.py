"""A brief as it was kept: JSON, until somebody asks for the object."""

from dataclasses import dataclass

from summarizer.brief import Brief


@dataclass(frozen=True, slots=True)
class CachedBrief:
    """The JSON of a brief: to hand it on as it is takes a small part of the time that reading it takes.

    Whoever makes one vouches that it can be read.
    """

    json: bytes

    def read(self) -> Brief:
        """Return the brief."""
        return Brief.model_validate_json(self.json)


def as_brief(brief: Brief | CachedBrief) -> Brief:
    """Return the brief itself, whichever way it comes."""
    return brief.read() if isinstance(brief, CachedBrief) else brief


def as_json(brief: Brief | CachedBrief) -> bytes:
    """Return the JSON of a brief, whichever way it comes."""
    return brief.json if isinstance(brief, CachedBrief) else brief.model_dump_json().encode()
