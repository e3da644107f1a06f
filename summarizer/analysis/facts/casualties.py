"""How many people were killed, wounded, missing, displaced or detained, with the words that say so."""

import re
from collections.abc import Mapping
from functools import lru_cache

from summarizer.draft import TollKind
from summarizer.text.numbers import number_of
from summarizer.text.spans import Span

_LONGEST = 20_000  # characters of a stretch that are read: an event is told in a sentence or two

# Verbs whose object are people counted: "killed six".
_DONE: dict[TollKind, str] = {
    "killed": "killed|killing|kills|kill|murdered|murdering|massacred|massacring|executed|executing|beheaded"
    "|beheading|shot dead|gunned down|gunning down|slaughtered|assassinated",
    "wounded": "wounded|wounding|wounds|injured|injuring|injures|hurt|hurting|maimed|maiming",
    "displaced": "displaced|displacing|displaces|uprooted|uprooting",
    "detained": "detained|detaining|detains|arrested|arresting|arrests|imprisoned|jailed|abducted|abducting"
    "|kidnapped|kidnapping",
}
# What is said of people counted: "six were killed", "12 dead".
_SUFFERED: dict[TollKind, str] = {
    "killed": "killed|dead|died|murdered|massacred|executed|beheaded|shot dead|gunned down|slain"
    "|lost their lives|perished|drowned|burned to death|burnt to death|assassinated|feared dead",
    "wounded": "wounded|injured|hurt|maimed",
    "missing": "missing|unaccounted for",
    "displaced": "displaced|fled their homes|forced from their homes|driven from their homes|uprooted"
    "|homeless",
    "detained": "detained|arrested|in custody|imprisoned|rounded up|taken hostage|kidnapped|abducted|jailed"
    "|taken prisoner",
}
_FIELD_OF = {
    word: field for table in (_DONE, _SUFFERED) for field, words in table.items() for word in words.split("|")
}

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
_ONES += "|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = r"(?: (?:dozen|hundred|thousand|million))"
_NUMBER = (
    rf"(?<![\w.,$£€-])(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,7}}(?:\.\d{{1,3}} million|{_SCALE})?"
    rf"|(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:{_ONES})|an?(?= dozen| hundred| thousand| million)){_SCALE}?)"
    # "killed 15 years ago", "wounded 30 per cent": these count no people.
    r"(?![\w%]|[,.:]\d| (?:years?|months?|weeks?|days?|hours?|minutes?|times|per cent|percent|km|kilometres"
    r"|kilometers|miles|metres|meters|am|pm|o’clock)\b)"
)
_BOUND = (
    r"(?:(?:at least|at most|more than|fewer than|less than|up to|as many as|about|around|some|nearly|almost"
)
_BOUND += r"|over|another|a further|an estimated|a total of) ){0,2}"
_AUXILIARY = (
    r"(?:was|were|are|is|be|been|being|have|has|had|also|lay|left|later|reported|reportedly|confirmed|feared)"
)
# A word of the phrase that is counted; a preposition or a verb would begin another phrase.
_COUNTED = (
    r" (?!(?:in|on|at|of|by|after|before|when|who|that|which|and|or|but|to|from|for|with|as|than|said|says"
    r"|have|has|had|was|were|are|is|between|while|since|during)\b)[^\W\d_][\w’'-]{0,30}"
)
_ASIDE = r"(?:, (?:including|among them|most of them|mostly|many of them)[^,.;]{1,80},)?"
_PLACE = r"(?: (?:in|from|at|near) (?:the )?[a-z][\w’-]{1,30}(?: [a-z][\w’-]{1,30})?)?"
_PART = r"(?: of (?:the |its |their |his |her |those |them)?(?:\d{1,7}|" + _ONES + r")?)?"
# An active verb looks like the participle of a short passive; an object behind it tells them apart.
_NO_OBJECT = (
    r"(?=\s*(?:$|[.,;:)”\"—–-]|(?:and|in|by|when|after|during|on|at|since|as|near|while|across|outside)\b))"
)


def _either(tables: dict[TollKind, str]) -> str:
    words = {word for group in tables.values() for word in group.split("|")}
    return "|".join(sorted(words, key=len, reverse=True))


