"""Countries by their names in any language, from the Unicode Common Locale Data Repository."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from summarizer.text.folding import fold

# Alpha-3 codes of countries that are no more, each still an alias of the country that followed.
_PAST = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
# Kosovo has no code of ISO 3166; this is the one in use for it.
_OWN = {"XKK": "XKX"}
_ASCII_CODE = 3


def is_country_code(code: str) -> bool:
    """Tell whether this is the ISO 3166-1 alpha-3 code of a country (XKX for Kosovo)."""
    return code in _alpha3().values()


def name_of(code: str) -> str:
    """Return the English name of the country with this alpha-3 code, or the code itself where there is none."""
    territory = next((two for two, three in _alpha3().items() if three == code), code)
    name: str = Locale("en").territories.get(territory, code)
    return name


def country_of(name: str, language: str) -> str | None:
    """Return the alpha-3 code of the country with this name in the language (a BCP 47 tag), or with this code."""
    code = name.replace(".", "").strip()
    if code.isascii() and code.isupper() and len(code) <= _ASCII_CODE:
        return code if is_country_code(code) else _alpha3().get({"UK": "GB"}.get(code, code))
    return names_of_countries(language).get(fold(name.strip()))


@lru_cache(maxsize=16)
def names_of_countries(language: str) -> Mapping[str, str]:
    """Return the alpha-3 code for every folded name of a country in the language; empty for an unknown one."""
    try:
        territories = Locale.parse(language.partition("-")[0]).territories
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    return {fold(name): code for alpha2, code in _alpha3().items() if (name := territories.get(alpha2))}


@lru_cache(maxsize=1)
def _alpha3() -> Mapping[str, str]:
    """Return the alpha-3 code for every alpha-2 code of a country."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    known = Locale("en").territories
    return {
        targets[0]: _OWN.get(code, code)
        for code, targets in aliases.items()
        if len(code) == _ASCII_CODE and code.isalpha() and code not in _PAST
        if len(targets) == 1 and targets[0] in known and targets[0] not in ("EU", "ZZ")
    }
