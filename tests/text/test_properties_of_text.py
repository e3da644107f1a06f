"""What analysis promises of any text at all; tests/support/profiles.py says how to look longer."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.promises import document_holds, folding_holds, quotations_hold, sentences_hold
from tests.support.texts import characters, texts


@given(texts)
def test_properties_sentences_part_the_text_and_lose_nothing(text: str) -> None:
    sentences_hold(text)


@given(texts)
def test_properties_quotations_stand_between_marks_in_order(text: str) -> None:
    quotations_hold(text)


@given(texts, st.text(characters, max_size=4))
def test_properties_folded_offsets_lead_back(text: str, needle: str) -> None:
    folding_holds(text, needle)


@given(texts, st.data())
def test_properties_every_stretch_is_looked_for_truly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    folding_holds(text, text[start : start + data.draw(st.integers(0, 20))])


@given(texts.filter(str.strip))
def test_properties_all_that_is_found_lies_in_the_text(text: str) -> None:
    document_holds(text)
