"""What the model fills in: small, flat, short keys. It cites ids; code copies the text.

Sentence ids are the numbers of the numbered sentences of the prompt, counted from 1; quotation ids are "Q1", "Q2", ….
Nothing here is trusted: `summarizer.verification` decides what of it is published.
"""

from pydantic import BaseModel, ConfigDict, Field

from summarizer.brief import ActorKind, EventStatus
from summarizer.plover import EventMode, EventType


class DraftPart(BaseModel):
    """Base of the parts of a draft; keys that were not asked for are ignored, because models add them."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", frozen=True)


class DraftProse(DraftPart):
    """Prose written by the model, and the sentences it rests on."""

    text: str
    sentences: list[int] = Field(alias="s")


class DraftActor(DraftPart):
    """An actor by the fullest name the article uses, its other names there, and what it is."""

    name: str
    also: list[str] = []
    kind: ActorKind
    role: str | None = None
    country: str | None = None


class DraftQuote(DraftPart):
    """Who says a quotation; `speaker` is a name of an actor of the draft or the words of the article."""

    quotation: str = Field(alias="q")
    speaker: str | None = Field(alias="by", default=None)
    cue: str | None = None


class DraftEvent(DraftPart):
    """An event or a move. `what` is best a clause of the article; actors and recipients are names."""

    sentences: list[int] = Field(alias="s")
    what: str
    type: EventType
    mode: EventMode | None = None
    status: EventStatus = "happened"
    actors: list[str] = Field(alias="by", default=[])
    recipients: list[str] = Field(alias="to", default=[])
    where: str | None = Field(alias="at", default=None)
    when: str | None = None
    confidence: float | None = Field(
        default=None, ge=0, le=1, exclude=True, json_schema_extra={"internal": True}
    )


class Draft(DraftPart):
    """A whole brief as the model drafts it, most important events and moves first."""

    headline: DraftProse
    summary: list[DraftProse]
    actors: list[DraftActor]
    quotes: list[DraftQuote]
    events: list[DraftEvent]
    moves: list[DraftEvent]
