"""From a claim to characters of the article."""

from collections.abc import Iterable, Sequence

from summarizer.analysis.analysis import Analysis
from summarizer.analysis.spans import Sentence, Span
from summarizer.brief import Evidence

# A fragment shorter than this could stand in a sentence by chance and would point at nothing.
_LEAST_CLAUSE = 12


def evidence_of(spans: Iterable[Span], text: str) -> list[Evidence]:
    """Return the spans as evidence; the words are copied from the article, so they are true by construction."""
    return [Evidence(start=span.start, end=span.end, text=span.of(text)) for span in spans]


def locate(words: str, sentences: Sequence[Sentence], analysis: Analysis) -> list[Span]:
    """Return where the cited sentences say it: the clause where the words are verbatim, else the whole sentence."""
    spans: list[Span] = []
    for sentence in sentences:
        whole = Span(sentence.start, sentence.end)
        clause = analysis.find(words, within=whole) if len(words) >= _LEAST_CLAUSE else None
        spans.append(clause or whole)
    return spans
