"""A page as a browser would take it apart, without a browser."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "img"})

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Attributes = dict[str, str]


@dataclass
class Element:
    """An element that was met, and the text that stands in it."""

    tag: str
    attributes: Attributes
    text: str = ""


@dataclass
class _Reader(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    article: str = ""
    reordering: str = ""
    marked: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    anchors: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if "at" in element.attributes.get("class", "").split():
            self.anchors[element.attributes["id"]] = len(self.article)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if self.open and self.open[-1].attributes.get("class") != "cp":
            self.reordering += "".join(BIDI.findall(data))
        if not any(element.attributes.get("class") == "text" for element in self.open):
            return
        start = len(self.article)
        self.article += data
        for element in self.open:
            for claim in element.attributes.get("data-claims", "").split():
                self.marked[claim].append((start, len(self.article)))


class Page:
    """The elements of a page; the article's characters, and which of them are marked for which claim.

    `reordering` are the marks of bidirectional text that are not isolated from what is around them.
    """

    def __init__(self, html: str) -> None:
        reader = _Reader()
        # As browsers do before they read, and Python's parser does not.
        reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        reader.close()
        assert reader.open == [], "every element is closed, in order"
        self.elements = reader.elements
        self.article = reader.article
        self.reordering = reader.reordering
        self.anchors = reader.anchors
        self.marked = {claim: joined(spans) for claim, spans in reader.marked.items()}

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with this tag and these attributes, written with _ for -."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only such element."""
        [element] = self.all(tag, **attributes)
        return element


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the characters that the spans cover, in as few spans as can be."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
