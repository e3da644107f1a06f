"""Which PLOVER type a word signals, by its lemma and what hangs on it; the data are in cues.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any, Literal

from spacy.tokens import Token

from summarizer.plover import EventMode, EventType
from summarizer.reading.grammar import VERBS

Part = Literal["verb", "noun", "word"]
_HANGING = frozenset(
    "prep dobj attr acomp oprd dative agent pobj prt advmod xcomp ccomp pcomp nsubjpass neg npadvmod advcl".split()
)
_INNER = frozenset("compound amod nmod nummod prep pobj det".split())
# What stands behind these is another act.
_BESIDE = frozenset("following after amid before despite since during because".split())
_GAPS = frozenset({"...", "+++"})


@dataclass(frozen=True, slots=True)
class Cue:
    """The type that a row of words signals, a sign among others; the words beside the head must hang on it.

    `governs`: what depends on it is what is agreed, asked, refused or blamed, not done. `intent`: what is intended
    decides. `other`: it needs somebody else before what follows ("told him to"). `turned`: its subject is whom it is
    done to. `blames`: whoever says it of others accuses them. `strength` is how far it can be trusted alone: an idiom
    of strength 0 tells nothing.
    """

    head: str
    rest: tuple[frozenset[str], ...]
    type: EventType
    mode: EventMode | None
    strength: float
    governs: bool
    intent: bool
    other: bool
    turned: bool
    blames: bool


@cache
def _cues() -> Mapping[Part, Mapping[str, list[Cue]]]:
    """Return the cues of cues.toml by the word at their head."""
    data = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    classes = {name: frozenset(words.split()) for name, words in data["classes"].items()}
    cues: dict[Part, dict[str, list[Cue]]] = {part: defaultdict(list) for part in ("verb", "noun", "word")}
    for entry in data["cue"]:
        for pattern in entry["patterns"].replace("\n", " ").split(";"):
            for part, head, cue in _read(pattern, entry, classes):
                cues[part][head].append(cue)
    return cues


def _read(
    pattern: str, entry: Mapping[str, Any], classes: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Part, str, Cue]]:
    elements = [
        word.rpartition("/")[::2] if word.endswith(("/v", "/n")) else (word, "") for word in pattern.split()
    ]
    words = [(_either(word, classes), kind) for word, kind in elements if word not in _GAPS]
    if not words:
        return
    kinds = [kind for _, kind in words]
    part: Part = (
        "verb"
        if "v" in kinds
        else "noun"
        if kinds[0] == "n" or pattern.split()[0].startswith("@")
        else "word"
    )
    at = kinds.index("v") if part == "verb" else 0
    rest = tuple(group for index, (group, _) in enumerate(words) if index != at)
    cue = partial(
        Cue,
        rest=rest,
        type=EventType(entry["type"]),
        mode=EventMode(entry["mode"]) if "mode" in entry else None,
        strength=entry.get("strength", 1.0),
        governs=entry.get("governs", False),
        intent=entry.get("intent", False),
        other=any(word == "+++" for word, _ in elements),
        turned=entry.get("turned", False),
        blames=entry.get("blames", False),
    )
    for head in words[at][0]:
        yield part, head, cue(head)


def _either(word: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for one in word.split("|"):
        found |= classes[one[1:]] if one.startswith("@") else {one}
    return frozenset(found)


def look_up(token: Token) -> Cue | None:
    """Return the cue that a verb or noun gives: of those that fit, the one with most words found."""
    cues, lemma = _cues(), token.lemma_.lower()
    best: Cue | None = None
    if token.pos_ in VERBS:
        found = hanging(token) | {
            child.lemma_.lower() for child in token.children if child.dep_ == "nsubj" and child.tag_ != "WDT"
        }
        best = _best(cues["verb"].get(lemma, ()), found, token)
    elif token.pos_ in {"NOUN", "PROPN"} and (token.pos_ == "NOUN" or token.text.islower()):
        best = _best(cues["noun"].get(lemma, ()), hanging(token), token)
    if token.pos_ in {"NOUN", "ADJ", "ADV", "VERB"}:
        best = _phrase(token, best)
    return best if best is None or best.strength else None


def _best(cues: Any, found: set[str], token: Token) -> Cue | None:
    fits = [
        cue
        for cue in cues
        if all(not found.isdisjoint(group) for group in cue.rest) and (not cue.other or _has_other(token))
    ]
    return max(fits, key=lambda cue: (len(cue.rest), cue.strength), default=None)


def hanging(token: Token) -> set[str]:
    """Return lemmas and words of what hangs on a head, and of what is inside its objects."""
    found: set[str] = set()
    todo = [
        (child, 0)
        for child in token.children
        if child.dep_ in _HANGING or (token.pos_ == "NOUN" and child.dep_ in _INNER)
    ]
    while todo:
        child, depth = todo.pop()
        if (child.dep_ == "advcl" and child.tag_ != "VB") or _is_time(child) or child.lower_ in _BESIDE:
            continue
        if child.dep_ != "prep" or depth == 0 or child.head.dep_ in {"dobj", "attr", "nsubjpass"}:
            found |= {child.lemma_.lower(), child.lower_}
        if child.dep_ in {"xcomp", "advcl", "ccomp"}:
            found |= {
                inner.lower_
                for inner in child.children
                if inner.dep_ in {"aux", "mark"} and inner.lower_ in {"to", "that"}
            }
        if depth < 2 and child.dep_ not in {"ccomp", "xcomp", "advcl"}:
            todo += [
                (inner, depth + 1)
                for inner in child.children
                if inner.dep_ in _INNER or (depth == 0 and inner.dep_ in {"conj", "pcomp"})
            ]
    return found


def _is_time(child: Token) -> bool:
    return child.dep_ == "prep" and any(inner.ent_type_ in {"DATE", "TIME"} for inner in child.children)


def _has_other(verb: Token) -> bool:
    return any(
        child.dep_ in {"dobj", "dative"}
        or (child.dep_ in {"ccomp", "xcomp"} and any(inner.dep_ == "nsubj" for inner in child.children))
        for child in verb.children
    )


def _phrase(token: Token, best: Cue | None) -> Cue | None:
    """Return the cue of words that stand side by side, where these are more: "state of emergency", "willing to"."""
    table = _cues()["word"]
    if token.lemma_ in {"need", "have", "be"}:
        return best  # what one needs to do is told by its own verb
    length = 1 + len(best.rest) if best is not None else 0
    for first in token.doc[max(token.i - 2, token.sent.start) : token.i + 1]:
        for cue in [
            *table.get(first.lower_, ()),
            *(table.get(first.lemma_.lower(), ()) if first.lemma_.lower() != first.lower_ else ()),
        ]:
            span = token.doc[first.i : first.i + 1 + len(cue.rest)]
            if len(span) != 1 + len(cue.rest) or token not in span or len(span) <= length:
                continue
            fits = (
                word.lower_ in group or word.lemma_.lower() in group
                for word, group in zip(span[1:], cue.rest, strict=True)
            )
            if all(fits) and (span.root.i == token.i or token.pos_ == "ADJ"):
                best, length = cue, len(span)
    return best
