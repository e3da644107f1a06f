"""The article: its text exactly as given, and what is known about it."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from summarizer.errors import ArticleError
from summarizer.validation_messages import requirement, shown

LENGTH_HINT = "Raise the limit with --max-characters (Settings.max_characters), or split the text."
"""What can be done about an article that is too long."""

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Article(BaseModel):
    """A news article: its text exactly as it was given, and what is known about it.

    Raises `ArticleError` when the text is empty or holds nothing but white space.

    ```python
    from datetime import date
    from summarizer import Article, summarize

    article = Article(text=text, title="Militants advance", published=date(2014, 6, 23))
    brief = summarize(article)
    ```
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[
        str,
        Field(
            description="The text; it is never changed, and every offset in a brief counts its code points."
        ),
    ]
    title: Annotated[str | None, Field(description="The title, where the text does not begin with it.")] = (
        None
    )
    published: Annotated[
        date | None,
        Field(description="The day that dates such as `on Saturday` go by; without it they stay words."),
    ] = None
    source: Annotated[str | None, Field(description="Who published it.")] = None
    url: Annotated[str | None, Field(description="Its address; it is kept in the brief and not fetched.")] = (
        None
    )
    language: Annotated[
        str | None, Field(description="Its language, a BCP 47 tag; without one it is detected.")
    ] = None

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


def as_article(article: str | Article, known: Mapping[str, Any]) -> Article:
    """Return the article that a caller gave, with what is `known` of it besides; raises `ArticleError`."""
    try:
        if isinstance(article, Article):
            return Article.model_validate({**article.model_dump(), **known}) if known else article
        if not isinstance(article, str):
            raise _no_text(article)
        return Article(text=article, **known)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ArticleError(
            f"The article's {field!r} cannot be {shown(first['input'])}: {requirement(first)}.",
            hint="Correct it, or leave it out.",
        ) from None


def _no_text(given: object) -> ArticleError:
    """Return the error of what is neither a text nor an `Article`; it tells how to make one of it."""
    match given:
        case Path():
            kind = "the path of a file"
            hint = (
                "Read it first: summarize(path.read_text(encoding='utf-8')); of a web page: "
                "summarize(summarizer.web.read_page(path.read_bytes()).article)."
            )
        case bytes() | bytearray() | memoryview():
            kind, hint = "bytes", "Decode them first: summarize(data.decode('utf-8'))."
        case None:
            kind, hint = "None", "Give its text, or an Article."
        case _:
            kind, hint = f"of type {type(given).__name__!r}", "Give its text, or an Article."
    return ArticleError(f"The article is {kind}, not a text.", hint=hint)
