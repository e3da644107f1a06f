"""Actors and attributions as rules find them in the text."""

from dataclasses import dataclass
from typing import Literal

from summarizer.brief import ActorKind
from summarizer.text.spans import Quotation, Span

QuotationKind = Literal["full", "partial", "scare"]


@dataclass(frozen=True, slots=True, order=True)
class KindQuotation(Quotation):
    """A quotation of an English text and what it holds.

    `full` is a clause of speech, `partial` a fragment that is attributed to somebody, `scare` a word set apart (a
    title, a nickname, distance).
    """

    kind: QuotationKind


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor with every place that names it, in order of the text; `name` is its fullest form there.

    `mentions` hold names and noun phrases ("Obama", "the US president"), never pronouns. `country` is ISO 3166-1
    alpha-3.
    """

    name: str
    kind: ActorKind
    role: str | None
    country: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation: the words that name the speaker, the attributing words, the actor this means.

    `speaker` is None where the text names nobody the rules could find. `actor` indexes the actors of the analysis.
    `certain` is False where the rules had to guess; `candidates` are then the actors that a model may choose from.
    """

    quotation: str
    speaker: Span | None
    cue: Span | None
    actor: int | None
    certain: bool
    candidates: tuple[int, ...] = ()