_ALWAYS_DONE = "dead|died|missing|unaccounted for|lost their lives|perished|drowned|fled their homes|homeless"
_ALWAYS_DONE += "|feared dead"
_PATTERNS = (
    re.compile(
        rf"\b(?P<cue>{_either(_DONE)})(?::| of)? (?P<bound>{_BOUND})(?P<number>{_NUMBER})",
    ),
    re.compile(
        rf"(?P<bound>\b{_BOUND})(?P<number>{_NUMBER})(?:{_PART})(?:{_COUNTED}){{0,4}}?"
        rf"{_PLACE}{_ASIDE}(?: who)?"
        rf"(?:(?: {_AUXILIARY}){{1,4}} (?P<passive>{_either(_SUFFERED)})\b| (?P<state>{_ALWAYS_DONE})\b"
        rf"| (?P<short>{_either(_SUFFERED)})\b{_NO_OBJECT})",
    ),
    re.compile(
        r"\b(?P<toll>death toll|number of dead|deaths? of|injuries to)\b"
        r"(?:[^.;\d]{0,60}? (?:to|at|reached|was|is|of|passed))?"
        rf" (?P<bound>{_BOUND})(?P<number>{_NUMBER})",
    ),
)
# Every count has a cue, and every cue one of these words; most sentences have none, and are done with.
_COMMON = frozenset("at for from homes in lives of out taken their to up".split())
_TOLLS = "death toll|number of dead|death|deaths|injuries"
_WORD = re.compile(r"\w+")
_CUE_WORDS = frozenset(
    max(sorted(set(cue.split()) - _COMMON), key=len) for cue in (*_FIELD_OF, *_TOLLS.split("|"))
)
_INFINITIVE = re.compile(r"\b(?:to|would|could|might|may|can|will|not|never)$")
_RANGE = re.compile(
    rf"(?:\bbetween \S{{1,20}} and|\b[\d,]{{1,11}}(?: to|-|–)|\b(?:{_ONES}) (?:to|or)| of(?: the)?|\bno)$",
    re.IGNORECASE,
)


def find_counts(text: str, span: Span) -> Mapping[TollKind, tuple[int, Span]]:
    """Return how many people are counted inside `span`, by what befell them, with the words that count them.

    "At least seven" counts as seven; "hundreds" and ranges count as nothing. Where one kind is counted twice
    ("five more died, and the toll rose to 45") the largest number stands.
    """
    stretch = (
        text[span.start : min(span.end, span.start + _LONGEST)].replace("\n", " ").replace("\u00a0", " ")
    )
    return {
        kind: (count, Span(span.start + start, span.start + end))
        for kind, (count, start, end) in _counted(stretch).items()
    }


# Several acts of a draft rest on one sentence.
@lru_cache(maxsize=64)
def _counted(stretch: str) -> Mapping[TollKind, tuple[int, int, int]]:
    """Return the largest count of each kind, with where its words begin and end."""
    if _CUE_WORDS.isdisjoint(_WORD.findall(stretch.casefold())):
        return {}
    # In lower case the patterns need not ignore it, which is much slower; İ alone would become two characters.
    low = stretch.replace("İ", "I").lower()
    best: dict[TollKind, tuple[int, int, int]] = {}
    for pattern in _PATTERNS:
        for found in pattern.finditer(low):
            count = number_of(found["number"])
            field = _field(found)
            if count is None or _excluded(stretch, found):
                continue
            if field not in best or count > best[field][0]:
                best[field] = (count, found.start(), found.end())
    return best


def _field(found: re.Match[str]) -> TollKind:
    groups = found.groupdict()
    if groups.get("toll"):
        return "wounded" if groups["toll"].lower() == "injuries to" else "killed"
    cue = groups.get("cue") or groups.get("passive") or groups.get("state") or groups["short"]
    return _FIELD_OF[cue.lower()]


def _excluded(stretch: str, found: re.Match[str]) -> bool:
    """Tell whether the words are a wish, a threat or a range: "to kill 20", "between 20 and 30 died"."""
    before = stretch[max(0, found.start() - 40) : found.start()].rstrip()
    if "cue" in found.re.groupindex:
        return bool(_INFINITIVE.search(before)) and found["cue"].lower() in ("kill", "hurt")
    return bool(_RANGE.search(before))
