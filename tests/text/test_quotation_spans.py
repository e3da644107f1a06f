"""What stands between quotation marks, in the marks of every language, and whether punctuation alone tells speech."""

import pytest

from summarizer.text import marks
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import find_sentences
from summarizer.text.spans import Quotation
from tests.support.work import LINEAR, growth


def find(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, find_sentences(text))


def quoted(text: str) -> list[str]:
    return [quotation.of(text) for quotation in find(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("«", "»"),
        ("« ", " »"),
        ("„", "“"),
        ("„", "”"),
        ("»", "«"),
        ("»", "»"),
        ("”", "”"),
        ("‹", "›"),
        ("›", "‹"),
        ("「", "」"),
        ("『", "』"),
        ("“", '"'),
        ("``", "''"),
    ],
)
def test_marks_of_every_style(opening: str, closing: str) -> None:
    text = f"The mayor said {opening}we are staying here,{closing} and left."
    assert quoted(text) == ["we are staying here,"]


def test_apostrophes_are_no_marks() -> None:
    assert (
        quoted("It’s the workers' and the ministers’ view, isn't it, since the ’90s and '80s? Rock 'n' roll!")
        == []
    )


def test_single_marks_are_told_from_apostrophes_inside_them() -> None:
    text = "‘We don’t want the workers’ money,’ she said. ‘It’s theirs.’"
    assert quoted(text) == ["We don’t want the workers’ money,", "It’s theirs."]


def test_feet_and_inches_are_no_marks() -> None:
    assert quoted("The guard is 6'3\" tall and 5'11\" is usual, he said.") == []


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    text = "“He told me ‘never again’ and called it “a farce” too,” said Lind."
    assert quoted(text) == ["He told me ‘never again’ and called it “a farce” too,"]


def test_quote_interrupted_by_attribution_is_two() -> None:
    assert quoted("“We stay,” she said, “because we must.”") == ["We stay,", "because we must."]


def test_quotation_over_several_sentences_touches_all_of_them() -> None:
    text = "It rained. “We stay. We fight. We win,” she said. He left."
    (only,) = find(text)
    assert only.of(text) == "We stay. We fight. We win,"
    assert only.sentences == (2, 3, 4)


def test_every_reopened_paragraph_is_a_quotation() -> None:
    text = "Lind said: “The first thing is this.\n“The second is that.\n“We are done.” She left."
    found = find(text)
    assert [q.of(text) for q in found] == ["The first thing is this.", "The second is that.", "We are done."]
    assert [q.outer.end - q.end for q in found] == [0, 0, 1]


def test_a_quotation_reopened_within_a_line_is_two() -> None:
    text = "Lind said: “We have a plan. “It is a good plan.”"
    assert quoted(text) == ["We have a plan.", "It is a good plan."]


def test_a_mark_that_nobody_closes_is_no_quotation() -> None:
    assert quoted("He called it “a shame and left.\nNobody answered.") == []
    assert quoted("“We stay, she said on Monday.\nThen she left.") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The army made a “tactical” withdrawal, it said.", False),
        ("She wrote the novel “A Long Way Home”, critics say.", False),
        ("The minister called it “a cowardly act”.", False),
        ("The mayor said the city “will not give in”.", False),
        ("“We will not give in,” the mayor said.", True),
        ("“Never,” the mayor said.", False),
        ("Der Bürgermeister sagte: „Diese Brücke hält hundert Jahre.“", True),
        ("« Ce pont tiendra cent ans », a-t-il dit.", True),
        ("«Этот мост простоит сто лет», — сказал он.", True),
        ("部长说：“我们不会签署这项协议。”", True),
        ("野党は「青い線」と呼ばれる案を批判した。", False),
        ("«لن نوقع على هذا الاتفاق»، قال الوزير.", True),
    ],
)
def test_whole_speech_is_told_by_punctuation(text: str, whole: bool) -> None:
    assert [quotation.whole for quotation in find(text)] == [whole]


def test_paired_marks_with_nothing_between_are_no_quotation() -> None:
    assert quoted("He said “” and “ ” and left.") == []


@pytest.mark.parametrize("unit", ["“", "“a ", "'a ", "“‘«", "’”»"])
def test_many_marks_take_no_more_than_linear_work(unit: str) -> None:
    assert growth(lambda units: find(unit * units), 100) < LINEAR
    find(unit * 10_000)  # it ends


def test_marks_beyond_so_many_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_MOST_MARKS", 5)
    text = "He said: “We are here.” She said: “We are not.”\nThey said: “We were there.” And: “So it is.”"
    assert quoted(text) == ["We are here.", "We are not."]


def test_breadcrumbs_are_no_quotation() -> None:
    assert quoted("Home » News » Politics » The mayor left.") == []
