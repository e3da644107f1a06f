"""Who does what a verb says: noun phrases and subjects in a passage, found from word order alone."""

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.analysis.speech.narration import QUOTED, Token
from summarizer.analysis.speech.saying import CUE_FORMS
from summarizer.analysis.speech.wordsets import word_set

_REACH = 60  # how many tokens away from a verb its subject is looked for
_TAILS = (
    3  # how many prepositional phrases may follow the head of a speaker: an aide to the mayor of the city
)

PRONOUNS = word_set("i you he she it we they who")
DETERMINERS = word_set("""
    the a an this that these those my your his her its our their one some several many few most all both two
    three four five six another each every no any such
    """)
_PRONOMINAL = frozenset(("one", "some", "many", "several", "others"))  # one of them said, some say
AUXILIARIES = word_set("""
    has have had is are was were be been being will would can could may might must should did does do cannot
    didn't don't doesn't won't wouldn't hasn't hadn't isn't wasn't 's 'd reportedly not never
    """)
_PASSIVE = word_set("is are was were be been being")
_ADVERBS = word_set("""
    also then later once again too further first just still now even soon already often always earlier today
    yesterday tonight tomorrow recently famously immediately instead meanwhile nevertheless nonetheless only
    ever sometimes however though afterwards afterward thus therefore indeed
    """)
_NOT_ADVERBS = word_set(
    "family ally italy reply assembly supply july bully monopoly anomaly lily emily kelly"
)
_TIMES = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december week month year night morning afternoon evening day days weeks
    months years ago weekend hour hours
    """)
_TIME_LEADS = word_set("on in at last this earlier late next the early a few that same late and of two three")
_PREPOSITIONS = word_set("""
    of for at from in on with to by about against into over under after before during since until as amid
    among between through throughout despite without within across near behind beyond towards toward upon
    via like unlike
    """)
_TAIL_PREPOSITIONS = word_set("of for at from in on with to by")
_CLOSED = (
    word_set("""
        and or but nor so yet if because although though while whereas unless when where why how what
        whether than there which whom whose that up out down off away me him us them himself herself itself
        themselves
        """)
    | _PREPOSITIONS
    | PRONOUNS
    | AUXILIARIES
    | _ADVERBS
)
_COORDINATORS = word_set("and but or then yet")
_SUBORDINATORS = word_set("while whereas although though because but and as when after before if that so yet")
# Verbs so common and so irregular that they would pass for nouns.
_VERBS = word_set("""
    began met held took made went came left led sent kept lost won fought fled broke grew knew paid ran rose
    saw spent stood thought understood withdrew became chose bought brought got gave wants want makes takes
    gives goes comes remains becomes keeps seems appears looks fell drew
    """)


class Phrase(NamedTuple):
    """A noun phrase, `first..last` by token; `head` is the last token of its core, before any "of …"."""

    first: int
    head: int
    last: int


class Subject(NamedTuple):
    """The subject of a verb; `passive` if the verb is done to it, `sure` if it stands right at its verb."""

    phrase: Phrase
    passive: bool
    sure: bool


def is_adverb(low: str) -> bool:
    """Tell whether the word may stand between a subject and its verb and change neither."""
    return low in _ADVERBS or (low.endswith("ly") and low not in _NOT_ADVERBS)


def is_noun_word(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the token can be part of a noun phrase, its determiner not included."""
    token = tokens[index]
    low = token.low
    if not low[0].isalnum() or low in DETERMINERS:
        return False
    if token.capital and low not in PRONOUNS and index > 0 and low not in _CLOSED:
        return True
    if low in _CLOSED or low in _VERBS or is_adverb(low):
        return False
    return CUE_FORMS.get(low) != "finite" or low in {"report", "claims", "reports", "demands"}


def phrase_before(tokens: Sequence[Token], last: int, first: int = 0) -> Phrase | None:
    """Return the noun phrase that ends at token `last`, prepositional phrases included, None if there is none."""
    core = core_before(tokens, last, first)
    if core is None:
        return None
    start, head = core, last
    for _ in range(_TAILS):
        if start - 2 < first or tokens[start - 1].low not in _TAIL_PREPOSITIONS:
            break
        outer = core_before(tokens, start - 2, first)
        if outer is None or tokens[start - 2].low in _TIMES:
            break
        start, head = outer, start - 2
    participle = next((i for i in range(start + 1, head) if _modifies_plural(tokens, i)), None)
    return Phrase(start, head if participle is None else participle - 1, last)


def core_before(tokens: Sequence[Token], last: int, first: int = 0) -> int | None:
    """Return the first token of the noun phrase that ends at token `last`, not reaching over a preposition."""
    index = last
    lowest = max(first, last - 14)
    while index >= lowest and is_noun_word(tokens, index):
        index -= 1
        if (
            index > lowest
            and tokens[index].low == "and"
            and tokens[index - 1].capital
            and tokens[index + 1].capital
        ):
            index -= 1
    if index == last:
        # A determiner by itself can stand for somebody: "one said", "some say".
        return last if last >= lowest and tokens[last].low in _PRONOMINAL else None
    if index >= lowest and tokens[index].low in DETERMINERS:
        return index
    return index + 1


