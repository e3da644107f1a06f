from typing import Any

import pytest

from summarizer.article import Article
from summarizer.brief import Actor, Evidence, KeyEvent, Mention
from summarizer.evaluation.claims import Grade, claim_counts, grade
from summarizer.evaluation.gold import GoldAct
from summarizer.evaluation.matching import Placed, placed
from summarizer.plover import EventType

TEXT = "Norland attacked Sudria. Ruiz urged calm. The port was shelled."
ACTORS = [
    Actor(
        id=f"A{number}",
        name=name,
        kind="country",
        role=None,
        country=None,
        mentions=[Mention(start=0, end=1, text=name)],
    )
    for number, name in enumerate(["Norland", "Sudria", "Ana Ruiz"], start=1)
]


def marked(anchor: str, *types: str, major: bool = True, **sides: list[str]) -> Placed:
    act = GoldAct.model_validate({"what": "", "anchors": [anchor], "types": types, "major": major, **sides})
    return placed([act], Article(text=TEXT).text)[0]


ATTACK = marked(
    "attacked Sudria", "ASSAULT", actor=["Norland"], recipient=["Sudria", "Port"], status=["happened"]
)
SHELLING = marked("The port was shelled", "ASSAULT", major=False)


def claim(words: str, **changes: Any) -> KeyEvent:
    start = TEXT.index(words)
    fields: dict[str, Any] = {
        "id": "E1",
        "description": words,
        "type": EventType.ASSAULT,
        "mode": None,
        "status": "happened",
        "actors": ["A1"],
        "recipients": ["A2"],
        "location": None,
        "when": None,
        "casualties": None,
        "evidence": [Evidence(start=start, end=start + len(words), text=words)],
    }
    return KeyEvent(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Grade.RIGHT),
        ({"recipients": []}, Grade.PARTLY),
        ({"actors": [], "recipients": []}, Grade.PARTLY),
        ({"actors": ["A2"], "recipients": ["A1"]}, Grade.WRONG),
        ({"recipients": ["A2", "A3"]}, Grade.WRONG),
        ({"recipients": ["A9"]}, Grade.WRONG),
        ({"status": "planned"}, Grade.WRONG),
        ({"type": EventType.ACCUSE}, Grade.WRONG),
    ],
)
def test_claim_is_right_only_with_type_both_sides_and_status(
    changes: dict[str, Any], expected: Grade
) -> None:
    assert grade(claim("Norland attacked Sudria", **changes), ATTACK, ACTORS) is expected


def test_claim_with_other_evidence_is_wrong() -> None:
    assert grade(claim("Ruiz urged calm"), ATTACK, ACTORS) is Grade.WRONG


def test_nobody_may_be_named_where_the_article_names_nobody() -> None:
    shelled = claim("The port was shelled", actors=[], recipients=[])
    assert grade(shelled, SHELLING, ACTORS) is Grade.RIGHT
    guessed = shelled.model_copy(update={"actors": ["A1"]})
    assert grade(guessed, SHELLING, ACTORS) is Grade.WRONG


def test_act_in_both_lists_counts_once() -> None:
    twice = [claim("Norland attacked Sudria"), claim("Norland attacked Sudria", id="E2")]
    counts = claim_counts(twice, [ATTACK, SHELLING], ACTORS)
    assert (counts["claims_pred"], counts["claims_right"]) == (1, 1)
    assert (counts["acts_major"], counts["acts_carried"]) == (1, 1)


def test_best_claim_decides_whether_an_act_is_carried() -> None:
    claims = [claim("Norland attacked Sudria", recipients=[]), claim("attacked Sudria")]
    counts = claim_counts(claims, [ATTACK], ACTORS)
    assert (counts["claims_right"], counts["claims_partial"]) == (1, 1)
    assert (counts["acts_carried"], counts["acts_partly"]) == (1, 0)


def test_sureness_is_counted_in_the_band_that_is_printed() -> None:
    said = [0.804, 0.896, 0.795, None]
    claims = [claim("attacked Sudria", confidence=one, description=str(one)) for one in said]
    claims.append(claim("Ruiz urged calm", confidence=0.495))
    counts = claim_counts(claims, [ATTACK], ACTORS)
    # 0.896 prints as 90 %, 0.795 as 80 % (it lies a little above in binary), 0.495 as 50 %.
    assert {name: counts[name] for name in ("sure_80", "sure_80_right", "sure_90", "sure_90_right")} == {
        "sure_80": 2,
        "sure_80_right": 2,
        "sure_90": 1,
        "sure_90_right": 1,
    }
    assert counts["sure_claims"] == 4
    assert (counts["sure_50"], counts["sure_50_right"]) == (1, 0)
    assert counts["sure_squares"] == pytest.approx(0.196**2 + 0.104**2 + 0.205**2 + 0.495**2)
