from typing import Any

from summarizer.brief import Rejected
from summarizer.claims.refusals import harmless
from summarizer.draft import Draft
from summarizer.text.document import Document
from summarizer.verification.verify import verify


def draft(**parts: Any) -> Draft:
    empty: dict[str, Any] = {"summary": [], "actors": [], "quotes": [], "events": [], "moves": []}
    return Draft.model_validate({"headline": {"text": "Dolan speaks", "s": [2]}, **empty, **parts})


def act(number: int) -> dict[str, Any]:
    return {"s": [2, *range(10, 500)], "what": f"Dolan “{number}”", "type": "CONSULT", "by": ["Dolan"] * 500}


def test_lists_are_cut_and_what_is_left_out_is_told(document: Document) -> None:
    verified = verify(draft(events=[act(n) for n in range(1_234)]), document)
    told = [item for item in verified.rejected if item.value.endswith("more")]
    cut = Rejected(field="key_events", value="1,134 more", reason="only the first 100 of a draft are read")
    assert cut in told
    assert len([item for item in verified.failed if "numbers" in item.reason]) == 100


def test_word_of_every_line_is_no_endless_actor(document: Document) -> None:
    verified = verify(
        draft(actors=[{"names": [name], "kind": "group"} for name in (".", "“", "12", "—")]), document
    )
    assert {item.value for item in verified.rejected} == {".", "“", "12", "—"}


def test_refusal_is_shown_on_one_line_short_and_dead(document: Document) -> None:
    value = "<script>\nalert(1)</script> \u202e" + "x" * 10_000
    (shown,) = harmless([("actors", value, "the article does not name it")], document)
    assert shown.value.startswith("\ufffd alert(1)\ufffd \ufffdxxx")
    assert len(shown.value) <= 300
    assert shown.reason == "the article does not name it"


def test_refusals_without_end_are_counted(document: Document) -> None:
    refused = [("quotes", f"Q{n}", "there is no such quotation") for n in range(2_000)]
    shown = harmless(refused, document)
    assert len(shown) == 501
    assert shown[-1].value == "1,500 more"
