"""The words and marks of a sentence, as they are read for acts."""

import re
from itertools import islice
from typing import NamedTuple

from summarizer.text.letters import composed, marks_as_letters
from summarizer.text.spans import Span

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,8}|[^\W_]+(?:[-’'.,][^\W_]+){0,8}|[^\w\s]|_")
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)

# What has more words than this is no sentence; only its beginning is read.
_MOST_WORDS = 600


class Word(NamedTuple):
    """A word or mark, its lower-case form, and where it stands in the whole text."""

    text: str
    lower: str
    span: Span


def read_words(text: str, span: Span) -> list[Word]:
    """Return the words and marks of a stretch of the text, in order; clitics (n't, 's) are words of their own."""
    words: list[Word] = []
    stretch = span.of(text)
    read = marks_as_letters(stretch)
    for match in islice(_TOKEN.finditer(read), _MOST_WORDS):
        piece, start = stretch[match.start() : match.end()], span.start + match.start()
        clitic = _CLITIC.search(piece)
        if clitic and clitic.start() > 0:
            cut = clitic.start()
            parts = [(piece[:cut], start), (piece[cut:], start + cut)]
        else:
            parts = [(piece, start)]
        for part, at in parts:
            lower = composed(part).lower().replace("’", "'")
            words.append(Word(part, lower, Span(at, at + len(part))))
    return words
