"""Words of the article as one line, and cut to a length."""


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    # Most words are one line already. Of white space, a blank alone counts as printable.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def shortened(words: str, most: int) -> str:
    """Return the words cut at a blank to at most so many characters."""
    if len(words) <= most:
        return words
    return words[: max(words.rfind(" ", 0, most + 1), 0) or most].rstrip()
