"""What a page holds and readers do not see: it may be addressed to machines, and is no part of a story."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

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
_COMMENT_START, _COMMENT_END = "/*", "*/"


class _Sheet(NamedTuple):
    """What rules hide: by name (".class", "#id") whether all within goes or its own words alone; names that show."""

    hides: dict[str, bool]
    shows: list[frozenset[str]]

    def hidden(self, element: Any) -> bool:
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        hiding = names & self.hides.keys()
        if not hiding or any(shown <= names for shown in self.shows):
            return False
        # A row of no font size holds columns that have one: what a rule makes faint counts where words stand in it.
        return any(self.hides[name] for name in hiding) or all(child.tag in INLINE for child in element)


def drop_hidden(tree: Any, *, without_scripts: bool = False) -> None:
    """Take from the tree what its own markup and the rules in its head hide.

    Style sheets that a page links to are not read, nor what scripts do: text that is hidden by them stays.
    `without_scripts` shows what is there for readers without scripts: `noscript`, and what rules hide until a script
    has run. It is for pages on which nothing else is a story.
    """
    from lxml import etree

    sheet = _Sheet({}, []) if without_scripts else _read_sheets(tree)
    for element in list(tree.iter("noscript")) if without_scripts else ():
        element.tag = "div"
    for element in list(tree.iter(etree.Element)):
        # A page that stays blank until its script has run hides these as a whole.
        if element.tag in {"html", "body"} or element.getparent() is None:
            continue
        if element.tag in _NEVER_SHOWN or _is_hidden(element) or sheet.hidden(element):
            element.drop_tree()


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or element.get("layout") == "nodisplay"  # of AMP
        or _HIDING.search(element.get("style", "")) is not None
        or not _FOR_LISTENERS.isdisjoint(element.get("class", "").split())
    )


def _read_sheets(tree: Any) -> _Sheet:
    sheet = _Sheet({}, [])
    for style in tree.iter("style"):
        if style.get("media", "all").strip().lower() not in {"", "all", "screen"}:
            continue
        for selectors, declarations, everywhere in _rules(style.text or ""):
            hides = _HIDING.search(declarations)
            if hides is None and _SHOWING.search(declarations) is None:
                continue
            for selector in selectors.split(","):
                if not (simple := _SELECTOR.fullmatch(selector.strip())):
                    continue
                first, *more = names = [name.replace("\\", "") for name in _NAME.findall(simple[1])]
                if hides is None and (more or not everywhere):
                    sheet.shows.append(frozenset(names))  # one state of a page, or one width, shows it
                elif hides is None:
                    sheet.hides.pop(first, None)  # the last rule counts
                elif everywhere and not more:
                    sheet.hides[first] = _HIDING_ALL.search(declarations) is not None
    return sheet


def _rules(css: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors and declarations of each rule, and whether it stands on its own; rules for print are left out."""
    first, *rest = css.split(_COMMENT_START)
    css = first + "".join(piece.partition(_COMMENT_END)[2] for piece in rest)
    depth, condition = 0, ""
    for part in css.split("}")[:-1]:
        opened = part.count("{")
        before, _, declarations = part.rpartition("{")
        if depth == 0:
            condition = part.partition("{")[0] if opened > 1 else ""
        if opened and "print" not in condition:
            yield before.rpartition("{")[2], declarations, depth + opened == 1
        depth = max(0, depth + opened - 1)
