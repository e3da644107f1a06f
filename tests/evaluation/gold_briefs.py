"""Briefs made from gold annotations: a perfect one, and ones that are damaged in ways drawn from a seed."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from summarizer.brief import (
    Actor,
    ArticleInfo,
    Brief,
    DiplomaticMove,
    Evidence,
    KeyEvent,
    Mention,
    Provenance,
    Quote,
    SummarySentence,
    Tokens,
)
from summarizer.evaluation.gold import GoldAct, GoldCase, anchor_text, load_gold, locate
from summarizer.plover import EventType, QuadClass

Act = TypeVar("Act", bound=GoldAct)
AnyAct = TypeVar("AnyAct", KeyEvent, DiplomaticMove)
Item = TypeVar("Item")

GOLD_FOLDER = Path(__file__).parent / "gold"
HELD_FOLDER = Path(__file__).parent / "held"
PROVENANCE = Provenance(
    model="test",
    endpoint="http://127.0.0.1",
    strategy="one_pass",
    prompt="test@0",
    requests=1,
    tokens=Tokens(prompt=1, cached=0, completion=1),
    cost_usd=None,
    seconds=2.5,
    from_cache=False,
    created=datetime(2024, 1, 1, tzinfo=UTC),
)


def own_cases() -> tuple[GoldCase, ...]:
    """Return the half of the project's own gold that rules may be tuned to."""
    return load_gold(GOLD_FOLDER)


def held_cases() -> tuple[GoldCase, ...]:
    """Return the half that is only reported: no rule, threshold or prompt is chosen by it."""
    return load_gold(HELD_FOLDER)


