"""Briefs that hold more than anybody reads: an act, a quotation and an actor in every sentence of an article."""

from functools import cache
from pathlib import Path
from typing import Any

from summarizer.article import Article
from summarizer.brief import (
    Actor,
    Brief,
    DiplomaticMove,
    Evidence,
    KeyEvent,
    Mention,
    Quote,
    SummarySentence,
    link_moves,
)
from summarizer.plover import CODEBOOK, quad_class_of, score_of
from summarizer.text.sentences import find_sentences
from tests.render.sample_brief import SAMPLE

ROOT = Path(__file__).parents[2]
ARTICLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted([*ROOT.glob("tests/evaluation/gold/*.txt"), *ROOT.glob("seeds/*.txt")])
}
assert len(ARTICLES) >= 7


@cache
def stuffed(text: str, **changes: Any) -> Brief:
    """Return a brief with a headline, a summary of three sentences, and one of everything else in each sentence."""
    sentences = [sentence.of(text) for sentence in find_sentences(text)]
    types = list(CODEBOOK)
    actors, events, moves, quotes = [], [], [], []
    for number, words in enumerate(sentences, 1):
        start = text.index(words)
        evidence = [Evidence(start=start, end=start + len(words), text=words)]
        name = words.split()[0]
        mention = Mention(start=start, end=start + len(name), text=name)
        actors.append(
            Actor(
                id=f"A{number}", name=name, kind="group", role="spokesman", country=None, mentions=[mention]
            )
        )
        type_ = types[number % len(types)]
        act: dict[str, Any] = {
            "description": words,
            "type": type_,
            "mode": None,
            "status": "planned",
            "actors": [f"A{number}"],
            "recipients": [f"A{number % len(sentences) + 1}"],
            "when": None,
            "evidence": evidence,
        }
        events.append(KeyEvent(id=f"E{number}", location=None, casualties=None, **act))
        quad_class, score = quad_class_of(type_), score_of(type_)
        moves.append(DiplomaticMove(id=f"M{number}", quad_class=quad_class, score=score, **act))
        quotes.append(
            Quote(
                id=f"Q{number}",
                text=words[10:],
                kind="full" if number % 2 else "partial",
                speaker=f"A{number % 5 + 1}",
                speaker_text=None,
                cue=None,
                evidence=[Evidence(start=start + 10, end=start + len(words), text=words[10:])],
            )
        )
    summary = [SummarySentence(text=event.description, evidence=event.evidence) for event in events[:3]]
    info = SAMPLE.article.model_copy(
        update={"id": Article(text=text).id, "characters": len(text), "sentences": len(sentences)}
    )
    made = SAMPLE.model_copy(
        update={
            "article": info,
            "headline": sentences[0],
            "summary": summary,
            "key_events": events,
            "diplomatic_moves": link_moves(moves, events),
            "actors": actors,
            "quotes": quotes,
            **changes,
        }
    )
    return Brief.model_validate(made.model_dump())
