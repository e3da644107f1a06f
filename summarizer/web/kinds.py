"""What an input is: an address or a file, and what kind of file, told by how it begins."""

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an office document"),
    (b"bplist00", "a web archive"),
)
_MEDIA = {"image": "an image", "audio": "a sound file", "video": "a film", "font": "a font"}
_TYPES = {
    "application/pdf": "a PDF",
    "application/json": "JSON",
    "application/ld+json": "JSON",
    "application/rss+xml": "a news feed",
    "application/atom+xml": "a news feed",
    "application/zip": "an archive",
    "multipart/related": "a web archive",
}
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
# The largest page that is read, in bytes; large newspapers send one megabyte or two.
PAGE_BYTES = 5_000_000

HTML_SUFFIXES = (".html", ".htm", ".xhtml")

# A byte-order mark, an XML declaration and comments may stand before the first tag.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:<!--[^>]{0,2000}-->\s*+){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
# Saved pages of older Internet Explorer and Chrome ("web page, single file") are mails with the page as a part.
_MHTML = re.compile(rb"\s{0,20}(?:from: <saved by|mime-version: 1\.0|from: \"saved by)", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Tell whether an input is meant as an address rather than as a file: it begins with a scheme and `://`."""
    scheme, colon, _ = path.partition("://")
    return bool(colon) and scheme.isascii() and scheme.isalnum()


def shown_url(url: str) -> str:
    """Return an address as messages call it: without credentials, and without a query, which may be as secret."""
    scheme, colon, rest = url.partition("://")
    host, slash, path = rest.partition("?")[0].partition("#")[0].partition("/")
    return f"{scheme}{colon}{host.rpartition('@')[2]}{slash}{path}"


def looks_like_html(data: bytes) -> bool:
    """Tell whether the bytes begin as a web page does."""
    return _HTML.match(data[:16_000].replace(b"\x00", b"")) is not None


def foreign_kind(data: bytes) -> str | None:
    """Return what the bytes are when that can be no article ("a PDF", "an image"), else None."""
    for beginning, kind in _MAGIC:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "an image"
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        return "an image"
    return "a web archive" if _MHTML.match(data[:200]) else None


def kind_of_type(content_type: str) -> str | None:
    """Return what a media type stands for when that can be no article, else None.

    Empty and generic types say nothing; then the bytes decide.
    """
    if content_type in HTML_TYPES or content_type in {"", "application/octet-stream", "text/plain"}:
        return None
    if content_type in {"text/xml", "application/xml"}:  # old sites send XHTML so; the bytes decide
        return None
    return _TYPES.get(content_type) or _MEDIA.get(content_type.partition("/")[0]) or f"{content_type!r}"
