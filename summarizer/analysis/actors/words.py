"""The words of a text with their places, and what joins neighbours."""

import re
from itertools import accumulate, filterfalse

from summarizer.analysis.actors.groups import GROUP_HEADS
from summarizer.analysis.actors.lexicon import lexicon
from summarizer.analysis.actors.titles import ROLE_HEADS
from summarizer.text.letters import composed, marks_as_letters

# Dotted capitals ("U.S.") are one word; hyphens and apostrophes join, a possessive ending is left out.
_WORD = re.compile(r"((?:[A-Z]\.){2,8}(?![^\W_])|[^\W_]+(?:[-’'][^\W_]+)*)")
# The same in less time, for a text without dotted capitals and without "_".
_PLAIN_WORD = re.compile(r"(\w++(?:[-’']\w++)*+)")
_DOTTED = re.compile(r"[A-Z]\.[A-Z]\.")

# White space that may part the words of one phrase; a blank line parts phrases.
BLANKS = frozenset((" ", "\u00a0", "\n", "  ", "\r\n", " \n", "\n "))
POSSESSIVES = frozenset(("’s ", "'s ", "’ ", "' "))
_OWNING = ("’s", "'s")
_ARABIC = frozenset(("al-", "el-", "as-", "an-", "ad-", "ar-", "az-", "ez-", "ul-"))
_HEADS = ROLE_HEADS | GROUP_HEADS.keys() | {word.capitalize() for word in GROUP_HEADS}
_PARTICIPLES = lexicon("participles")
_LABELLED = lexicon("labelled")
_ABBREVIATIONS = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Gen",
        "Lt",
        "Col",
        "Capt",
        "Sgt",
        "Maj",
        "Sen",
        "Rep",
        "Gov",
        "Rev",
        "Prof",
        "Adm",
        "St",
    )
)


class Words:
    """The words of a text: `word[i]` stands at `start[i]:end[i]`; `owns[i]` where an 's follows.

    A word has its letters composed, so that it may be shorter than its place. `gaps[i]` is what stands between a word
    and the next, possessive ending included. Blank words close each list, so that looking one or two ahead needs no
    bounds check. `capital[i]` where a word is written like a name ("Assad" and "al-Assad", but not "US-backed");
    `capitals` are these, `heads` the words that a noun phrase for an actor may end with, `vocabulary` is every word.
    """

    __slots__ = (
        "capital", "capitals", "end", "gaps", "heads", "owns", "start", "text", "vocabulary", "word"
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        # Splitting at the words keeps what stands between them, and is quicker than matching one by one.
        read = marks_as_letters(text)
        parts = _PLAIN_WORD.split(read)
        if "_" in text or ("." in parts[2::2] and _DOTTED.search(text)):
            parts = _WORD.split(read)
        bounds = list(accumulate(map(len, parts)))
        self.text = text
        self.word: list[str] = parts[1::2]
        self.start: list[int] = bounds[0::2]
        self.end: list[int] = bounds[1::2]
        self.gaps: list[str] = parts[2::2]
        if read is not text:
            self.word = [composed(text[start:end]) for start, end in zip(self.start, self.end, strict=False)]
        self.word += [""] * 3
        self.start += [len(text)] * 2
        self.end += [len(text)] * 3
        self.gaps += [""] * 3
        self.owns: list[bool] = [False] * len(self.word)
        self.capital: list[bool] = [False] * len(self.word)
        self.capitals: list[int] = []
        self.heads: list[int] = []
        self._classify()

    def _classify(self) -> None:
        """Cut off possessive endings, and note capitals and heads: once for each word, then where it stands."""
        written = set(self.word)
        owning = {here for here in filterfalse(str.isalnum, written) if here[-2:] in _OWNING}
        notable = owning.union(filterfalse(str.islower, written), _HEADS & written)
        for index in [at for at, here in enumerate(self.word) if here in notable]:
            here = self.word[index]
            if here in owning:
                self.gaps[index] = here[-2:] + self.gaps[index]
                here = self.word[index] = here[:-2]
                self.end[index] -= 2
                self.owns[index] = True
            if here in _HEADS:
                self.heads.append(index)
            if _is_capital(here):
                self.capitals.append(index)
                self.capital[index] = True
        written -= owning
        written.update(here[:-2] for here in owning)
        self.vocabulary = written

    def __len__(self) -> int:
        return len(self.word) - 3

    def joined(self, index: int) -> bool:
        """Tell whether only white space parts this word from the next."""
        return self.gaps[index] in BLANKS

    def linked(self, index: int) -> bool:
        """Tell whether this word and the next can be parts of one name: "George W. Bush", "Gen. Allen"."""
        gap = self.gaps[index]
        if gap in BLANKS:
            return True
        if gap[:1] != "." or gap[1:] not in BLANKS:
            return False
        word = self.word[index]
        if len(word) == 1 and word.isupper():
            return self.word[index - 1] not in _LABELLED  # "… in Annex C. Freedonia …"
        return word in _ABBREVIATIONS


def _is_capital(word: str) -> bool:
    if "-" not in word:
        return word[:1].isupper()
    if word[0].isupper():
        tail = word.rpartition("-")[2]
        return not (tail in _PARTICIPLES or (tail.endswith("ed") and len(tail) > 3))
    return word[:3] in _ARABIC and word[3:4].isupper()
