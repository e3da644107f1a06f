"""Markup as a tree, within bounds: a page made to exhaust a parser is refused before it can."""

import re
from typing import Any

from summarizer.errors import ArticleError

# Pages of large newspapers have 2,000 to 15,000 elements, long live blogs twice that. Extraction takes about 0.1 s
# for 1,000 of them.
_MOST_ELEMENTS = 40_000
# libxml2 stops reading, without an error, where elements are nested deeper than this.
_DEEPEST = 250
# libxml2 compares each attribute of an element with all others: 100,000 of them take minutes. The cost of an element
# is the square of its attributes; real pages stay below a thousandth of what is allowed.
_MOST_ATTRIBUTE_PAIRS = 100_000_000
_COUNTED_ATTRIBUTES = 5_000

_OPENING = re.compile(r"<(?=[A-Za-z])")
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
    elements = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements += 1
        depth += 1
        if elements > _MOST_ELEMENTS:
            raise _hostile(name, f"more than {_MOST_ELEMENTS:,} elements")
        if depth > _DEEPEST:
            raise _hostile(name, f"elements nested more than {_DEEPEST} deep")
    return tree


def _check_attributes(text: str, name: str) -> None:
    """Count attributes the way that parsers do, from every place where a tag might begin.

    Where parsers see a tag and where script or text is theirs to know; counting from every place counts too much
    rather than too little.
    """
    pairs = characters = 0
    for opening in _OPENING.finditer(text):
        tag = _TAG.match(text, opening.start())
        if tag is None:
            continue
        characters += tag.end() - tag.start()
        pairs += len(_ATTRIBUTES.findall(tag[1])) ** 2
        # Overlapping counts must not themselves be what takes for ever.
        if pairs > _MOST_ATTRIBUTE_PAIRS or characters > 20 * len(text) + 1_000_000:
            raise _hostile(name, "elements with thousands of attributes")


def _hostile(name: str, what: str) -> ArticleError:
    return ArticleError(
        f"{name} has {what}; no page for readers has.", hint="Save its text to a file and give the file."
    )
