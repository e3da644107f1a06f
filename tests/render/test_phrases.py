from datetime import date

import pytest

from summarizer.brief import Casualties, Evidence, Rejected, When
from summarizer.render.phrases import casualties_phrase, provenance_line, rejected_line, when_phrase
from tests.render.sample_brief import SAMPLE

MARCH_1, MARCH_4 = date(2024, 3, 1), date(2024, 3, 4)
EVIDENCE = [Evidence(start=0, end=1, text="x")]


@pytest.mark.parametrize(
    ("start", "end", "phrase"),
    [
        (None, None, "soon"),
        (MARCH_1, MARCH_1, "soon (2024-03-01)"),
        (MARCH_1, MARCH_4, "soon (2024-03-01 to 2024-03-04)"),
        (MARCH_1, None, "soon (2024-03-01 to …)"),
        (None, MARCH_4, "soon (… to 2024-03-04)"),
    ],
)
def test_time_is_the_articles_words_and_their_days(start: date | None, end: date | None, phrase: str) -> None:
    assert when_phrase(When(text="soon", start=start, end=end)) == phrase


def test_casualties_name_what_is_known_and_keep_a_zero() -> None:
    casualties = Casualties(killed=1_200, wounded=0, evidence=EVIDENCE)
    assert casualties_phrase(casualties) == "1,200 killed, 0 wounded"


def test_provenance_says_cost_and_cache_where_they_are_known() -> None:
    known = SAMPLE.provenance.model_copy(update={"cost_usd": 0.00123, "from_cache": True, "requests": 1})
    assert provenance_line(known) == (
        "qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 1 request · "
        "12,345 tokens read (10,007 from cache), 678 written · 42.0 s · $0.0012 · from cache"
    )


def test_rejected_claims_are_counted_by_field() -> None:
    claims = [Rejected(field=field, value="x", reason="y") for field in ("quotes", "summary", "quotes")]
    assert rejected_line(claims) == "3 claims rejected: quotes 2, summary 1"
    assert rejected_line([]) == ""
