"""Scoring one brief against the gold of its article, in counts that can be added up over articles.

A prediction matches a gold event or move when an evidence span overlaps one of its anchors. Every gold item
takes the first prediction that is still free: one to one. A brief is brief: only its first events and moves
are read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from summarizer.brief import Actor, Brief, DiplomaticMove, Evidence, KeyEvent, Quote
from summarizer.evaluation import gold as marked
from summarizer.evaluation.gold import GoldCase, Span
from summarizer.evaluation.wording import fold, same_name, unsupported

MAX_EVENTS = 12
MAX_MOVES = 16
MAX_SPAN = 600
"""In characters: longer evidence pinpoints nothing and matches nothing."""
MIN_OVERLAP = 12
_QUOTE_HEAD = 60

Act = KeyEvent | DiplomaticMove
Gold = TypeVar("Gold")
Prediction = TypeVar("Prediction")


@dataclass(frozen=True, slots=True)
class Score:
    """What one brief got right: `counts` has the same names in the same order for every brief.

    `unsupported` are the words that were counted as such.
    """

    id: str
    counts: Mapping[str, float]
    unsupported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold event or move and where its anchors stand."""

    gold: marked.GoldEvent
    spans: tuple[Span, ...]

    @property
    def actor(self) -> list[str]:
        """Return the accepted names of who acts; [] accepts any."""
        return self.gold.actor if isinstance(self.gold, marked.GoldMove) else []


def score_brief(case: GoldCase, brief: Brief | None) -> Score:
    """Score a brief, or the absence of one, which counts as an empty brief."""
    gold, text = case.gold, case.article.text
    gold_events, gold_moves = _placed(gold.events, text), _placed(gold.moves, text)
    actors = brief.actors if brief else []
    quotes = brief.quotes if brief else []
    events = brief.key_events[:MAX_EVENTS] if brief else []
    moves = brief.diplomatic_moves[:MAX_MOVES] if brief else []
    evidence = list(_evidence(brief)) if brief else []
    invented = tuple(unsupported(_prose(brief), text)) if brief else ()
    counts: dict[str, float] = {
        "briefs": 1,
        "made": int(brief is not None),
        "seconds": brief.provenance.seconds if brief else 0.0,
        "evidence": len(evidence),
        "evidence_true": sum(text[item.start : item.end] == item.text for item in evidence),
        "unsupported": len(invented),
        **_quote_counts(quotes, gold.quotes, actors, text),
        **_event_counts(events, gold_events, gold_moves),
        **_move_counts(moves, gold_moves, actors),
        **_actor_counts(actors, gold.actors, text),
    }
    return Score(case.id, counts, invented)


def _prose(brief: Brief) -> Iterator[str]:
    yield brief.headline
    yield from (sentence.text for sentence in brief.summary)
    yield from (event.description for event in brief.key_events)
    yield from (move.description for move in brief.diplomatic_moves)


def _evidence(brief: Brief) -> Iterator[Evidence]:
    for sentence in brief.summary:
        yield from sentence.evidence
    for event in brief.key_events:
        yield from event.evidence
    for quote in brief.quotes:
        yield from quote.evidence
    for move in brief.diplomatic_moves:
        yield from move.evidence


def _quote_counts(
    quotes: Sequence[Quote], gold: Sequence[marked.GoldQuote], actors: Sequence[Actor], text: str
) -> dict[str, int]:
    flat = fold(text)
    said = [fold(quote.text) for quote in quotes]
    speech = [quote for quote in gold if quote.kind != "scare"]
    scare = {fold(marked.anchor_text(text, quote.anchor)) for quote in gold if quote.kind == "scare"}
    used: set[int] = set()
    found = scored = right = 0
    for wanted in speech:
        anchor = fold(marked.anchor_text(text, wanted.anchor))
        same = [index for index, words in enumerate(said) if words and _same_words(words, anchor)]
        if not same:
            continue
        # The same words quoted twice are two quotations: the second takes a prediction that is still free.
        index = next((index for index in same if index not in used), same[0])
        used.add(index)
        found += 1
        if wanted.speaker is not None:
            scored += 1
            right += _right_speaker(quotes[index], wanted.speaker, actors)
    return {
        "quotes_gold": len(speech),
        "quotes_pred": len(quotes),
        "quotes_verbatim": sum(words in flat for words in said),
        "quotes_found": found,
        "quotes_wrong": sum(index not in used and words not in scare for index, words in enumerate(said)),
        "speakers_scored": scored,
        "speakers_right": right,
    }


