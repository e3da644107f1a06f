"""What stands between the paragraphs of a story and is none of it: teasers, offers, labels, repeated quotes."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from summarizer.web.dates import days_in
from summarizer.web.lines import is_prose

# Words in names of classes and identifiers that stand for something else than the story wherever they are used.
_ASIDE = frozenset(
    "ad ads advert adverts advertisement advertising sponsored sponsor promo promotion newsletter newsletters signup "
    "donate donation donations related recirc recirculation readmore share sharing sharetools social taboola outbrain "
    "cookie cookies consent gdpr comments pullquote bio caption captions credit".split()
)
_ASIDE_PAIRS = frozenset(
    "video-player video-title reading-time read-time author-card about-author share-tools read-more pull-quote "
    "read-also lire-aussi most-read most-viewed up-next".split()
)
_NAME_PARTS = re.compile(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]*(?![a-z]))")
# A container may be named for its smallest part; what is put aside has little text of its own.
_MOST_ASIDE = 600
_LONGEST_NAMES = 500

_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NEARLY_ALL = 0.9
_LINKED = 0.6
_STATEMENT_ENDS = (".", "”", "»", "。", "।")
_OFFER_LENGTH = 400
_LETTERS_BY_MAIL = re.compile(
    r"newsletter|\binbox\b|boletín|postfach|boîte (?:mail|de réception)|infolettre|nieuwsbrief|рассылк|نشرتنا|النشرة",
    re.IGNORECASE,
)
# Told to the reader: a story about newsletters tells of others who do so.
_CALL = re.compile(
    r"\bsign up\b|\bsubscribe (?:to our|now|today|here)|\bget (?:the|our) "
    r"|\b(?:jetzt|hier|kostenlos) [^.]{0,30}anmelden|\babonnieren sie"
    r"|\binscrivez-vous|\babonnez-vous|\brecevez\b|\bapúntate|\bsuscríbe(?:te|se)|\brecibe\b"
    r"|\biscriviti|\bassine\b|\bschrijf je in|подпиши(?:тесь|сь)|اشترك",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|реклама|إعلان"
    r"|(?:story|article) continues (?:below|after)(?: this)?(?: advertisement| ad)?)[\s.:–—-]{0,3}){1,3}",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved)", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|автор|بقلم|كتبت?)\s{0,2}:?\s{1,2}\S[^.!?]{2,60}", re.IGNORECASE
)
_HEAD = 8  # blocks of a story among which lines about it may stand
_LONGEST_LABEL = 60
_CLAUSE = re.compile(r"[^.!?…,;:«»“”„\"‘’()]+")
_SIGNS = ("—", "–", "-")  # who is quoted, and when
_SHORTEST_QUOTE = 20
_MOST_CLAUSES = 6
_MOST_HOMES = 20


class Block(NamedTuple):
    """A line of the extracted page; `linked` is how many of its characters lead elsewhere."""

    text: str
    heading: bool
    linked: int = 0


def drop_asides(tree: Any) -> None:
    """Take from the tree the elements whose own names say that they are no part of the story."""
    from lxml import etree

    for element in list(tree.iter(etree.Element)):
        if element.getparent() is None or element.tag in {"body", "main", "article", "h1"}:
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_NAMES]
        named = not names.isspace() and _named_aside(names) and next(element.iter("h1"), None) is None
        if (named and _own_length(element) <= _MOST_ASIDE) or _is_box_of_links(element):
            element.drop_tree()


def _named_aside(names: str) -> bool:
    for name in names.split():
        parts = [part.lower() for part in _NAME_PARTS.findall(name)]
        if not _ASIDE.isdisjoint(parts):
            return True
        if any(f"{one}-{two}" in _ASIDE_PAIRS for one, two in pairwise(parts)):
            return True
    return False


def _is_box_of_links(element: Any) -> bool:
    """Tell whether the element is a heading with nothing but links below it."""
    if element.tag not in {"div", "section", "aside"} or len(element) < 2 or element[0].tag not in _SUBHEADS:
        return False
    below = sum(
        len("".join(child.itertext()).strip()) + len((child.tail or "").strip()) for child in element[1:]
    )
    linked = sum(len("".join(link.itertext()).strip()) for child in element[1:] for link in child.iter("a"))
    return linked >= _NEARLY_ALL * below > 0


def _own_length(element: Any) -> int:
    """Return how many characters stand in the element outside of links, counted no further than they matter."""
    from lxml import etree

    length = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "end":
            length += len((one.tail or "").strip()) if one is not element else 0
        elif one.tag == "a":
            walk.skip_subtree()
        else:
            length += len((one.text or "").strip())
        if length > _MOST_ASIDE:
            break
    return length


def without_furniture(blocks: Sequence[Block], *, language: str | None) -> list[Block]:
    """Return the blocks without what was set between them for the reader to go elsewhere, subscribe or look twice."""
    repeated = _repeated(blocks)
    offers = [_is_offer(block) for block in blocks]
    for n in range(len(blocks) - 2, -1, -1):  # what introduces an offer goes with it
        offers[n] = offers[n] or (offers[n + 1] and _is_label(blocks[n]))
    dropped = [
        offer or n in repeated or (n < _HEAD and _is_about_the_story(block, language))
        for n, (block, offer) in enumerate(zip(blocks, offers, strict=True))
    ]
    kept = [block for block, out in zip(blocks, dropped, strict=True) if not out]
    while kept and _RIGHTS.match(kept[-1].text):
        kept.pop()
    return kept


def _is_offer(block: Block) -> bool:
    text = block.text
    if block.linked >= _LINKED * len(text) and not text.endswith(_STATEMENT_ENDS):
        return True
    if len(text) <= _OFFER_LENGTH and _LETTERS_BY_MAIL.search(text) and _CALL.search(text):
        return True
    return _LABEL.fullmatch(text) is not None


def _is_label(block: Block) -> bool:
    return block.heading or (len(block.text) <= _LONGEST_LABEL and not is_prose(block.text))


def _is_about_the_story(block: Block, language: str | None) -> bool:
    """Tell whether a line says who wrote the story or when, as some pages do below its first sentence."""
    if block.heading or is_prose(block.text) or block.text.startswith(_SIGNS):
        return False
    return _BYLINE.fullmatch(block.text) is not None or next(days_in(block.text, language), None) is not None


def _repeated(blocks: Sequence[Block]) -> set[int]:
    """Return which blocks only repeat clauses that stand next to each other in a longer one, as pull quotes do."""
    homes: dict[str, list[int]] = {}
    clauses = [_clauses(block.text) for block in blocks]
    for n, each in enumerate(clauses):
        for clause in set(each):
            homes.setdefault(clause, []).append(n)
    repeated = set()
    for n, each in enumerate(clauses):
        if (
            not each
            or len(each) > _MOST_CLAUSES
            or sum(map(len, each)) < _SHORTEST_QUOTE
            or blocks[n].heading
        ):
            continue
        shared = set.intersection(*(set(homes[clause][:_MOST_HOMES]) for clause in each))
        if any(len(clauses[other]) > len(each) for other in shared):
            repeated.add(n)
    return repeated


def _clauses(text: str) -> list[str]:
    return [clause for each in _CLAUSE.findall(text) if (clause := " ".join(each.split()).casefold())]
