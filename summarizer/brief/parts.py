"""The parts of a brief that are no acts: the article, actors, quotations, what was refused, how it was made."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

ActorKind = Literal["person", "country", "government", "armed_group", "igo", "organization", "media", "group"]
QuoteKind = Literal["full", "partial"]

ActorId = Annotated[str, Field(pattern=r"^A[1-9][0-9]*$")]
Count = Annotated[int, Field(ge=0)]


class Published(BaseModel):
    """Base of every part of a brief: immutable; keys that a later minor version added are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Evidence(Published):
    """Where the article says so: `article.text[start:end] == text`, always; offsets are code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: str


Evidences = Annotated[list[Evidence], Field(min_length=1)]


class ArticleInfo(Published):
    """Which article the brief is about; `characters` and `sentences` count what was read."""

    id: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    language: str
    characters: Count
    sentences: Count


class SummarySentence(Published):
    """One sentence of the summary and what it rests on."""

    text: str
    evidence: Evidences


class Mention(Published):
    """One place where the article names an actor."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: str


class Actor(Published):
    """Somebody who acts, is acted upon or speaks; `name` and `role` are words of the article.

    `country` is an ISO 3166-1 alpha-3 code.
    """

    id: ActorId
    name: str
    kind: ActorKind
    role: str | None
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None
    mentions: Annotated[list[Mention], Field(min_length=1)]


class When(Published):
    """A time as the article words it, and the first and last day it means, where that can be told."""

    text: str
    start: date | None
    end: date | None


class Casualties(Published):
    """People killed, wounded and so on, as numbers; `evidence` holds the words. A bound ("at least seven") counts
    as its number."""

    killed: Count | None = None
    wounded: Count | None = None
    missing: Count | None = None
    displaced: Count | None = None
    detained: Count | None = None
    evidence: Evidences


class Quote(Published):
    """Words that the article puts in quotation marks: `text` is what stands between the marks, verbatim.

    `speaker_text` is the speaker as written where the words are attributed ("he", "a State Department official");
    `speaker` is the actor this means, where one is known. `cue` is the attributing verb or phrase.
    """

    id: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")]
    text: str
    kind: QuoteKind
    speaker: ActorId | None
    speaker_text: str | None
    cue: str | None
    evidence: Evidences


class Rejected(Published):
    """Something the model said and the brief does not say, with the reason."""

    field: str
    value: str
    reason: str


class Tokens(Published):
    """Tokens over all attempts, failed ones included; `cached` is the part of `prompt` that was read from a cache."""

    prompt: Count
    cached: Count
    completion: Count


class Provenance(Published):
    """How the brief was made. `cost_usd` is None where the profile knows no prices."""

    model: str
    endpoint: str
    strategy: Literal["one_pass", "stepwise"]
    prompt: str
    requests: Count
    tokens: Tokens
    cost_usd: float | None
    seconds: float
    from_cache: bool
    created: datetime
