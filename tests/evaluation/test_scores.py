import math
from typing import Any

import pytest

from summarizer.article import Article
from summarizer.brief import Actor, Brief, DiplomaticMove, Evidence, KeyEvent, Mention, Quote
from summarizer.evaluation.figures import FIGURES, Section, measure, shown_figures, totals
from summarizer.evaluation.gold import GoldArticle, GoldCase
from summarizer.evaluation.scores import Score, score_brief
from summarizer.plover import EventType, QuadClass
from tests.evaluation.gold_briefs import empty_brief, own_cases, perfect_brief

TEXT = (
    "Norland attacked Sudria. Norland attacked again. Ruiz urged calm. “We must talk,” she said of the “war”."
)
ASSAULT = {"what": "", "anchors": ["Norland attacked Sudria", "Norland attacked again"], "types": ["ASSAULT"]}
REQUEST = {"what": "", "anchors": ["Ruiz urged calm"], "types": ["REQUEST"]}
NO_PARTS: dict[str, Any] = {"headline": "", "summary": [], "key_events": [], "actors": [], "quotes": []}


def case_of(**gold: Any) -> GoldCase:
    return GoldCase(GoldArticle.model_validate({"id": "a", "quotes": [], **gold}), Article(text=TEXT))


def brief_of(case: GoldCase, **parts: Any) -> Brief:
    return perfect_brief(case).model_copy(update={**NO_PARTS, "diplomatic_moves": [], **parts})


def score(case: GoldCase, **parts: Any) -> Score:
    return score_brief(case, brief_of(case, **parts))


def at(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words)


def event(words: str, kind: EventType = EventType.ASSAULT, evidence: Evidence | None = None) -> KeyEvent:
    return KeyEvent(
        id="E1",
        description="",
        type=kind,
        mode=None,
        status="happened",
        actors=[],
        recipients=[],
        location=None,
        when=None,
        casualties=None,
        evidence=[evidence or at(words)],
    )


def move(words: str, kind: EventType, actors: list[str]) -> DiplomaticMove:
    return DiplomaticMove(
        id="M1",
        type=kind,
        mode=None,
        actors=actors,
        recipients=[],
        description="",
        status="happened",
        when=None,
        quad_class=QuadClass.VERBAL_CONFLICT,
        score=0,
        evidence=[at(words)],
    )


def quote(words: str, speaker: str | None = None, speaker_text: str | None = None) -> Quote:
    anchor = at("We must talk,")
    return Quote(
        id="Q1",
        text=words,
        kind="full",
        speaker=speaker,
        speaker_text=speaker_text,
        cue=None,
        evidence=[anchor],
    )


def actor(name: str, *mentions: str) -> Actor:
    found = [Mention(start=0, end=1, text=text) for text in (mentions or (name,))]
    return Actor(id="A1", name=name, kind="person", role=None, country=None, mentions=found)


def test_perfect_briefs_score_one_everywhere() -> None:
    figures = totals([score_brief(case, perfect_brief(case)) for case in own_cases()])
    ones = {
        "grounded",
        "quote_recall",
        "quote_precision",
        "quote_verbatim",
        "speaker_accuracy",
        "actor_in_text",
    }
    assert {name: figures[name] for name in ones} == dict.fromkeys(ones, 1.0)
    assert (
        figures["event_recall_major"] == figures["move_recall_major"] == figures["actor_recall_major"] == 1.0
    )
    assert figures["move_precision"] == 1.0
    assert figures["event_repeated"] == 0


def test_missing_brief_scores_as_an_empty_one() -> None:
    for case in own_cases():
        missing = dict(score_brief(case, None).counts)
        empty = dict(score_brief(case, empty_brief(case)).counts)
        assert (missing.pop("made"), empty.pop("made")) == (0, 1)
        assert (missing.pop("seconds"), empty.pop("seconds")) == (0, 2.5)
        assert missing == empty


def test_event_told_twice_is_found_once_and_repeated_once() -> None:
    counts = score(
        case_of(events=[{**ASSAULT, "major": True}]),
        key_events=[event("Norland attacked Sudria"), event("Norland attacked again")],
    ).counts
    assert (counts["events_major_found"], counts["events_right"], counts["events_repeated"]) == (1, 2, 1)


def test_one_event_does_not_serve_two_of_gold() -> None:
    both = [{**ASSAULT, "major": True}, {**ASSAULT, "major": True}]
    counts = score(case_of(events=both), key_events=[event("Norland attacked Sudria")]).counts
    assert counts["events_major_found"] == 1


def test_event_of_another_type_is_found_but_not_typed() -> None:
    counts = score(
        case_of(events=[{**ASSAULT, "major": True}]),
        key_events=[event("Norland attacked Sudria", EventType.AID)],
    ).counts
    assert (counts["events_major_found"], counts["events_major_typed"]) == (1, 0)


def test_event_is_right_when_it_reports_a_major_move_and_wrong_when_only_a_minor_event() -> None:
    case = case_of(
        events=[{**ASSAULT, "major": False}], moves=[{**REQUEST, "major": True, "actor": [], "recipient": []}]
    )
    counts = score(case, key_events=[event("Norland attacked Sudria"), event("Ruiz urged calm")]).counts
    assert (counts["events_pred"], counts["events_right"]) == (2, 1)


