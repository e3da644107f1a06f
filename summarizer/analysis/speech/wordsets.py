"""Closed word classes written as a block of words."""


def word_set(words: str) -> frozenset[str]:
    """Return the words, which white space parts, as a set."""
    return frozenset(words.split())
