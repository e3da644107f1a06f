from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.folding import Folded, fold
from summarizer.text.spans import Span

# Letters that fold to several, accents that combine, marks and spaces of every kind, things nobody sees.
MIXED = st.text(alphabet="aAbfi ßİﬁŉé\u0301\u00a0\t\n\r“”\"’'–—-…\u200b\u00ad\ufeff😀½.", max_size=40)


def test_quotes_dashes_case_and_spaces_are_one() -> None:
    assert fold("“Don’t”  STOP —\u00a0now…") == '"don\'t" stop - now...'


def test_find_returns_offsets_of_the_original() -> None:
    text = "He said:\r\n\u201cWe won\u2019t   go\u201d."
    span = Folded(text).find("we won't go")
    assert span == Span(11, 24)
    assert span.of(text) == "We won\u2019t   go"


def test_accents_match_composed_and_decomposed() -> None:
    text = "Pe\u0301ter Szijja\u0301rto\u0301 said"
    assert Folded(text).find("Péter Szijjártó") == Span(0, 18)


def test_part_of_a_ligature_is_not_found() -> None:
    assert Folded("of\ufb01ce").find("i") is None
    assert Folded("of\ufb01ce").find("fi") == Span(2, 3)


def test_a_base_letter_is_not_found_without_its_accent() -> None:
    assert Folded("cafe\u0301").find("cafe") is None


def test_flood_of_accents_is_folded_in_linear_time_and_found() -> None:
    text = "Dola" + "\u0301\u0316" * 50_000 + "n left."
    folded = Folded(text)  # 16 seconds where all of them are put in order at once
    assert folded.find("n left.") == Span(100_004, 100_011)
    assert folded.find(text) == Span(0, len(text))


def test_find_within_a_span_skips_what_lies_outside() -> None:
    folded = Folded("Iraq and Iraq and Iraq")
    assert folded.find("iraq", Span(1, 13)) == Span(9, 13)
    assert folded.find("iraq", Span(1, 12)) is None
    assert folded.find("iraq and", Span(10, 22)) is None


@given(MIXED, MIXED, st.integers(0, 40), st.integers(0, 40))
def test_find_within_a_span_is_the_first_of_all_that_lie_in_it(
    text: str, needle: str, start: int, length: int
) -> None:
    found = Folded(text).find(needle, Span(start, start + length))
    assert found is None or Span(start, start + length).contains(found)
    inside = [one for one in Folded(text).find_all(needle) if Span(start, start + length).contains(one)]
    assert (found is not None and found.start <= inside[0].start) if inside else True


@given(st.text(alphabet="aB '`\"-\t\n\r\x1c\x00\x7f.", max_size=40))
def test_plain_text_folds_by_the_short_way_as_by_the_long_one(text: str) -> None:
    assert fold(text) == Folded(text).text


def test_find_all_does_not_overlap() -> None:
    assert tuple(Folded("aaaa").find_all("AA")) == (Span(0, 2), Span(2, 4))


def test_an_empty_needle_is_nowhere() -> None:
    assert Folded("text").find("") is None
    assert Folded("text").find("\u200b") is None
    assert Folded("").find("text") is None


@given(MIXED, MIXED)
def test_found_spans_read_as_the_needle(text: str, needle: str) -> None:
    for span in Folded(text).find_all(needle):
        assert 0 <= span.start < span.end <= len(text)
        assert fold(span.of(text)) == fold(needle)


@given(MIXED, st.data())
def test_every_stretch_between_spaces_is_found(text: str, data: st.DataObject) -> None:
    words = text.split()
    if words:
        word = data.draw(st.sampled_from(words))
        if fold(word) and not word.startswith("\u0301"):
            assert Folded(text).find(word) is not None