class Draw:
    """Random choices that every version of Python makes alike: only `random()` is promised to stay."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed).random  # noqa: S311  not for secrets

    def below(self, limit: int) -> int:
        return int(self.random() * limit)

    def choice(self, items: Sequence[Any]) -> Any:
        return items[self.below(len(items))]

    def some(self, items: Sequence[Item], expected: float) -> list[Item]:
        return [item for item in items if self.random() * len(items) < expected]


def perfect_brief(case: GoldCase) -> Brief:
    """Return a brief that says what the gold says, majors first."""
    gold, article = case.gold, case.article
    actors = _actors(case)
    quotes = [quote for quote in gold.quotes if quote.kind != "scare"]
    return Brief(
        article=ArticleInfo(
            id=article.id,
            title=article.title,
            source=None,
            url=None,
            published=article.published,
            language="en",
            characters=len(article.text),
            sentences=1,
        ),
        headline=article.text.splitlines()[0],
        summary=[SummarySentence(text=article.text[:80], evidence=[evidence(article.text, 0, 80)])],
        key_events=[
            KeyEvent(
                id=f"E{number}",
                description=anchor_text(article.text, event.anchors[0]),
                type=event.types[0],
                mode=None,
                status=event.status[0] if event.status else "happened",
                actors=_side(actors, event.actor),
                recipients=_side(actors, event.recipient),
                location=None,
                when=None,
                casualties=None,
                evidence=_anchored(case, event),
            )
            for number, event in enumerate(_majors_first(gold.events), start=1)
        ],
        actors=actors,
        quotes=[
            Quote(
                id=f"Q{number}",
                text=anchor_text(article.text, quote.anchor),
                kind="full" if quote.kind == "full" else "partial",
                speaker=_actor_id(actors, quote.speaker or []),
                speaker_text=quote.speaker[0] if quote.speaker else None,
                cue=None,
                evidence=[evidence(article.text, *(locate(article.text, quote.anchor) or (0, 1)))],
            )
            for number, quote in enumerate(quotes, start=1)
        ],
        diplomatic_moves=[
            DiplomaticMove(
                id=f"M{number}",
                type=move.types[0],
                mode=None,
                actors=_side(actors, move.actor),
                recipients=_side(actors, move.recipient),
                description=anchor_text(article.text, move.anchors[0]),
                status=move.status[0] if move.status else "happened",
                when=None,
                quad_class=QuadClass.VERBAL_COOPERATION,
                score=0,
                evidence=_anchored(case, move),
            )
            for number, move in enumerate(_majors_first(gold.moves), start=1)
        ],
        rejected=[],
        provenance=PROVENANCE,
    )


def empty_brief(case: GoldCase) -> Brief:
    """Return a brief that says nothing."""
    nothing = {
        "headline": "",
        "summary": [],
        "key_events": [],
        "actors": [],
        "quotes": [],
        "diplomatic_moves": [],
    }
    return perfect_brief(case).model_copy(update=nothing)


def damaged_brief(case: GoldCase, seed: int) -> Brief:
    """Return the perfect brief with faults of many kinds, each drawn for each part of it."""
    draw = Draw(f"{case.id}-{seed}")
    perfect = perfect_brief(case)
    rate = draw.choice([0.05, 0.2, 0.5])
    actors = [_damaged_actor(actor, draw) if draw.random() < rate else actor for actor in perfect.actors]
    ids: list[str | None] = [None, *(actor.id for actor in actors)]
    events = [_damaged_act(event, case.article.text, draw, rate, ids) for event in perfect.key_events]
    moves = [
        # The event that is the same act may be gone.
        _damaged_act(move, case.article.text, draw, rate, ids).model_copy(update={"event": None})
        for move in perfect.diplomatic_moves
    ]
    quotes = [_damaged_quote(quote, case.article.text, draw, rate, ids) for quote in perfect.quotes]
    quotes += [
        perfect.quotes[0].model_copy(update={"text": anchor_text(case.article.text, quote.anchor)})
        for quote in case.gold.quotes
        if quote.kind == "scare" and draw.random() < rate
    ]
    inventions = [
        "In 1987 Zanzibar won.",
        "over 41 people fled. Nobody knew.",
        "the Non-Galland talks, 3,5 hours",
        "",
    ]
    return perfect.model_copy(
        update={
            "headline": draw.choice([perfect.headline, perfect.headline.upper(), draw.choice(inventions)]),
            "summary": perfect.summary if draw.random() < 0.7 else [],
            "actors": actors,
            "key_events": _shuffled_somewhat(events, draw, rate),
            "diplomatic_moves": _shuffled_somewhat(moves, draw, rate),
            "quotes": _shuffled_somewhat(quotes, draw, rate),
        }
    )


def evidence(text: str, start: int, end: int) -> Evidence:
    """Return true evidence."""
    return Evidence(start=start, end=end, text=text[start:end])


def _actors(case: GoldCase) -> list[Actor]:
    text = case.article.text
    return [
        Actor(
            id=f"A{number}",
            name=actor.name,
            kind=actor.kind,
            role=None,
            country=None,
            mentions=[
                Mention(start=text.find(name), end=text.find(name) + len(name), text=name)
                for name in (actor.name, *actor.aliases)
            ],
        )
        for number, actor in enumerate(case.gold.actors, start=1)
    ]


def _actor_id(actors: Sequence[Actor], names: Sequence[str]) -> str | None:
    for actor in actors:
        if not {actor.name, *(mention.text for mention in actor.mentions)}.isdisjoint(names):
            return actor.id
    return None


def _side(actors: Sequence[Actor], names: Sequence[str]) -> list[str]:
    return [name] if (name := _actor_id(actors, names)) else []


def _anchored(case: GoldCase, act: GoldAct) -> list[Evidence]:
    spans = [locate(case.article.text, anchor) for anchor in act.anchors]
    return [evidence(case.article.text, *span) for span in spans if span]


def _majors_first(acts: Sequence[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: not act.major)


def _damaged_actor(actor: Actor, draw: Draw) -> Actor:
    name = draw.choice([actor.name.split()[-1], actor.name.upper(), "the President", "Somebody Else", ""])
    mentions = draw.choice([actor.mentions[:1], [Mention(start=0, end=2, text="he")]])
    return actor.model_copy(update={"name": name, "mentions": mentions})


def _damaged_spans(spans: Sequence[Evidence], text: str, draw: Draw) -> list[Evidence]:
    fault = draw.below(5)
    first = spans[0]
    if fault == 0:
        return list(spans[1:] or spans)
    if fault == 1:  # true, elsewhere
        start = draw.below(len(text) - 40)
        return [evidence(text, start, start + draw.choice([5, 40]))]
    if fault == 2:  # false by one
        return [first.model_copy(update={"start": first.start + 1}), *spans[1:]]
    if fault == 3:  # too long, or just not
        return [evidence(text, first.start, min(len(text), first.start + draw.choice([599, 600, 601, 900])))]
    return [evidence(text, first.start, first.start + draw.choice([3, 11, 12]))]


def _damaged_act(act: AnyAct, text: str, draw: Draw, rate: float, ids: Sequence[str | None]) -> AnyAct:
    faults: dict[str, object] = {"confidence": draw.choice([None, 0.4, 0.495, 0.7, 0.85, 1.0])}
    if draw.random() < rate:
        faults["evidence"] = _damaged_spans(act.evidence, text, draw)
    if draw.random() < rate:
        faults["type"] = draw.choice(list(EventType))
    if draw.random() < rate:
        faults["status"] = draw.choice(["happened", "planned", "denied"])
    for side in ("actors", "recipients"):
        if draw.random() < rate:
            faults[side] = draw.some([name for name in ids if name], draw.choice([0, 1, 2]))
    if draw.random() < rate:
        faults["description"] = draw.choice(
            [
                "about 77 Martians landed",
                "the Fighter, Leader and Mayors of Kessas",
                "it rained. Then 41 fell",
            ]
        )
    return act.model_copy(update=faults)


def _damaged_quote(quote: Quote, text: str, draw: Draw, rate: float, ids: Sequence[str | None]) -> Quote:
    faults: dict[str, object] = {}
    if draw.random() < rate:
        start, end = quote.evidence[0].start, quote.evidence[0].end
        words = [
            quote.text[: draw.choice([0, 5, 12, 61])],
            quote.text[10:],
            f"{quote.text[: draw.choice([60, 61])]} and so on",
            text[start : end + 150],
            "never said",
        ]
        faults["text"] = draw.choice([*words, quote.text.upper(), f"“{quote.text}”"])
    if draw.random() < rate:
        faults["speaker"] = draw.choice(ids)
    if draw.random() < rate:
        faults["speaker_text"] = draw.choice([None, "he", "the minister", "a State Department official"])
    if draw.random() < rate:
        faults["evidence"] = _damaged_spans(quote.evidence, text, draw)
    return quote.model_copy(update=faults)


def _shuffled_somewhat(items: Sequence[Item], draw: Draw, rate: float) -> list[Item]:
    """Drop some items, say some twice, and change the order."""
    kept = [item for item in items if draw.random() > rate]
    kept += [item for item in items if draw.random() < rate / 2]
    if draw.random() < rate:
        kept.sort(key=lambda _: draw.random())
    return kept
