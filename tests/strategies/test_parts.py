"""Parts of long articles: they cover it, fit, overlap and end with paragraphs."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.strategies.numbered import number_article, prompt_sizes
from summarizer.strategies.parts import Part, split, whole
from summarizer.text.document import Document, read_document

PARAGRAPHS = ["The army left Sarvo. It was raining. Nobody saw it.", "Dolan spoke. He said little."]
LONG = "\n\n".join(PARAGRAPHS[n % 2].replace("Sarvo", f"Sarvo {n}") for n in range(200))


def analysis_of(text: str) -> Document:
    return read_document(Article(text=text))


def test_article_that_fits_is_one_part() -> None:
    document = analysis_of(PARAGRAPHS[0])
    assert split(document, 10_000) == [whole(document)] == [Part(1, 3)]


def test_parts_cover_every_sentence_and_overlap_by_about_a_tenth() -> None:
    document = analysis_of(LONG)
    parts = split(document, 2_000)
    assert (parts[0].first, parts[-1].last) == (1, len(document.sentences))
    sizes = prompt_sizes(document)
    for earlier, later in pairwise(parts):
        shared = sum(sizes[later.first - 1 : earlier.last])
        assert 100 <= shared <= 200


def test_no_part_takes_more_than_the_room_in_the_prompt() -> None:
    document = analysis_of(LONG + "\n\n“We will go home now,” said Marek Dolan." * 100)
    assert all(
        len(number_article(document, part.of(document)).encode()) <= 2_000 for part in split(document, 2_000)
    )


def test_part_ends_with_a_paragraph() -> None:
    document = analysis_of(LONG)
    ends = [part.last for part in split(document, 2_000)[:-1]]
    assert ends
    assert all(document.sentences[end - 1].paragraph != document.sentences[end].paragraph for end in ends)


def test_sentence_beyond_the_room_is_a_part_by_itself_and_is_shown_cut() -> None:
    document = analysis_of(
        "He left. " + "The army of Sarvo and of its many neighbours " * 100 + "left. She stayed."
    )
    parts = split(document, 500)
    assert Part(2, 2) in parts
    shown = number_article(document, Part(2, 2).of(document), longest=500)
    assert len(shown) == len("[2] ") + 500


def test_halves_are_the_part_again() -> None:
    assert Part(3, 8).halves() == (Part(3, 5), Part(6, 8))
    assert Part(3, 3).halves() is None


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(50, 1_500))
def test_any_lengths_are_covered_and_the_parts_go_forward(lengths: list[int], room: int) -> None:
    document = analysis_of("\n".join("Dolan left" + " again" * (length // 6) + "." for length in lengths))
    parts = split(document, room)
    assert (parts[0].first, parts[-1].last) == (1, len(document.sentences))
    assert all(part.first <= part.last for part in parts)
    for earlier, later in pairwise(parts):
        assert earlier.first < later.first <= earlier.last + 1
        assert earlier.last < later.last
