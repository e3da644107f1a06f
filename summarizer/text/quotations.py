"""Quotations of a text: what stands between quotation marks, and whether the punctuation alone tells speech."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarizer.text.letters import marks_as_letters
from summarizer.text.marks import MarkedSpan, find_marked_spans
from summarizer.text.spans import Quotation, Sentence, Span

_REACH = 300  # how far from a quotation its context is read, in characters
_INTRODUCING = ":,.?!：，。？！،؟;；»”"
_CLOSING = ".,!?…-—–。！？،؟，"
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
# Scripts that leave no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LETTERS_A_WORD = 2
_FEWEST_WORDS = 3


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Return the quotations in order of the text; marks within marks belong to the outer quotation.

    `sentences` are those of the text. A quotation over several paragraphs is one for each of them.
    """
    spans = find_marked_spans(text, paragraphs_of(sentences))
    if not spans:
        return ()
    starts = [sentence.start for sentence in sentences]
    quotations = []
    for number, span in enumerate(spans, 1):
        first = max(bisect_right(starts, span.outer.start) - 1, 0)
        last = bisect_left(starts, span.outer.end)
        context = Span(sentences[first].start, sentences[last - 1].end)
        ids = tuple(sentence.id for sentence in sentences[first:last])
        whole = _is_whole(text, span, context)
        quotations.append(Quotation(span.inner.start, span.inner.end, f"Q{number}", span.outer, ids, whole))
    return tuple(quotations)


def paragraphs_of(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return where each paragraph begins and ends."""
    paragraphs: list[tuple[int, int]] = []
    current = -1
    for sentence in sentences:
        if sentence.paragraph == current:
            paragraphs[-1] = (paragraphs[-1][0], sentence.end)
        else:
            paragraphs.append((sentence.start, sentence.end))
            current = sentence.paragraph
    return paragraphs


def _is_whole(text: str, span: MarkedSpan, context: Span) -> bool:
    quoted = text[span.inner.start : min(span.inner.end, span.inner.start + _REACH)]
    words = len(_WORD.findall(marks_as_letters(quoted))) + len(_UNSPACED.findall(quoted)) // _LETTERS_A_WORD
    if words < _FEWEST_WORDS:
        return False
    before = text[max(context.start, span.outer.start - _REACH) : span.outer.start].rstrip()
    after = text[span.outer.end : min(context.end, span.outer.end + 2)].lstrip()
    introduced = not before or before[-1] in _INTRODUCING
    return span.continued or (introduced and (_is_closed(text, span) or after[:1] in _CLOSING))


def _is_closed(text: str, span: MarkedSpan) -> bool:
    """Tell whether a quotation ends with a sign of its own."""
    end = text[max(span.inner.start, span.inner.end - 3) : span.inner.end].rstrip("'’”\"»")
    return end[-1:] in _CLOSING
