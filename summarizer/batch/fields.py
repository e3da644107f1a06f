"""From the fields of a record to an article."""

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import ValidationError

from summarizer.article import LENGTH_HINT, Article
from summarizer.errors import ArticleError
from summarizer.validation_messages import requirement, shown

FIELDS = frozenset({"id", "text", "title", "published", "url", "source", "language"})
LONGEST_ID = 1_000


def own_id(fields: Mapping[str, Any], where: str) -> str | None:
    """Return the id that an article gives itself, which may be a whole number; None where it gives none.

    Raises `ArticleError` for one that cannot be used; `where` is the record's place, for the message.
    """
    name = _said(fields, "id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if name is None or name == "":
        return None
    if not isinstance(name, str):
        raise ArticleError(f"{where} has an 'id' that is neither a string nor a whole number.")
    if len(name) > LONGEST_ID:
        raise ArticleError(f"{where} has an 'id' of {len(name):,} characters; {LONGEST_ID:,} are allowed.")
    return name


def make_article(fields: Mapping[str, Any], where: str, *, known: Mapping[str, Any], limit: int) -> Article:
    """Return the article that the fields tell of, and `known` where they tell nothing; unknown fields are left aside.

    Raises `ArticleError` for a text that is missing, empty or longer than `limit` characters, and for what else cannot
    be used.
    """
    text = _said(fields, "text")
    if text is None:
        raise ArticleError(f"{where} has no text.", hint="The article goes into its 'text'.")
    if not isinstance(text, str):
        raise ArticleError(f"{where} has a 'text' that is not a string.")
    if not text.strip():
        raise ArticleError(f"{where} has an empty text.", hint="Give a text with at least one sentence.")
    if len(text) > limit:
        raise ArticleError(
            f"{where} has {len(text):,} characters; the limit is {limit:,}.",
            hint=LENGTH_HINT,
        )
    said = {key: fields[key] for key in FIELDS - {"id"} if _said(fields, key) not in (None, "")}
    if "published" in said:
        said["published"] = _day(said["published"], where)
    try:
        return Article(**{**known, **said})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ArticleError(
            f"{where} has a {field!r} that cannot be {shown(first['input'])}: {requirement(first)}."
        ) from None


def _said(fields: Mapping[str, Any], key: str) -> Any:
    """Return the value of a field; None for NaN as well, which programs write where a table has no value."""
    value = fields.get(key)
    return None if isinstance(value, float) and math.isnan(value) else value


def _day(given: object, where: str) -> date:
    """Return the day of a date, or of a date with a time, as it is written there: of ISO 8601, or of feeds and mail."""
    if isinstance(given, date):
        return given
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            if isinstance(given, str):
                return read(given).date()
    hint = "Write it as YYYY-MM-DD."
    raise ArticleError(f"{where} has a 'published' that is not a date: {shown(given)}.", hint=hint)
