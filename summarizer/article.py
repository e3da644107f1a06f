"""The article: its text exactly as given, and what is known about it."""

import re
from datetime import date
from functools import cached_property
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, field_validator

from summarizer.errors import ArticleError

LENGTH_HINT = "Raise the limit with --max-characters (Settings.max_characters), or split the text."
"""What can be done about an article that is too long."""

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Article(BaseModel):
    """A news article; `text` is kept exactly as given and every offset in a brief counts its code points.

    `published` anchors relative dates ("on Saturday"); without it they stay text. `language` is a BCP 47
    tag; where it is None or empty, the language is detected.

    Raises `ArticleError` when the text is empty or holds nothing but white space.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None

    @field_validator("text")
    @classmethod
    def _has_words(cls, text: str) -> str:
        if not text.strip():
            raise ArticleError("The article is empty.", hint="Give a text with at least one sentence.")
        if lone := _LONE_SURROGATE.search(text):
            # JSON can smuggle these into a str; no encoder takes them, so the brief could never be written.
            message = f"The article has half of a surrogate pair at character {lone.start()}."
            raise ArticleError(message, hint="Decode the text as UTF-8 or UTF-16 again.")
        return text

    @field_validator("language")
    @classmethod
    def _is_tag(cls, language: str | None) -> str | None:
        tag = (language or "").strip()
        if tag and not is_language_tag(tag):
            message = f"{tag[:40]!r} is no tag of a language."
            raise ArticleError(
                message, hint="Give a BCP 47 tag, as en or pt-BR, or none: it is detected then."
            )
        return tag or None

    @cached_property
    def id(self) -> str:
        """`sha256:` and the digest of the text in UTF-8: the same text has the same id everywhere."""
        return "sha256:" + sha256(self.text.encode("utf-8")).hexdigest()


def is_language_tag(words: str) -> bool:
    """Tell whether the words have the form of a BCP 47 tag."""
    return _TAG.fullmatch(words) is not None


def decode_article(data: bytes, *, name: str, limit: int) -> tuple[str, str]:
    """Decode the bytes of a text file and return (text, encoding).

    UTF-8 is tried first (a byte-order mark is an encoding signature, not text: offsets count from behind it), then
    cp1252, in which older newsroom files are written. Line ends stay as they are. `limit` is in characters.

    Raises `ArticleError` for binary, empty and too large input; `name` is used in its message.
    """
    # No text of `limit` characters takes more bytes than this, so an endless file is never decoded.
    if len(data) > 4 * limit:
        raise _too_large(name, len(data), "bytes", limit)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = _decode(data, "utf-16", name), "utf-16"
    elif b"\x00" in data:
        raise ArticleError(
            f"{name} is a binary file, not text.", hint="Save the article as plain text (UTF-8)."
        )
    else:
        try:
            text, encoding = data.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = _decode(data, "cp1252", name), "cp1252"
    if len(text) > limit:
        raise _too_large(name, len(text), "characters", limit)
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:4096])
    if controls > len(text[:4096]) * 0.05:
        raise ArticleError(
            f"{name} is a binary file, not text.", hint="Save the article as plain text (UTF-8)."
        )
    if not text.strip():
        raise ArticleError(f"{name} is empty.", hint="Give a text with at least one sentence.")
    return text, encoding


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name} is neither UTF-8 nor {encoding}: byte {error.start} cannot be read."
        raise ArticleError(message, hint="Save the article as UTF-8.") from error


def _too_large(name: str, size: int, unit: str, limit: int) -> ArticleError:
    return ArticleError(
        f"{name} has {size:,} {unit}; the limit is {limit:,} characters.",
        hint=LENGTH_HINT,
    )
