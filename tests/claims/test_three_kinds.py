"""Sanctions, company news, disasters: articles to briefs through the public function, from recordings.

The answers are those of a strong reader who saw nothing but the requests; the last one is the embedded model's own.
"""

import json
from typing import Any

import pytest

from summarizer import Article, Settings, summarize
from summarizer.brief import GroundedBrief
from summarizer.claims.examples import Example, read_examples
from summarizer.claims.form import ClaimsForm
from summarizer.evaluation.own import CLAIMS, score_own
from tests.claims.given import KINDS
from tests.conftest import Endpoint
from tests.support.steps import answer

FORMS = {"sanctions": "SanctionsBrief", "deals": "DealsBrief", "disasters": "SituationReport"}
ARTICLES = [
    (kind, path.stem) for kind in FORMS for path in sorted((KINDS / kind / "articles").glob("*.json"))
]
# Right in the gold, and left out by the reader: that a completed merger closed on the day it was completed.
WRONG_FIELDS = {"paper": 1}


def form_of(kind: str) -> ClaimsForm:
    return ClaimsForm.named(f"{KINDS / kind / 'form.py'}:{FORMS[kind]}", KINDS / kind / "examples")


def gold_of(kind: str, name: str) -> Example:
    return next(example for example in read_examples(KINDS / kind / "articles") if example.id == name)


def passages(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for part in value for span in passages(part)]
    if not isinstance(value, dict):
        return []
    return ([value] if isinstance(value.get("start"), int) else []) + passages(list(value.values()))


def holds(brief: GroundedBrief, article: Article) -> None:
    told = passages(brief.model_dump(mode="json", exclude={"article", "provenance"}))
    assert len(told) > 3
    assert all(article.text[span["start"] : span["end"]] == span["text"] for span in told)


@pytest.mark.vcr
@pytest.mark.parametrize(("kind", "name"), ARTICLES)
def test_strong_readers_answer_becomes_the_brief_that_it_should(
    kind: str, name: str, endpoint: Endpoint
) -> None:
    form, gold = form_of(kind), gold_of(kind, name)
    said = json.loads((KINDS / kind / "answers" / f"{name}.json").read_text(encoding="utf-8"))
    settings = Settings(
        base_url=endpoint(answer(json.dumps(said, ensure_ascii=False))), model="strong-reader"
    )
    brief = summarize(gold.article, schema=form.schema, examples=form.given, settings=settings)
    holds(brief, gold.article)
    assert brief.rejected == []
    counts = score_own(form, [(gold, brief)])
    wrong = [field for field, one in counts.items() if field != CLAIMS and one.same < one.fields]
    assert len(wrong) == WRONG_FIELDS.get(name, 0)
    assert counts[CLAIMS].recall == counts[CLAIMS].precision == 1


@pytest.mark.vcr
def test_embedded_model_fills_in_what_holds(embedded_model: str) -> None:
    form, gold = form_of("sanctions"), gold_of("sanctions", "oil")
    settings = Settings.load(environment={}, timeout=3000, threads=1)
    brief = summarize(gold.article, schema=form.schema, examples=form.given, settings=settings)
    holds(brief, gold.article)
    assert brief.counts()["sanctions"] >= 1
    assert (brief.provenance.model, brief.provenance.strategy) == (embedded_model, "one_pass")