def _same_words(said: str, anchor: str) -> bool:
    return anchor[:_QUOTE_HEAD] in said or (len(said) >= MIN_OVERLAP and said[:_QUOTE_HEAD] in anchor)


def _right_speaker(quote: Quote, accepted: Sequence[str], actors: Sequence[Actor]) -> bool:
    names = _names([quote.speaker] if quote.speaker else [], actors)
    if quote.speaker_text:
        names.append(quote.speaker_text)
    return same_name(names, accepted) if accepted else not names


def _event_counts(
    events: Sequence[KeyEvent], gold: Sequence[Placed], gold_moves: Sequence[Placed]
) -> dict[str, int]:
    major = [item for item in gold if item.gold.major]
    news = [*major, *(item for item in gold_moves if item.gold.major)]
    told = sum(any(_reports(event, item) for item in gold) for event in events)
    return {
        "events_major": len(major),
        "events_major_found": _matches(events, major, _reports),
        "events_major_typed": _matches(events, major, _reports_typed),
        "events_pred": len(events),
        "events_right": sum(any(_reports(event, item) for item in news) for event in events),
        "events_repeated": told - _matches(events, gold, _reports),
    }


def _move_counts(
    moves: Sequence[DiplomaticMove], gold: Sequence[Placed], actors: Sequence[Actor]
) -> dict[str, int]:
    def acted(move: DiplomaticMove, item: Placed) -> bool:
        if not _reports_typed(move, item):
            return False
        return not item.actor or same_name(_names(move.actors, actors), item.actor)

    major = [item for item in gold if item.gold.major]
    return {
        "moves_major": len(major),
        "moves_major_found": _matches(moves, major, _reports_typed),
        "moves_major_actor": _matches(moves, major, acted),
        "moves_pred": len(moves),
        "moves_right": sum(any(_reports_typed(move, item) for item in gold) for move in moves),
        "moves_right_actor": sum(any(acted(move, item) for item in gold) for move in moves),
    }


def _actor_counts(actors: Sequence[Actor], gold: Sequence[marked.GoldActor], text: str) -> dict[str, int]:
    flat = fold(text)
    names = [name for actor in actors for name in _surface_forms(actor)]
    major = [actor for actor in gold if actor.major]
    return {
        "actors_major": len(major),
        "actors_found": sum(same_name(names, [actor.name, *actor.aliases]) for actor in major),
        "actors_pred": len(actors),
        "actors_in_text": sum(bool(actor.name) and fold(actor.name) in flat for actor in actors),
    }


def _placed(gold: Sequence[marked.GoldEvent], text: str) -> list[Placed]:
    found = ((item, (marked.locate(text, anchor) for anchor in item.anchors)) for item in gold)
    return [Placed(item, tuple(span for span in spans if span is not None)) for item, spans in found]


def _reports(act: Act, item: Placed) -> bool:
    return any(_overlaps(evidence, span) for evidence in act.evidence for span in item.spans)


def _reports_typed(act: Act, item: Placed) -> bool:
    return act.type in item.gold.types and _reports(act, item)


def _overlaps(evidence: Evidence, span: Span) -> bool:
    if evidence.end - evidence.start > MAX_SPAN:
        return False
    start, end = span
    shared = min(evidence.end, end) - max(evidence.start, start)
    return shared >= min(MIN_OVERLAP, end - start)


def _matches(
    predictions: Sequence[Prediction], gold: Sequence[Gold], fits: Callable[[Prediction, Gold], bool]
) -> int:
    """Count the gold items that find a prediction of their own, each in turn the first free one that fits."""
    free = list(predictions)
    matched = 0
    for item in gold:
        index = next((index for index, prediction in enumerate(free) if fits(prediction, item)), None)
        if index is not None:
            del free[index]
            matched += 1
    return matched


def _names(ids: Sequence[str], actors: Sequence[Actor]) -> list[str]:
    by_id = {actor.id: actor for actor in actors}
    return [name for one in ids if one in by_id for name in _surface_forms(by_id[one]) if name]


def _surface_forms(actor: Actor) -> list[str]:
    return [actor.name, *(mention.text for mention in actor.mentions)]
