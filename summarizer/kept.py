"""A brief as it was kept: JSON, until somebody asks for the object."""

from dataclasses import dataclass

from summarizer.brief import Brief


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """The JSON of a brief: to hand it on as it is takes a small part of the time that reading it takes.

    Whoever makes one vouches that it can be read.
    """

    json: bytes

    def read(self) -> Brief:
        """Return the brief."""
        return Brief.model_validate_json(self.json)


def read(brief: Brief | KeptBrief) -> Brief:
    """Return the brief itself, whichever way it comes."""
    return brief.read() if isinstance(brief, KeptBrief) else brief


def written(brief: Brief | KeptBrief) -> bytes:
    """Return the JSON of a brief, whichever way it comes."""
    return brief.json if isinstance(brief, KeptBrief) else brief.model_dump_json().encode()
