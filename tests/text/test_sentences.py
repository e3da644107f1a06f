from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import find_sentences

SEED = Path(__file__).parents[2] / "seeds" / "000_02450d971c8d9e03.txt"


def sentences_of(text: str) -> list[str]:
    return [sentence.of(text) for sentence in find_sentences(text)]


def test_sample_article_has_26_sentences() -> None:
    text = SEED.read_text(encoding="utf-8")
    sentences = find_sentences(text)
    assert len(sentences) == 26
    assert [sentence.id for sentence in sentences] == list(range(1, 27))
    assert sentences[11].of(text) == "The third is controlled by Kurdish forces."
    assert sentences[11].paragraph == sentences[10].paragraph == 10


@pytest.mark.parametrize(
    "sentence",
    [
        "He met U.S. President Carter at 3.5 p.m. yesterday.",
        "Gen. J. R. Smith left for St. Petersburg on Jan. 5 with $5.2 million.",
        "Rep. Ann Lee (D-N.Y.) voted against it.",
        "“We go … and we stay,” he said.",
        "“Really?” he asked.",
        "“Never!” shouted the crowd.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert sentences_of(f"It rained. {sentence} Then he left.") == ["It rained.", sentence, "Then he left."]


def test_sentences_end_inside_a_quotation_and_keep_its_closing_mark() -> None:
    text = "“We will go. We will not stop.” She left. ‘One. Two,’ he said."
    assert sentences_of(text) == [
        "“We will go.",
        "We will not stop.”",
        "She left.",
        "‘One.",
        "Two,’ he said.",
    ]


def test_one_paragraph_a_line_ends_sentences_at_the_line_break() -> None:
    text = "A headline without a full stop\nThe first paragraph says\nThe second one"
    assert [(s.of(text), s.paragraph) for s in find_sentences(text)] == [
        ("A headline without a full stop", 0),
        ("The first paragraph says", 1),
        ("The second one", 2),
    ]


def test_wrapped_lines_belong_to_one_paragraph() -> None:
    text = (
        "Talks in brief\n"
        "\n"
        "The delegations met in the old town hall for the third time this month\n"
        "and left without a word to the reporters who had waited in the rain. A\n"
        "fourth round is planned.\n"
        "Nobody expects much of it.\n"
    )
    assert [(s.of(text), s.paragraph) for s in find_sentences(text)] == [
        ("Talks in brief", 0),
        (
            "The delegations met in the old town hall for the third time this month\n"
            "and left without a word to the reporters who had waited in the rain.",
            1,
        ),
        ("A\nfourth round is planned.", 1),
        ("Nobody expects much of it.", 2),
    ]


def test_offsets_count_code_points_of_the_exact_text() -> None:
    text = "\ufeff\t😀 One here.\r\n\r\n  Two there.\u00a0\r\nThree"
    found = find_sentences(text)
    assert [s.of(text) for s in found] == ["😀 One here.", "Two there.", "Three"]
    assert [s.start for s in found] == [2, 19, 32]


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert find_sentences(text) == ()


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_wide_blank_parts_sentences_as_a_plain_one_does(blank: str) -> None:
    plain = "They met in the U.S . Nobody spoke ! Then they left."
    found = find_sentences(plain.replace(" ", blank))
    assert len(found) == 2
    assert found == find_sentences(plain)


@given(st.text(alphabet="aBU.S !?…,“”\"'’‘()\n\r\t\ufeff\u00a0\u20091é😀", max_size=120))
def test_sentences_hold_everything_but_white_space_in_order(text: str) -> None:
    found = find_sentences(text)
    kept = "".join(sentence.of(text) for sentence in found)
    outside = [c for c in text if not c.isspace() and c != "\ufeff"]
    assert [c for c in kept if not c.isspace() and c != "\ufeff"] == outside
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(found))


def test_a_giant_word_is_one_sentence() -> None:
    assert len(find_sentences("x" * 1_000_000)) == 1


def test_letter_of_an_annex_ends_a_sentence_where_a_name_follows() -> None:
    text = "The volumes are in Annex C. Jonas Reik told the panel. See Appendix B. and the map."
    assert sentences_of(text)[:2] == ["The volumes are in Annex C.", "Jonas Reik told the panel."]
    assert len(sentences_of(text)) == 3
