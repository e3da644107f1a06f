import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import SettingsError
from summarizer.model.interface import Choice
from summarizer.progress import Progress
from summarizer.strategies.stepwise import prompt_id, stepwise
from summarizer.strategies.strategy import Drafted, Task
from summarizer.text.document import read_document
from tests.strategies.fake_model import FakeModel

TEXT = (
    "Rebels killed nine soldiers near the town of Lurno on Monday, the defence ministry of Veldaria said.\n"
    "President Marek Dolan accused Ostrava of arming the rebels and threatened to close the border.\n"
    "“We will not wait any longer,” Dolan said in the capital.\n"
    "Ostrava rejected the accusation on Tuesday.\n"
    "The two countries fought a war over the valley in 1994."
)


def answering(yes: float) -> Callable[[Sequence[str]], Choice]:
    return lambda _: Choice("yes" if yes > 0.5 else "no", {"yes": yes, "no": 1 - yes})


def drafted(
    text: str,
    model: FakeModel | None = None,
    *,
    title: str | None = None,
    heard: list[Progress] | None = None,
    prompts: Path | None = None,
) -> Drafted:
    document = read_document(Article(text=text, title=title, published=date(2021, 3, 10)))
    model = model or FakeModel(choose=answering(0.99))
    listener = ([] if heard is None else heard).append
    return asyncio.run(stepwise(Task(document, model, prompts, listener, perf_counter())))


def draft(text: str, **options: object) -> Draft:
    return drafted(text, **options).draft  # type: ignore[arg-type]  # the options are those of `drafted`


def test_events_say_who_did_what_to_whom_when_and_where() -> None:
    first = draft(TEXT).events[0]
    assert (first.type, first.actors, first.recipients) == ("ASSAULT", ["Rebels"], ["soldiers"])
    assert (first.sentences, first.when) == ([1], "on Monday")
    assert first.where is not None
    assert "Lurno" in first.where
    assert [(toll.kind, toll.count) for toll in first.toll] == [("killed", 9)]


def test_moves_leave_fighting_out() -> None:
    moves = draft(TEXT).moves
    assert "ASSAULT" not in {move.type for move in moves}
    accusation = next(move for move in moves if move.type == "ACCUSE")
    assert (accusation.actors, accusation.recipients) == (["Marek Dolan"], ["Ostrava"])


def test_model_is_asked_about_each_act_in_words_and_never_for_one() -> None:
    model = FakeModel(choose=answering(0.99))
    drafted(TEXT, model)
    assert len(model.prepared) == 1
    questions = [messages[-1]["content"] for messages in model.asked]
    assert any(question.endswith("Act: Marek Dolan criticises or accuses Ostrava") for question in questions)
    assert all(messages[: len(model.prepared[0])] == model.prepared[0] for messages in model.asked)


def test_what_the_judge_denies_is_not_told_and_said_to_be_left_out() -> None:
    told = drafted(TEXT, FakeModel(choose=answering(0.99)))
    denied = drafted(TEXT, FakeModel(choose=answering(0.0001)))
    assert len(denied.draft.events) < len(told.draft.events)
    assert len(denied.left_out) > len(told.left_out)
    reasons = [one.reason for one in denied.left_out]
    assert any(reason.startswith("THREATEN (Marek Dolan") and "is only " in reason for reason in reasons)
    assert all(one.value in TEXT for one in denied.left_out)


def test_surer_judge_gives_a_surer_act() -> None:
    def sureness(yes: float) -> float:
        event = draft(TEXT, model=FakeModel(choose=answering(yes))).events[0]
        assert event.confidence is not None
        return event.confidence

    assert 0.5 <= sureness(0.5) < sureness(0.999) < 1


def test_endpoint_without_probabilities_is_taken_at_its_word() -> None:
    sure = draft(TEXT, model=FakeModel(choose=lambda _: Choice("yes")))
    unsure = draft(TEXT, model=FakeModel(choose=lambda _: Choice("no")))
    assert (sure.events[0].confidence or 0) > (unsure.events[0].confidence or 0)


def test_quotations_come_with_their_speakers() -> None:
    (quote,) = draft(TEXT).quotes
    assert (quote.speaker, quote.kind) == ("Marek Dolan", "full")
    assert quote.speaker_place is not None
    assert TEXT[slice(*quote.speaker_place)] == "Dolan"


def test_title_is_the_headline() -> None:
    assert draft(TEXT, title="Nine soldiers  killed").headline.text == "Nine soldiers killed"


def test_summary_begins_with_the_lead_and_is_whole_sentences_in_their_order() -> None:
    summary = draft(TEXT).summary
    numbers = [part.sentences[0] for part in summary]
    assert numbers[0] == 1
    assert numbers == sorted(numbers)
    assert all(part.text in TEXT for part in summary)
    assert all(part.text.endswith(".") for part in summary)


def test_two_tellings_of_one_act_are_one_event_with_both_sentences() -> None:
    text = (
        "Norway accused Latvia on Monday of dumping oil. The port was closed for two days.\n"
        "Latvia has also been accused by Norway of burning waste at sea."
    )
    (event,) = [event for event in draft(text).events if event.type == "ACCUSE"]
    assert (event.sentences, event.actors, event.recipients) == ([1, 3], ["Norway"], ["Latvia"])


def test_report_costs_no_more_decisions_than_an_article() -> None:
    text = "\n".join(
        f"Minister Ane Berg urged the town of Lo{n} to rest. The rebels shelled {n} farms near Lo{n}."
        for n in range(200)
    )
    model = FakeModel(choose=answering(0.9))
    drafted(text, model)
    assert 0 < len(model.asked) <= 24


def test_steps_are_told() -> None:
    heard: list[Progress] = []
    drafted(TEXT, heard=heard)
    assert {report.step for report in heard} == {"reading", "judging what was read"}


def test_prompts_have_a_name_that_changes_with_them(tmp_path: Path) -> None:
    name = prompt_id()
    assert name.startswith("stepwise@")
    (tmp_path / "judge_system.md").write_text("Is this so? Answer yes or no.")
    assert prompt_id(tmp_path) != name
    assert drafted(TEXT).prompt == name


@pytest.mark.parametrize(("name", "content"), [("judge_acts.json", "{}"), ("judge_examples.json", "[1]")])
def test_prompt_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(SettingsError, match=name):
        drafted(TEXT, prompts=tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "REBELS KILLED NINE SOLDIERS NEAR LURNO ON MONDAY, THE ARMY SAID. DOLAN ACCUSED OSTRAVA OF ARMING THEM.",
        "Rebels kill nine\nDolan blames Ostrava\nBorder to close\nUN calls for calm",
        "Milk\nEggs\nFlour\nTwo lemons",
        "HOST: Why did you close the border?\nDOLAN: We had no choice.\nHOST: Will it last?\nDOLAN: It will.",
        "No.",
        "the army and " * 1_000,
    ],
)
def test_whatever_is_given_becomes_a_draft(text: str) -> None:
    assert draft(text).headline.text
