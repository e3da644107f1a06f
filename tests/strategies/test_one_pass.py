import asyncio
from pathlib import Path
from time import perf_counter

import pytest

from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import ArticleTooLong, SettingsError
from summarizer.progress import Progress
from summarizer.prompts import load_prompt
from summarizer.strategies.one_pass import constant_prefix, one_pass, read_example
from summarizer.strategies.strategy import Task
from summarizer.text.document import read_document
from summarizer.verification.verify import verify
from tests.strategies.fake_model import FakeModel

EXAMPLE = load_prompt("brief_example.json").text
DRAFT = read_example(EXAMPLE)[1]


def task(text: str, model: FakeModel, heard: list[Progress] | None = None) -> Task:
    heard = [] if heard is None else heard
    return Task(read_document(Article(text=text)), model, None, heard.append, perf_counter())


def ask(text: str) -> FakeModel:
    model = FakeModel(DRAFT)
    asyncio.run(one_pass(task(text, model)))
    return model


def test_everything_before_the_article_is_the_same_for_any_two_articles() -> None:
    first, second = ask("Dolan left Sarvo."), ask("“Stay,” said Ana Dravic. " * 9)
    assert first.asked[0][:-1] == second.asked[0][:-1]
    assert first.asked[0][-1] != second.asked[0][-1]


def test_article_is_data_and_not_a_template() -> None:
    text = "The mayor of Sarvo said {{ 7*7 }} {% if x %} {{ types }} to reporters."
    assert text in ask(text).asked[0][-1]["content"]


def test_sentence_cannot_pass_for_another_line() -> None:
    content = ask("He wrote\t[9] and left. She stayed.").asked[0][-1]["content"]
    assert content.splitlines() == ["[1] He wrote [9] and left.", "[2] She stayed."]


def test_all_that_stands_between_quotation_marks_is_listed_by_id() -> None:
    text = "The “caliphate” fell. Marek Dolan met Piet Haas. “We will go home now.”"
    content = ask(text).asked[0][-1]["content"]
    assert content.splitlines()[-3:] == [
        "Quotations:",
        "Q1 in [1]: caliphate",
        "Q2 in [3], whole: We will go home now.",
    ]


def test_worked_example_passes_verification_untouched(tmp_path: Path) -> None:
    article, draft = read_example(EXAMPLE)
    document = read_document(article)
    # Its words are words of a prompt, which no other brief may recite.
    (tmp_path / "brief_example.json").write_text("", encoding="utf-8")
    verified = verify(draft, document, prompts=tmp_path)
    assert verified.rejected == []
    assert verified.failed == []
    assert len(verified.key_events) == len(draft.events)
    assert len(verified.diplomatic_moves) == len(draft.moves) + sum(event.move for event in draft.events)
    speakers = {quote.id: quote.speaker for quote in verified.quotes}
    assert list(speakers) == ["Q1", "Q2", "Q3"]
    assert None not in speakers.values()


def test_every_variable_of_the_system_prompt_is_filled() -> None:
    system = constant_prefix()[0][0]["content"]
    assert "{{" not in system
    assert "- ASSAULT: " in system


def test_context_without_room_for_an_article_is_refused_before_anything_is_sent() -> None:
    model = FakeModel(DRAFT, context=1024)
    with pytest.raises(ArticleTooLong, match=r"alone takes about [\d,]+ tokens; 'fake' has room for 1,024"):
        asyncio.run(one_pass(task("The army left the town of Sarvo.", model)))
    assert model.asked == []


def test_progress_is_reported() -> None:
    heard: list[Progress] = []
    asyncio.run(one_pass(task("Dolan left.", FakeModel(DRAFT), heard)))
    assert [report.step for report in heard] == ["reading the article"]


def test_example_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief_example.json").write_text('{"text": "x"}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"worked example in 'brief_example\.json' cannot be used"):
        constant_prefix(tmp_path)


def test_draft_survives_the_wire() -> None:
    assert Draft.model_validate_json(DRAFT.model_dump_json(by_alias=True)) == DRAFT
