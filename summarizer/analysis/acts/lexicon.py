"""The cue lexicon of political acts: patterns of words, compiled from acts.toml, and English verb forms."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from summarizer.plover import EventMode, EventType

Reading = Literal["verb", "noun", "word"]
VerbTag = Literal["base", "s", "past", "participle", "ing"]

# Lemma, past, participle; only where they are irregular.
_IRREGULAR = """
arise arose arisen|beat beat beaten|become became become|begin began begun|bind bound bound
bleed bled bled|blow blew blown|break broke broken|bring brought brought|build built built
buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cut cut cut
deal dealt dealt|dig dug dug|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen
feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung
fly flew flown|forbid forbade forbidden|forgive forgave forgiven|get got got|freeze froze frozen
give gave given|go went gone|grow grew grown|have had had|hear heard heard|hide hid hidden|hit hit hit
hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leave left left
lend lent lent|let let let|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met
pay paid paid|overrun overran overrun|overthrow overthrew overthrown|put put put|quit quit quit
read read read|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold
send sent sent|set set set|shake shook shaken|shed shed shed|shoot shot shot|show showed shown
shut shut shut|sink sank sunk|sit sat sat|slay slew slain|speak spoke spoken|spend spent spent
split split split|spread spread spread|stand stood stood|steal stole stolen|strike struck struck
swear swore sworn|sweep swept swept|swing swung swung|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|uphold upheld upheld
undertake undertook undertaken|wear wore worn|win won won|withdraw withdrew withdrawn|write wrote written
withhold withheld withheld|withstand withstood withstood|retake retook retaken|rebuild rebuilt rebuilt
"""
_DOUBLING = """
abet abhor acquit admit allot commit compel concur confer control cancel defer deter embed equip
expel forget infer kidnap occur patrol permit plot prefer propel rebel rebut recur refer regret
remit repel submit transfer transmit
"""
_NO_DOUBLING = frozenset({"visit", "order", "limit", "target", "benefit", "exit", "edit"})
_VOWELS = frozenset("aeiou")
_GAPS = {"...": (0, 6), "+++": (1, 6)}
_IRREGULAR_PLURALS = {"man": "men", "woman": "women", "child": "children", "policeman": "policemen"}


def verb_forms(lemma: str) -> dict[str, frozenset[VerbTag]]:
    """Return every form of an English verb with what it may be: agreed -> past, participle."""
    if lemma == "be":
        return {
            form: frozenset[VerbTag]({"past"})
            for form in ("am", "is", "are", "was", "were", "be", "been", "being")
        }
    past, participle = _irregular().get(lemma, (_regular_past(lemma),) * 2)
    pairs: list[tuple[str, VerbTag]] = [
        (lemma, "base"),
        (_with_s(lemma), "s"),
        (past, "past"),
        (participle, "participle"),
        (_with_ing(lemma), "ing"),
    ]
    forms: dict[str, set[VerbTag]] = {}
    if lemma.endswith(("el", "al")) and len(lemma) > 4:
        # Travelled and traveled.
        other = lemma if lemma in _DOUBLING.split() else f"{lemma}l"
        pairs += [(f"{other}ed", "past"), (f"{other}ed", "participle"), (f"{other}ing", "ing")]
    for form, tag in pairs:
        forms.setdefault(form, set()).add(tag)
    return {form: frozenset(tags) for form, tags in forms.items()}


def noun_forms(lemma: str) -> tuple[str, str]:
    """Return the singular and the plural of a noun."""
    return lemma, _IRREGULAR_PLURALS.get(lemma, _with_s(lemma))


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", "|").split("|") if row)
    return {lemma: (past, participle) for lemma, past, participle in rows}


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in {"go", "veto"}:
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{_stem(lemma)}ed"


def _with_ing(lemma: str) -> str:
    if lemma in {"lie", "die", "tie"}:
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return f"{lemma[:-1]}ing"
    return f"{_stem(lemma)}ing"


def _stem(lemma: str) -> str:
    one_vowel = sum(letter in _VOWELS for letter in lemma) == 1
    short = one_vowel and re.search(r"[aeiou][^aeiouwxy]$", lemma) is not None
    if lemma in _DOUBLING.split() or (short and lemma not in _NO_DOUBLING):
        return lemma + lemma[-1]
    return f"{lemma}k" if lemma.endswith("ic") else lemma


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: which words fill it, how they must be used, how many others may come before."""

    words: frozenset[str]
    reading: Reading
    gap: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern and what it signals; `governs`: what follows is asked, agreed, refused or blamed, not done.

    `intent`: what follows is intended, so that an act of conflict there makes the whole a threat.
    """

    elements: tuple[Element, ...]
    types: Mapping[EventType, float]
    mode: EventMode | None
    governs: bool
    intent: bool
    strength: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues by the words they may start with, and the forms of all verbs in them."""

    by_word: Mapping[str, tuple[Cue, ...]]
    verbs: Mapping[str, frozenset[VerbTag]]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships with the package; read once."""
    data = tomllib.loads(Path(__file__).with_name("acts.toml").read_text(encoding="utf-8"))
    classes = {
        name: frozenset(form for word in words.split() for form in noun_forms(word))
        for name, words in data["classes"].items()
    }
    verbs: dict[str, set[VerbTag]] = {}
    by_word: dict[str, list[Cue]] = {}
    for entry in data["cue"]:
        weights = entry.get("types") or {entry["type"]: 1.0}
        types = MappingProxyType({EventType(name): float(weight) for name, weight in weights.items()})
        mode = EventMode(entry["mode"]) if "mode" in entry else None
        for pattern in " ".join(entry["patterns"].split()).split(";"):
            if not pattern.strip():
                continue
            elements = _elements(pattern, classes, verbs)
            cue = Cue(
                elements=elements,
                types=types,
                mode=mode,
                governs=entry.get("governs", False),
                intent=entry.get("intent", False),
                strength=entry.get("strength", 1.0),
            )
            for word in elements[0].words:
                by_word.setdefault(word, []).append(cue)
    return Lexicon(
        MappingProxyType({word: tuple(cues) for word, cues in by_word.items()}),
        MappingProxyType({form: frozenset(tags) for form, tags in verbs.items()}),
    )


def _elements(
    pattern: str, classes: Mapping[str, frozenset[str]], verbs: dict[str, set[VerbTag]]
) -> tuple[Element, ...]:
    elements: list[Element] = []
    gap = (0, 0)
    for part in pattern.split():
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        names, _, kind = part.partition("/")
        words: set[str] = set()
        for name in names.split("|"):
            if name.startswith("@"):
                words |= classes[name[1:]]
            elif kind == "v":
                for form, tags in verb_forms(name).items():
                    words.add(form)
                    verbs.setdefault(form, set()).update(tags)
            elif kind == "n":
                words.update(noun_forms(name))
            else:
                words.add(name)
        reading: Reading = "verb" if kind == "v" else "noun" if kind == "n" else "word"
        elements.append(Element(frozenset(words), reading, gap))
        gap = (0, 0)
    return tuple(elements)
