"""A brief written by hand, about an article written for it; every part of the contract occurs."""

from datetime import UTC, date, datetime

from summarizer.article import Article
from summarizer.brief import (
    Actor,
    ArticleInfo,
    Brief,
    Casualties,
    DiplomaticMove,
    Evidence,
    KeyEvent,
    Mention,
    Provenance,
    Quote,
    Rejected,
    SummarySentence,
    Tokens,
    When,
)
from summarizer.plover import EventMode, EventType, quad_class_of, score_of

TEXT = """\
Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday, officials in Tromsø said.
Four sailors were injured when the boarding party used tear gas, according to the Icelandic shipowners’ union.
Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both crews be released at once.
“We will not be bullied in waters where our fathers fished,” she told reporters in Reykjavik. “Talks are the \
only way out.”
Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but said her government would \
receive an Icelandic delegation in Oslo next week.
The two countries had agreed on quotas in 2019.
"""


def evidence(words: str) -> Evidence:
    """Find the words in the article."""
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words)


def _mention(words: str) -> Mention:
    return Mention(**evidence(words).model_dump())


_SEIZURE = evidence("Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday")
_INJURED = evidence("Four sailors were injured when the boarding party used tear gas")
_DEMAND = evidence(
    "Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both crews be released at once."
)
_TALKS = evidence("her government would receive an Icelandic delegation in Oslo next week")
_FISHED = evidence("We will not be bullied in waters where our fathers fished,")
_WAY_OUT = evidence("Talks are the only way out.")
_ROUTINE = evidence("routine policing")

SAMPLE = Brief(
    article=ArticleInfo(
        id=Article(text=TEXT).id,
        title="Trawler row deepens",
        source="The Northern Post",
        url="https://example.org/trawlers",
        published=date(2024, 3, 9),
        language="en",
        characters=len(TEXT),
        sentences=7,
    ),
    headline="Norway seizes two Icelandic trawlers; Iceland demands the release of both crews",
    summary=[
        SummarySentence(
            text="Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.",
            evidence=[_SEIZURE, _INJURED],
        ),
        SummarySentence(
            text="Iceland demanded the release of the crews; Norway will receive a delegation in Oslo.",
            evidence=[_DEMAND, _TALKS],
        ),
    ],
    key_events=[
        KeyEvent(
            id="E1",
            description="Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday",
            type=EventType.COERCE,
            mode=EventMode.CONFISCATE,
            status="happened",
            actors=["A1"],
            recipients=["A2"],
            location="the Barents Sea",
            when=When(text="on Thursday", start=date(2024, 3, 7), end=date(2024, 3, 7)),
            casualties=Casualties(wounded=4, evidence=[_INJURED]),
            confidence=0.82,
            evidence=[_SEIZURE],
        ),
        KeyEvent(
            id="E2",
            description="her government would receive an Icelandic delegation in Oslo next week",
            type=EventType.CONSULT,
            mode=EventMode.VISIT,
            status="planned",
            actors=["A2"],
            recipients=["A4"],
            location="Oslo",
            when=When(text="next week", start=date(2024, 3, 11), end=date(2024, 3, 17)),
            casualties=None,
            evidence=[_TALKS],
        ),
    ],
    actors=[
        Actor(
            id="A1",
            name="Norway’s coast guard",
            kind="government",
            role=None,
            country="NOR",
            mentions=[_mention("Norway’s coast guard")],
        ),
        Actor(
            id="A2",
            name="Iceland",
            kind="country",
            role=None,
            country="ISL",
            mentions=[_mention("Icelandic trawlers"), _mention("Iceland’s")],
        ),
        Actor(
            id="A3",
            name="Sigrun Halldorsdottir",
            kind="person",
            role="foreign minister",
            country="ISL",
            mentions=[_mention("Sigrun Halldorsdottir")],
        ),
        Actor(
            id="A4",
            name="Kari Lund",
            kind="person",
            role="Norwegian Prime Minister",
            country="NOR",
            mentions=[_mention("Kari Lund")],
        ),
    ],
    quotes=[
        Quote(
            id="Q1",
            text=_FISHED.text,
            kind="full",
            speaker="A3",
            speaker_text="she",
            cue="told reporters",
            evidence=[_FISHED],
        ),
        Quote(
            id="Q2",
            text=_WAY_OUT.text,
            kind="full",
            speaker=None,
            speaker_text=None,
            cue=None,
            evidence=[_WAY_OUT],
        ),
        Quote(
            id="Q3",
            text=_ROUTINE.text,
            kind="partial",
            speaker="A4",
            speaker_text="Kari Lund",
            cue="called",
            evidence=[_ROUTINE],
        ),
    ],
    diplomatic_moves=[
        DiplomaticMove(
            id="M1",
            type=EventType.REQUEST,
            mode=EventMode.CHANGE,
            actors=["A3"],
            recipients=["A1"],
            description="demanded that both crews be released at once",
            status="happened",
            when=None,
            quad_class=quad_class_of(EventType.REQUEST),
            score=score_of(EventType.REQUEST),
            evidence=[_DEMAND],
        ),
    ],
    rejected=[
        Rejected(
            field="summary",
            value="Norway fined the owners 2 million kroner.",
            reason="the number 2 is not in the cited sentences",
        ),
        Rejected(field="actors", value="Denmark", reason="the article does not name this actor"),
    ],
    provenance=Provenance(
        model="qwen2.5-coder-1.5b-instruct",
        endpoint="embedded",
        strategy="stepwise",
        prompt="stepwise@0123456789ab",
        requests=41,
        tokens=Tokens(prompt=12_345, cached=10_007, completion=678),
        cost_usd=None,
        seconds=42.04,
        from_cache=False,
        created=datetime(2024, 3, 9, 12, 0, tzinfo=UTC),
    ),
)

# The sample with a move that is also an event, a less sure event, and one of nobody.
_SEIZURE_EVENT, _TALKS_EVENT = SAMPLE.key_events
BOTH = SAMPLE.model_copy(
    update={
        "key_events": [
            _SEIZURE_EVENT,
            _TALKS_EVENT.model_copy(update={"confidence": 0.31}),
            _TALKS_EVENT.model_copy(
                update={"id": "E3", "actors": [], "recipients": [], "description": "agreed on quotas"}
            ),
        ],
        "diplomatic_moves": [
            *SAMPLE.diplomatic_moves,
            DiplomaticMove(
                id="M2",
                event="E1",
                quad_class=quad_class_of(EventType.COERCE),
                score=score_of(EventType.COERCE),
                **_SEIZURE_EVENT.model_dump(exclude={"id", "location", "casualties"}),
            ),
        ],
    }
)
