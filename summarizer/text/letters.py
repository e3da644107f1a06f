"""Letters that are written as two characters, a base and a combining mark ("e\u0301"), as the one letter they are.

Python's `\\w` knows no combining marks, so that names in decomposed text, as file systems and some keyboards write it,
would end at their first accent.
"""

import re
import unicodedata
from functools import lru_cache

# The blocks in which combining marks stand, among letters and punctuation of their scripts.
_BLOCKS = (
    "\u0300-\u1dff\u20d0-\u20f0\u2cef-\u2dff\u302a-\u309a\ua66f-\uabed\ufb1e\ufe00-\ufe2f"
    "\U000101fd-\U0001e94a\U000e0100-\U000e01ef"
)
_PERHAPS = re.compile(f"[{_BLOCKS}]")
_BEHIND_LETTER = re.compile(rf"(?<=[^\W\d_])(?:(?!\w)[{_BLOCKS}])+")
# Not more marks than a letter of any language has: putting them in their order takes the square of their number.
_CLUSTER = re.compile(rf"[^\W\d_](?:(?!\w)[{_BLOCKS}]){{1,30}}")
# A letter to `\w`, neither large nor small.
_STAND_IN = "\u02d0"


def marks_as_letters(text: str) -> str:
    """Return the text, as long as it is, with a letter in place of every combining mark that belongs to a letter."""
    if text.isascii() or not _may_have_marks(text):
        return text
    return _BEHIND_LETTER.sub(_stand_ins, text)


def composed(text: str) -> str:
    """Return the text with each letter and its marks as one character where there is one (NFC), for comparison."""
    if text.isascii() or not _may_have_marks(text):
        return text
    return _CLUSTER.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)


# Several rules ask of the same article, one after the other.
@lru_cache(maxsize=8)
def _may_have_marks(text: str) -> bool:
    return _PERHAPS.search(text) is not None


def _stand_ins(run: re.Match[str]) -> str:
    marks = run.group()
    count = next((at for at, sign in enumerate(marks) if unicodedata.category(sign)[0] != "M"), len(marks))
    return _STAND_IN * count + marks[count:]
