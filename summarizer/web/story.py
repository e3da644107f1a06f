"""The story on a page: its paragraphs without what stands around and between them."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

_LAYOUT_INSIDE = "p | div | table | ul | center | h1 | h2 | h3"
_TABLE_PARTS = "table tbody thead tfoot tr td th".split()
# Class names that stand for something else than the story wherever they are used.
_ASIDE = frozenset(
    "ad ads advert advertisement advertising sponsored promo caption credit video-player video-title reading-time "
    "read-time author-bio about-author newsletter-signup share-tools".split()
)
# A line of a story ends like a sentence, or is long.
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "’", "»", "“", "。", "؟", "।", ":", ";", ",", ")")
_LONG = 80
_SPACES = re.compile(r"\s+")
_INLINE = frozenset({"hi", "ref", "del", "code", "cell", "graphic"})


class Story(NamedTuple):
    """The paragraphs of a story, and the short lines that stood above them: bylines, dates, reading times."""

    paragraphs: list[str]
    above: list[str]


class _Block(NamedTuple):
    text: str
    heading: bool


def read_story(tree: Any, *, title: str | None, live: bool) -> Story:
    """Return the story on the page; no paragraphs when there is none.

    White space is collapsed as browsers do, every other character stays. The title is no part of the story.
    """
    from trafilatura import bare_extraction

    tree = deepcopy(tree)
    _prepare(tree, live=live)
    document = bare_extraction(tree, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)  # it is None where there is nothing that looks like a story
    if body is None:
        return Story([], [])
    blocks = [block for block in _blocks(body) if block.text != title]
    start = next((n for n, block in enumerate(blocks) if _is_prose(block)), len(blocks))
    end = next((n for n in range(len(blocks), start, -1) if _is_prose(blocks[n - 1])), start)
    return Story([block.text for block in blocks[start:end]], [block.text for block in blocks[:start]])


def _prepare(tree: Any, *, live: bool) -> None:
    """Change the tree where the extraction would lose or mix up text."""
    from lxml import etree

    # Within a sentence a date is words of it; the extraction would drop them.
    etree.strip_tags(tree, "time")
    for table in list(tree.iter("table")):
        # Tables for layout, of the days before style sheets: their cells are columns of the page, not data.
        if table.xpath(f".//td[{_LAYOUT_INSIDE} or count(br) > 1]"):
            for part in table.iter(_TABLE_PARTS):
                part.tag = "div"
    if live:
        # Each entry is an article of its own, of which the extraction would take the first.
        for entry in list(tree.iter("article")):
            entry.tag = "div"
    for element in list(tree.iter(etree.Element)):
        if (
            not _ASIDE.isdisjoint(element.get("class", "").lower().split())
            and element.getparent() is not None
        ):
            element.drop_tree()


def _blocks(container: Any, *, heading: bool = False) -> Iterator[_Block]:
    """Yield the blocks of the extracted tree: each element is one, or several, unless it stands within a line."""
    running = _flat(container.text)
    for child in container:
        if child.tag in _INLINE:
            running += _line(child)
        elif child.tag == "lb":
            running += "\n"
        else:
            yield from _paragraphs(running, heading)
            running = ""
            if child.tag == "row":
                yield _Block(" | ".join(" ".join(_line(cell).split()) for cell in child), heading=False)
            else:
                yield from _blocks(child, heading=child.tag == "head")
        running += _flat(child.tail)
    yield from _paragraphs(running, heading)


def _line(element: Any) -> str:
    """Return the text within an element, line breaks as line ends."""
    pieces = [_flat(element.text)]
    for child in element:
        pieces += ["\n" if child.tag == "lb" else _line(child), _flat(child.tail)]
    return "".join(pieces)


def _flat(text: str | None) -> str:
    """Return text of the source, in which a line end is a blank like others."""
    return _SPACES.sub(" ", text) if text else ""


def _paragraphs(text: str, heading: bool) -> Iterator[_Block]:
    """Yield the paragraphs of a run of text; a line break parts them, since old pages have nothing else."""
    for line in text.split("\n"):
        if paragraph := " ".join(line.split()):
            yield _Block(paragraph, heading)


def _is_prose(block: _Block) -> bool:
    return not block.heading and (block.text.endswith(_SENTENCE_ENDS) or len(block.text) >= _LONG)
