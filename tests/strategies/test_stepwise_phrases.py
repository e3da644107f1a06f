import pytest

from summarizer.strategies.stepwise.phrases import breaks_off, whole_phrase, without_loose_end


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("walked out over a planned deal with", "walked out over a planned deal"),
        ("closed the harbour, and the", "closed the harbour"),
        ("closed the harbour", "closed the harbour"),
        ("The", "The"),
    ],
)
def test_loose_end_is_left_out(words: str, kept: str) -> None:
    assert without_loose_end(words) == kept
    assert breaks_off(words) == (words != kept)


def test_cut_words_end_where_a_phrase_ends() -> None:
    words = "The council closed the harbour after a vote in which nobody took part"
    assert whole_phrase(words, 50) == "The council closed the harbour after a vote"
    assert whole_phrase(words, 500) == words


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('The council praised the "courage', "The council praised the courage"),
        ("The council of the town praised the “courage", "The council of the town praised"),
        ("The council of the town asked “that all ships leave the harbour on Monday at the latest", None),
        ("we will stay in the harbour,” Ada Lund said", "we will stay in the harbour, Ada Lund said"),
        ("the fishermen’s ‘last stand’ at the workers’ hall in the ’90s", None),
        ("she called it «a very bad day» and »a lie«", None),
    ],
)
def test_no_quotation_mark_is_without_its_partner(words: str, kept: str | None) -> None:
    whole = whole_phrase(words, 500)
    assert not breaks_off(whole)
    assert whole == (kept or words.replace("“", ""))


def test_headline_inside_a_quotation_breaks_off() -> None:
    assert breaks_off("Council says harbour is “lost")
    assert not breaks_off("Council says harbour is “lost”")
    assert not breaks_off("Fishermen’s anger at workers’ vote")