@pytest.mark.parametrize(("shared", "found"), [(11, 0), (12, 1)])
def test_overlap_of_twelve_characters_is_a_match(shared: int, found: int) -> None:
    start = TEXT.index("Ruiz urged calm") + len("Ruiz urged calm") - shared
    evidence = Evidence(start=start, end=start + 40, text="")
    case = case_of(events=[{**REQUEST, "major": True}])
    assert score(case, key_events=[event("", evidence=evidence)]).counts["events_major_found"] == found


def test_evidence_longer_than_600_characters_matches_nothing() -> None:
    case = case_of(events=[{**REQUEST, "major": True}])
    spans = [Evidence(start=0, end=end, text="") for end in (600, 601)]
    scores = [score(case, key_events=[event("", evidence=span)]) for span in spans]
    assert [item.counts["events_major_found"] for item in scores] == [1, 0]


def test_only_the_first_twelve_events_are_read() -> None:
    case = case_of(events=[{**REQUEST, "major": True}])
    events = [*[event("Norland attacked again")] * 12, event("Ruiz urged calm")]
    counts = score(case, key_events=events).counts
    assert (counts["events_pred"], counts["events_major_found"]) == (12, 0)


@pytest.mark.parametrize(
    ("kind", "actors", "right", "right_actor"),
    [
        (EventType.REQUEST, ["A1"], 1, 1),
        (EventType.REQUEST, [], 1, 0),
        (EventType.ACCUSE, ["A1"], 0, 0),
    ],
)
def test_move_is_right_with_its_type_and_better_with_its_actor(
    kind: EventType, actors: list[str], right: int, right_actor: int
) -> None:
    case = case_of(moves=[{**REQUEST, "major": False, "actor": ["Ana Ruiz"], "recipient": []}])
    moves = [move("Ruiz urged calm", kind, actors)]
    counts = score(case, diplomatic_moves=moves, actors=[actor("she", "Ruiz")]).counts
    assert (counts["moves_right"], counts["moves_right_actor"]) == (right, right_actor)
    assert counts["moves_major"] == 0


SPEECH = {"anchor": "We must talk,", "kind": "full"}


@pytest.mark.parametrize(
    ("accepted", "speaker", "speaker_text", "scored", "right"),
    [
        (["Ana Ruiz"], "A1", None, 1, 1),
        (["Ana Ruiz"], None, "Ruiz", 1, 1),
        (["Ana Ruiz"], None, "she", 1, 0),
        (["Ana Ruiz"], None, None, 1, 0),
        ([], None, None, 1, 1),
        ([], "A1", None, 1, 0),
        (None, "A1", None, 0, 0),
    ],
)
def test_speaker_is_scored_where_gold_knows_who_it_is(
    accepted: list[str] | None, speaker: str | None, speaker_text: str | None, scored: int, right: int
) -> None:
    case = case_of(quotes=[{**SPEECH, "speaker": accepted}])
    said = [quote("We must talk", speaker, speaker_text)]
    counts = score(case, quotes=said, actors=[actor("Ruiz")]).counts
    assert (counts["speakers_scored"], counts["speakers_right"]) == (scored, right)


def test_scare_quote_as_a_quotation_is_not_wrong_and_an_invented_one_is() -> None:
    case = case_of(quotes=[{**SPEECH, "speaker": []}, {"anchor": "war", "kind": "scare", "speaker": []}])
    counts = score(case, quotes=[quote("We must talk"), quote("war"), quote("never said")]).counts
    assert (counts["quotes_gold"], counts["quotes_found"], counts["quotes_true"]) == (1, 1, 2)
    assert counts["quotes_verbatim"] == 2


def test_evidence_off_by_one_is_not_true() -> None:
    false = Evidence(start=1, end=8, text="Norland")
    counts = score(case_of(), key_events=[event("Norland"), event("", evidence=false)]).counts
    assert (counts["evidence"], counts["evidence_true"]) == (2, 1)


def test_undefined_figures_are_nan() -> None:
    figures = totals([score_brief(case_of(), None)])
    assert all(
        math.isnan(figures[name]) for name in ("grounded", "quote_recall", "event_f1", "seconds_per_brief")
    )


def test_totals_weigh_articles_by_what_they_hold() -> None:
    one, three = (
        case_of(events=[{**ASSAULT, "major": True}]),
        case_of(events=[{**REQUEST, "major": True}] * 3),
    )
    scores = [score(one, key_events=[event("Norland attacked Sudria")]), score_brief(three, None)]
    assert totals(scores)["event_recall_major"] == 1 / 4


def test_gold_with_quotations_only_shows_no_figures_of_events_moves_and_actors() -> None:
    figures = shown_figures([case_of(quotes=[{**SPEECH, "speaker": None}])])
    assert {figure.section for figure in figures} == {Section.GROUNDING, Section.QUOTES, Section.COST}
    assert shown_figures(own_cases()) == FIGURES


def test_interval_of_a_total_holds_the_total_and_stays_within_bounds() -> None:
    cases = own_cases()
    scores = [
        score_brief(case, perfect_brief(case) if index % 2 else None) for index, case in enumerate(cases)
    ]
    recall = next(item for item in measure(scores) if item.figure.name == "quote_recall")
    assert recall.interval is not None
    assert 0 <= recall.interval.low < recall.value < recall.interval.high <= 1


@pytest.mark.parametrize(("shared", "found"), [(59, 0), (60, 1)])
def test_quotation_is_found_by_its_first_sixty_characters(shared: int, found: int) -> None:
    words = "we will not leave this table before every prisoner has been named and freed"
    case = case_of(quotes=[{"anchor": words, "kind": "full", "speaker": None}])
    assert score(case, quotes=[quote(f"{words[:shared]}# and more")]).counts["quotes_found"] == found
