"""Text of an article inside HTML: exact, code point for code point, and nothing in it acts unseen."""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

# Controls, marks that reorder a line, and what takes no room: a reader must see that they are there. Tab and line
# feed are white space. A carriage return must be a reference, or the parser makes it a line feed and offsets shift.
_UNSEEN = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f\ud800-\udfff"
)
_SPECIAL = re.compile(f"\r|[{_UNSEEN}]+")
_JOINERS = frozenset("\u200c\u200d")
# Between letters of Arabic or Indic scripts, and between the parts of an emoji, a joiner does honest work.
_JOINED = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})


def shown(text: str) -> Markup:
    """Return the text as HTML whose own text is `text` again, code point for code point.

    What cannot be seen is set apart with its number, and isolated, so that it reorders nothing around it. Controls
    and lone surrogates, which HTML cannot carry or a terminal would obey when pasted, become their pictures, one
    for one.
    """
    # What escaping adds holds nothing special, and what is set apart holds nothing to escape.
    escaped = str(escape(text))
    return Markup(_SPECIAL.sub(_set_apart, escaped))  # noqa: S704  escaped in the line above


def _set_apart(match: re.Match[str]) -> str:
    run = match.group()
    return run if run in _JOINERS and _joins(match) else _visible(run)


@lru_cache(maxsize=1024)
def _visible(run: str) -> str:
    if run == "\r":
        return "&#13;"
    more = f" +{len(run) - 1}" if len(run) > 1 else ""
    pictures = "".join(map(_picture, run))
    return f'<bdi class="cp" data-cp="U+{ord(run[0]):04X}{more}">{pictures}</bdi>'


def _joins(match: re.Match[str]) -> bool:
    before = match.start() - 1
    return before >= 0 and unicodedata.category(match.string[before]) in _JOINED


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return character
