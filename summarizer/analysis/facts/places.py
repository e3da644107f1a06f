"""Where something happened, as the article words it."""

import re

from summarizer.analysis.actors.countries import country_word
from summarizer.analysis.actors.grammar import CALENDAR, FUNCTION_WORDS, PEOPLE_NOUNS, PEOPLES, acts
from summarizer.analysis.actors.groups import GROUP_HEADS
from summarizer.analysis.actors.lexicon import first_names, kinds, lexicon
from summarizer.text.letters import composed, marks_as_letters
from summarizer.text.spans import Span

_LONGEST = 20_000  # characters of a stretch that are read: an event is told in a sentence or two

# The capitals of European languages: İzmir and Łódź begin with one as well as London does.
_CAPITAL = "[A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x180)) if letter.isupper()) + "]"
_NAME = rf"(?:(?:al|el|ad|as|an|ez|ash|at|ar)-)?{_CAPITAL}[^\W_]{{0,40}}(?:[-’'][^\W_]{{2,40}}){{0,3}}"
_NAMES = rf"{_NAME}(?: (?:(?:of the|of|de la|de|la|al|ez|es) )?{_NAME}){{0,4}}"
_LIST = rf"{_NAMES}(?:(?:, {_NAMES}){{0,3}},? and {_NAMES})?"
_NOUN = (
    r"(?:cities|towns|villages|provinces|districts|regions|suburbs|islands|city|town|village|province|capital"
    r"|district|region|area|port|state|county|suburb|neighbourhood|neighborhood|island|peninsula|enclave|governorate"
    r"|camp|stronghold|hamlet|municipality|valley)"
)
_SIDE = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|central|mid)(?:ern)?"
_ADJECTIVE = (
    rf"(?:{_SIDE}|neighbouring|neighboring|nearby|rural|coastal|southernmost|capital|main|war-torn|besieged"
    r"|disputed|second|largest|occupied|federal|remote|ancient|holy|strategic|divided|[a-z]{2,20}-(?:held|controlled|run))"
)
_BEHIND = (
    r"(?: (?:province|region|city|district|area|border crossing|border|airport|camp|peninsula|desert|valley"
    r"|suburb|governorate|county|river valley|river|coast|island|strait|square|highway))?"
)
_WHERE = (
    rf"(?:(?:{_ADJECTIVE} ){{0,3}}(?:[A-Z][a-z]{{2,20}} ){{0,2}}{_NOUN} (?:of )?)?"
    rf"(?:{_SIDE} )?{_LIST}{_BEHIND}"
)
_OWNED = rf"{_NAME}[’']s (?:{_ADJECTIVE} ){{0,2}}(?:{_NOUN} (?:of )?)?{_NAMES}{_BEHIND}"

_SETTLED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Tt]hroughout|[Ww]ithin|[Oo]ff"
    rf"|{_SIDE} of) (?:the )?(?P<place>{_OWNED}|{_WHERE})"
    rf"|\b(?P<named>(?:{_ADJECTIVE} ){{0,3}}{_NOUN} of {_LIST})"
    rf"|\b(?:[Oo]n|[Ii]nto|[Tt]o|[Ff]rom) the (?P<titled>(?:{_ADJECTIVE} ){{0,3}}{_NOUN} (?:of )?{_LIST})"
)
_REACHED = re.compile(
    rf"\b(?:to|into|from|towards|toward|through|via) (?:the )?(?P<place>(?:{_SIDE} )?{_LIST}{_BEHIND})"
)

_BODIES = frozenset(kinds("bodies")) - {"Bank"}  # the West Bank is a place
_NO_PLACES = CALENDAR | PEOPLE_NOUNS | PEOPLES | lexicon("no places")
_GIVEN = first_names()
_CAPITALS = re.compile(_NAME)
_COUNTRY = re.compile(rf", ({_NAME}(?: {_NAME}){{0,2}})")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)(?: ([^\W\d_]+))?")


def find_place(text: str, span: Span) -> Span | None:
    """Return the place of what `span` tells, without the preposition: "northern city of Mosul".

    A place where something is comes before one that somebody goes to or comes from. None where no place is named.
    """
    written = (
        text[span.start : min(span.end, span.start + _LONGEST)].replace("\n", " ").replace("\u00a0", " ")
    )
    stretch = marks_as_letters(written)
    for pattern in (_SETTLED, _REACHED):
        for found in pattern.finditer(stretch):
            group = found.lastgroup or "place"
            start, end = found.span(group)
            end = _cut(stretch, start, end)
            if end > start and _is_place(written, stretch, start, end, reached=pattern is _REACHED):
                end = _with_country(stretch, end)
                return Span(span.start + start, span.start + end)
    return None


def _cut(stretch: str, start: int, end: int) -> int:
    """Take back "and Washington" from "in Iraq and Washington wants"."""
    following = _NEXT_WORD.match(stretch, end)
    head, joint, last = stretch[start:end].rpartition(" and ")
    if joint and country_word(last) and following and acts(following[1], following[2] or ""):
        return start + len(head.rstrip(","))
    return end


def _is_place(written: str, stretch: str, start: int, end: int, *, reached: bool) -> bool:
    matches = list(_CAPITALS.finditer(stretch, start, end))
    capitals = [composed(written[match.start() : match.end()]) for match in matches]
    first, last = capitals[0], capitals[-1]
    if first in _NO_PLACES or not _BODIES.isdisjoint(capitals) or (first in _GIVEN and len(capitals) > 1):
        return False
    if stretch[end : end + 2] in ("’s", "'s"):
        return False  # "in Iraq’s interest"
    entry = country_word(" ".join(capitals)) or country_word(last)
    if matches[-1].end() != end:
        return True  # "the Iraqi border"
    if entry is not None and entry.sense == "demonym":
        return False  # "in Turkish hands"
    following = _NEXT_WORD.match(stretch, end)
    if following and following[1] in GROUP_HEADS:
        return False  # "in the Obama administration"
    if entry is not None and following and not acts(following[1], "") and following[1] not in FUNCTION_WORDS:
        return False  # "in US custody": the country only says whose
    # Somebody also writes to people and takes from parties; a place that is reached must be known for one.
    return entry is not None or not reached or stretch[start].islower()


def _with_country(stretch: str, end: int) -> int:
    """Take in the country that closes an address: "Silivri, Turkey"."""
    found = _COUNTRY.match(stretch, end)
    if found:
        entry = country_word(found[1])
        if entry is not None and entry.sense == "name":
            return found.end()
    return end
