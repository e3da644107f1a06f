"""What a page holds and readers do not see: it may be addressed to machines, and is no part of a story."""

import re
from typing import Any

from summarizer.web.lines import INLINE

# Scripts too hold text: data about the story, in which the extraction would look for one.
_NEVER_SHOWN = frozenset({"script", "template", "noscript", "iframe", "object", "dialog"})
# For screen readers, which are told more than eyes see.
_FOR_LISTENERS = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text".split())
_GONE = (
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    r"|(?:left|top|right|text-indent|margin-left)\s{0,9}:\s{0,9}-\d{3}"
    r"|clip\s{0,9}:\s{0,9}rect\(\s{0,9}[01](?:px)?\b|clip-path\s{0,9}:\s{0,9}inset\(\s{0,9}(?:50|100)%"
)
_FAINT = (
    r"(?:opacity|font-size|max-height)\s{0,9}:\s{0,9}0(?:\.0)?(?:px|em|rem|pt|%)?\s{0,9}(?:[;!]|$)"
    r"|color\s{0,9}:\s{0,9}transparent"
)
_HIDING = re.compile(rf"(?:^|[;\s])(?:{_GONE}|{_FAINT})", re.IGNORECASE)
_HIDING_ALL = re.compile(rf"(?:^|[;\s])(?:{_GONE})", re.IGNORECASE)
_SHOWING = re.compile(r"(?:^|[;\s])(?:display|visibility)\s{0,9}:", re.IGNORECASE)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]{0,20})?((?:[.#](?:[\w-]|\\.){1,80}){1,4})", re.IGNORECASE)
_NAME = re.compile(r"[.#](?:[\w-]|\\.)+")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
_TO_BRACE = re.compile(r"([^{}]*+)([{}]|$)")
_MOST_STATES = 500


def drop_hidden(tree: Any, *, without_scripts: bool = False) -> None:
    """Take from the tree what its own markup and the rules in its head hide.

    Style sheets that a page links to are not read, nor what scripts do: text that is hidden by them stays.
    `without_scripts` shows what is there for readers without scripts: `noscript`, and what rules hide until a script
    has run. It is for pages on which nothing else is a story.
    """
    from lxml import etree

    for element in list(tree.iter("noscript")) if without_scripts else ():
        element.tag = "div"
    hides, shows = ({}, set()) if without_scripts else _read_sheets(tree)
    for element in list(tree.iter(etree.Element)):
        # A page that stays blank until its script has run hides these as a whole.
        if element.tag in {"html", "body"} or element.getparent() is None:
            continue
        if element.tag in _NEVER_SHOWN or _is_hidden(element) or _is_ruled_out(element, hides, shows):
            element.drop_tree()


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or element.get("layout") == "nodisplay"  # of AMP
        or _HIDING.search(element.get("style", "")) is not None
        or not _FOR_LISTENERS.isdisjoint(element.get("class", "").split())
    )


def _is_ruled_out(element: Any, hides: dict[str, bool], shows: set[frozenset[str]]) -> bool:
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
    hiding = names & hides.keys()
    if not hiding or any(shown <= names for shown in shows):
        return False
    # A row of no font size holds columns that have one: what a rule makes faint counts where words stand in it.
    return any(hides[name] for name in hiding) or all(child.tag in INLINE for child in element)


def _read_sheets(tree: Any) -> tuple[dict[str, bool], set[frozenset[str]]]:
    """Return what rules hide by name (".class", "#id"; whether all within, or its own words alone), and what shows.

    The latter are the names that a rule for one state of the page, or for one width, wants together.
    """
    hides: dict[str, bool] = {}
    shows: set[frozenset[str]] = set()
    for style in tree.iter("style"):
        if style.get("media", "all").strip().lower() not in {"", "all", "screen"}:
            continue
        around: list[str] = []  # the selectors and conditions of rules that are open
        for text, brace in _TO_BRACE.findall(_COMMENT.sub("", style.text or "")):
            if brace == "{":
                around.append(text)
            if brace != "}" or not around:
                continue
            selectors = around.pop()
            hiding, showing = _HIDING.search(text), _SHOWING.search(text)
            if not (hiding or showing) or "print" in "".join(around[:2]):
                continue
            for simple in filter(None, map(_SELECTOR.fullmatch, map(str.strip, selectors.split(",")))):
                first, *more = names = [name.replace("\\", "") for name in _NAME.findall(simple[1])]
                if not hiding and (more or around) and len(shows) < _MOST_STATES:
                    shows.add(frozenset(names))
                elif not (more or around):  # the last rule counts
                    hides.pop(first, None)
                    if hiding:
                        hides[first] = _HIDING_ALL.search(text) is not None
    return hides, shows