def phrase_after(tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
    """Return the noun phrase that begins at token `first` and ends before `stop`."""
    index = first
    if index < stop and tokens[index].low in PRONOUNS:
        return Phrase(index, index, index)
    if index < stop and tokens[index].low in DETERMINERS:
        index += 1
    begin = index
    while index < stop and is_noun_word(tokens, index) and not _looks_past(tokens, index, begin):
        index += 1
    if index == begin and (index == first or tokens[first].low not in _PRONOMINAL):
        return None
    head = last = index - 1
    for _ in range(_TAILS):
        if index + 1 >= stop or tokens[index].low not in _TAIL_PREPOSITIONS:
            break
        tail = _tail_end(tokens, index + 1, stop)
        if tail is None:
            break
        last, index = tail, tail + 1
    return Phrase(first, head, last)


def _tail_end(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    if tokens[index].low in DETERMINERS:
        index += 1
    begin = index
    while index < stop and is_noun_word(tokens, index) and not _looks_past(tokens, index, begin):
        if tokens[index].low in _TIMES or tokens[index].low in {
            "statement",
            "interview",
            "email",
            "twitter",
            "tweet",
        }:
            return None
        index += 1
    return index - 1 if index > begin else None


def _looks_past(tokens: Sequence[Token], index: int, begin: int) -> bool:
    """Tell whether a word in lower case that follows a noun looks like its verb."""
    token = tokens[index]
    if index == begin or token.capital:
        return False
    return (token.low.endswith("ed") and len(token.low) > 4) or _modifies_plural(tokens, index)


def _modifies_plural(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a form in -ing begins what is said of the noun before it: the lawyers | representing them."""
    before = tokens[index - 1].low
    plural = before in {"people", "men", "women", "children"} or (
        before[-1:] == "s" and before[-2:] not in {"ss", "'s"}
    )
    return plural and tokens[index].low.endswith("ing") and not tokens[index].capital


def subject_of(tokens: Sequence[Token], verb: int, first: int = 0) -> Subject | None:
    """Return the subject of the verb at token `verb`, looked for from token `first` on."""
    first = max(first, verb - _REACH)
    index, passive = _skip_auxiliaries(tokens, verb, first)
    if index < first:
        return None
    low = tokens[index].low
    if low == "to" and index - 1 >= first:
        before = index - 1
        if tokens[before].low in {"on", "out"} and before > first:
            before -= 1  # He went on to say.
        return subject_of(tokens, before, first)
    if low in {"who", "which", "that"}:
        before = index - 1 - (tokens[index - 1].low == ",") if index > first else -1
        phrase = phrase_before(tokens, before, first) if before >= first else None
        return Subject(phrase, passive, True) if phrase else None
    if low in PRONOUNS:
        return Subject(Phrase(index, index, index), passive, True)
    if low in {",", "—"}:
        return _subject_across(tokens, index, first, passive)
    if low in _COORDINATORS:
        found = _first_subject(tokens, first, index)
        return Subject(found, passive, False) if found else None
    phrase = phrase_before(tokens, index, first)
    return Subject(phrase, passive, True) if phrase else None


def main_subject(tokens: Sequence[Token], stop: int, first: int = 0) -> Phrase | None:
    """Return the subject of the clause that ends before token `stop`: its first noun phrase behind adverbials."""
    return _first_subject(tokens, max(first, stop - _REACH), stop)


def _skip_auxiliaries(tokens: Sequence[Token], verb: int, first: int) -> tuple[int, bool]:
    index, passive = verb - 1, False
    while index >= first:
        low = tokens[index].low
        if low in AUXILIARIES:
            passive = passive or (low in _PASSIVE and CUE_FORMS.get(tokens[verb].low) == "finite")
            index -= 1
        elif is_adverb(low) and not tokens[index].capital:
            index -= 1
        elif low in _TIMES:
            time = index - 1
            while time >= first and (tokens[time].low in _TIME_LEADS or tokens[time].low in _TIMES):
                time -= 1
            if time < first or time == index - 1:
                # "Sunday said": nothing leads the time, so it may still be one ("the US on Sunday").
                time = index - 1
            index = time
        else:
            break
    return index, passive


def _subject_across(tokens: Sequence[Token], comma: int, first: int, passive: bool) -> Subject | None:
    """Find the subject that an insertion between commas separates from its verb."""
    begin = first
    for index in range(comma - 1, first - 1, -1):
        low = tokens[index].low
        if low in {QUOTED, ";", ":"} or (
            low == "that" and index > first and _takes_clause(tokens[index - 1].low)
        ):
            begin = index + 1
            break
    phrase = _first_subject(tokens, begin, comma)
    return Subject(phrase, passive, True) if phrase else None


def _takes_clause(low: str) -> bool:
    return low in CUE_FORMS or low in _VERBS or low.endswith("ed")


def _first_subject(tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
    index = first
    for _ in range(4):
        while index < stop and (
            tokens[index].low in {",", "—", "and", "but", "yet", "so", "that"} or is_adverb(tokens[index].low)
        ):
            index += 1
        if index >= stop:
            return None
        low = tokens[index].low
        leads = low in _PREPOSITIONS or low in _SUBORDINATORS or low in _TIMES or low in AUXILIARIES
        leads = leads or (low in _TIME_LEADS and index + 1 < stop and tokens[index + 1].low in _TIMES)
        if not leads and (low.endswith(("ing", "ed"))) and index + 1 < stop:
            leads = not is_noun_word(tokens, index + 1) or CUE_FORMS.get(low) in {"ing", "finite"}
        if not leads:
            found = phrase_after(tokens, index, stop)
            if found is not None:
                return found
        comma = next((i for i in range(index, stop) if tokens[i].low in {",", "—"}), None)
        if comma is None:
            return None if leads else phrase_after(tokens, index, stop)
        index = comma + 1
    return None
