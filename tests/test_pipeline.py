"""Article to brief through the public function, with answers recorded from the embedded model."""

from datetime import date
from pathlib import Path

import pytest

from summarizer import Article, Brief, Settings, summarize
from summarizer.brief import Evidence

SAMPLE = Article(
    text=(Path(__file__).parents[1] / "seeds" / "000_02450d971c8d9e03.txt").read_bytes().decode("utf-8"),
    published=date(2014, 6, 23),
)
SHORT = Article(
    text=(
        "Veldaria’s foreign minister, Ana Dravic, warned on Tuesday that her country would expel Ostrava’s envoy "
        "unless forty fishermen are freed.\n"
        "“We have waited long enough,” Dravic said in the port of Sarvo.\n"
        "Two sailors were wounded when shots were fired, officials said."
    ),
    published=date(2021, 3, 11),
)


def brief_of(article: Article, strategy: str) -> Brief:
    # One pass writes far more than the profile's default allows a small model.
    settings = Settings.load(
        environment={}, strategy=strategy, timeout=3000, max_output_tokens=3000, threads=1
    )
    return summarize(article, settings=settings)


def evidence_of(brief: Brief) -> list[Evidence]:
    parts = (brief.summary, brief.key_events, brief.quotes, brief.diplomatic_moves)
    return [evidence for part in parts for item in part for evidence in item.evidence]


def holds(brief: Brief, article: Article) -> None:
    """Check what every brief promises, whatever the model answered."""
    assert len(evidence_of(brief)) >= 3
    assert all(article.text[e.start : e.end] == e.text for e in evidence_of(brief))
    mentions = [mention for actor in brief.actors for mention in actor.mentions]
    assert all(article.text[m.start : m.end] == m.text for m in mentions)
    assert all(actor.name in article.text for actor in brief.actors)
    assert brief.article.id == article.id
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def speakers(brief: Brief) -> list[str | None]:
    names = {actor.id: actor.name for actor in brief.actors}
    return [names.get(quote.speaker or "", quote.speaker_text) for quote in brief.quotes]


@pytest.mark.vcr
def test_stepwise_brief_of_the_sample(embedded_model: str) -> None:
    brief = brief_of(SAMPLE, "stepwise")
    holds(brief, SAMPLE)
    assert speakers(brief) == [
        "Barack Obama",
        "Barack Obama",
        "John Kerry",
        "State Department official",
        "State Department official",
    ]
    assert [quote.kind for quote in brief.quotes] == ["full", "partial", "full", "full", "full"]
    assert brief.key_events[0].type == "ASSAULT"
    assert 21 in {event.casualties.killed for event in brief.key_events if event.casualties}
    moves = {(move.type, move.evidence[0].text.split()[0]) for move in brief.diplomatic_moves}
    assert ("REQUEST", "Washington") in moves
    assert ("ACCUSE", "Human") in moves
    assert {one.field for one in brief.rejected} <= {"key_events"}
    assert (brief.provenance.model, brief.provenance.strategy) == (embedded_model, "stepwise")
    assert brief.provenance.requests >= 1
    assert brief.provenance.tokens.completion > 0


@pytest.mark.vcr
def test_stepwise_brief_of_a_short_article(embedded_model: str) -> None:
    brief = brief_of(SHORT, "stepwise")
    holds(brief, SHORT)
    assert speakers(brief) == ["Ana Dravic"]
    threat = next(event for event in brief.key_events if event.type == "THREATEN")
    assert threat.when is not None
    assert (threat.when.text, threat.when.start) == ("on Tuesday", date(2021, 3, 9))
    assert [event.casualties.wounded for event in brief.key_events if event.casualties] == [2]


@pytest.mark.vcr
def test_one_pass_brief_of_a_short_article(embedded_model: str) -> None:
    brief = brief_of(SHORT, "one_pass")
    holds(brief, SHORT)
    assert speakers(brief) == ["Ana Dravic"]
    assert brief.key_events
