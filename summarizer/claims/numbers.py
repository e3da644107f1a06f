"""Numbers and sums of money: what a cited sentence states in digits or words, with its unit."""

import re
from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.text.quantities import Quantity, currency_of, read_quantity

# A figure with these beside it lies within a longer one ("5" of "1.5"), and is another number.
_GOES_ON_BEFORE, _GOES_ON_BEHIND = re.compile(r"\d[.,]?\Z"), re.compile(r"[.,]?\d")


class Number(Grounded):
    """A number that a cited sentence states; `text` is its words there, `unit` what is counted or measured.

    Scales are worked in: "1.5 million tonnes" is 1500000.0 of "tonnes".
    """

    fills: ClassVar[str] = "a number with its unit, in the words of a cited sentence, without what hedges it"

    value: float
    unit: str | None
    text: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the number; refuses words that no cited sentence has, and words that state no number."""
        quantity, words, evidence = _stated(drafted, cited)
        return cls(value=quantity.value, unit=quantity.unit, text=words, evidence=evidence)


class Money(Grounded):
    """A sum of money that a cited sentence states; `text` is its words there.

    `currency` is the ISO 4217 code of the sign, code or name in the words, as CLDR has it for the article's language;
    None where these are shared by several ("dollars" in English).
    """

    fills: ClassVar[str] = (
        "a sum of money, with its currency, in the words of a cited sentence, without what hedges it"
    )

    amount: float
    currency: str | None
    text: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the sum; refuses words that no cited sentence has, and words that state no number."""
        quantity, words, evidence = _stated(drafted, cited)
        currency = currency_of(quantity, cited.document.language)
        return cls(amount=quantity.value, currency=currency, text=words, evidence=evidence)


def _stated(drafted: str, cited: Cited) -> tuple[Quantity, str, Evidences]:
    """Return the number that the words state, and the words where a cited sentence has them."""
    place = cited.place_of(drafted)
    text, words = cited.document.text, cited.text_of(place)
    before, behind = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
    if (words[0].isdigit() and _GOES_ON_BEFORE.search(before)) or (
        words[-1].isdigit() and _GOES_ON_BEHIND.match(behind)
    ):
        raise Ungrounded("the cited sentences have it only within a longer number")
    quantity = read_quantity(words, cited.document.language)
    if quantity is None:
        raise Ungrounded("states no number")
    return quantity, words, cited.evidence_at(place)
