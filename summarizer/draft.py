"""What the model fills in: small, flat, short keys. It cites ids; code copies the text.

Sentence ids are the numbers of the numbered sentences of the prompt, counted from 1; quotation ids are "Q1", "Q2", ….
Nothing here is trusted: `summarizer.verification` decides what of it is published.

Lists are bounded in the schema only, where an engine holds the model to it: a small model would otherwise go on until
the token limit, and a longer list is no error. `draft_of` bounds them by what an article of so many sentences holds.
"""

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import SkipJsonSchema

from summarizer.brief import ActorKind, EventStatus, QuoteKind
from summarizer.plover import EventMode, EventType

TollKind = Literal["killed", "wounded", "missing", "displaced", "detained"]

Place = tuple[int, int]
"""Begin and end of a stretch of the article, as code-point offsets."""


def _at_most(items: int) -> dict[str, Any]:
    return {"maxItems": items}


class DraftPart(BaseModel):
    """Base of the parts of a draft; keys that were not asked for are ignored, because models add them."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", frozen=True)


class DraftProse(DraftPart):
    """Prose written by the model, and the sentences it rests on."""

    text: str
    sentences: list[int] = Field(alias="s", json_schema_extra=_at_most(8))


class DraftActor(DraftPart):
    """An actor: its names in the article, the fullest first, and what it is.

    `mentions` are places of the article that name it, as offsets, where code knows them; a model is not asked for them.
    """

    names: list[str] = Field(json_schema_extra=_at_most(8))
    kind: ActorKind
    role: str | None = None
    country: str | None = None
    mentions: SkipJsonSchema[tuple[Place, ...]] = Field(default=(), exclude=True)

    @property
    def name(self) -> str:
        """Return the fullest name; empty where the model gave none."""
        return self.names[0] if self.names else ""


class DraftQuote(DraftPart):
    """A quotation that is speech or writing, and whose.

    `speaker` is a name of an actor of the draft or the words of the article. The other fields are set by code that
    knows them: how much of the speech it holds, and the places that name the speaker and say that he speaks.
    """

    quotation: str = Field(alias="q")
    speaker: str | None = Field(alias="by", default=None)
    kind: SkipJsonSchema[QuoteKind | None] = Field(default=None, exclude=True)
    speaker_place: SkipJsonSchema[Place | None] = Field(default=None, exclude=True)
    cue_place: SkipJsonSchema[Place | None] = Field(default=None, exclude=True)


class DraftAct(DraftPart):
    """What events and moves have in common. `what` is best a clause of the article; actors and recipients are names.

    A key that strict schemas demand costs tokens even where it says nothing; an item of a list does not. So a mode, and
    a status other than "happened", share the list `qualifiers`.

    A model is not asked for the last two: `confidence` is set by code that can tell how sure the type is, `doubt` by a
    second look that found that the sentences do not bear the act out, and says why.
    """

    sentences: list[int] = Field(alias="s", json_schema_extra=_at_most(8))
    what: str
    type: EventType
    qualifiers: list[EventMode | EventStatus] = Field(alias="as", default=[], json_schema_extra=_at_most(2))
    actors: list[str] = Field(alias="by", default=[], json_schema_extra=_at_most(8))
    recipients: list[str] = Field(alias="to", default=[], json_schema_extra=_at_most(8))
    when: str | None = None
    confidence: SkipJsonSchema[float | None] = Field(default=None, ge=0, le=1, exclude=True)
    doubt: SkipJsonSchema[str | None] = Field(default=None, exclude=True)

    @property
    def mode(self) -> EventMode | None:
        """Return the mode, None where none is given."""
        return next((one for one in self.qualifiers if isinstance(one, EventMode)), None)

    @property
    def status(self) -> EventStatus:
        """Return the status; what is not said to be otherwise happened."""
        return next((one for one in self.qualifiers if not isinstance(one, EventMode)), "happened")


class DraftToll(DraftPart):
    """How many people an event killed, wounded and so on, and the words of the article that count them."""

    kind: TollKind = Field(alias="is")
    count: int = Field(alias="n")
    words: str = Field(alias="in")


class DraftEvent(DraftAct):
    """Something that happened, is going on or is firmly planned, where, and what it cost.

    `move` tells that it is a diplomatic move as well, which the draft need not tell again.
    """

    where: str | None = Field(alias="at", default=None)
    toll: list[DraftToll] = []
    move: bool = False


class DraftMove(DraftAct):
    """What one political actor says or does to another; it is published without a place."""


class Draft(DraftPart):
    """A whole brief as the model drafts it, most important events and moves first."""

    headline: DraftProse
    summary: list[DraftProse] = Field(json_schema_extra=_at_most(4))
    actors: list[DraftActor]
    quotes: list[DraftQuote]
    events: list[DraftEvent]
    moves: list[DraftMove]


# The largest numbers of sentences of three sizes of articles, and how many events, and as many moves, these can hold.
_SIZES = ((12, 12), (30, 24), (0, 40))


def draft_of(sentences: int) -> type[Draft]:
    """Return the draft with its lists bounded by what an article of so many sentences holds."""
    most = next(most for last, most in _SIZES if sentences <= last or not last)
    return _bounded(most)


@cache
def _bounded(most: int) -> type[Draft]:
    bounds = {"actors": 2 * most, "quotes": 3 * most, "events": most, "moves": most}
    fields: dict[str, Any] = {
        name: (Draft.model_fields[name].annotation, Field(json_schema_extra=_at_most(items)))
        for name, items in bounds.items()
    }
    return create_model("Draft", __base__=Draft, __doc__=Draft.__doc__, **fields)
