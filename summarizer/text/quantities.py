"""A number with its scale and unit, read from the words of an article."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.numbers import number_of

if TYPE_CHECKING:
    from babel import Locale

_DIGITS = re.compile(r"\d(?:[\d.,'’\u00a0\u202f\u2009 ]*\d)?")
_BLANKS_AND_MARKS = re.compile(r"['’\u00a0\u202f\u2009 ]")
_LETTERS = re.compile(r"[^\W\d_]+\.?")
_GROUP = 3  # digits between two separators of thousands
_GROUPS = (2, _GROUP)  # in India two, above the first thousand

# Words and signs that multiply, by how they begin; the longest that fits. Latin, Cyrillic, Greek, Arabic, Chinese and
# Japanese letters, as the languages of the evaluation write them.
_WORDS: Mapping[float, str] = {
    1e3: "thousand tausend mille mil tys tysi тыс тис bin duizend tuhat mila ribu χιλιάδ ألف هزار 千 천 k",
    1e4: "万 萬 만",
    1e5: "lakh लाख",
    1e6: (
        "million millón millon milión milion milhão milhões milioni milione miljoen miljoona mln mio mn m "
        "juta миллион мільйон млн εκατομμύρι εκατ مليون میلیون milyon מיליון"
    ),
    1e7: "crore करोड़",
    1e8: "亿 億 억",
    1e9: (
        "billion bn milliard miliard miljard miliar mrd mld миллиард мільярд млрд milyar δισεκατομμύρι "
        "δισ مليار میلیارد מיליארד bilhão bilhões"
    ),
    1e12: "trillion 兆 조",
}
_SCALES = {word: value for value, words in _WORDS.items() for word in words.split()}
# In these languages a billion is a million millions.
_LONG_SCALE = frozenset({"de", "fr", "es", "it", "nl", "pl", "fi", "da", "sv", "no", "nb"})
_IDEOGRAPHS = "\u3000"  # from here on, words are written without blanks
_SHORT = 3  # characters of an abbreviation: it must be the whole word


class Quantity(NamedTuple):
    """A value, what stands before it ("$", "US$", "EUR"), and what it counts ("tonnes of wheat"); None for nothing."""

    value: float
    before: str | None
    unit: str | None


def read_quantity(words: str, language: str) -> Quantity | None:
    """Return the number that words state, its scale worked in; None where they state none.

    `language` is a BCP 47 tag: it decides between comma and point where both are possible ("1.500").
    """
    digits = _DIGITS.search(words)
    if digits is None:
        return _in_words(words)
    value = _value(digits[0], language)
    if value is None:
        return None
    scale, rest = _scaled(words[digits.end() :], language)
    return Quantity(value * scale, words[: digits.start()].strip() or None, rest.strip(" .,;") or None)


def currency_of(quantity: Quantity, language: str) -> str | None:
    """Return the ISO 4217 code of the sign, code or name beside a number; None where several share it."""
    named = _currencies(language)
    for words in (quantity.before, quantity.unit):
        parts = (words or "").split()
        for size in range(len(parts), 0, -1):
            for piece in (" ".join(parts[-size:]), " ".join(parts[:size])):
                if code := named.get(piece) or named.get(piece.casefold()):
                    return code
    return None


def _in_words(words: str) -> Quantity | None:
    parts = words.split()
    for start in range(len(parts)):
        for end in range(len(parts), start, -1):
            value = number_of(" ".join(parts[start:end]))
            if value is not None:
                return Quantity(float(value), " ".join(parts[:start]) or None, " ".join(parts[end:]) or None)
    return None


def _value(figure: str, language: str) -> float | None:
    """Return the value of a figure with its separators; None for what is no number ("1.2.3,4,5")."""
    figure = _BLANKS_AND_MARKS.sub("", figure)
    signs = [sign for sign in figure if sign in ".,"]
    if not signs:
        return float(figure)
    last = signs[-1]
    if len(set(signs)) > 1:
        decimal = last
    elif len(signs) > 1:
        decimal = ""
    else:
        thousands = len(figure) - figure.rindex(last) - 1 == _GROUP and not figure.startswith("0")
        decimal = "" if thousands and last != _decimal_sign(language) else last
    grouping = {".", ","} - {decimal}
    whole = figure.rsplit(decimal, 1)[0] if decimal else figure
    groups = re.split("[.,]", whole)[1:]
    if not all(len(group) in _GROUPS for group in groups):
        return None
    plain = "".join(sign for sign in figure if sign not in grouping).replace(decimal or "\0", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _scaled(rest: str, language: str) -> tuple[float, str]:
    """Return the scale that follows a number, 1 for none, and what follows that."""
    rest = rest.lstrip(" \u00a0\u202f-")
    word = _LETTERS.match(rest)
    if word is None:
        return 1.0, rest
    folded = word[0].rstrip(".").casefold()
    fits = [
        name
        for name in _SCALES
        if folded == name
        or (len(name) > _SHORT and folded.startswith(name))
        or (name > "\u3000" and folded.startswith(name))
    ]
    if not fits:
        return 1.0, rest
    name = max(fits, key=len)
    scale = _SCALES[name]
    if name == "billion" and language.split("-")[0].casefold() in _LONG_SCALE:
        scale = 1e12
    end = len(name) if name > _IDEOGRAPHS else word.end()
    return scale, rest[end:]


@cache
def _decimal_sign(language: str) -> str:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(_locale(language))


@cache
def _currencies(language: str) -> Mapping[str, str]:
    """Return the codes of currencies by sign, code and name; what several share is left out."""
    from babel.numbers import get_currency_name

    found: dict[str, set[str]] = {}
    for tag in {"en", language}:
        locale = _locale(tag)
        for code, sign in locale.currency_symbols.items():
            found.setdefault(sign, set()).add(code)
        for code in map(str, locale.currencies):
            names = {code, get_currency_name(code, locale=locale)}
            names |= {get_currency_name(code, count=count, locale=locale) for count in (1, 2, 5)}
            for name in names:
                found.setdefault(name, set()).add(code)
                found.setdefault(name.casefold(), set()).add(code)
    found.setdefault("US$", set()).add("USD")
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1} | {
        "euro": "EUR", "euros": "EUR",
    }  # fmt: skip


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        try:
            return Locale(language.split("-")[0])
        except (ValueError, UnknownLocaleError):
            return Locale("en")
