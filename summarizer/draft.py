"""What the model fills in: small, flat, short keys. It cites ids; code copies the text.

Sentence ids are the numbers of the numbered sentences of the prompt, counted from 1; quotation ids are "Q1", "Q2", ….
Nothing here is trusted: `summarizer.verification` decides what of it is published.

Lists are bounded in the schema only, where an engine holds the model to it: a small model would otherwise go on until
the token limit, and a longer list is no error.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from summarizer.brief import ActorKind, EventStatus
from summarizer.plover import EventMode, EventType


def _at_most(items: int) -> dict[str, Any]:
    return {"maxItems": items}


class DraftPart(BaseModel):
    """Base of the parts of a draft; keys that were not asked for are ignored, because models add them."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", frozen=True)


class DraftProse(DraftPart):
    """Prose written by the model, and the sentences it rests on."""

    text: str
    sentences: list[int] = Field(alias="s", json_schema_extra=_at_most(4))


class DraftActor(DraftPart):
    """An actor by the fullest name the article uses, its other names there, and what it is."""

    name: str
    also: list[str] = Field(default=[], json_schema_extra=_at_most(3))
    kind: ActorKind
    role: str | None = None
    country: str | None = None


class DraftQuote(DraftPart):
    """Who says a quotation; `speaker` is a name of an actor of the draft or the words of the article."""

    quotation: str = Field(alias="q")
    speaker: str | None = Field(alias="by", default=None)
    cue: str | None = None


class DraftEvent(DraftPart):
    """An event or a move. `what` is best a clause of the article; actors and recipients are names.

    `confidence` is set by code that can tell how sure the type is; a model is not asked for it.
    """

    sentences: list[int] = Field(alias="s", json_schema_extra=_at_most(4))
    what: str
    type: EventType
    mode: EventMode | None = None
    status: EventStatus = "happened"
    actors: list[str] = Field(alias="by", default=[], json_schema_extra=_at_most(3))
    recipients: list[str] = Field(alias="to", default=[], json_schema_extra=_at_most(3))
    where: str | None = Field(alias="at", default=None)
    when: str | None = None
    confidence: SkipJsonSchema[float | None] = Field(default=None, ge=0, le=1, exclude=True)


class Draft(DraftPart):
    """A whole brief as the model drafts it, most important events and moves first."""

    headline: DraftProse
    summary: list[DraftProse] = Field(json_schema_extra=_at_most(3))
    actors: list[DraftActor] = Field(json_schema_extra=_at_most(10))
    quotes: list[DraftQuote] = Field(json_schema_extra=_at_most(30))
    events: list[DraftEvent] = Field(json_schema_extra=_at_most(6))
    moves: list[DraftEvent] = Field(json_schema_extra=_at_most(6))
