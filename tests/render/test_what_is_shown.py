from typing import Any

import pytest

from summarizer.brief import Actor, DiplomaticMove, KeyEvent, Quote
from summarizer.plover import EventType, quad_class_of, score_of
from summarizer.render.citations import Citations
from summarizer.render.selection import LESS_SURE_BELOW, Selection, ToldAct, select
from tests.render.sample_brief import SAMPLE, TEXT
from tests.render.stuffed_brief import ARTICLES, stuffed

SEIZURE, TALKS = SAMPLE.key_events
DEMAND = SAMPLE.diplomatic_moves[0]


def chosen(*, text: str | None = TEXT, everything: bool = True, **changes: Any) -> Selection:
    brief = SAMPLE.model_copy(update=changes)
    return select(brief, Citations(brief, text), everything=everything)


def ids(acts: tuple[ToldAct, ...]) -> list[tuple[str, ...]]:
    return [told.act.ids for told in acts]


def also_a_move(event: KeyEvent, **changes: Any) -> DiplomaticMove:
    shared = event.model_dump(exclude={"id", "location", "casualties"})
    of_type = {"quad_class": quad_class_of(event.type), "score": score_of(event.type)}
    return DiplomaticMove.model_validate({**shared, **of_type, "id": "M1", "event": event.id, **changes})


def test_an_act_that_is_an_event_and_a_move_is_one() -> None:
    assert ids(chosen(diplomatic_moves=[also_a_move(SEIZURE)]).acts) == [("E1", "M1"), ("E2",)]


def test_acts_stand_in_the_better_of_their_places() -> None:
    moves = [DEMAND, also_a_move(TALKS, id="M2")]
    assert ids(chosen(diplomatic_moves=moves).acts) == [("E1",), ("M1",), ("E2", "M2")]


def test_words_that_are_told_are_not_told_again() -> None:
    again = DEMAND.model_copy(
        update={"id": "M2", "type": EventType.ACCUSE, "mode": None, "description": SEIZURE.description}
    )
    told = chosen(diplomatic_moves=[DEMAND, again]).acts
    assert [(one.act.id, one.words is None) for one in told] == [
        ("E1", False),
        ("M2", True),  # behind the act that has its words
        ("M1", False),
        ("E2", False),
    ]
    summary = SAMPLE.summary[0].model_copy(update={"text": f"{SEIZURE.description}, officials said."})
    assert chosen(summary=[summary]).acts[0].words is None


def test_a_summary_sentence_that_is_the_headline_gives_it_its_evidence() -> None:
    first = SAMPLE.summary[0]
    without_its_day = " ".join(first.text.split()[2:])
    for headline in (first.text, without_its_day):
        found = chosen(headline=headline)
        assert found.summary == tuple(SAMPLE.summary[1:])
        assert found.headline_evidence == tuple(first.evidence)
    assert chosen(headline="It rained").summary == tuple(SAMPLE.summary)


@pytest.mark.parametrize(
    ("confidence", "sure"),
    [(None, True), (LESS_SURE_BELOW, True), (LESS_SURE_BELOW - 0.01, False), (0.0, False)],
)
def test_what_is_less_sure_is_folded_away_and_what_nobody_measured_is_not(
    confidence: float | None, sure: bool
) -> None:
    found = chosen(key_events=[SEIZURE.model_copy(update={"confidence": confidence})])
    assert ("E1",) in ids(found.acts if sure else found.less_sure)


def test_an_act_that_names_nobody_is_no_act_of_a_brief() -> None:
    found = chosen(key_events=[SEIZURE.model_copy(update={"actors": [], "recipients": []}), TALKS])
    assert (ids(found.nobody), ids(found.acts)) == ([("E1",)], [("M1",), ("E2",)])


def quote(number: int, **changes: Any) -> Quote:
    return SAMPLE.quotes[0].model_copy(update={"id": f"Q{number}", **changes})


