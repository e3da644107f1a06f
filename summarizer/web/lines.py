"""The lines of a page as its readers see them, in order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

# What a browser shows nothing of; of a word with its reading above it (`ruby`), the word alone is text.
_SILENT = frozenset("script style noscript template head svg rt rp".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr ruby rb s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS = frozenset({"td", "th"})
_OPENING_MARKS = ("“", '"', "„", "«", "‹", "‘", "‚", "'", "「", "»")
_LAYOUT_INSIDE = "p | div | table | ul | center | h1 | h2 | h3"
_TABLE_PARTS = "table tbody thead tfoot tr td th".split()
# A line of a story ends like a sentence, or is long.
_SENTENCE_ENDS = (
    ".",
    "!",
    "?",
    "…",
    "”",
    '"',
    "’",
    "»",
    "“",
    "。",
    "！",
    "？",
    "」",
    "؟",
    "।",
    ":",
    ";",
    ",",
    ")",
)
_LONG = 80


class Piece(NamedTuple):
    """Text of a line as the tree holds it: before the children of an element, or behind it."""

    element: Any
    behind: bool
    text: str
    linked: bool


class Line(NamedTuple):
    """A line: its text, the element in which it begins, its pieces, and the stamps of its elements `time`."""

    text: str
    element: Any
    pieces: tuple[Piece, ...]
    stamps: tuple[str, ...]

    @property
    def linked(self) -> float:
        """The share of its text that leads elsewhere."""
        sizes = [(len(piece.text.strip()), piece.linked) for piece in self.pieces]
        return sum(size for size, linked in sizes if linked) / (sum(size for size, _ in sizes) or 1)


def prepare(tree: Any, *, live: bool) -> None:
    """Change the tree where its markup says something else than readers see; `live` is a blog of entries."""
    for quotation in list(tree.iter("q")):
        _mark_quotation(quotation)
    for summary in tree.iter("summary"):  # the extraction would take it for a heading
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


def _mark_quotation(quotation: Any) -> None:
    """Write the marks that browsers show around `q`, unless the page has written some itself."""
    said = quotation.text_content().strip()
    if said and not said.startswith(_OPENING_MARKS):
        quotation.text = "“" + (quotation.text or "")
        if len(quotation):
            quotation[-1].tail = (quotation[-1].tail or "") + "”"
        else:
            quotation.text += "”"
    quotation.drop_tag()


def visible_lines(tree: Any) -> list[Line]:
    """Return the lines of the page; a row of a table is one, and its cells stand parted by "|"."""
    return list(_lines(tree))


def _lines(tree: Any) -> Iterator[Line]:
    from lxml import etree

    pieces: list[Piece] = []
    stamps: list[str] = []
    begun: Any = tree
    silent = links = 0

    def end(begins: Any) -> Iterator[Line]:
        nonlocal pieces, stamps, begun
        if text := " ".join("".join(piece.text for piece in pieces).replace("\xad", "").split()).strip("| "):
            yield Line(text, begun, tuple(pieces), tuple(stamps))
        pieces, stamps, begun = [], [], begins

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        link = tag == "a" and element.get("href") is not None
        parts = tag not in INLINE and tag not in _CELLS and tag not in _SILENT
        if event == "start":
            silent += tag in _SILENT
            links += link
            if parts:
                yield from end(element)
            elif tag in _CELLS and pieces:
                pieces.append(Piece(None, behind=False, text=" | ", linked=False))
            elif tag == "time" and (stamp := element.get("datetime")):
                stamps.append(stamp)
            text = element.text
        else:
            silent -= tag in _SILENT
            links -= link
            if parts:
                yield from end(element.getparent())
            text = element.tail
        if text and not silent:
            pieces.append(Piece(element, event == "end", text, links > 0))
    yield from end(None)


def is_prose(text: str) -> bool:
    """Tell whether a line may belong to a story: it ends like a sentence, or is long."""
    return text.endswith(_SENTENCE_ENDS) or len(text) >= _LONG


def same_title(line: str, title: str | None) -> bool:
    """Tell whether a line is the title, which some pages write in other capitals."""
    return title is not None and line.casefold() == title.casefold()
