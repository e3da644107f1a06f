"""The lines of a page as its readers see them, in order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

_SILENT = frozenset("script style noscript template head svg select option textarea".split())
_INLINE = frozenset(
    "a abbr b big cite code del em font i ins label mark q s small span strong sub sup time u wbr".split()
)
# A line of a story ends like a sentence, or is long.
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "’", "»", "“", "。", "؟", "।", ":", ";", ",", ")")
_LONG = 80


class Line(NamedTuple):
    """A line, and the element in which it begins."""

    text: str
    element: Any


def visible_lines(tree: Any) -> Iterator[Line]:
    """Yield the lines of the page; of an element `time` what it says to machines."""
    from lxml import etree

    pieces: list[str] = []
    begun: Any = tree
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        parts = element.tag not in _INLINE
        if event == "start":
            silent += element.tag in _SILENT
            if parts or element.tag == "time":
                yield from _line(pieces, begun)
                pieces, begun = [], element
            if not silent:
                stamp = element.get("datetime") if element.tag == "time" else None
                pieces.append(f"{stamp}\n" if stamp else element.text or "")
        else:
            silent -= element.tag in _SILENT
            if parts or element.tag == "time":
                yield from _line(pieces, begun)
                pieces, begun = [], element.getparent()
            if not silent:
                pieces.append(element.tail or "")
    yield from _line(pieces, begun)


def _line(pieces: list[str], element: Any) -> Iterator[Line]:
    if text := " ".join("".join(pieces).split()):
        yield Line(text, element)


def is_prose(text: str) -> bool:
    """Tell whether a line may belong to a story: it ends like a sentence, or is long."""
    return text.endswith(_SENTENCE_ENDS) or len(text) >= _LONG


def same_title(line: str, title: str | None) -> bool:
    """Tell whether a line is the title, which some pages write in other capitals."""
    return title is not None and line.casefold() == title.casefold()
