"""The words of a text with their places, and what joins neighbours."""

import re
from functools import cache
from importlib.resources import files

# Dotted capitals ("U.S.") are one word; hyphens and apostrophes join, a possessive ending is left out.
_WORD = re.compile(r"(?:[A-Z]\.){2,8}(?![^\W_])|[^\W_]+(?:[-’'][^\W_]+)*")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as prose, parted by white space."""
    return frozenset(words.split())


_BLANKS = frozenset((" ", "\u00a0", "\n", "  ", "\r\n", " \n", "\n "))
_ABBREVIATIONS = word_set("Mr Mrs Ms Dr Gen Lt Col Capt Sgt Maj Sen Rep Gov Rev Prof Adm Brig Hon St Jr")


class Words:
    """The words of a text: `word[i]` stands at `start[i]:end[i]`; `owns[i]` where an 's follows.

    A blank word closes each list, so that looking one or two ahead needs no bounds check.
    """

    __slots__ = ("end", "owns", "start", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.owns: list[bool] = []
        for found in _WORD.finditer(text):
            word = found.group()
            start, end = found.span()
            owns = len(word) > 2 and word[-1] == "s" and word[-2] in "’'"
            if owns:
                word, end = word[:-2], end - 2
            self.word.append(word)
            self.start.append(start)
            self.end.append(end)
            self.owns.append(owns)
        for _ in range(3):
            self.word.append("")
            self.start.append(len(text))
            self.end.append(len(text))
            self.owns.append(False)

    def __len__(self) -> int:
        return len(self.word) - 3

    def gap(self, index: int) -> str:
        """Return what stands between this word and the next, possessive ending included."""
        return self.text[self.end[index] : self.start[index + 1]]

    def joined(self, index: int) -> bool:
        """Tell whether only white space parts this word from the next."""
        return not self.owns[index] and self.gap(index) in _BLANKS

    def linked(self, index: int) -> bool:
        """Tell whether this word and the next can be parts of one name: "George W. Bush", "Gen. Allen"."""
        if self.owns[index]:
            return False
        gap = self.gap(index)
        if gap in _BLANKS:
            return True
        word = self.word[index]
        initial = len(word) == 1 and word.isupper()
        return gap[:1] == "." and gap[1:] in _BLANKS and (initial or word in _ABBREVIATIONS)


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a data file beside this module, which are parted by white space."""
    return word_set(files(__package__).joinpath(name).read_text(encoding="utf-8"))
