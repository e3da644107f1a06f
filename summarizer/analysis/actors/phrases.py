"""Noun phrases for actors without a name: "the UK foreign secretary", "Sunni militants"."""

from dataclasses import dataclass, field

from summarizer.analysis.actors.grammar import FUNCTION_WORDS, acts
from summarizer.analysis.actors.groups import GROUP_HEADS, GROUP_MODIFIERS, NEEDS_MODIFIER
from summarizer.analysis.actors.lexicon import lexicon
from summarizer.analysis.actors.naming import Name
from summarizer.analysis.actors.titles import ROLE_HEADS, ROLE_MODIFIERS
from summarizer.analysis.actors.words import BLANKS, Words

_DETERMINERS = lexicon("determiners")
_LINKS = lexicon("tail links")
_LONGEST_PHRASE = 10  # words before the head; bounds the work on hostile text
_LONGEST_TAIL = 12  # words of "special representative for …" before the comma that closes it


_LOWER_HEADS = ROLE_HEADS | GROUP_HEADS.keys()


@dataclass(slots=True)
class Phrase:
    """A noun phrase at the words `first..last`, article left out; `names` are the names inside it.

    `tail` is the last word of what follows the head ("for Syria"), equal to `last` where nothing does.
    `determiner` is the word before, in lower case.
    """

    first: int
    last: int
    head: str
    role: bool
    names: list[Name] = field(default_factory=list)
    determiner: str = ""
    acts: bool = False
    tail: int = 0


def find_phrases(words: Words, names: list[Name]) -> list[Phrase]:
    """Return the role phrases and group phrases of the text, in order."""
    ends = {name.last: name for name in names}
    found: list[Phrase] = []
    for index in words.heads:
        here = words.word[index]
        if here not in _LOWER_HEADS and index in ends:
            continue
        low = here if here in _LOWER_HEADS else here.lower()
        phrase = _role(words, ends, index) if low in ROLE_HEADS else _group(words, ends, index, low)
        if phrase is not None:
            found.append(phrase)
    return found


def _group(words: Words, ends: dict[int, Name], index: int, head: str) -> Phrase | None:
    word = words.word
    after = word[index + 1]
    if words.gaps[index] in BLANKS and (
        after in GROUP_HEADS
        or after in ROLE_HEADS
        or (
            not head.endswith("s")
            and after not in FUNCTION_WORDS
            and not acts(after, "")
            and not after.endswith("ly")
        )
    ):
        return None
    first, names = _backwards(words, ends, index, GROUP_MODIFIERS)
    if first == index and head in NEEDS_MODIFIER:
        return None
    return _finished(words, Phrase(first, index, head, role=False, names=names, tail=index))


def _role(words: Words, ends: dict[int, Name], index: int) -> Phrase | None:
    word = words.word
    if words.joined(index) and (word[index + 1] in ROLE_HEADS or word[index + 1] in GROUP_HEADS):
        return None
    first, names = _backwards(words, ends, index, ROLE_MODIFIERS)
    last = index
    if (
        word[index + 1] == "of"
        and word[index + 2] in ("state", "staff", "defence", "defense")
        and words.joined(index)
    ):
        last = index + 2
    return _finished(words, Phrase(first, last, word[index], role=True, names=names, tail=_tail(words, last)))


def _tail(words: Words, last: int) -> int:
    """Return the last word before the punctuation mark that closes "representative on Iran, …"."""
    if not words.joined(last) or words.word[last + 1] not in _LINKS:
        return last
    for at in range(last + 1, min(last + 1 + _LONGEST_TAIL, len(words))):
        gap = words.gaps[at].removeprefix("’s").removeprefix("'s")
        if gap not in BLANKS:
            return at
    return last


def _finished(words: Words, phrase: Phrase) -> Phrase:
    word, first, last = words.word, phrase.first, phrase.last
    if first and words.gaps[first - 1] in BLANKS and (before := word[first - 1].lower()) in _DETERMINERS:
        phrase.determiner = before
    phrase.acts = words.gaps[last] in BLANKS and acts(word[last + 1], word[last + 2])
    return phrase


def _backwards(
    words: Words, ends: dict[int, Name], index: int, modifiers: frozenset[str]
) -> tuple[int, list[Name]]:
    """Return where the noun phrase with this head begins and the names in it, nearest first."""
    word, names, first = words.word, [], index
    while first and index - first < _LONGEST_PHRASE:
        before = first - 1
        owned = words.owns[before]
        gap = words.gaps[before]
        if (gap[2:] if owned else gap) not in BLANKS:
            break
        name = ends.get(before)
        if name is not None:
            first = name.first
            names.append(name)
        elif (
            word[before] in modifiers
            or ("-" in word[before] and not words.capital[before])
            or (word[before][:1].isupper() and word[before].lower() in modifiers)
        ):
            first = before
        else:
            break
        if owned:
            break
    return first, names
