"""Text of an article, made safe to show: nothing in it may move the cursor, reorder a line or hide."""

import re
import unicodedata

# Marks that reorder what is around them: a reader must see that they were there.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\v\f\r\x85\u2028\u2029")
_KEPT = frozenset("\n\t")


class _Replacements(dict[int, str | None]):
    """What `str.translate` puts in place of each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        replacement = self[code] = _replacement(chr(code))
        return replacement


def _replacement(character: str) -> str | None:
    if character in _KEPT:
        return character
    if character in _LINE_ENDS:
        return "\n"
    if character in _BIDI:
        return f"<U+{ord(character):04X}>"
    match unicodedata.category(character):
        case "Cc":
            return _picture(ord(character))
        case "Cf":  # zero-width marks, soft hyphens, tags: invisible, so nothing is lost to the eye
            return None
        case "Cs":  # a lone surrogate cannot be encoded, and printing it would fail
            return "\ufffd"
    return character


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<{code:02X}>"


_TABLE = _Replacements()


def safe_text(text: str) -> str:
    """Return the text with control and bidi characters made visible and invisible ones removed.

    Every kind of line end becomes a newline.
    """
    return text.replace("\r\n", "\n").translate(_TABLE)


def safe_line(text: str) -> str:
    """Return the safe text on one line, every run of white space being one blank."""
    return " ".join(safe_text(text).split())


# Everything with which inline Markdown, GitHub's tables, maths and footnotes can begin.
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|~&$^"})
# "1984. A novel" would become a list, "# 1" a heading; these only count at the start of a block.
_BLOCK_MARKUP = re.compile(r"^([0-9]{1,9}(?=[.)])|(?=[#+\-=:]))")


def markdown_line(text: str) -> str:
    """Return the safe line with every character escaped that Markdown would read as markup."""
    return _BLOCK_MARKUP.sub(r"\1\\", safe_line(text).translate(_ESCAPED))
