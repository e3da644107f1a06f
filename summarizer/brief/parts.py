"""The parts of a brief that are no acts: the article, actors, quotations, what was refused, how it was made."""

from datetime import date, datetime
from pkgutil import resolve_name
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ActorKind = Literal["person", "country", "government", "armed_group", "igo", "organization", "media", "group"]
QuoteKind = Literal["full", "partial"]
Strategy = Literal["one_pass", "stepwise"]

ActorId = Annotated[str, Field(pattern=r"^A[1-9][0-9]*$")]


def described(description: str, example: Any = None, **rules: Any) -> Any:
    """Return what the schema says of a property: what it holds, an example, and the rules for its values.

    Of what holds other parts of a brief the schema makes the example of theirs.
    """
    return Field(description=description, examples=None if example is None else [example], **rules)


class Published(BaseModel):
    """Base of every part of a brief: immutable; keys that a later minor version added are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Evidence(Published):
    """Where the article says so: `article.text[start:end] == text`, always; offsets are code points."""

    start: Annotated[int, described("First code point of the passage, counted from 0.", 0, ge=0)]
    end: Annotated[int, described("The code point behind its last.", 27, ge=1)]
    text: Annotated[
        str, described("What stands there, character for character.", "Norway seized two trawlers.")
    ]


Evidences = Annotated[
    list[Evidence],
    described("The passages of the article that say so.", min_length=1),
]


class ArticleInfo(Published):
    """Which article the brief is about; `characters` and `sentences` count what was read."""

    id: Annotated[
        str,
        described(
            "`sha256:` and the digest of the text: what offsets count in.",
            "sha256:e7745c600cde205266114008a59e0a075ac79d3a137d17d081a2bc2baeca44bc",
            pattern=r"^sha256:[0-9a-f]{64}$",
        ),
    ]
    title: Annotated[str | None, described("Title, as given with the article.", "Trawler row deepens")]
    source: Annotated[str | None, described("Who published it.", "The Northern Post")]
    url: Annotated[str | None, described("Its address.", "https://example.org/trawlers")]
    published: Annotated[
        date | None, described("The day it was published; times are resolved against it.", "2024-03-09")
    ]
    language: Annotated[
        str,
        described("Language of the text, a BCP 47 tag; und where it was detected and nobody can tell.", "en"),
    ]
    language_sure: Annotated[
        float | None,
        described(
            "Probability that a detected language is right; null where the source of the article told it.",
            0.98,
            ge=0,
            le=1,
        ),
    ] = None
    characters: Annotated[int, described("Code points of the text.", 644, ge=0)]
    sentences: Annotated[int, described("Sentences that the text was cut into.", 7, ge=0)]


class SummarySentence(Published):
    """One sentence of the summary and what it rests on."""

    text: Annotated[str, described("The sentence.", "Norway seized two Icelandic trawlers.")]
    evidence: Evidences


class Mention(Published):
    """One place where the article names an actor."""

    start: Annotated[int, described("First code point of the name, counted from 0.", 0, ge=0)]
    end: Annotated[int, described("The code point behind its last.", 6, ge=1)]
    text: Annotated[str, described("The name as it stands there.", "Norway")]


class Actor(Published):
    """Somebody who acts, is acted upon or speaks; `name` and `role` are words of the article."""

    id: Annotated[ActorId, described("Its id in this brief, as acts and quotations name it.", "A1")]
    name: Annotated[str, described("Its name, the fullest that the article has.", "Kari Lund")]
    kind: Annotated[ActorKind, described("What it is.", "person")]
    role: Annotated[str | None, described("Its office or part, in words of the article.", "Prime Minister")]
    country: Annotated[
        Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None,
        described("The country it belongs to, as an ISO 3166-1 alpha-3 code.", "NOR"),
    ]
    mentions: Annotated[
        list[Mention],
        described("Where the article names it.", min_length=1),
    ]


class When(Published):
    """A time as the article words it, and the first and last day it means, where that can be told."""

    text: Annotated[str, described("The time in words of the article.", "on Thursday")]
    start: Annotated[date | None, described("The first day that is meant.", "2024-03-07")]
    end: Annotated[date | None, described("The last day that is meant.", "2024-03-07")]


class Casualties(Published):
    """People killed, wounded and so on. A bound ("at least seven") counts as its number."""

    killed: Annotated[int | None, described("How many were killed.", 0, ge=0)] = None
    wounded: Annotated[int | None, described("How many were wounded.", 4, ge=0)] = None
    missing: Annotated[int | None, described("How many are missing.", 1, ge=0)] = None
    displaced: Annotated[int | None, described("How many had to leave their homes.", 70000, ge=0)] = None
    detained: Annotated[int | None, described("How many were detained.", 22, ge=0)] = None
    evidence: Evidences


class Quote(Published):
    """Words that the article puts in quotation marks."""

    id: Annotated[str, described("Its id in this brief.", "Q1", pattern=r"^Q[1-9][0-9]*$")]
    text: Annotated[
        str,
        described("What stands between the marks, character for character.", "Talks are the only way out."),
    ]
    kind: Annotated[QuoteKind, described("Whether it is whole speech or a few words in a sentence.", "full")]
    speaker: Annotated[
        ActorId | None, described("The actor who says it; null where that is not known.", "A3")
    ]
    speaker_text: Annotated[
        str | None, described("The speaker as written where the words are attributed.", "she")
    ]
    cue: Annotated[str | None, described("The attributing verb or phrase.", "told reporters")]
    evidence: Evidences


class Rejected(Published):
    """Something the model said and the brief does not say, with the reason."""

    field: Annotated[str, described("Where in the brief it would have stood.", "key_events.actors")]
    value: Annotated[str, described("What the model said.", "Denmark")]
    reason: Annotated[str, described("Why the brief does not say it.", "the article does not name it")]


class Tokens(Published):
    """Tokens over all attempts, failed ones included."""

    prompt: Annotated[int, described("Tokens that were read.", 12345, ge=0)]
    cached: Annotated[int, described("The part of `prompt` that was read from a cache.", 10007, ge=0)]
    completion: Annotated[int, described("Tokens that were written.", 678, ge=0)]


class Provenance(Published):
    """How the brief was made."""

    model: Annotated[str, described("The model that drafted.", "qwen2.5-coder-1.5b-instruct")]
    endpoint: Annotated[str, described("Where it answered: a host, or `embedded`.", "embedded")]
    strategy: Annotated[Strategy, described("How it was asked.", "stepwise")]
    prompt: Annotated[str, described("The prompts, name@hash.", "stepwise@0123456789ab")]
    requests: Annotated[int, described("Requests that were sent.", 41, ge=0)]
    tokens: Annotated[Tokens, described("What was read and written.")]
    cost_usd: Annotated[
        float | None, described("What it cost in US dollars; null where no prices are known.", 0.0012)
    ]
    seconds: Annotated[float, described("How long it took.", 42.04)]
    from_cache: Annotated[bool, described("Whether it was made before and kept.", False)]
    created: Annotated[datetime, described("When it was made.", "2024-03-09T12:00:00Z")]


def notebook_html(brief: Published) -> str:
    """Return what a notebook shows of a brief.

    The renderer is found by its name when a notebook asks: what is published knows nothing of how it is shown.
    """
    html: str = resolve_name("summarizer.render.notebook:render_notebook")(brief)
    return html
