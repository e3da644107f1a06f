import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from summarizer.analysis.analysis import Analysis, analyse
from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.errors import OutputTruncated
from summarizer.model.interface import Choice
from summarizer.progress import Progress
from summarizer.strategies.stepwise import prompt_id, stepwise
from summarizer.strategies.stepwise.shortening import keeps_the_meaning
from summarizer.strategies.strategy import Task
from tests.strategies.fake_model import FakeModel

TEXT = (
    "Rebels killed nine soldiers near the town of Lurno on Monday, the defence ministry of Veldaria said.\n"
    "President Marek Dolan accused Ostrava of arming the rebels and threatened to close the border.\n"
    "“We will not wait any longer,” Dolan said in the capital.\n"
    "Ostrava rejected the accusation on Tuesday.\n"
    "The two countries fought a war over the valley in 1994."
)


def analysis_of(text: str, title: str | None = None) -> Analysis:
    return analyse(Article(text=text, title=title, published=date(2021, 3, 10)))


def draft(model: FakeModel, analysis: Analysis, heard: list[Progress] | None = None) -> Draft:
    heard = [] if heard is None else heard
    return asyncio.run(stepwise(Task(analysis, model, None, heard.append, perf_counter()))).draft


def test_events_copy_the_article_and_come_with_who_did_what_when_and_where() -> None:
    first = draft(FakeModel(), analysis_of(TEXT)).events[0]
    assert first.what == "Rebels killed nine soldiers near the town of Lurno on Monday"
    assert (first.type, first.sentences, first.when) == ("ASSAULT", [1], "on Monday")
    assert first.where is not None
    assert "Lurno" in first.where


def test_moves_leave_fighting_out_and_name_who_makes_them() -> None:
    moves = draft(FakeModel(), analysis_of(TEXT)).moves
    assert "ASSAULT" not in {move.type for move in moves}
    accusation = next(move for move in moves if move.type == "ACCUSE")
    assert (accusation.actors, accusation.recipients[:1]) == (["Marek Dolan"], ["Ostrava"])


def test_history_comes_after_the_news() -> None:
    events = draft(FakeModel(), analysis_of(TEXT)).events
    assert [event.sentences[0] for event in events].index(1) == 0
    assert events[-1].sentences == [5] or 5 not in {event.sentences[0] for event in events}


def test_summary_is_the_articles_own_sentences_in_their_order() -> None:
    analysis = analysis_of(TEXT)
    summary = draft(FakeModel(), analysis).summary
    numbers = [part.sentences[0] for part in summary]
    assert numbers == sorted(numbers)
    assert all(analysis.find(part.text, within=analysis.sentences[part.sentences[0] - 1]) for part in summary)


def test_title_is_the_headline() -> None:
    model = FakeModel(text="must not be asked")
    assert draft(model, analysis_of(TEXT, "Nine soldiers  killed")).headline.text == "Nine soldiers killed"


def test_true_shortening_is_the_headline() -> None:
    model = FakeModel(text="Rebels killed nine soldiers near Lurno.")
    assert draft(model, analysis_of(TEXT)).headline.text == "Rebels killed nine soldiers near Lurno"


def test_headline_that_adds_a_word_gives_way_to_the_clause() -> None:
    model = FakeModel(text="Terrorists massacre nine soldiers near Lurno")
    assert draft(model, analysis_of(TEXT)).headline.text == (
        "Rebels killed nine soldiers near the town of Lurno on Monday"
    )


def test_headline_that_was_cut_gives_way_to_the_clause() -> None:
    class Endless(FakeModel):
        async def write(self, *args: object, **options: object) -> str:
            raise OutputTruncated("The answer was cut at the token limit.")

    assert draft(Endless(), analysis_of(TEXT)).headline.text == (
        "Rebels killed nine soldiers near the town of Lurno on Monday"
    )


@pytest.mark.parametrize(
    ("short", "kept"),
    [
        ("Dolan denies that soldiers crossed the line", True),
        ("Dolan says soldiers crossed the line", False),  # lost the denial
        ("Dolan denies that troops crossed", False),  # a word of its own
        ("Dolan denies", False),  # says too little
        (
            "Dolan denied on Monday that any of his soldiers had ever crossed the line.",
            False,
        ),  # no shortening
    ],
)
def test_shortening_keeps_words_and_turns(short: str, kept: bool) -> None:
    sentence = "Dolan denied on Monday that any of his soldiers had ever crossed the line."
    assert keeps_the_meaning(short, sentence) is kept


@pytest.mark.parametrize("word", ["doesn’t", "didn't", "never", "allegedly", "could"])
def test_lost_hedge_is_a_lost_meaning(word: str) -> None:
    assert not keeps_the_meaning(
        "army hold the town", f"The army {word} hold the town of Sarvo, officials said."
    )


