"""Markup as a tree, within bounds: a page made to exhaust a parser is refused before it can."""

import re
from typing import Any

from summarizer.errors import ArticleError

# Pages of large newspapers have 2,000 to 15,000 elements, long live blogs twice that. Extraction takes about 0.1 s
# for 1,000 of them.
_MOST_ELEMENTS = 30_000
# Elements weigh as much as they have ancestors: 30,000 of them thirteen deep, or 4,000 a hundred deep.
_MOST_ANCESTORS = 400_000
# Real pages stay below 60. Where elements are nested deeper than 255, libxml2 stops reading without an error.
_DEEPEST = 150
# The extraction dissolves elements that stand within a line, and then looks at each of the pieces of text that this
# leaves side by side once for every other one; line breaks cost as much. A long paragraph has dozens of them.
_MOST_PIECE_PAIRS = 9_000_000
# It compares each short line with all short ones around it, up to the next long one: 6,000 in a row take ten seconds.
# Long tables have hundreds.
_MOST_SHORT_LINES = 4_000
_SHORT_LINE = 70
_BLOCKS = frozenset(
    "html head body main article section div p ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 blockquote pre "
    "header footer nav aside figure figcaption form hr link script style title".split()
)
# libxml2 compares each attribute of an element with all others: 100,000 of them take minutes. The cost of an element
# is the square of its attributes; real pages stay below a thousandth of what is allowed.
_MOST_ATTRIBUTE_PAIRS = 50_000_000
_COUNTED_ATTRIBUTES = 8_000  # of one element: enough to be too many
# Where "<" begins many a comparison of a script, attributes are counted more than once; this bounds the counting.
_MOST_COUNTED_CHARACTERS = 12_000_000
_MOST_OPENINGS = 100_000
_SHORT = 64  # characters of a tag that cannot hold enough attributes to matter

# Where a tag may begin, but for those that end at once, as <p> does.
_OPENING = re.compile(r"<(?=[A-Za-z])(?![A-Za-z0-9]{1,20}>)")
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<[^\s/>]*+((?:{_ATTRIBUTE}){{0,{_COUNTED_ATTRIBUTES}}}+)")


def parse_page(text: str, *, name: str) -> Any:
    """Return the tree of a page (an element of `lxml.html`), comments and processing instructions left out.

    Nothing is fetched for it and no entity is expanded but those of HTML. Raises `ArticleError` for a page without
    elements, and for one with more elements, attributes or levels than any page for readers has.
    """
    from lxml import etree, html

    _check_attributes(text, name)
    # Bytes, because a text that declares an encoding, as XHTML does, would be refused.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise ArticleError(f"{name} is an empty page.", hint="Give a page with an article on it.") from error
    _check_elements(tree, name)
    return tree


def _check_elements(tree: Any, name: str) -> None:
    from lxml import etree

    elements = ancestors = depth = pairs = 0
    short = most_short = 0
    pieces = [0]  # of each block that is open, how many elements stand within its lines
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            if element.tag in _BLOCKS:
                pieces.pop()
            continue
        elements += 1
        depth += 1
        length = len(element.text.strip()) if element.text else 0
        short = 0 if length >= _SHORT_LINE else short + (length > 0)
        most_short = max(most_short, short)
        ancestors += depth
        is_block = element.tag in _BLOCKS
        if not is_block or (element.tail and not element.tail.isspace()):
            pairs += 2 * pieces[-1] + 1  # their square, one by one
            pieces[-1] += 1
        if is_block:
            pieces.append(0)
        if depth > _DEEPEST:
            raise _hostile(name, f"elements nested more than {_DEEPEST} deep")
        if elements > _MOST_ELEMENTS:
            raise _hostile(name, f"more than {_MOST_ELEMENTS:,} elements")
        if ancestors > _MOST_ANCESTORS:
            raise _hostile(name, "too many elements nested too deeply")
        if pairs > _MOST_PIECE_PAIRS:
            raise _hostile(name, "thousands of elements and line breaks in one block")
    if most_short > _MOST_SHORT_LINES:
        raise _hostile(name, "thousands of short lines in a row")


def _check_attributes(text: str, name: str) -> None:
    """Count attributes the way that parsers do, from every place where a tag might begin.

    Where parsers see a tag and where script or text is theirs to know; counting from every place counts too much
    rather than too little.
    """
    pairs = characters = 0
    for openings, opening in enumerate(_OPENING.finditer(text), 1):
        tag = _TAG.match(text, opening.start())
        if tag is None:
            continue
        length = tag.end() - tag.start()
        characters += length
        if length > _SHORT:
            pairs += len(_ATTRIBUTES.findall(tag[1])) ** 2
        if (
            pairs > _MOST_ATTRIBUTE_PAIRS
            or characters > _MOST_COUNTED_CHARACTERS
            or openings > _MOST_OPENINGS
        ):
            raise _hostile(name, "elements with thousands of attributes")


def _hostile(name: str, what: str) -> ArticleError:
    return ArticleError(
        f"{name} has {what}; no page for readers has.", hint="Save its text to a file and give the file."
    )
