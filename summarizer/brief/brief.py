"""The published brief: the contract with everybody who reads or stores one.

Versions are written "major.minor". A minor version only adds keys, so a reader ignores keys that it does not know and
reads every minor version of its major one. What removes a key, or gives a key another meaning or other values, is a
new major version, which a reader refuses.
"""

import re
from typing import Annotated, Self

from pydantic import ValidationInfo, field_validator, model_validator

from summarizer.brief.acts import DiplomaticMove, KeyEvent, link_moves
from summarizer.brief.parts import (
    Actor,
    ArticleInfo,
    Provenance,
    Published,
    Quote,
    Rejected,
    SummarySentence,
    described,
    notebook_html,
)
from summarizer.brief.told import Act

SCHEMA_VERSION = "1.1"
"""What is written. 1.1 added `diplomatic_moves.event`."""
_READABLE = re.compile(r"^1\.[0-9]+$")


def is_readable(version: object) -> bool:
    """Tell whether briefs of this schema version can be read."""
    return isinstance(version, str) and _READABLE.match(version) is not None


class Brief(Published):
    """A typed, grounded brief of one article; the JSON form is described by schemas/brief.schema.json."""

    schema_version: Annotated[
        str,
        described(
            "The version of the schema, major.minor. Read every minor version of a major one that you know, and ignore "
            "keys that you do not know; refuse another major version.",
            SCHEMA_VERSION,
            pattern=_READABLE.pattern,
        ),
    ] = SCHEMA_VERSION
    article: Annotated[ArticleInfo, described("The article that the brief is about.")]
    headline: Annotated[
        str, described("What the article is about, in one line.", "Norway seizes two trawlers")
    ]
    summary: Annotated[list[SummarySentence], described("The summary, sentence by sentence.")]
    key_events: Annotated[list[KeyEvent], described("What happens, the most important first.")]
    actors: Annotated[
        list[Actor], described("Everybody whom acts and quotations name, and others of the article.")
    ]
    quotes: Annotated[list[Quote], described("The quotations, in the order of the article.")]
    diplomatic_moves: Annotated[
        list[DiplomaticMove], described("What political actors do to each other, the most important first.")
    ]
    rejected: Annotated[list[Rejected], described("What the model said and the brief does not say.")]
    provenance: Annotated[
        Provenance, described("By which model, with which prompts and at what cost the brief was made.")
    ]

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return notebook_html(self)

    def counts(self) -> dict[str, int]:
        """Return how many events, moves and quotes it has, by what they are called."""
        return {
            "events": len(self.key_events),
            "moves": len(self.diplomatic_moves),
            "quotes": len(self.quotes),
        }

    def actor(self, actor_id: str) -> Actor:
        """Return the actor of an id, as acts and quotations name it; raises `KeyError` where there is none.

        ```python
        for quote in brief.quotes:
            print(brief.actor(quote.speaker).name if quote.speaker else "nobody named", quote.text)
        ```
        """
        return self._cast()[actor_id]

    def acts(self) -> tuple[Act, ...]:
        """Return events and moves, each act once, in the order of the brief: the events, then the other moves.

        ```python
        for act in brief.acts():
            print(act.type, [actor.name for actor in act.actors], act.evidence[0].text)
        ```
        """
        moves = {move.event: move for move in self.diplomatic_moves if move.event}
        told = [(event, moves.get(event.id)) for event in self.key_events]
        cast = self._cast()
        known = {event.id for event in self.key_events}
        others = [(None, move) for move in self.diplomatic_moves if move.event not in known]
        return tuple(Act.of(event, move, cast, self.quotes) for event, move in (*told, *others))

    def _cast(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @field_validator("schema_version")
    @classmethod
    def _as_held(cls, _: str) -> str:
        """Return the version of what is held: later keys are gone, lacking ones are there."""
        return SCHEMA_VERSION

    @field_validator("diplomatic_moves")
    @classmethod
    def _linked(cls, moves: list[DiplomaticMove], info: ValidationInfo) -> list[DiplomaticMove]:
        """Find the events of moves that say nothing of one, as those of version 1.0."""
        if all("event" in move.model_fields_set for move in moves):
            return moves
        return link_moves(moves, info.data.get("key_events", ()))

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        acts: list[KeyEvent | DiplomaticMove] = [*self.key_events, *self.diplomatic_moves]
        used = {quote.speaker for quote in self.quotes if quote.speaker}
        for act in acts:
            used.update(act.actors, act.recipients)
        if unknown := sorted(used - {actor.id for actor in self.actors}):
            message = f"actor ids without an actor: {', '.join(unknown)}"
            raise ValueError(message)
        named = [move.event for move in self.diplomatic_moves if move.event]
        if lost := sorted(set(named) - {event.id for event in self.key_events}):
            message = f"moves name events that are not there: {', '.join(lost)}"
            raise ValueError(message)
        if len(set(named)) < len(named):
            message = "two moves name the same event"
            raise ValueError(message)
        return self
