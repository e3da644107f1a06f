"""What a program that shows a brief might act on, and what an eye cannot see: it comes from the article or not at all.

A brief is read in terminals, browsers and spreadsheets. Whatever a model writes there that is more than words (a link,
a tag, an escape sequence) must stand in the article exactly so; that the article has another link is not enough.
"""

import re
import unicodedata
from collections.abc import Iterator

from summarizer.text.lines import one_line

# Every repetition is bounded, so that the time is linear in the text, and gives nothing back (`+` behind it) where what
# must follow cannot stand within it.
_ACTIVE = re.compile(
    r"(?<!\S)\S{0,2000}://\S{0,2000}"  # a link, with whatever touches it
    r"|<[^<>\s\d][^<>]{0,500}>?"  # a tag, a comment, a token of a chat template
    r"|(?<![a-z0-9])[a-z][a-z0-9+.-]{1,30}+:(?!\d)\S{1,2000}"  # javascript:…, mailto:…
    r"|(?<![\w.@-])[\w-]{1,63}+(?:\.[\w-]{1,63}+){0,8}\.[^\W\d_]{2,24}(?![\w.])(?:[/:?#]\S{0,2000})?"  # a host
    r"|(?=(?s:.){1,64}@)[^\s@]{1,64}+@[^\s@]{1,255}"  # an e-mail address; first whether its sign is near, for speed
    r"|\]\s?[(\[:]\S{0,2000}"  # a link of Markdown, behind its words
    r"|\[/?[^\W\d_][^\[\]]{0,100}\]"  # markup of terminals
    r"|(?:\{\{|\{%|\$\{|#\{)[^{}]{0,200}(?:%?\}{1,2})?"  # a template
    r"|&(?:#\d{1,8}|#x[0-9a-f]{1,8}|[a-z][a-z0-9]{1,30});"  # an entity
    r"|[<>|]|\*\*|__|```|~~~|\}\}|%\}",  # what begins or ends any of them
    re.IGNORECASE,
)
# Most prose has nothing of what each of those needs. One set of characters is searched for in half the time of two
# alternatives; of them a stop counts only before a letter.
_HINT = re.compile(r"[]<>[{}|@&*_`~:.](?<!\.(?![^\W\d_]))")
# Neither has most prose anything but what these ranges hold: letters, punctuation, no marks, nothing unseen.
_ODD = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u02af\u2010-\u2027\u2030-\u205e]")
# Letters by their category, though nobody sees them.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# No script puts more marks on a letter; a flood of them covers the lines around it.
_MOST_MARKS = 3
# Marks that may stand on letters of any script; those of Hebrew, Arabic, Hindi or Thai are spelling.
_STRAY = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
_REPLACED = "\ufffd"


def foreign_character(words: str, article: str) -> str | None:
    """Return the first character that is unseen, or covers others, and that the article does not have so.

    A word that holds an unseen one must stand in the article whole.
    """
    if not _ODD.search(words):
        return None
    for word in words.split():
        marks = 0
        for character in word:
            marks = marks + 1 if _is_mark(character) else 0
            strange = _is_unseen(character) or marks > _MOST_MARKS or _is_stray(character, article)
            if strange and word not in article:
                return character
    return next((c for c in words if c.isspace() and not c.isprintable() and c not in article), None)


def foreign_markup(words: str, article: str) -> str | None:
    """Return the first piece of markup, link or address that does not stand in the article as it is."""
    return next((found.group() for found in _foreign_pieces(words, article)), None)


def without_foreign(words: str, article: str) -> str:
    """Return the words with a replacement character for whatever of them a program might act on or an eye not see."""
    parts: list[str] = []
    at = 0
    for found in _foreign_pieces(words, article):
        parts += (words[at : found.start()], _REPLACED)
        at = found.end()
    seen = "".join((*parts, words[at:]))
    if not _ODD.search(seen):
        return seen
    return "".join(_REPLACED if _is_unseen(c) or _is_stray(c, article) else c for c in seen)


def _foreign_pieces(words: str, article: str) -> Iterator[re.Match[str]]:
    for found in _ACTIVE.finditer(words) if _HINT.search(words) else ():
        piece = found.group()
        bare = piece.rstrip(".,;:!?'\"’”)…")
        if not (
            _stands(piece, article) or _stands(bare, article) or _stands(one_line(piece), one_line(article))
        ):
            yield found


def _stands(piece: str, article: str) -> bool:
    """Tell whether the article has the piece whole: the beginning of a link is another link."""
    before = r"(?<![\w.@-])" if piece[:1].isalnum() else ""
    behind = r"(?!\w|[./:?#%&=@-]\w)" if piece[-1:].isalnum() else ""
    return bool(piece) and re.search(f"{before}{re.escape(piece)}{behind}", article) is not None


def _is_unseen(character: str) -> bool:
    return character in _BLANK_LETTERS or not (character.isprintable() or character.isspace())


def _is_stray(character: str, article: str) -> bool:
    """Tell whether this is a mark of no script of its own, which the article does not have."""
    return _is_mark(character) and _STRAY.match(character) is not None and character not in article


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) in ("Mn", "Me")
