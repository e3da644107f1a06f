"""The encoding of a page: its byte-order mark, UTF-8 where it is that, what it declares, what its words show."""

import codecs
import re
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The names that pages use, as Python calls them. Python knows more codecs, some of them no encodings of text.
_ENCODINGS = frozenset(
    "utf-8 utf-16-le utf-16-be gb18030 gbk gb2312 big5 big5hkscs cp932 shift_jis euc_jp iso2022_jp euc_kr cp949 "
    "koi8-r koi8-u mac-roman mac-cyrillic cp866 cp874 tis-620 "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16".split()
)
# What calls itself so is the Windows superset, curly quotes and all; browsers read it so, by the standard.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})|<\?xml[^>]{0,80}?encoding=[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
# Control characters, written out or as references, at which a parser of XML stops; and private ones, which mean nothing
# outside of one font (those that the reader marks lines with are among them).
_NO_TEXT = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\U000f0000-\U0010ffff]"
    r"|&#(?:x0*(?:[0-8bBeEfF]|1[0-9a-fA-F]|7[fF])|0*(?:[0-8]|11|1[4-9]|2\d|3[01]|127));"
)
_MOST_BROKEN = 0.1  # of the characters beyond ASCII
_WHERE_DECLARATIONS_ARE = 4_096
_WORD = re.compile(rb"[^\s<>\"'=]+")
# What is looked at for a guess, in bytes of the page and of its words.
_SAMPLE = 400_000
_SAMPLE_OF_WORDS = 20_000


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return (text, encoding) of a page; `charset` is what the header of the answer said.

    Nothing fails: where bytes fit neither what was declared nor a guess nor cp1252, U+FFFD stands for them. A zero
    byte, at which a parser of C might stop, becomes U+FFFD as well.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :].decode(encoding, "replace")), encoding
    if not data.isascii():
        # Text in another encoding is never valid UTF-8 by accident, while pages that were converted and still declare
        # what they were before are many, and some hold a byte or two of another. (ISO-2022 is ASCII by its bytes:
        # there, and only there, what is said counts.)
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if _MOST_BROKEN * (len(text) - len(text.encode("ascii", "ignore"))) >= broken:
            return _whole(text), "utf-8"
    declared = _known(charset) or _declared_in(data)
    for candidate in (declared or "utf-8", _guessed(data), "cp1252"):
        with suppress(UnicodeDecodeError):
            if candidate is not None:
                return _whole(data.decode(candidate)), candidate
    return _whole(data.decode(declared or "utf-8", "replace")), declared or "utf-8"


def _guessed(data: bytes) -> str | None:
    """Return the encoding that the words of a page show, None for the languages of western Europe.

    Their words have a letter beyond ASCII here and there; words of other alphabets have little else.
    """
    from charset_normalizer import from_bytes

    words = [word for word in _WORD.findall(data[:_SAMPLE]) if not word.isascii()]
    letters = b"".join(words)
    if 2 * sum(byte >= 0x80 for byte in letters) < len(letters):
        return None
    best = from_bytes(b" ".join(words)[:_SAMPLE_OF_WORDS]).best()
    return _known(best.encoding) if best is not None else None


def _whole(text: str) -> str:
    return _NO_TEXT.sub("", text.replace("\x00", "\ufffd"))


def _declared_in(data: bytes) -> str | None:
    for found in _DECLARED.finditer(data[:_WHERE_DECLARATIONS_ARE]):
        encoding = _known((found[1] or found[2]).decode("ascii", "replace"))
        if encoding is not None:
            # The declaration was read as ASCII, so the page is not in UTF-16, whatever it says.
            return "utf-8" if encoding.startswith("utf-16") else encoding
    return None


def _known(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):  # ValueError: a null byte in the name
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _ENCODINGS else None
