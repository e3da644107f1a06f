import pytest

from summarizer.analysis.facts.casualties import find_counts
from summarizer.text.spans import Span


def counted(text: str) -> dict[str, int]:
    found = find_counts(text, Span(0, len(text)))
    return {kind: count for kind, (count, _) in found.items()}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The raid killed 21 people after dark.", {"killed": 21}),
        ("A car bomb killed six people and wounded eight, officials said.", {"killed": 6, "wounded": 8}),
        ("The strike killed at least seven people.", {"killed": 7}),
        ("They gunned down 21 local leaders.", {"killed": 21}),
        ("The blast left 12 dead and 30 injured.", {"killed": 12, "wounded": 30}),
        ("The death toll from the quake rose to 45.", {"killed": 45}),
        ("Five more people died on Monday, taking the death toll to 45.", {"killed": 45}),
        ("At least 30 people were arrested.", {"detained": 30}),
        (
            "Six people, including three children, were killed and a dozen wounded.",
            {"killed": 6, "wounded": 12},
        ),
        ("Twenty-one people in Northfield were killed.", {"killed": 21}),
        (
            "More than 1,200 people have been killed and 1.5 million displaced.",
            {"killed": 1200, "displaced": 1_500_000},
        ),
        ("Two of the 30 men were killed.", {"killed": 2}),
        ("Ten sailors are missing.", {"missing": 10}),
        ("Fighting displaced two thousand families.", {"displaced": 2000}),
        ("Six gunmen killed eight soldiers.", {"killed": 8}),
        ("The storm caused the deaths of 12 people.", {"killed": 12}),
        ("Detained: 14 of them.", {"detained": 14}),
    ],
)
def test_people_counted(text: str, numbers: dict[str, int]) -> None:
    assert counted(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "The war has displaced hundreds of thousands of people.",
        "Dozens were killed and several wounded.",
        "He threatened to kill 20 hostages.",
        "Between 20 and 30 people died.",
        "She was killed 15 years ago.",
        "No one was killed.",
        "Prices hurt 30 per cent of shops.",
        "They sent 300 military advisers.",
        "",
    ],
)
def test_vague_numbers_and_other_things_count_nobody(text: str) -> None:
    assert counted(text) == {}


def test_words_are_the_text_where_they_stand() -> None:
    text = "Nothing here. A bomb killed six people\nand wounded eight."
    found = find_counts(text, Span(14, len(text)))
    assert [place.of(text) for _, place in found.values()] == ["killed six", "wounded eight"]


def test_counts_outside_the_stretch_are_left_out() -> None:
    text = "A bomb killed six. A storm killed nine."
    assert find_counts(text, Span(0, 18))["killed"][0] == 6


@pytest.mark.parametrize("unit", ["killed ", "1 ", "6 people ", "at least ", "9", "death toll "])
def test_hostile_text_counts_nobody(unit: str) -> None:
    assert counted(unit * (200_000 // len(unit))) == {}
