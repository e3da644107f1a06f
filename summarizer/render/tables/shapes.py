"""The tables and their columns: what is written, what it means and where it comes from, in one place.

`schemas/tables.md` is made of this.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from summarizer.brief import Actor, ArticleInfo, Casualties, DiplomaticMove, Evidence, KeyEvent, Mention
from summarizer.plover import quad_class_of, score_of
from summarizer.render.tables.columns import Cell, Column
from summarizer.render.tables.rows import (
    Dyad,
    Member,
    Said,
    Source,
    event_dyads,
    members,
    move_dyads,
    quotations,
)
from summarizer.render.tables.shape import Shape

Act = TypeVar("Act", KeyEvent, DiplomaticMove)


_NAME = "Name, in words of the article."
_SECTOR = "Kind of actor: person, country, government, armed_group, igo, organization, media, group."
_ROLE = "Role, in words of the article."
_COUNTRY = "ISO 3166-1 alpha-3."


class _OfSource(Protocol):
    @property
    def source(self) -> Source: ...


class _Grounded(Protocol):
    @property
    def evidence(self) -> Sequence[Evidence | Mention]: ...


_ARTICLE: tuple[Column[_OfSource], ...] = (
    Column("article_id", "string", "`sha256:` and digest of the text.", lambda r: _article(r).id, True),
    Column("article_title", "string", "Title, as given with the article.", lambda r: _article(r).title),
    Column("article_source", "string", "Who published it.", lambda r: _article(r).source),
    Column("article_url", "string", "Its address.", lambda r: _article(r).url),
    Column("article_published", "date", "When it was published.", lambda r: _article(r).published),
    Column("article_language", "string", "BCP 47 tag.", lambda r: _article(r).language),
    Column(
        "brief_name",
        "string",
        "The id that a batch gave the article, or the file of the brief.",
        lambda r: r.source.name,
    ),
    Column(
        "brief_id", "string", "This coding: article, model, prompt and time.", lambda r: r.source.id, True
    ),
    Column("model", "string", "The model that drafted.", lambda r: r.source.brief.provenance.model),
    Column("prompt", "string", "Its prompts, name@hash.", lambda r: r.source.brief.provenance.prompt),
)


def _article(row: _OfSource) -> ArticleInfo:
    return row.source.brief.article


def _grounds(what: str) -> tuple[Column[_Grounded], ...]:
    return (
        Column(
            f"{what}_start",
            "integer",
            "First code point of the first passage, counted from 0.",
            lambda r: r.evidence[0].start,
            True,
        ),
        Column(
            f"{what}_end", "integer", "The code point behind its last.", lambda r: r.evidence[0].end, True
        ),
        Column(f"{what}_text", "string", "The first passage: text[start:end].", lambda r: r.evidence[0].text),
        Column(
            f"{what}_offsets",
            "string",
            "Every passage as start:end, separated by blanks.",
            lambda r: " ".join(f"{piece.start}:{piece.end}" for piece in r.evidence),
            True,
        ),
    )


def _party(side: str, who: Callable[[Any], Actor | None]) -> tuple[Column[_OfSource], ...]:
    def of(read: Callable[[Actor], Cell]) -> Callable[[_OfSource], Cell]:
        def cell(row: _OfSource) -> Cell:
            actor = who(row)
            return None if actor is None else read(actor)

        return cell

    def id_of(row: _OfSource) -> Cell:
        actor = who(row)
        return None if actor is None else row.source.unique(actor.id)

    return (
        Column(f"{side}_id", "string", f"The {side} in the table of actors.", id_of),
        Column(f"{side}_name", "string", _NAME, of(lambda actor: actor.name)),
        Column(
            f"{side}_sector",
            "string",
            _SECTOR,
            of(lambda actor: actor.kind),
        ),
        Column(f"{side}_role", "string", _ROLE, of(lambda actor: actor.role)),
        Column(f"{side}_country", "string", _COUNTRY, of(lambda actor: actor.country)),
    )


def _coding(
    kind: str, quad_class: Callable[[Act], Cell], score: Callable[[Act], Cell]
) -> tuple[Column[Dyad[Act]], ...]:
    return (
        Column(
            f"{kind}_id",
            "string",
            f"The {kind}, unique over all briefs; rows of one {kind} share it.",
            lambda r: r.source.unique(r.act.id),
            True,
        ),
        Column(
            "dyad",
            "integer",
            f"Which pair of actor and recipient of the {kind}, from 1.",
            lambda r: r.number,
            True,
        ),
        Column(
            "dyads",
            "integer",
            f"How many pairs the {kind} has; count rows by 1/dyads.",
            lambda r: r.count,
            True,
        ),
        Column(
            "date",
            "date",
            "First day it happened, where the article's words resolve to one; else see article_published.",
            lambda r: r.act.when.start if r.act.when else None,
        ),
        Column("date_end", "date", "Last day.", lambda r: r.act.when.end if r.act.when else None),
        Column(
            "date_text",
            "string",
            "The time in words of the article.",
            lambda r: r.act.when.text if r.act.when else None,
        ),
        Column("type", "string", "PLOVER type, in capitals.", lambda r: r.act.type, True),
        Column("mode", "string", "PLOVER mode.", lambda r: r.act.mode),
        Column("quad_class", "string", "PLOVER quad class.", lambda r: quad_class(r.act), True),
        Column("score", "number", "PLOVER score, -10 (conflict) to 10.", lambda r: score(r.act), True),
        Column(
            "status",
            "string",
            "happened, ongoing, planned, alleged, hypothetical or denied.",
            lambda r: r.act.status,
            True,
        ),
        Column(
            "confidence", "number", "The coder's estimate for the type, 0 to 1.", lambda r: r.act.confidence
        ),
    )


def _casualties(outcome: str, meaning: str) -> Column[Dyad[KeyEvent]]:
    def read(row: Dyad[KeyEvent]) -> Cell:
        found: Casualties | None = row.act.casualties
        value: int | None = getattr(found, outcome) if found else None
        return value

    return Column(outcome, "integer", meaning, read)


def _quad_class_of_event(event: KeyEvent) -> Cell:
    return quad_class_of(event.type)


def _score_of_event(event: KeyEvent) -> Cell:
    return score_of(event.type)


def _quad_class_of_move(move: DiplomaticMove) -> Cell:
    return move.quad_class


def _score_of_move(move: DiplomaticMove) -> Cell:
    return move.score


_BOTH = (*_party("actor", lambda r: r.actor), *_party("recipient", lambda r: r.recipient))

EVENTS: Shape[Dyad[KeyEvent]] = Shape(
    "events",
    "Key events, a row for each pair of actor and recipient; a side that is not known is empty.",
    (
        *_coding("event", _quad_class_of_event, _score_of_event),
        *_BOTH,
        Column("location", "string", "Place, in words of the article.", lambda r: r.act.location),
        _casualties("killed", "People killed; of the event, not of the row."),
        _casualties("wounded", "People wounded."),
        _casualties("missing", "People missing."),
        _casualties("displaced", "People displaced."),
        _casualties("detained", "People detained."),
        Column("description", "string", "What happened.", lambda r: r.act.description),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    event_dyads,
)

MOVES: Shape[Dyad[DiplomaticMove]] = Shape(
    "moves",
    "Diplomatic moves, a row for each pair of actor and recipient; a side that is not known is empty.",
    (
        *_coding("move", _quad_class_of_move, _score_of_move),
        *_BOTH,
        Column("description", "string", "What was done.", lambda r: r.act.description),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    move_dyads,
)

QUOTES: Shape[Said] = Shape(
    "quotes",
    "Quotations, a row each.",
    (
        Column("quote_id", "string", "Unique over all briefs.", lambda r: r.source.unique(r.quote.id), True),
        Column("text", "string", "What stands between the marks, verbatim.", lambda r: r.quote.text),
        Column("kind", "string", "full or partial.", lambda r: r.quote.kind, True),
        *_party("speaker", lambda r: r.speaker),
        Column(
            "speaker_text",
            "string",
            "The speaker as written where it speaks.",
            lambda r: r.quote.speaker_text,
        ),
        Column("cue", "string", "The attributing words.", lambda r: r.quote.cue),
        *_grounds("evidence"),
        *_ARTICLE,
    ),
    quotations,
)

ACTORS: Shape[Member] = Shape(
    "actors",
    "Actors, a row for each actor of each brief.",
    (
        Column("actor_id", "string", "Unique over all briefs.", lambda r: r.source.unique(r.actor.id), True),
        Column("name", "string", _NAME, lambda r: r.actor.name),
        Column("sector", "string", _SECTOR, lambda r: r.actor.kind, True),
        Column("role", "string", _ROLE, lambda r: r.actor.role),
        Column("country", "string", _COUNTRY, lambda r: r.actor.country),
        Column(
            "mentions", "integer", "How often the article names it.", lambda r: len(r.actor.mentions), True
        ),
        *_grounds("mention"),
        *_ARTICLE,
    ),
    members,
)

SHAPES: Mapping[str, Shape[Any]] = MappingProxyType(
    {shape.name: shape for shape in (EVENTS, MOVES, QUOTES, ACTORS)}
)