def test_quotes_are_grouped_by_speaker_and_those_with_news_come_first() -> None:
    aside = SAMPLE.quotes[2]  # a fragment
    unknown = SAMPLE.quotes[1]
    official = {"speaker": None, "speaker_text": "an official"}
    spoken = [aside, unknown, quote(4), quote(5, **official, text="words that are new and long enough")]
    found = chosen(quotes=[*spoken, quote(6, **official, text="other words, which are as new and as long")])
    assert [(one.name, [said.quote.id for said in one.said]) for one in found.speakers] == [
        ("Sigrun Halldorsdottir", ["Q4"]),
        ("an official", ["Q5", "Q6"]),
        ("speaker unknown", ["Q2"]),
        ("Kari Lund", ["Q3"]),
    ]


def test_a_fragment_stands_in_its_sentence_where_the_text_is_known() -> None:
    def around(text: str | None, *events: KeyEvent) -> str | None:
        found = chosen(text=text, quotes=[SAMPLE.quotes[2]], key_events=[*events])
        return found.speakers[0].said[0].around

    sentence = around(TEXT)
    assert sentence is not None
    assert sentence.startswith(
        "Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but"
    )
    assert around(None) is None
    assert around(TEXT, TALKS) is None  # whose words stand in this sentence


def test_a_quote_in_what_is_told_is_not_told_again() -> None:
    event = SEIZURE.model_copy(update={"description": f"She said: {SAMPLE.quotes[0].text}"})
    found = chosen(key_events=[event], quotes=SAMPLE.quotes[:1])
    assert (found.speakers, [one.name for one in found.more_speakers]) == ((), ["Sigrun Halldorsdottir"])


def test_with_little_room_actors_are_those_of_whom_there_is_something_to_say() -> None:
    mention = SAMPLE.actors[0].mentions
    bystander = Actor(
        id="A5", name="Ada Holm", kind="person", role="harbour master", country=None, mentions=mention
    )
    longer = SAMPLE.article.model_copy(update={"characters": 6_000})
    changes: dict[str, Any] = {
        "actors": [*SAMPLE.actors, bystander],
        "key_events": [SEIZURE],
        "quotes": SAMPLE.quotes[:1],
    }
    found = chosen(everything=False, article=longer, **changes)
    assert [actor.id for actor in found.actors] == ["A3", "A1"]
    assert [actor.id for actor in found.more_actors] == ["A2", "A4", "A5"]


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_everything_is_told_or_said_to_be_left_out(text: str) -> None:
    brief = stuffed(text)
    for everything in (False, True):
        found = select(brief, Citations(brief, text), everything=everything)
        acts = [one.act.id for one in (*found.acts, *found.more_acts, *found.less_sure, *found.nobody)]
        assert sorted(acts) == sorted(act.id for act in brief.acts())
        said = [one.quote.id for speaker in (*found.speakers, *found.more_speakers) for one in speaker.said]
        assert sorted(said) == sorted(quote.id for quote in brief.quotes)
        assert sorted(one.id for one in (*found.actors, *found.more_actors)) == sorted(
            a.id for a in brief.actors
        )
        assert everything == (not found.more_acts)
        # Of each article there is something of every kind.
        assert all((found.acts, found.speakers, found.summary, found.actors))


def test_what_is_left_out_is_counted() -> None:
    text = next(iter(ARTICLES.values()))
    brief = stuffed(text)
    unsure = [event.model_copy(update={"confidence": 0.1}) for event in brief.key_events[-1:]]
    brief = brief.model_copy(update={"key_events": [*brief.key_events[:-1], *unsure], "diplomatic_moves": []})
    found = select(brief, Citations(brief, text))
    quotes = sum(len(speaker.said) for speaker in found.more_speakers)
    assert found.left_out() == (
        f"{len(found.more_acts)} acts, 1 act less sure, {quotes} quotes, {len(found.more_actors)} actors"
    )
    assert select(SAMPLE, Citations(SAMPLE, TEXT), everything=True).left_out() == ""


def test_one_act_is_always_shown() -> None:
    event = SEIZURE.model_copy(update={"description": "word " * 400})
    assert ids(chosen(everything=False, key_events=[event], diplomatic_moves=[]).acts) == [("E1",)]
