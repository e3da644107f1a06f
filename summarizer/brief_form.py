"""What a brief holds where it is not the built-in one: known here by what settings, cache and batch need of it."""

from abc import ABC, abstractmethod
from typing import Any, TypeAlias

from summarizer.brief import Brief, GroundedBrief

AnyBrief: TypeAlias = Brief | GroundedBrief
"""The built-in brief, or one of a user's own form."""


class BriefForm(ABC):
    """The form of a user's own brief; `summarizer.claims` makes them."""

    @property
    @abstractmethod
    def name(self) -> str:
        """Return what the form is called."""

    @property
    @abstractmethod
    def digest(self) -> str:
        """Return twelve hexadecimal digits that change with whatever of the form decides what a brief holds."""

    @abstractmethod
    def read(self, data: bytes) -> Any:
        """Return the brief that was written as JSON; raises pydantic's `ValidationError`."""


def read_brief(data: bytes, form: BriefForm | None) -> AnyBrief:
    """Return the brief that was written as JSON, of the form, or the built-in one."""
    if form is None:
        return Brief.model_validate_json(data)
    brief: GroundedBrief = form.read(data)
    return brief
