"""What a quotation is in English: a clause of speech, a fragment of it, or a word set apart."""

import re
from typing import Literal

from summarizer.reading.parse import Parse
from summarizer.reading.words import words
from summarizer.text.letters import marks_as_letters
from summarizer.text.spans import Quotation, Span

QuotationKind = Literal["full", "partial", "scare"]

_REACH = 300  # how far from a quotation its context is read, in characters
_CLOSING = (".", ",", "!", "?", "…", "-", "—", "–")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_LITTLE_WORDS = frozenset("a an and as at but by for from in of on or nor the to with vs".split())
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def kinds_of(parse: Parse) -> list[QuotationKind]:
    """Return what each quotation of a parsed text is."""
    return [_kind(parse, number, quotation) for number, quotation in enumerate(parse.quotations)]


def _kind(parse: Parse, number: int, quotation: Quotation) -> QuotationKind:
    text = parse.text
    quoted = text[quotation.start : min(quotation.end, quotation.start + _REACH)]
    found = _WORD.findall(marks_as_letters(quoted))
    first, last = parse.sentences[quotation.sentences[0] - 1], parse.sentences[quotation.sentences[-1] - 1]
    before = text[max(first.start, quotation.outer.start - _REACH) : quotation.outer.start]
    if not found:
        return "scare"
    spoken = (not before.rstrip() or before.rstrip()[-1] in ":,.?!") and _closed(text, quotation)
    attributed = _attributed(parse, number, Span(first.start, last.end))
    if len(found) == 1:
        return "full" if spoken and attributed else "scare"
    if _has_clause(parse, quotation):
        return "full" if len(found) > 2 or spoken else "partial"
    if spoken:
        return "partial"
    if all(word[0].isupper() or word[0].isdigit() or word in _LITTLE_WORDS for word in found):
        return "scare"
    return "partial" if attributed else "scare"


def _closed(text: str, span: Span) -> bool:
    """Tell whether a quotation ends with a sign of its own."""
    return text[max(span.start, span.end - 3) : span.end].rstrip("'’”\"")[-1:] in _CLOSING


def _has_clause(parse: Parse, quotation: Quotation) -> bool:
    span = parse.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    return any(token.tag_ in _FINITE_TAGS or token.dep_ in {"nsubj", "nsubjpass"} for token in span or ())


def _attributed(parse: Parse, number: int, context: Span) -> bool:
    """Tell whether something around a quotation says that it is what somebody says."""
    says = words("saying", "verbs") | words("saying", "nouns")
    around = parse.doc.char_span(context.start, context.end, alignment_mode="expand")
    return any(
        parse.quoted[token.i] != number and (token.lemma_.lower() in says or token.lower_ == "according")
        for token in around or ()
    )
