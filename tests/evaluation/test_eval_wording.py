import pytest

from summarizer.evaluation.wording import fold, same_name, unsupported
from tests.support.work import LINEAR, growth

ARTICLE = (
    "Kerry met 21 leaders of the US-led coalition in Baghdad’s zone and Baghdad on 3 June; $1,500 was paid."
)


def test_fold_keeps_words_and_drops_marks_case_and_edges() -> None:
    assert fold(" “The  ISIL\nadvance’s” end… ") == "the isil advances end"


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        (["Secretary of State John Kerry"], ["Kerry"]),
        (["Kerry"], ["John Kerry"]),
        (["someone", "The US"], ["US"]),
        (["Maria da Silva"], ["Prime Minister Ana Silva"]),
        (["ANKARA’S"], ["Ankara's"]),
    ],
)
def test_names_that_are_the_same(found: list[str], accepted: list[str]) -> None:
    assert same_name(found, accepted)


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        (["Obama"], ["Kerry"]),
        (["the president"], ["Foreign Minister"]),
        (["Kerryman"], ["Kerry"]),
        ([], ["Kerry"]),
        ([""], ["Kerry"]),
        (["Kerry"], [""]),
    ],
)
def test_names_that_are_not_the_same(found: list[str], accepted: list[str]) -> None:
    assert not same_name(found, accepted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kerry met 21 leaders.", []),
        ("He met Lavrov in Geneva.", ["Lavrov", "Geneva"]),
        ("Lavrov met leaders. Geneva hosted them: Nobody came.", []),
        ("Some 22 leaders, 3 days, 1,500 dollars, 15 rials.", ["22", "15"]),
        ("in the Coalition of Baghdads", []),
        ("the Baghdad-Geneva talks", []),
    ],
)
def test_unsupported_are_numbers_and_names_that_the_article_lacks(text: str, words: list[str]) -> None:
    assert unsupported([text], ARTICLE) == words


@pytest.mark.parametrize("unit", ["1,", ",", "A", "A ", " "])
def test_hostile_prose_takes_work_in_proportion_to_its_length(unit: str) -> None:
    def score(units: int) -> None:
        unsupported([f"a 1{unit * units}B"], ARTICLE)

    assert growth(score, 1_000) < LINEAR
    score(300_000)  # it ends
