import pytest

from summarizer.verification.wording import unsupported_names, unsupported_numbers

ARTICLE = (
    "Officials in Sarvo said 1,200 people fled and at least seven died. Al-Qaim fell; Ostrava’s army left."
)


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("1,200 people fled", ()),
        ("1200 people fled", ()),
        ("At least seven died", ()),
        ("Eight died", ("Eight",)),
        ("13 people fled on day 2", ("13", "2")),
        ("Twenty-one died", ("Twenty-one",)),
        ("One of them died", ()),
        ("Seven. Then seven more", ()),
    ],
)
def test_numbers_must_stand_in_the_cited_text(prose: str, missing: tuple[str, ...]) -> None:
    assert unsupported_numbers(prose, ARTICLE) == missing


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("Army leaves Sarvo", ()),
        ("Army leaves Lurno", ("Lurno",)),
        ("Fighting in Al-Qaim", ()),
        ("Ostrava's army left", ()),
        ("The Ostravas left", ()),
        ("Yesterday people fled. Today they returned", ()),  # first words of sentences are capitalised anyway
        ("“Sarvo fell,” said Dolan", ("Dolan",)),
        ("Army OFFICIALS", ()),
    ],
)
def test_names_must_stand_in_the_article(prose: str, missing: tuple[str, ...]) -> None:
    assert unsupported_names(prose, ARTICLE) == missing
