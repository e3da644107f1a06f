"""Quotation marks and how they pair: which mark opens, which closes, which is an apostrophe."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from summarizer.text.spans import Span

Family = Literal["double", "single", "angle", "corner"]
Role = Literal["open", "close", "either"]
_FAMILIES: tuple[Family, ...] = get_args(Family)

# Every alternative begins with a character, and none with a set: the search then skips over all others at once.
_MARK = re.compile("'['’]?|’['’]?|‘‘?|``|“|”|„|‟|\"|«|»|‹|›|‚|「|」|『|』")
_OPENING_NEIGHBOURS = "([{—–/-\"“‘'«„"
_CORNERS: dict[str, Role] = {"「": "open", "『": "open", "」": "close", "』": "close"}
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
# Words that begin with an apostrophe: ’em, ’til, ’90s.
_ELIDED = re.compile(r"(?:em|tis|twas|til|till|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…:][)\]]?\s*$")
# So many marks are read: a book of a million characters has fewer.
_MOST_MARKS = 20_000
_NARRATOR_WITHIN = re.compile(r"[,.!?]\s+(?:\S+\s+){0,4}(?:said|says|told|added|asked|wrote|replied)\b")


class MarkedSpan(NamedTuple):
    """Two marks and what they enclose; `continued` if the quotation before it, left unclosed, goes on here."""

    outer: Span
    inner: Span
    continued: bool


class Mark(NamedTuple):
    """A quotation mark, and what it does as far as it can be told where it stands."""

    start: int
    end: int
    family: Family
    role: Role
    weak: bool = False  # may be the apostrophe of a plural: the workers’ rights


@dataclass(slots=True)
class _Open:
    mark: Mark
    continued: bool
    inside: list[MarkedSpan] = field(default_factory=list)
    singles: int = 0
    mistaken_close: Mark | None = None


def find_marked_spans(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[MarkedSpan]:
    """Return the outermost pairs of quotation marks in order; a pair does not leave its paragraph.

    `paragraphs` are the offsets at which each begins and ends.

    A quotation that runs over paragraphs gives one span for each: every paragraph reopens it and only the last
    one closes it. Marks beyond the first 20,000 of a text are not read.
    """
    found: list[MarkedSpan] = []
    continues = False
    left = _MOST_MARKS
    for number, (start, end) in enumerate(paragraphs):
        marks = marks_of(text, start, end, left)
        if not marks:
            continues = False
            continue
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        reopened = following is not None and text[following] in '“"«»„「'
        left -= len(marks)
        spans, continues = _Pairing(text, Span(start, end), continues).run(marks, reopened)
        found += spans
        if not left:
            break
    return found


class _Pairing:
    """The marks of one paragraph, paired like brackets; a mark that finds no partner is dropped."""

    def __init__(self, text: str, paragraph: Span, continues: bool) -> None:
        self._text = text
        self._paragraph = paragraph
        self._continues = continues
        self._stack: list[_Open] = []
        self._count: dict[Family, int] = dict.fromkeys(_FAMILIES, 0)
        self._done: list[MarkedSpan] = []

    def run(self, marks: list[Mark], reopened: bool) -> tuple[list[MarkedSpan], bool]:
        """Return the spans, and whether the next paragraph goes on with the last of them."""
        closes_later = _closed_later(marks)
        for index, mark in enumerate(marks):
            role = mark.role
            if role == "either":
                role = "close" if self._count[mark.family] else "open"
            if role == "open":
                self._open(mark)
            elif not (mark.weak and closes_later[index]):
                self._close(mark)
        return self._finish(reopened)

    def _open(self, mark: Mark) -> None:
        top = self._stack[-1] if self._stack else None
        if top and mark.family == "single" and top.mark.family != "single":
            top.singles += 1
            return
        continued = self._continues and mark.start == self._paragraph.start
        if top and mark.family == top.mark.family == "double" and len(self._stack) == 1:
            before = self._text[max(top.mark.end, mark.start - 8) : mark.start]
            if _ENDS_SENTENCE.search(before) and not before.rstrip().endswith(":"):
                # “One paragraph. “And the next”, where the paragraph break was lost.
                self._complete(self._pop(), mark.start, mark.start)
                continued = True
        self._stack.append(_Open(mark, continued))
        self._count[mark.family] += 1

    def _close(self, mark: Mark) -> None:
        if mark.family == "single" and self._stack and self._stack[-1].mark.family != "single":
            top = self._stack[-1]
            if top.singles:
                top.singles -= 1
            elif top.mistaken_close is None and self._text[mark.start - 1] in ".,!?":
                top.mistaken_close = mark
            return
        if not self._count[mark.family]:
            return
        while self._stack[-1].mark.family != mark.family:
            self._pop()
        self._complete(self._pop(), mark.start, mark.end)

    def _pop(self) -> _Open:
        opened = self._stack.pop()
        self._count[opened.mark.family] -= 1
        return opened

    def _complete(self, opened: _Open, inner_end: int, outer_end: int) -> None:
        inner = _trimmed(self._text, opened.mark.end, inner_end)
        if inner is None:
            return
        if inner_end == outer_end:
            outer_end = inner.end
        pair = MarkedSpan(Span(opened.mark.start, outer_end), inner, opened.continued)
        (self._stack[-1].inside if self._stack else self._done).append(pair)

    def _finish(self, reopened: bool) -> tuple[list[MarkedSpan], bool]:
        left, self._stack = self._stack, []
        goes_on = False
        for position, opened in enumerate(left):
            alone = position == len(left) - 1 and not opened.inside
            if alone and opened.mark.family != "single":
                goes_on = self._finish_unclosed(opened, reopened)
            self._done += opened.inside
        return self._done, goes_on

    def _finish_unclosed(self, opened: _Open, reopened: bool) -> bool:
        """Keep a quotation whose closing mark is missing where its end is plain; tell whether it goes on."""
        end = self._paragraph.end
        said = self._text[opened.mark.end : end]
        if opened.mistaken_close:
            self._complete(opened, opened.mistaken_close.start, opened.mistaken_close.end)
            return False
        before = self._text[max(self._paragraph.start, opened.mark.start - 3) : opened.mark.start].rstrip()
        introduced = opened.mark.start == self._paragraph.start or before.endswith((":", ","))
        introduced = introduced or (reopened and before.endswith((".", "?", "!")))
        if introduced and _ENDS_SENTENCE.search(said[-4:]) and not _NARRATOR_WITHIN.search(said):
            self._complete(opened, end, end)
            return reopened
        return False


def marks_of(text: str, first: int, last: int, most: int = _MOST_MARKS) -> list[Mark]:
    """Return the quotation marks of a stretch, at most so many; apostrophes are none."""
    marks: list[Mark] = []
    for match in _MARK.finditer(text, first, last):
        if len(marks) == most:
            break
        start, end = match.span()
        before = text[start - 1] if start > first else " "
        after = text[end] if end < last else " "
        sign = match.group()
        if sign in "«»‹›":
            marks.append(Mark(start, end, "angle", _angle_role(sign, before, after)))
        elif sign in _CORNERS:
            marks.append(Mark(start, end, "corner", _CORNERS[sign]))
        elif sign in {"‘", "’", "'", "‚"}:
            if mark := _single(text, start, sign, before, after):
                marks.append(mark)
        elif role := _double_role(text, start, sign, before, after):
            marks.append(Mark(start, end, "double", role))
    return marks


def _angle_role(sign: str, before: str, after: str) -> Role:
    """Return what an angle does: « French », «Russian», »German« and »Swedish» point each their own way."""
    apart, beside = before.isspace() or before in _OPENING_NEIGHBOURS, after.isalnum()
    if sign in "«‹":
        return "open" if apart or beside else "close"
    return "open" if apart and beside else "close"


def _double_role(text: str, start: int, sign: str, before: str, after: str) -> Role | None:
    opening = (before.isspace() or before in _OPENING_NEIGHBOURS) and not after.isspace()
    closing = not before.isspace() and (not after.isalnum())
    if sign in {"„", "‟", "‘‘", "``"}:
        return "open"
    if sign == "“":
        # „German“ closes with the mark that opens in English.
        return "either" if closing and not opening else "open"
    if sign == "”":
        return "open" if opening and before.isspace() else "close"
    if sign == '"' and before.isdigit() and _FEET_AND_INCHES.search(text[max(0, start - 5) : start]):
        return None
    if before == "=":
        return None
    if opening and closing:
        return "either"
    if opening:
        return "open"
    if closing:
        return "close"
    return "either" if sign == '"' else None


def _single(text: str, start: int, sign: str, before: str, after: str) -> Mark | None:
    if before.isalnum() and after.isalnum():
        return None
    end = start + 1
    apart = sign in "‘‚" or before.isspace() or before in _OPENING_NEIGHBOURS
    opens = sign != "’" and apart and not before.isalnum() and not after.isspace()
    if opens and not _ELIDED.match(text, end):
        return Mark(start, end, "single", "open")
    if sign in "’'" and not before.isspace() and not after.isalnum():
        plural = before in "sSzZ" and after.isspace() and text[end + 1 : end + 2].islower()
        return Mark(start, end, "single", "close", weak=plural)
    return None


def _closed_later(marks: list[Mark]) -> list[bool]:
    """Tell for each mark whether a sure single closing mark follows before the next single opening one."""
    result = [False] * len(marks)
    later = False
    for index in range(len(marks) - 1, -1, -1):
        result[index] = later
        mark = marks[index]
        if mark.family == "single":
            if mark.role == "open":
                later = False
            elif not mark.weak:
                later = True
    return result


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
