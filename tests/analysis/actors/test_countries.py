import pytest

from summarizer.analysis.actors.countries import (
    all_country_words,
    country_in,
    country_of,
    country_word,
    short_name,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("US", "USA"), ("U.S.", "USA"), ("America", "USA"), ("Washington", "USA"), ("White House", "USA"),
        ("UK", "GBR"), ("the United Kingdom", "GBR"), ("Britain", "GBR"), ("Downing Street", "GBR"),
        ("Kremlin", "RUS"), ("Iraqi", "IRQ"), ("Iraqis", "IRQ"), ("Iraq’s", "IRQ"), ("Iraq's", "IRQ"), ("IRAQ", "IRQ"),
        ("Georgian", "GEO"), ("Tbilisi", "GEO"), ("Côte d'Ivoire", "CIV"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
        ("South Korean", "KOR"), ("Dutch", "NLD"), ("Palestinian", "PSE"), ("Kosovo", "XKX"),
    ],
)  # fmt: skip
def test_words_that_stand_for_a_country(words: str, code: str) -> None:
    assert country_of(words) == code


@pytest.mark.parametrize(
    "words", ["us", "Georgia", "Congo", "Korea", "polish", "Kurdish", "Europe", "", "Atlantis"]
)
def test_words_that_stand_for_none_or_several(words: str) -> None:
    assert country_of(words) is None


def test_sense_tells_a_capital_from_a_name() -> None:
    found = {
        words: entry.sense
        for words in ("Egypt", "Egyptian", "Cairo", "Kremlin")
        if (entry := country_word(words))
    }
    assert found == {"Egypt": "name", "Egyptian": "demonym", "Cairo": "capital", "Kremlin": "seat"}


def test_country_in_a_phrase_is_the_only_one_there() -> None:
    assert country_in("the former South Korean prime minister") == "KOR"
    assert country_in("US and Iraqi officials") is None
    assert country_in("the mayor") is None


def test_table_is_whole() -> None:
    codes = {entry.code for entry in all_country_words().values()}
    assert len(codes) >= 195
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert short_name("FRA") == "France"
