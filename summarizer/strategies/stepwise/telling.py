"""From what was read to a draft: actors, quotations, events and moves in the words of the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.draft import DraftActor, DraftEvent, DraftMove, DraftQuote, DraftToll
from summarizer.plover import EventType
from summarizer.reading.act import HARM
from summarizer.reading.actor import Actor
from summarizer.reading.casualties import find_counts
from summarizer.reading.clauses import clause_of
from summarizer.reading.modes import mode_of
from summarizer.reading.news import Telling
from summarizer.reading.places import find_place
from summarizer.reading.reading import Reading
from summarizer.reading.times import find_time
from summarizer.strategies.stepwise.sureness import Sureness
from summarizer.text.headings import without_dateline
from summarizer.text.lines import one_line

_MOST_SENTENCES = 4
# Fighting is news, and an event; a move is what is said or done short of it.
_NOT_A_MOVE = frozenset({EventType.ASSAULT})


@dataclass(frozen=True, slots=True)
class Claim:
    """An act that is told, and how sure it is."""

    telling: Telling
    sureness: Sureness


def draft_actors(reading: Reading) -> list[DraftActor]:
    """Return everybody whom the article names, with the places that name them."""
    return [
        DraftActor(
            names=actor.names(),
            kind=actor.kind,
            role=actor.role,
            country=actor.code,
            mentions=tuple((place.start, place.end) for place in sorted(actor.mentions)),
        )
        for actor in reading.actors.all()
        if actor.mentions
    ]


def draft_quotes(reading: Reading) -> list[DraftQuote]:
    """Return the quotations that are speech, each with its speaker."""
    drafts = []
    for quotation, kind, said in zip(reading.parse.quotations, reading.kinds, reading.said, strict=True):
        if kind == "scare":
            continue
        drafts.append(
            DraftQuote(
                quotation=quotation.id,
                speaker=_name(said.actor) if said.actor is not None else None,
                kind=kind,
                speaker_place=(said.place.start, said.place.end) if said.place else None,
                cue_place=(said.cue.start, said.cue.end) if said.cue else None,
            )
        )
    return drafts


def draft_events(reading: Reading, claims: Sequence[Claim]) -> list[DraftEvent]:
    """Return the acts as events, in the order given."""
    return [_event(reading, claim) for claim in claims]


def draft_moves(reading: Reading, claims: Sequence[Claim]) -> list[DraftMove]:
    """Return the acts as moves, in the order given."""
    return [DraftMove(**_told(reading, claim)) for claim in claims]


def is_move(claim: Claim) -> bool:
    """Tell whether an act is somebody's, and short of fighting."""
    return claim.telling.act.type not in _NOT_A_MOVE and bool(claim.telling.act.actors)


def _event(reading: Reading, claim: Claim) -> DraftEvent:
    text, act = reading.document.text, claim.telling.act
    place = find_place(act)
    counted = act.type in HARM and act.status in {"happened", "ongoing"}
    counts = find_counts(act.head) if counted else {}
    return DraftEvent(
        **_told(reading, claim),
        where=place.of(text) if place else None,
        toll=[DraftToll(kind=kind, count=count, words=at.of(text)) for kind, (count, at) in counts.items()],
    )


def _told(reading: Reading, claim: Claim) -> dict[str, Any]:
    """Return the fields that events and moves have in common."""
    act, sentences = claim.telling.act, claim.telling.sentences
    text, mode, time = reading.document.text, mode_of(act), find_time(act, reading)
    return {
        "sentences": [sentence.id for sentence in sentences[:_MOST_SENTENCES]],
        "what": words_of(claim, reading),
        "type": act.type,
        "qualifiers": [one for one in (mode, act.status) if one not in (None, "happened")],
        "actors": [_name(actor) for actor in act.actors],
        "recipients": [_name(actor) for actor in act.recipients],
        "when": time.of(text) if time else None,
        "confidence": round(claim.sureness.right, 3),
    }


def words_of(claim: Claim, reading: Reading) -> str:
    """Return the words of the article that tell an act."""
    clause = clause_of(claim.telling.act.head, reading.parse, claim.telling.sentences[0])
    return without_dateline(one_line(clause.of(reading.document.text)))


def _name(actor: Actor) -> str:
    return actor.names()[0]
