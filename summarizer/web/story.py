"""The story on a page: its paragraphs without what stands around and between them."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from summarizer.web.furniture import Block, drop_asides, without_furniture
from summarizer.web.lines import is_prose, same_title

_LAYOUT_INSIDE = "p | div | table | ul | center | h1 | h2 | h3"
_TABLE_PARTS = "table tbody thead tfoot tr td th".split()
_SPACES = re.compile(r"\s+")
_INLINE = frozenset({"hi", "ref", "del", "code", "cell", "graphic"})
_TAG = re.compile(r"</?[A-Za-z]")
_MORE = 1.5
# A story is known by so many characters of one of its first paragraphs, where the data begin.
_KNOWN, _FIRST, _BEGINNING = 60, 3, 1_000
# Around text that leads elsewhere, until it is counted; the extraction leaves no such character in a text.
_LINK, _LINK_END = "\ue000", "\ue001"


def read_story(tree: Any, *, title: str | None, live: bool, language: str | None) -> list[str]:
    """Return the paragraphs of the story on the page; none when there is no story.

    White space is collapsed as browsers do, every other character stays. The title is no part of the story.
    """
    from trafilatura import bare_extraction

    tree = deepcopy(tree)
    _prepare(tree, live=live)
    document = bare_extraction(tree, include_comments=False, include_tables=True, include_links=True)
    body = getattr(document, "body", None)  # it is None where there is nothing that looks like a story
    if body is None:
        return []
    blocks = [block for block in _blocks(body) if not same_title(block.text, title)]
    blocks = without_furniture(blocks, language=language)
    start = next((n for n, block in enumerate(blocks) if _is_prose(block)), len(blocks))
    end = next((n for n in range(len(blocks), start, -1) if _is_prose(blocks[n - 1])), start)
    return [block.text for block in blocks[start:end]]


def whole_story(paragraphs: list[str], body: str | None) -> list[str]:
    """Return the story as the data of the page have it (`body`) where readers are shown only its beginning or nothing.

    Where something is shown, the data have to go on from there: what they say else is not what the page tells.
    """
    if body is None or _TAG.search(body):
        return paragraphs
    lines = [line for each in body.splitlines() if (line := " ".join(each.split()))]
    stated = " ".join(lines)
    begun = not paragraphs or any(
        len(one) >= _KNOWN and one[:_KNOWN] in stated[:_BEGINNING] for one in paragraphs[:_FIRST]
    )
    return lines if begun and len(stated) >= _MORE * sum(map(len, paragraphs)) else paragraphs


def _prepare(tree: Any, *, live: bool) -> None:
    """Change the tree where the extraction would lose or mix up text."""
    from lxml import etree

    # Within a sentence a date is words of it; the extraction would drop them.
    etree.strip_tags(tree, "time")
    # It would dissolve this one as well, and with it the line breaks at its ends, which part paragraphs of old pages.
    etree.strip_tags(tree, "font")
    for anchor in list(tree.iter("a")):
        if anchor.get("href") is None:  # a place to lead to, within which it would put the words that follow
            anchor.drop_tag()
    for summary in tree.iter("summary"):  # it would take it for a heading
        summary.tag = "p"
    for table in list(tree.iter("table")):
        # Tables for layout, of the days before style sheets: their cells are columns of the page, not data.
        if table.xpath(f".//td[{_LAYOUT_INSIDE} or count(br) > 1]"):
            for part in table.iter(_TABLE_PARTS):
                part.tag = "div"
    if live:
        # Each entry is an article of its own, of which the extraction would take the first.
        for entry in list(tree.iter("article")):
            entry.tag = "div"
    drop_asides(tree)


def _blocks(container: Any, *, heading: bool = False) -> Iterator[Block]:
    """Yield the blocks of the extracted tree: each element is one, or several, unless it stands within a line."""
    running = _flat(container.text)
    behind = False  # a block: the extraction strips the text between it and what follows in a line
    for child in container:
        if child.tag in _INLINE:
            if behind and (running[-1:].isalnum() or running.endswith((")", ",", ":"))):
                running += " "
            running += _line(child)
        elif child.tag == "lb":
            running += "\n"
        else:
            yield from _paragraphs(running, heading)
            running = ""
            if child.tag == "row":
                row = " | ".join(" ".join(_line(cell).split()) for cell in child)
                yield Block(row.replace(_LINK, "").replace(_LINK_END, ""), heading=False)
            else:
                yield from _blocks(child, heading=child.tag == "head")
        behind = child.tag not in _INLINE and child.tag != "lb"
        running += _flat(child.tail)
    yield from _paragraphs(running, heading)


def _line(element: Any) -> str:
    """Return the text within an element, line breaks as line ends."""
    pieces = [_flat(element.text)]
    for child in element:
        pieces += ["\n" if child.tag == "lb" else _line(child), _flat(child.tail)]
    if element.tag == "ref":
        pieces = [_LINK, *pieces, _LINK_END]
    return "".join(pieces)


def _flat(text: str | None) -> str:
    """Return text of the source, in which a line end is a blank like others."""
    return _SPACES.sub(" ", text) if text else ""


def _paragraphs(text: str, heading: bool) -> Iterator[Block]:
    """Yield the paragraphs of a run of text; a line break parts them, since old pages have nothing else."""
    for line in text.split("\n"):
        linked = sum(len(link.partition(_LINK_END)[0]) for link in line.split(_LINK)[1:])
        if paragraph := " ".join(line.replace(_LINK, "").replace(_LINK_END, "").split()):
            yield Block(paragraph, heading, linked)


def _is_prose(block: Block) -> bool:
    return not block.heading and is_prose(block.text)
