import pytest

from summarizer.analysis.facts.places import find_place
from summarizer.text.spans import Span


def place(text: str) -> str | None:
    found = find_place(text, Span(0, len(text)))
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They shot 21 local leaders in Rawa and Ana in two days of violence.", "Rawa and Ana"),
        ("Near Anbar’s capital Ramadi, a bomb went off.", "Anbar’s capital Ramadi"),
        ("A strike on the militant-held city of Tikrit killed seven.", "militant-held city of Tikrit"),
        ("It announced air raids on the northern city of Mosul.", "northern city of Mosul"),
        ("Troops seized the towns of Rawa and Ana.", "towns of Rawa and Ana"),
        ("A court in Silivri, Turkey, jailed him.", "Silivri, Turkey"),
        ("Clashes in Damascus, Aleppo and Homs went on.", "Damascus, Aleppo and Homs"),
        ("They fled to Jordan and met in Paris.", "Paris"),
        ("He travelled to Jordan.", "Jordan"),
        ("They advanced in western Iraq and killed many.", "western Iraq"),
        ("The camp near the Iraqi border is full.", "Iraqi border"),
        (
            "A summit on the Middle East opened in the Polish capital Warsaw on Monday.",
            "Polish capital Warsaw",
        ),
        ("Forces pushed east of Tikrit.", "Tikrit"),
        ("It happened in the West Bank city of Hebron.", "West Bank city of Hebron"),
        ("It is calm in Iraq and Washington wants peace.", "Iraq"),
        ("Workers marched in Łódź on Monday.", "Łódź"),
        ("The ferry to İzmir sank near Čadovo.", "Čadovo"),
    ],
)
def test_place_without_its_preposition(text: str, words: str) -> None:
    assert place(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "He spoke on Saturday in April.",
        "They are in US custody.",
        "It is in Iraq’s interest.",
        "She wrote in a letter to John Smith.",
        "He said so in Parliament.",
        "He served in the Obama administration.",
        "She teaches at King’s College London.",
        "Nothing happened.",
        "",
    ],
)
def test_no_place(text: str) -> None:
    assert place(text) is None


def test_offsets_are_those_of_the_text() -> None:
    text = "First. They met in\nNew York."
    found = find_place(text, Span(7, len(text)))
    assert found is not None
    assert (found.start, found.of(text)) == (19, "New York")
