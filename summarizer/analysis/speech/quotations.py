"""Quotations of a text: what stands between quotation marks, and whether it is speech."""

import re
from collections.abc import Sequence

from summarizer.analysis.entities import KindQuotation, QuotationKind
from summarizer.analysis.speech.saying import CUE_FORMS, SPEECH_NOUNS, WEAK_CUES
from summarizer.analysis.speech.wordsets import word_set
from summarizer.text import quotations as plain
from summarizer.text.language import is_english
from summarizer.text.letters import marks_as_letters
from summarizer.text.marks import MarkedSpan, find_marked_spans
from summarizer.text.spans import Sentence, Span

_REACH = 300  # how far from a quotation its context is read, in characters
_CLOSING = (".", ",", "!", "?", "…", "-", "—", "–", "。", "！", "？")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_FINITE = word_set("""
    is are was were am be been being has have had do does did will would can could should shall must may
    might cannot isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't
    hasn't haven't hadn't ain't mustn't i'm you're we're they're it's he's she's that's there's what's who's
    let's i've you've we've they've i'll you'll we'll they'll he'll she'll it'll i'd you'd we'd they'd he'd
    she'd
    """)
_SUBJECT_PRONOUNS = frozenset({"i", "you", "we", "they", "he", "she"})
# "known as “the Beatles”": what follows these is a name, not speech.
_NAMING = re.compile(
    r"\b(?:(?:known|billed|marketed|listed|also) as|so-called|nicknamed|code-?named|dubbed|named|titled|entitled"
    r"|(?:word|term|book|film|movie|documentary|novel|song|album|show|series|program(?:me)?|magazine|play)s?)"
    r",?\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
# Scripts that leave no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LETTERS_A_WORD = 2
_LONGEST_NAME = 3  # words
_LITTLE_WORDS = word_set("a an and as at but by for from in of on or nor the to with vs")


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[KindQuotation, ...]:
    """Return the quotations of a text with these sentences, in order, each with its kind."""
    found = plain.find_quotations(text, sentences)
    spans = find_marked_spans(text, plain.paragraphs_of(sentences)) if found else ()
    kind_of = _kind if is_english(text) else _kind_elsewhere
    quotations = []
    for quotation, span in zip(found, spans, strict=True):
        first, last = (sentences[number - 1] for number in (quotation.sentences[0], quotation.sentences[-1]))
        kind = kind_of(text, span, Span(first.start, last.end))
        quotations.append(
            KindQuotation(
                quotation.start,
                quotation.end,
                quotation.id,
                quotation.outer,
                quotation.sentences,
                quotation.whole,
                kind,
            )
        )
    return tuple(quotations)


def _kind(text: str, span: MarkedSpan, context: Span) -> QuotationKind:
    quoted = text[span.inner.start : min(span.inner.end, span.inner.start + _REACH)]
    words = _WORD.findall(marks_as_letters(quoted))
    before = text[max(context.start, span.outer.start - _REACH) : span.outer.start]
    after = text[span.outer.end : min(context.end, span.outer.end + _REACH)]
    if not words:
        return "scare"
    spoken = _introduced(before) and _closed(text, span)
    clause = _has_clause(words)
    if len(words) == 1:
        return "full" if spoken and _attributed(before[-80:], after[:80]) else "scare"
    if _NAMING.search(before[-40:]) and len(words) <= 6:
        return "scare"
    if clause or span.continued:
        return "full" if len(words) > 2 or spoken else "partial"
    if spoken:
        return "full" if len(words) >= 4 and quoted[0].isupper() else "partial"
    if _is_title(words):
        return "scare"
    if len(words) >= 5 or _attributed(before, after):
        return "partial"
    return "scare"


def _kind_elsewhere(text: str, span: MarkedSpan, context: Span) -> QuotationKind:
    """Return what a quotation in a language is whose words say nothing to these rules.

    Where it stands tells whole speech; words set apart are a name where few of them begin with a capital.
    """
    quoted = text[span.inner.start : min(span.inner.end, span.inner.start + _REACH)]
    words = _WORD.findall(marks_as_letters(quoted))
    count = len(words) + len(_UNSPACED.findall(quoted)) // _LETTERS_A_WORD
    if count < 2:
        return "scare"
    before = text[max(context.start, span.outer.start - _REACH) : span.outer.start]
    after = text[span.outer.end : min(context.end, span.outer.end + 2)].lstrip()
    if span.continued or (_introduced(before) and (_closed(text, span) or after[:1] in ",.!?—–-")):
        return "full" if count > 2 else "partial"
    named = count <= _LONGEST_NAME and quoted[0].isupper() and not _closed(text, span)
    return "scare" if named or _is_title(words) else "partial"


def _introduced(before: str) -> bool:
    """Tell whether a quotation begins a sentence or what somebody says."""
    before = before.rstrip()
    return not before or before[-1] in ":,.?!：，。？！"


def _closed(text: str, span: MarkedSpan) -> bool:
    """Tell whether a quotation ends with a sign of its own."""
    return text[max(span.inner.start, span.inner.end - 3) : span.inner.end].rstrip("'’”\"")[-1:] in _CLOSING


def _has_clause(words: list[str]) -> bool:
    folded = " ".join(words).lower().replace("’", "'").split(" ")
    return not _FINITE.isdisjoint(folded) or (len(words) > 2 and folded[0] in _SUBJECT_PRONOUNS)


def _is_title(words: list[str]) -> bool:
    """Tell whether every word but the little ones is capitalised, as in the title of a book."""
    return all(word[0].isupper() or word[0].isdigit() or word in _LITTLE_WORDS for word in words)


def _attributed(before: str, after: str) -> bool:
    words = _WORD.findall(before.lower()) + _WORD.findall(after.lower())
    return any(
        (word in CUE_FORMS and word not in WEAK_CUES) or word in SPEECH_NOUNS or word == "according"
        for word in words
    )
