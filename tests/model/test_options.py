import math
from math import log

import pytest

from summarizer.model.options import Candidate, grammar, matched, read_positions, scores


def position(**probabilities: float) -> list[Candidate]:
    return [Candidate(token, log(probability)) for token, probability in probabilities.items()]


def test_grammar_allows_exactly_the_options() -> None:
    assert grammar(["YES", 'say "no"\n', "back\\slash"]) == (
        r'root ::= "YES" | "say \"no\"\n" | "back\\slash"'
    )


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("CONSULT", "CONSULT"),
        (" consult.\n", "CONSULT"),
        ("**AGREE**, because they signed", "AGREE"),
        ("fire", "FIRE"),
        ("it is a CEASE FIRE", "CEASE-FIRE"),
        ("AGREE or CONSULT", None),
        ("disagree", None),
        ("", None),
    ],
)
def test_free_answer_names_one_option(text: str, option: str | None) -> None:
    assert matched(text, ["AGREE", "CONSULT", "FIRE", "CEASE-FIRE"]) == option


def test_first_tokens_that_differ_share_by_probability() -> None:
    found = scores([position(YES=0.6, NO=0.2, Maybe=0.2)], ["YES"], ["YES", "NO"])
    assert found == pytest.approx({"YES": 0.75, "NO": 0.25})


def test_several_tokens_that_begin_one_option_are_added() -> None:
    found = scores([position(Y=0.1, YES=0.5, NO=0.4)], ["YES"], ["YES", "NO"])
    assert found == pytest.approx({"YES": 0.6, "NO": 0.4})


def test_shared_first_token_is_decided_by_what_follows() -> None:
    positions = [position(CON=0.8, AID=0.2), position(SULT=0.6, CEDE=0.2, x=0.2)]
    found = scores(positions, ["CON", "SULT"], ["CONSULT", "CONCEDE", "AID"])
    assert found == pytest.approx({"CONSULT": 0.6, "CONCEDE": 0.2, "AID": 0.2})


def test_shared_token_that_was_not_taken_is_split_equally() -> None:
    found = scores([position(AID=0.6, CON=0.4)], ["AID"], ["CONSULT", "CONCEDE", "AID"])
    assert found == pytest.approx({"CONSULT": 0.2, "CONCEDE": 0.2, "AID": 0.6})


def test_option_that_begins_another_takes_what_does_not_go_on() -> None:
    found = scores([position(NO=1.0), position(RTH=0.25, end=0.5)], ["NO", "RTH"], ["NO", "NORTH"])
    assert found == pytest.approx({"NO": 0.75, "NORTH": 0.25})


def test_answer_that_ends_is_the_option_that_ends_there() -> None:
    assert scores([position(NO=1.0)], ["NO"], ["NO", "NORTH"]) == pytest.approx({"NO": 1.0, "NORTH": 0.0})


def test_option_that_never_shows_gets_nothing() -> None:
    assert scores([position(YES=0.1, x=0.9)], ["YES"], ["YES", "NO"]) == {"YES": 1.0, "NO": 0.0}


@pytest.mark.parametrize("positions", [[], [[]], [position(x=1.0)]])
def test_nothing_seen_is_no_scores(positions: list[list[Candidate]]) -> None:
    assert scores(positions, ["x"], ["YES", "NO"]) == {}


@pytest.mark.parametrize("lie", [math.nan, math.inf, 1e308, 5.0])
def test_logarithm_of_no_probability_is_no_score(lie: float) -> None:
    assert scores([[Candidate("YES", lie), Candidate("NO", -1.0)]], ["YES"], ["YES", "NO"]) == {}


def test_impossible_token_is_no_fault() -> None:
    assert scores([[Candidate("YES", -math.inf), Candidate("NO", 0.0)]], ["NO"], ["YES", "NO"]) == {
        "YES": 0.0,
        "NO": 1.0,
    }


def test_what_has_not_the_form_of_log_probabilities_is_none() -> None:
    good = {"token": "YES", "top_logprobs": [{"token": "YES", "logprob": -0.1}]}
    assert read_positions([good]) == ([[Candidate("YES", -0.1)]], ["YES"])
    assert read_positions([good, {"token": "YES", "top_logprobs": None}]) == ([], [])
    assert read_positions(["YES"]) == ([], [])
    wrong = {"token": None, "top_logprobs": [{"token": "YES", "logprob": "-0.1"}]}
    positions, answer = read_positions([wrong])
    assert scores(positions, answer, ["YES", "NO"]) == {}
