"""What a page holds and readers do not see: it may be addressed to machines, and is no part of a story."""

import re
from typing import Any

# Scripts too hold text: data about the story, in which the extraction would look for one.
_NEVER_SHOWN = frozenset({"script", "template", "noscript", "iframe", "object", "dialog"})
# For screen readers, which are told more than eyes see.
_FOR_LISTENERS = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text".split())
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    r"|(?:opacity|font-size|max-height)\s{0,9}:\s{0,9}0(?:\.0)?(?:px|em|rem|pt|%)?\s{0,9}(?:[;!]|$)"
    r"|(?:left|top|right|text-indent|margin-left)\s{0,9}:\s{0,9}-\d{3}|color\s{0,9}:\s{0,9}transparent"
    r"|clip\s{0,9}:\s{0,9}rect\(\s{0,9}[01](?:px)?\b|clip-path\s{0,9}:\s{0,9}inset\(\s{0,9}(?:50|100)%)",
    re.IGNORECASE,
)
_SHOWING = re.compile(r"(?:^|[;\s])(?:display|visibility)\s{0,9}:", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_COMMENT_START, _COMMENT_END = "/*", "*/"
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,20})?([.#][\w-]{1,80})", re.IGNORECASE)


def drop_hidden(tree: Any) -> None:
    """Take from the tree what its own markup and the rules in its head hide.

    Style sheets that a page links to are not read, nor what scripts do: text that is hidden by them stays.
    """
    from lxml import etree

    names = _hidden_names(tree)
    for element in list(tree.iter(etree.Element)):
        # A page that stays blank until its script has run hides these as a whole.
        if element.tag in {"html", "body"} or element.getparent() is None:
            continue
        if element.tag in _NEVER_SHOWN or _is_hidden(element, names):
            element.drop_tree()


def _is_hidden(element: Any, names: frozenset[str]) -> bool:
    classes = element.get("class", "").split()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or element.get("layout") == "nodisplay"  # of AMP
        or _HIDING.search(element.get("style", "")) is not None
        or not _FOR_LISTENERS.isdisjoint(classes)
        or f"#{element.get('id')}" in names
        or any(f".{name}" in names for name in classes)
    )


def _hidden_names(tree: Any) -> frozenset[str]:
    """Return the classes (".name") and identifiers ("#name") that rules for all screens hide; the last rule counts."""
    names: set[str] = set()
    for style in tree.iter("style"):
        if style.get("media", "all").strip().lower() not in {"", "all", "screen"}:
            continue
        for selectors, declarations in _rules(_uncommented(style.text or "")):
            hides = _HIDING.search(declarations)
            if hides is None and _SHOWING.search(declarations) is None:
                continue
            for selector in selectors.split(","):
                if name := _SIMPLE.fullmatch(selector.strip()):
                    (names.add if hides else names.discard)(name[1])
    return frozenset(names)


def _rules(css: str) -> "list[tuple[str, str]]":
    """Return the rules that stand on their own; those within others, as for print, hold for some readers only."""
    found = []
    depth = begun = opened = 0
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                opened = brace.end()
        elif depth:
            depth -= 1
            if depth == 0:
                selectors = css[begun : opened - 1].strip()
                if not selectors.startswith("@"):
                    found.append((selectors, css[opened : brace.start()]))
                begun = brace.end()
    return found


def _uncommented(css: str) -> str:
    first, *rest = css.split(_COMMENT_START)
    return first + "".join(piece.partition(_COMMENT_END)[2] for piece in rest)
