import asyncio
from time import perf_counter

from summarizer.article import Article
from summarizer.claims.checking import FailedProse, Reworded
from summarizer.draft import Draft
from summarizer.errors import InvalidOutput
from summarizer.strategies.mend import Mended, MendedItem, mend
from summarizer.strategies.strategy import Task
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import verify
from tests.strategies.fake_model import FakeModel

ANALYSIS: Document = read_document(Article(text="Dolan left Sarvo on Monday. Nine guards stayed behind."))


def failed(*summary: tuple[str, list[int]]) -> list[FailedProse]:
    headline = {"text": "Dolan leaves Sarvo", "s": [1]}
    parts = [{"text": text, "s": sentences} for text, sentences in summary]
    fields = {"headline": headline, "summary": parts, "actors": [], "quotes": [], "events": [], "moves": []}
    return verify(Draft.model_validate(fields), ANALYSIS).failed


def run(model: FakeModel, claims: list[FailedProse]) -> Reworded:
    return asyncio.run(mend(Task(ANALYSIS, model, None, lambda _: None, perf_counter()), claims))


def test_only_what_failed_is_asked_for_with_its_reason_and_sentences() -> None:
    model = FakeModel(Mended(items=[MendedItem(n=1, text="Guards stayed behind.")]))
    claims = failed(("Dolan left on Monday", [1]), ("40 guards stayed", [2]))
    assert run(model, claims) == {("40 guards stayed", ANALYSIS.sentences[1:]): "Guards stayed behind."}
    question = model.asked[0][-1]["content"]
    assert question == (
        "1. 40 guards stayed\n"
        "Wrong: it has numbers that the cited sentences lack: 40\n"
        "Article: Nine guards stayed behind."
    )


def test_what_cites_nothing_is_not_asked_for() -> None:
    assert failed(("40 guards stayed", [9])) == []


def test_numbers_that_were_not_asked_are_ignored() -> None:
    answer = Mended(items=[MendedItem(n=0, text="zero"), MendedItem(n=2, text="two")])
    assert run(FakeModel(answer), failed(("40 guards stayed", [2]))) == {}


def test_answer_that_cannot_be_used_does_not_lose_the_brief() -> None:
    assert run(FakeModel(InvalidOutput("nonsense")), failed(("40 guards stayed", [2]))) == {}


def test_request_stays_short_however_much_is_wrong() -> None:
    model = FakeModel(Mended(items=[]))
    run(model, failed(*[("40 guards " * 5_000, [2])] * 50))
    question = model.asked[0][-1]["content"]
    assert question.count("Wrong:") == 30
    assert len(question) < 30 * 1_500
