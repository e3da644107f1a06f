"""Quotation marks of a few words that lack their partner, as words have that were cut."""

from typing import NamedTuple

from summarizer.text.marks import Mark, marks_of


class LoneMark(NamedTuple):
    """A quotation mark without a partner; `opens` if it begins a quotation that does not end."""

    start: int
    end: int
    opens: bool


def unpaired_marks(text: str) -> list[LoneMark]:
    """Return the quotation marks of a short text that have no partner in it, in order; apostrophes are none."""
    opened: list[Mark] = []
    alone: list[LoneMark] = []
    for mark in marks_of(text, 0, len(text)):
        if mark.family == "single" and opened and opened[-1].family != "single":
            continue
        inside = any(other.family == mark.family for other in opened)
        if mark.role == "open" or (mark.role == "either" and not inside):
            opened.append(mark)
        elif inside:
            while opened[-1].family != mark.family:
                alone.append(_alone(opened.pop(), opens=True))
            opened.pop()
        elif mark.family != "single":
            alone.append(_alone(mark, opens=False))
    return sorted([*alone, *(_alone(mark, opens=True) for mark in opened)])


def _alone(mark: Mark, *, opens: bool) -> LoneMark:
    return LoneMark(mark.start, mark.end, opens)
