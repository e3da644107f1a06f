import pytest

from summarizer.brief import Evidence, SummarySentence
from summarizer.render.citations import Citations, all_evidence, format_numbers
from tests.render.sample_brief import SAMPLE, TEXT, evidence


def spanning(first: str, last: str) -> Evidence:
    start, end = TEXT.index(first), TEXT.index(last) + len(last)
    return Evidence(start=start, end=end, text=TEXT[start:end])


def test_evidence_is_cited_by_the_number_of_its_sentence() -> None:
    assert Citations(SAMPLE, TEXT).of([evidence("Talks are the only way out.")]) == (5,)


def test_evidence_over_several_sentences_cites_each() -> None:
    assert Citations(SAMPLE, TEXT).of([spanning("tear gas", "We will")]) == (2, 3, 4)


def test_sentences_are_cited_once_and_in_order() -> None:
    citations = Citations(SAMPLE, TEXT)
    assert citations.of([evidence("quotas"), evidence("Four sailors"), evidence("tear gas")]) == (2, 7)


def test_white_space_between_sentences_belongs_to_none() -> None:
    gap = TEXT.index("\nFour")
    assert Citations(SAMPLE, TEXT).of([Evidence(start=gap, end=gap + 1, text="\n")]) == ()


def test_cited_lists_the_sentences_that_the_brief_rests_on() -> None:
    cited = Citations(SAMPLE, TEXT).cited(all_evidence(SAMPLE))
    assert [number for number, _ in cited] == [1, 2, 3, 4, 5, 6]
    assert cited[4][1] == "“Talks are the only way out.”"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((), ""), ((3,), "[3]"), ((1, 2), "[1-2]"), ((1, 4, 5, 6, 9), "[1, 4-6, 9]")],
)
def test_numbers_are_written_with_runs(numbers: tuple[int, ...], text: str) -> None:
    assert format_numbers(numbers) == text


def test_without_the_text_the_passages_of_the_evidence_are_cited() -> None:
    cited = Citations(SAMPLE).cited(all_evidence(SAMPLE))
    assert [number for number, _ in cited] == [1, 2, 3, 4, 5, 6, 7]
    assert cited[3][1] == "We will not be bullied in waters where our fathers fished,"
    assert Citations(SAMPLE).of(SAMPLE.quotes[2].evidence) == (6,)


def test_passages_that_overlap_are_one() -> None:
    def claim(start: int, end: int) -> SummarySentence:
        piece = Evidence(start=start, end=end, text=TEXT[start:end])
        return SummarySentence(text="x", evidence=[piece])

    spans = [(30, 40), (0, 10), (2, 4), (5, 15), (15, 20)]
    nothing: dict[str, list[object]] = {"key_events": [], "quotes": [], "diplomatic_moves": []}
    brief = SAMPLE.model_copy(update={**nothing, "summary": [claim(*span) for span in spans]})
    assert Citations(brief).cited(all_evidence(brief)) == ((1, TEXT[:15]), (2, TEXT[15:20]), (3, TEXT[30:40]))
