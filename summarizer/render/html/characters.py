"""Text of an article inside HTML: exact, code point for code point, and nothing in it acts unseen."""

import re
import unicodedata

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
    parts: list[Markup] = []
    done = 0
    for match in _SPECIAL.finditer(text):
        run = match.group()
        if _joins(text, match):
            continue
        parts.append(escape(text[done : match.start()]))
        parts.append(Markup("&#13;") if run == "\r" else _set_apart(run))
        done = match.end()
    parts.append(escape(text[done:]))
    return Markup("").join(parts)


def _joins(text: str, match: re.Match[str]) -> bool:
    before = match.start() - 1
    return match.group() in _JOINERS and before >= 0 and unicodedata.category(text[before]) in _JOINED


def _set_apart(run: str) -> Markup:
    more = f" +{len(run) - 1}" if len(run) > 1 else ""
    shown_run = "".join(map(_picture, run))
    return Markup('<bdi class="cp" data-cp="{}{}">{}</bdi>').format(f"U+{ord(run[0]):04X}", more, shown_run)


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return character
