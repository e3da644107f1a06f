"""Sentences of a text, with exact offsets; paragraph ends are sentence ends."""

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

from summarizer.text.spans import Sentence, Span

_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_Place = tuple[int, int]  # start and end

# Signs at which `str.splitlines` breaks a line, and no editor does.
_NO_BREAKS = "\x1c\x1d\x1e"
# Widths to which editors and mail programs wrap; a longer line is a paragraph.
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 100

# sentencex keeps a quotation in one piece and pairs marks wrongly where one is missing; it is shown none.
# A single mark is hidden only beside a space or punctuation: between letters it is an apostrophe.
_MARKS = re.compile(r"[\"“”„‟«»`‘’'‚‛](?:(?<=[\"“”„‟«»`])|(?!\w)|(?<=\W.)|(?<=\A.))", re.DOTALL)
_STOPS = re.compile(r"[.!?…。！？।؟]")
# It takes the letter of "Annex C." for that of a first name; it is shown a word of two letters.
_LETTERED = re.compile(r"(?:Annex|Appendix|Exhibit|Schedule) [A-Z](?=\.\s{1,4}[“\"]?[A-Z])")
# It panics, too, where white space of more than one byte stands before a full stop; it is shown plain blanks.
_BLANKS = re.compile("[\r\n\v\f\x85\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# White space and the two signs that nobody sees which stand at the beginning of files and between lines.
_OUTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
_BOTH_WAYS = '“«»"'
_CLOSERS = "\"“”«»'’‘`)]"
_ABBREVIATED_END = re.compile(
    r"(?:\b(?:[^\W\d_]\.){2,6}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|Rev)\.)$"
)
# Initials ("W. Brytania"), and short forms that the library does not know in their languages and that end no sentence.
_SHORT_FORM = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]|[Ii]m|[Uu]l|[Hh]ab|tys|mln|mld|ok|tzn|np|[Nn]r|M(?:M|me|mes|lle|gr|me)|[DP]r|Prof|Av|Sr[as]?|"
    r"Dott|Sig|[Oo]n|[Dd]hr|[Mm]evr|vb|им|тыс|млн|млрд|тис|οικ|κα|डॉ|श्री|Rp|Jl|No|St|Gen|Col|Cnel|[Gg]ob)\.$"
)
_ELLIPSIS_END = re.compile(r"(?:\.\s?\.\s?\.|…)$")
_ENDS_SENTENCE = re.compile(r"[.!?…。؟][\"“”’'»)\]]*$")


def find_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of the text in order; they hold every character that is not white space.

    `language` is an ISO 639 code, "und" where nobody knows it. Offsets count code points. A line break ends a
    paragraph, and with it a sentence, except in a text that was wrapped to a width: there only a blank line does, or a
    line that had room for the next word.
    """
    sentences: list[Sentence] = []
    for paragraph, (first, last) in enumerate(_paragraphs(text)):
        for start, end in _split(text, first, last, language):
            sentences.append(Sentence(start, end, len(sentences) + 1, paragraph))
    return tuple(sentences)


def find_paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of the text without outer white space."""
    return (Span(start, end) for start, end in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[_Place]:
    lines = list(_lines(text))
    if not lines:
        return
    width = max(end - start for start, end in lines)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        yield from lines
        return
    first = lines[0][0]
    for line, following in pairwise(lines):
        if not _continues(text, line, following, width):
            yield first, line[1]
            first = following[0]
    yield first, lines[-1][1]


def _lines(text: str) -> Iterator[_Place]:
    for sign in _NO_BREAKS:
        text = text.replace(sign, " ")
    start = 0
    for line in text.splitlines(keepends=True):
        if place := _trim(line, start):
            yield place
        start += len(line)


def _continues(text: str, line: _Place, following: _Place, width: int) -> bool:
    """Tell whether the line was broken for want of room: it is the next line of the same paragraph."""
    start, end = line
    breaks = _BREAK.findall(text, end, following[0])
    if len(breaks) != 1:
        return False
    first_word = text[slice(*following)].split(None, 1)[0]
    if end - start + 1 + len(first_word) > width:
        return True
    return first_word[0].islower() and not _ENDS_SENTENCE.search(text[max(start, end - 8) : end])


def _split(text: str, first: int, last: int, language: str) -> Iterator[_Place]:
    original = text[first:last]
    if not _STOPS.search(original, 0, len(original) - 1):
        yield first, last
        return
    # One character for one, so that offsets stay true. Breaks within a wrapped paragraph become spaces.
    shown = _BLANKS.sub(" ", _MARKS.sub(" ", original))
    if "Annex " in original or "Appendix " in original or "Exhibit " in original or "Schedule " in original:
        shown = _LETTERED.sub(lambda label: label[0][:-2] + "xx", shown)
    ends = [
        boundary["end_index"]
        for boundary in get_sentence_boundaries("en" if language == "und" else language, shown)
    ]
    start = 0
    for end in (*ends[:-1], len(original)):
        cut = _settle_marks(original, shown, end)
        if cut <= start or (end < len(original) and not _is_boundary(original, start, cut)):
            continue
        if language != "en" and end < len(original) and _goes_on(original, start, cut):
            continue
        if place := _trim(original[start:cut], first + start):
            yield place
        start = cut


def _settle_marks(original: str, shown: str, end: int) -> int:
    """Return the cut near `end` that leaves closing marks with the sentence they close."""
    if end >= len(original):
        return len(original)
    last = end
    while last > 0 and shown[last - 1].isspace():
        last -= 1
    while last < end and original[last] in _CLOSERS and not original[last].isspace():
        if original[last] in _BOTH_WAYS and original[last + 1 : last + 2].isalnum():
            break  # 他走了。“我们不签。”
        last += 1
    return last


def _is_boundary(original: str, start: int, cut: int) -> bool:
    before, after = original[max(start, cut - 12) : cut], original[cut : cut + 12].lstrip()
    if not after:
        return False
    if not before[-1:].isalnum() and before.rstrip(_CLOSERS) != before and after[0].islower():
        return False  # “Really?” he asked.
    bare = after.lstrip("\"“‘'«([")
    if _ELLIPSIS_END.search(before) and bare[:1].islower():
        return False
    return not (_ABBREVIATED_END.search(before) and bare[:1].islower())


def _goes_on(original: str, start: int, cut: int) -> bool:
    """Tell whether a stop is no end of a sentence in any language but English, whose rules are its own."""
    before, after = original[max(start, cut - 24) : cut].rstrip(), original[cut : cut + 12].lstrip()
    if not before.endswith("."):
        # 「…。」と述べた: what is quoted is part of a sentence that says so.
        return before[-1:] in "」』" and "\u3041" <= after[:1] <= "\u3096"
    bare = after.lstrip("\"“‘'«„([")
    return bare[:1].islower() or bare[:1] in "-–" or _SHORT_FORM.search(before) is not None


def _trim(written: str, start: int) -> _Place | None:
    """Return where the words that are written from `start` on stand, without what is around them."""
    written = written.rstrip(_OUTER)
    bare = written.lstrip(_OUTER)
    end = start + len(written)
    return (end - len(bare), end) if bare else None