def test_speaker_is_asked_only_where_the_rules_are_unsure_and_only_for_candidates() -> None:
    text = (
        "Marek Dolan met Peter Haas in Sarvo on Monday. Haas arrived late and Dolan left early. "
        "“This was a good day for both of us,” he said."
    )
    analysis = analysis_of(text)
    attribution = analysis.attributions[0]
    asked: list[Sequence[str]] = []

    def choose(options: Sequence[str]) -> Choice:
        if "somebody else" in options:
            asked.append(options)
        return Choice(options[0])

    quotes = draft(FakeModel(choose=choose), analysis).quotes
    if attribution.certain:
        assert asked == []
    else:
        assert set(asked[0]) == {*(analysis.actors[i].name for i in attribution.candidates), "somebody else"}
        assert quotes[0].speaker == asked[0][0]


def test_endless_doubt_about_speakers_asks_no_more_than_a_fixed_number_of_questions() -> None:
    text = (
        "Marek Dolan met Peter Haas in Sarvo on Monday.\n"
        "The talks went on. “This was a good day for both of us.” It rained.\n"
    )
    analysis = analysis_of(text * 60)
    unsure = [one for one in analysis.attributions if one.speaker is None and len(one.candidates) > 1]
    model = FakeModel()
    draft(model, analysis)
    assert len(unsure) > 50
    assert len(model.asked) <= 24 + 30 + 1


def test_article_without_any_act_still_has_a_headline_and_a_summary() -> None:
    made = draft(FakeModel(), analysis_of("The valley is green. Its river is long."))
    assert made.events == []
    assert made.summary[0].text == "The valley is green."
    assert made.headline.text == "The valley is green."


def test_long_article_asks_no_more_than_a_fixed_number_of_questions() -> None:
    model = FakeModel()
    draft(model, analysis_of("\n".join(TEXT.replace("nine", str(number)) for number in range(100))))
    assert len(model.asked) <= 24 + 1


def test_progress_names_the_step_and_how_far() -> None:
    heard: list[Progress] = []
    draft(FakeModel(), analysis_of(TEXT), heard)
    assert [(report.step, report.done) for report in heard][:2] == [
        ("coding events", 0),
        ("coding events", 1),
    ]
    assert heard[-1].step == "writing the headline"


def test_prompt_name_changes_with_any_of_its_files(tmp_path: Path) -> None:
    before = prompt_id()
    (tmp_path / "headline_system.md").write_text("Shorter.", encoding="utf-8")
    assert prompt_id(tmp_path) != before == prompt_id()
    assert before.startswith("stepwise@")


def test_endless_word_is_neither_a_headline_nor_a_question() -> None:
    model = FakeModel()
    made = draft(model, analysis_of("Rebels killed " + "a" * 50_000 + " on Monday."))
    assert len(made.headline.text) <= 200
    assert max(len(message["content"]) for messages in model.asked for message in messages) < 2000


def test_condition_behind_a_clause_is_not_cut_off() -> None:
    text = "Veldaria’s minister, Ana Dravic, warned that her country would expel the envoy unless the men are freed."
    made = draft(FakeModel(text="Veldaria minister warned country would expel envoy"), analysis_of(text))
    assert made.events[0].what == text
    assert made.headline.text == text


def test_day_of_the_dateline_is_not_the_acts() -> None:
    text = "KASIMIR, 3 May - Rebels attacked the port of Lutz on Tuesday."
    assert draft(FakeModel(), analysis_of(text)).events[0].when == "on Tuesday"


def test_time_of_another_verb_is_not_the_acts() -> None:
    text = "Prime Minister Otto Brand refused to withdraw the bill, which parliament passed on Friday."
    assert draft(FakeModel(), analysis_of(text)).events[0].when is None


def test_first_line_that_is_a_title_is_the_headline_and_costs_no_request() -> None:
    model = FakeModel(text="must not be asked")
    made = draft(model, analysis_of("Veldaria accuses Ostrava of arming rebels\n\n" + TEXT))
    assert (made.headline.text, made.headline.sentences) == ("Veldaria accuses Ostrava of arming rebels", [1])


def test_dateline_is_part_of_no_headline_summary_or_description() -> None:
    made = draft(FakeModel(), analysis_of("DOLIN, Veldaria, 8 March (Wire) - " + TEXT))
    told = [made.headline.text, *(part.text for part in made.summary), *(event.what for event in made.events)]
    assert any(words.startswith("Rebels killed nine soldiers") for words in told)
    assert not any("DOLIN" in words or "March" in words for words in told)


def test_description_holds_the_whole_of_a_quotation_at_its_end() -> None:
    text = (
        "President Marek Dolan accused the envoy of Ostrava of “a lie about the border, the rebels and more”."
    )
    told = [event.what for event in draft(FakeModel(), analysis_of(text)).events]
    assert told
    assert all(words.endswith("“a lie about the border, the rebels and more”") for words in told)


def test_headline_that_breaks_off_gives_way_to_the_clause() -> None:
    model = FakeModel(text="Rebels killed nine soldiers near the town of")
    assert draft(model, analysis_of(TEXT)).headline.text == (
        "Rebels killed nine soldiers near the town of Lurno on Monday"
    )
