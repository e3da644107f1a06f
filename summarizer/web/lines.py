"""The lines of a page as its readers see them, in order."""

import unicodedata
from typing import Any, NamedTuple

# What a browser shows nothing of; of a word with its reading above it (`ruby`), the word alone is text.
SILENT = frozenset("script style noscript template head svg rt rp".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr ruby rb s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS, _NEXT_CELL = frozenset({"td", "th"}), " | "
_OPENING_MARKS = tuple("“\"„«‹‘‚'「»")
_LAYOUT_TABLES = "//table[.//td[p | div | table | ul | center | h1 | h2 | h3 or count(br) > 1]]"
# A long line belongs to a story though it does not end like a sentence.
_LONG = 80
_SHORTEST_HEADING = 10
# The pieces of text of each line are marked with a character of its own, of which the extraction knows nothing: what
# it keeps tells which lines it takes. Pages hold no such character; `decode_page` takes them out.
FIRST_MARK = 0xF0000


class Line(NamedTuple):
    """A line: its text, the element in which it begins, the stamps of its elements `time`, and its pieces.

    `pieces` is how many pieces of text the tree holds it in, `linked` the share of it that is a link.
    """

    text: str
    element: Any
    stamps: tuple[str, ...]
    pieces: int
    linked: float


def prepare(tree: Any, *, live: bool) -> None:
    """Change the tree where its markup says something else than readers see; `live` is a blog of entries."""
    for quotation in list(tree.iter("q")):
        said = quotation.text_content().strip()
        if said and not said.startswith(_OPENING_MARKS):  # browsers write the marks then
            quotation.text, quotation.tail = f"“{quotation.text or ''}", f"”{quotation.tail or ''}"
        quotation.drop_tag()
    for summary in tree.iter("summary"):  # the extraction would take it for a heading
        summary.tag = "p"
    # Tables of the days before style sheets: their cells are columns of the page, not data.
    for table in tree.xpath(_LAYOUT_TABLES):
        for part in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
            part.tag = "div"
    # Each entry is an article of its own, of which the extraction would take the first.
    for entry in list(tree.iter("article")) if live else ():
        entry.tag = "div"


def mark_lines(tree: Any) -> list[Line]:
    """Return the lines of the page, and mark their pieces in the tree: those of line 3 with `chr(FIRST_MARK + 3)`.

    A row of a table is a line, and its cells stand parted by "|".
    """
    from lxml import etree

    lines: list[Line] = []
    pieces: list[tuple[str, bool]] = []
    stamps: list[str] = []
    begun = tree
    silent = links = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag, starts = element.tag, event == "start"
        silent += (tag in SILENT) * (1 if starts else -1)
        links += (tag == "a" and "href" in element.attrib) * (1 if starts else -1)
        if tag not in INLINE and tag not in _CELLS and tag not in SILENT:
            whole = "".join(text for text, _ in pieces).replace("\xad", "")
            if shown := " ".join(whole.split()).strip("| "):
                sizes = [(len(text.strip()), linked) for text, linked in pieces]
                linked_share = sum(size for size, linked in sizes if linked) / sum(size for size, _ in sizes)
                count = sum(not text.isspace() and text != _NEXT_CELL for text, _ in pieces)
                lines.append(Line(shown, begun, tuple(stamps), count, linked_share))
            pieces, stamps, begun = [], [], element if starts else element.getparent()
        elif starts and tag in _CELLS and pieces:
            pieces.append((_NEXT_CELL, False))
        elif starts and tag == "time" and element.get("datetime"):
            stamps.append(element.get("datetime"))
        text = element.text if starts else element.tail
        if text and not silent:
            pieces.append((text, links > 0))
            if not text.isspace():
                setattr(element, "text" if starts else "tail", chr(FIRST_MARK + len(lines)) + text)
    return lines


def is_prose(text: str) -> bool:
    """Tell whether a line may belong to a story: it ends with a mark, as sentences do, or is long."""
    return unicodedata.category(text[-1]).startswith("P") or len(text) >= _LONG


def same_title(line: str, title: str | None) -> bool:
    """Tell whether a line is the title, which some pages write in other capitals."""
    return title is not None and line.casefold() == title.casefold()


def is_heading(line: Line, title: str | None) -> bool:
    """Tell whether a line is the title, or a first heading that is more or less of it."""
    if title is None or same_title(line.text, title):
        return title is not None
    mine, its = line.text.casefold(), title.casefold()
    return line.element.tag == "h1" and len(mine) > _SHORTEST_HEADING and (mine in its or its in mine)
