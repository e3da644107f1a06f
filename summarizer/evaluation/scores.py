"""Scoring one brief against the gold of its article, in counts that can be added up over articles.

A brief is brief: only its first events and moves are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.brief import Actor, Brief, DiplomaticMove, KeyEvent, Quote, SummarySentence
from summarizer.evaluation import gold as marked
from summarizer.evaluation.claims import claim_counts
from summarizer.evaluation.gold import GoldCase
from summarizer.evaluation.matching import Placed, matches, names_of, placed, reports, reports_typed
from summarizer.evaluation.wording import fold, same_name, unsupported

MAX_EVENTS = 12
MAX_MOVES = 16
_QUOTE_HEAD, _QUOTE_LEAST = 60, 12  # characters


@dataclass(frozen=True, slots=True)
class Score:
    """What one brief got right: `counts` has the same names in the same order for every brief.

    `unsupported` are the words that were counted as such.
    """

    id: str
    counts: Mapping[str, float]
    unsupported: tuple[str, ...]


def score_brief(case: GoldCase, brief: Brief | None) -> Score:
    """Score a brief, or the absence of one, which counts as an empty brief."""
    gold, text = case.gold, case.article.text
    gold_events, gold_moves = placed(gold.events, text), placed(gold.moves, text)
    actors = brief.actors if brief else []
    quotes = brief.quotes if brief else []
    events = brief.key_events[:MAX_EVENTS] if brief else []
    moves = brief.diplomatic_moves[:MAX_MOVES] if brief else []
    evidence = [item for part in _told(brief) for item in part.evidence] if brief else []
    invented = tuple(unsupported(_prose(brief), text)) if brief else ()
    counts: dict[str, float] = {
        "briefs": 1,
        "made": int(brief is not None),
        "seconds": brief.provenance.seconds if brief else 0.0,
        "evidence": len(evidence),
        "evidence_true": sum(text[item.start : item.end] == item.text for item in evidence),
        "unsupported": len(invented),
        **claim_counts([*events, *moves], [*gold_events, *gold_moves], actors),
        **_quote_counts(quotes, gold.quotes, actors, text),
        **_event_counts(events, gold_events, gold_moves),
        **_move_counts(moves, gold_moves, actors),
        **_actor_counts(actors, gold.actors, text),
    }
    return Score(case.id, counts, invented)


def _told(brief: Brief) -> list[SummarySentence | KeyEvent | Quote | DiplomaticMove]:
    return [*brief.summary, *brief.key_events, *brief.quotes, *brief.diplomatic_moves]


def _prose(brief: Brief) -> list[str]:
    acts = [act.description for acts in (brief.key_events, brief.diplomatic_moves) for act in acts]
    return [brief.headline, *(sentence.text for sentence in brief.summary), *acts]


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
        "quotes_true": sum(index in used or words in scare for index, words in enumerate(said)),
        "speakers_scored": scored,
        "speakers_right": right,
    }


def _same_words(said: str, anchor: str) -> bool:
    return anchor[:_QUOTE_HEAD] in said or (len(said) >= _QUOTE_LEAST and said[:_QUOTE_HEAD] in anchor)


def _right_speaker(quote: Quote, accepted: Sequence[str], actors: Sequence[Actor]) -> bool:
    names = names_of([quote.speaker] if quote.speaker else [], actors)
    if quote.speaker_text:
        names.append(quote.speaker_text)
    return same_name(names, accepted) if accepted else not names


def _event_counts(
    events: Sequence[KeyEvent], gold: Sequence[Placed], gold_moves: Sequence[Placed]
) -> dict[str, int]:
    major = [item for item in gold if item.gold.major]
    news = [*major, *(item for item in gold_moves if item.gold.major)]
    told = sum(any(reports(event, item) for item in gold) for event in events)
    return {
        "events_major": len(major),
        "events_major_found": matches(events, major, reports),
        "events_major_typed": matches(events, major, reports_typed),
        "events_pred": len(events),
        "events_right": sum(any(reports(event, item) for item in news) for event in events),
        "events_repeated": told - matches(events, gold, reports),
    }


def _move_counts(
    moves: Sequence[DiplomaticMove], gold: Sequence[Placed], actors: Sequence[Actor]
) -> dict[str, int]:
    def acted(move: DiplomaticMove, item: Placed) -> bool:
        accepted = item.gold.actor
        return not accepted or same_name(names_of(move.actors, actors), accepted)

    major = [item for item in gold if item.gold.major]
    right = [[item for item in gold if reports_typed(move, item)] for move in moves]
    return {
        "moves_major": len(major),
        "moves_major_found": matches(moves, major, reports_typed),
        "moves_pred": len(moves),
        "moves_right": sum(map(bool, right)),
        "moves_right_actor": sum(
            any(acted(move, item) for item in items) for move, items in zip(moves, right, strict=True)
        ),
    }


def _actor_counts(actors: Sequence[Actor], gold: Sequence[marked.GoldActor], text: str) -> dict[str, int]:
    flat = fold(text)
    names = names_of([actor.id for actor in actors], actors)
    major = [actor for actor in gold if actor.major]
    return {
        "actors_major": len(major),
        "actors_found": sum(same_name(names, [actor.name, *actor.aliases]) for actor in major),
        "actors_pred": len(actors),
        "actors_in_text": sum(bool(actor.name) and fold(actor.name) in flat for actor in actors),
    }
