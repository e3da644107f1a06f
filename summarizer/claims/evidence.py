"""From cited sentences to characters of the article."""

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from summarizer.brief import Evidence
from summarizer.text.document import Document
from summarizer.text.spans import Sentence, Span

# Many small parts are made in much less time by one call than by one each.
_EVIDENCE = TypeAdapter(list[Evidence])

# A fragment shorter than this could stand in a sentence by chance and would point at nothing.
_LEAST_CLAUSE = 12
# A sentence longer than this pinpoints nothing; the clause does, where the words are the article's.
_LONG_SENTENCE = 600


def evidence_of(spans: Iterable[Span], text: str) -> list[Evidence]:
    """Return the spans as evidence; the words are copied from the article, so they are true by construction."""
    return _EVIDENCE.validate_python(
        [{"start": span.start, "end": span.end, "text": text[span.start : span.end]} for span in spans]
    )


def locate(words: str, sentences: Sequence[Sentence], document: Document) -> list[Span]:
    """Return the sentences as spans, since who, when and where may stand outside the words that were copied.

    Only where a sentence is too long to point at anything, the words stand for it, if it has them.
    """
    return [
        (sentence.end - sentence.start > _LONG_SENTENCE and find_clause(words, [sentence], document))
        or Span(sentence.start, sentence.end)
        for sentence in sentences
    ]


def find_clause(words: str, sentences: Iterable[Sentence], document: Document) -> Span | None:
    """Return where one of the sentences has these words verbatim, or None."""
    if len(words) < _LEAST_CLAUSE:
        return None
    found = (document.find(words, within=sentence) for sentence in sentences)
    return next((span for span in found if span), None)
