"""The words of a text with their places, and what joins neighbours."""

import re
from itertools import accumulate

from summarizer.analysis.actors.lexicon import lexicon
from summarizer.analysis.letters import composed, marks_as_letters

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
_PARTICIPLES = lexicon("participles")
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

    `capital[i]` where it is written like a name ("Assad" and "al-Assad", but not "US-backed"); `capitals` are these.

    A word has its letters composed, so that it may be shorter than its place. `gaps[i]` is what stands between a word
    and the next, possessive ending included. Blank words close each list, so that looking one or two ahead needs no
    bounds check.
    """

    __slots__ = ("capital", "capitals", "end", "gaps", "owns", "start", "text", "word")

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
        self.owns: list[bool] = [False] * len(self.word)
        # Few words hold more than letters and digits.
        for index in [at for at, simple in enumerate(map(str.isalnum, self.word)) if not simple]:
            word = self.word[index]
            if word[-2:] not in _OWNING:
                continue
            self.word[index], self.end[index], self.owns[index] = word[:-2], self.end[index] - 2, True
            self.gaps[index] = word[-2:] + self.gaps[index]
        if read is not text:
            self.word = [composed(text[start:end]) for start, end in zip(self.start, self.end, strict=False)]
        # Most words have no capital; what they are is asked of the few others, once.
        large = [at for at, small in enumerate(map(str.islower, self.word)) if not small]
        self.capitals: list[int] = [at for at in large if _is_capital(self.word[at])]
        self.capital: list[bool] = [False] * (len(self.word) + 3)
        for index in self.capitals:
            self.capital[index] = True
        self.word += [""] * 3
        self.start += [len(text)] * 2
        self.end += [len(text)] * 3
        self.gaps += [""] * 3
        self.owns += [False] * 3

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
        return (len(word) == 1 and word.isupper()) or word in _ABBREVIATIONS


def _is_capital(word: str) -> bool:
    if "-" not in word:
        return word[:1].isupper()
    if word[0].isupper():
        tail = word.rpartition("-")[2]
        return not (tail in _PARTICIPLES or (tail.endswith("ed") and len(tail) > 3))
    return word[:3] in _ARABIC and word[3:4].isupper()
