"""What a sentence asks, supposes or denies is no event; a force of nature commits none; a match is no battle."""

import pytest

from summarizer.analysis.acts.acts import find_acts
from summarizer.analysis.acts.candidates import find_candidates
from summarizer.analysis.acts.tellers import who_acts
from summarizer.analysis.analysis import analyse
from summarizer.article import Article
from summarizer.plover import EventType
from summarizer.strategies.stepwise.certainty import certainty
from summarizer.text.spans import Span


def types_told(text: str) -> set[EventType]:
    return {candidate.type for candidate in find_candidates(analyse(Article(text=text)))}


@pytest.mark.parametrize(
    "text",
    [
        "Is the navy shelling the harbour?",
        "“Has Norway withdrawn its troops?” a deputy wanted to know.",
        "If Norway shells the harbour, nothing is left of it.",
        "She would have expelled the consul.",
        "Nobody voted for the governor.",
        "No one was killed in the village.",
        "The guards fired no shells at the crowd.",
        "The navy did not shell the harbour.",
        "We never planned to leave the alliance.",
        "The widow will never forget that day.",
        "The agency needs nine lorries to feed the camp.",
    ],
)
def test_what_is_asked_supposed_or_denied_is_no_event(text: str) -> None:
    assert types_told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway will not release the captain.", EventType.REJECT),
        ("No fewer than nine soldiers were killed by rebels.", EventType.ASSAULT),
        ("Who is next? Rebels shelled the harbour.", EventType.ASSAULT),
        ("“We did not shell the harbour,” said Admiral Ana Brandvold.", EventType.ASSAULT),
    ],
)
def test_refusal_and_what_stands_beside_a_question_are_events(text: str, expected: EventType) -> None:
    assert expected in types_told(text)


def test_refusal_happens_and_what_is_not_done_is_denied() -> None:
    def status(text: str) -> str:
        return find_acts(text, Span(0, len(text)))[0].status

    assert status("Norway will not release the captain.") == "happened"
    assert status("The guards fired no shells at the crowd.") == "denied"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine people were killed when an earthquake struck the coast.", False),
        ("Typhoon Mara killed nine people on the coast.", False),
        ("Earthquake survivors attacked a convoy on the coast.", True),
        ("Nine people were killed when rebels struck the coast.", True),
    ],
)
def test_nature_attacks_nobody(text: str, told: bool) -> None:
    assert (EventType.ASSAULT in types_told(text)) == told


def test_violence_in_a_match_report_is_a_figure_of_speech_unless_police_are_there() -> None:
    match = (
        "The goalkeeper saved a penalty and the coach praised his team. United attacked after the break. "
        "The referee ended the match and the season was over."
    )
    assert EventType.ASSAULT not in types_told(match)
    assert EventType.ASSAULT in types_told(f"{match} Fans attacked police outside the stadium.")
    assert EventType.ASSAULT in types_told("The governor praised his team. Rebels attacked after the talks.")


def test_disaster_report_keeps_what_somebody_did() -> None:
    quake = (
        "An earthquake shook the coast. The quake had a magnitude of seven. Nine people were wounded in Lutz."
    )
    assert EventType.ASSAULT not in types_told(quake)
    assert EventType.ASSAULT in types_told(f"{quake} Looters attacked a convoy near the port.")


def test_clause_that_an_aside_parts_keeps_its_subject() -> None:
    text = (
        "Prime Minister Ivo Brandt lost a vote after his partner, the Farmers’ Party, walked out over a pipeline. "
        "The Farmers’ Party had five seats."
    )
    analysis = analyse(Article(text=text))
    act = next(act for act in find_acts(text, analysis.sentences[0]) if act.cue.of(text) == "walked out")
    actors, _ = who_acts(act, act.type, analysis.sentences[0], analysis)
    assert [analysis.actors[index].name for index in actors] == ["Farmers’ Party"]


def test_certainty_falls_where_parties_are_unknown_or_nothing_is_done_yet() -> None:
    (done,) = find_candidates(analyse(Article(text="Norway accused Sweden of piracy.")))
    (planned,) = find_candidates(analyse(Article(text="Norway will accuse Sweden of piracy.")))
    sure = certainty(0.87, done, actors=True, recipients=True)
    half_known = certainty(0.87, done, actors=True, recipients=False)
    assert sure == pytest.approx(0.9, abs=0.01)
    assert sure > half_known > certainty(0.87, done, actors=False, recipients=False)
    assert certainty(0.87, planned, actors=True, recipients=True) < sure
    assert certainty(0.5, done, actors=True, recipients=True) < sure
    assert certainty(0.0, planned, actors=False, recipients=False) > 0
    assert certainty(1.0, done, actors=True, recipients=True) < 1
