"""Briefs of a user's own form against gold that may be read in more than one way."""

from typing import Any

import pytest

from summarizer.article import Article
from summarizer.claims.examples import Example
from summarizer.claims.form import ClaimsForm
from summarizer.errors import BriefFormError
from summarizer.evaluation.own import CLAIMS, score_own
from tests.claims.given import KINDS, TEXT, ground

FORM = ClaimsForm.named(f"{KINDS}/sanctions/form.py:SanctionsBrief")
FREEZE = {
    "evidence": ["Norland froze"],
    "by": [{"or": ["Norland", "Brandt’s ministry"]}],
    "against": ["Baltic Harbour", {"or": ["12 captains", None]}],
    "measure": "asset freeze",
    "step": {"or": ["imposed", "announced"]},
    "since": {"or": ["on Monday", None]},
}
BAN = FREEZE | {"evidence": ["barred 12 captains"], "measure": "travel ban"}
GOLD = Example(
    article=Article(text=TEXT), brief={"sanctions": [FREEZE, {"or": [BAN, None]}], "companies": []}
)
SAID = {
    "s": [1],
    "by": ["Norland"],
    "against": ["Baltic Harbour"],
    "measure": "asset freeze",
    "step": "imposed",
}


def strict(**changed: Any) -> tuple[float | None, float | None]:
    """Return how many fields and how many claims of a draft are just as the gold says."""
    drafted = {**SAID, "why": "Norland froze assets.", **changed}
    brief, rejected = ground(FORM.schema, {"sanctions": [drafted], "companies": []})
    assert rejected == []
    counts = score_own(FORM, [(GOLD, brief)])
    fields = [one for name, one in counts.items() if name != CLAIMS]
    return sum(one.same for one in fields) / sum(one.fields for one in fields), counts[CLAIMS].strict


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"by": ["Brandt’s ministry"], "step": "announced"},
        {"against": ["12 captains", "Baltic Harbour"], "since": "on Monday"},
    ],
)
def test_every_reading_of_the_gold_is_right(changed: dict[str, Any]) -> None:
    assert strict(**changed) == (1.0, 1.0)


@pytest.mark.parametrize("changed", [{"by": ["Garova"]}, {"against": ["12 captains"]}, {"step": "lifted"}])
def test_what_no_reading_says_is_wrong(changed: dict[str, Any]) -> None:
    fields, claims = strict(**changed)
    assert fields == pytest.approx(7 / 8)
    assert claims == 0


def test_each_reading_is_checked() -> None:
    wrong = FREEZE | {"by": [{"or": ["Norland", "Sweden"]}]}
    with pytest.raises(BriefFormError, match=r"'sanctions\.by': 'Sweden': the article does not name it"):
        score_own(FORM, [(GOLD.model_copy(update={"brief": {"sanctions": [wrong]}}), None)])
