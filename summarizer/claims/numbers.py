"""Numbers and sums of money: what a cited sentence states in digits or words, with its unit."""

from typing import Any, ClassVar, Self

from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.text.quantities import Quantity, currency_of, read_quantity
from summarizer.text.spans import Span


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
        place, quantity = _stated(drafted, cited)
        words, evidence = cited.text_of(place), cited.evidence_at(place)
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
        place, quantity = _stated(drafted, cited)
        currency = currency_of(quantity, cited.document.language)
        words, evidence = cited.text_of(place), cited.evidence_at(place)
        return cls(amount=quantity.value, currency=currency, text=words, evidence=evidence)


def _stated(drafted: str, cited: Cited) -> tuple[Span, Quantity]:
    """Return where a cited sentence has the words, and the number that they state."""
    place = _place(drafted, cited)
    quantity = read_quantity(cited.text_of(place), cited.document.language)
    if quantity is None:
        raise Ungrounded("states no number")
    return place, quantity


def _place(drafted: str, cited: Cited) -> Span:
    place = cited.find(drafted)
    if place is None:
        raise Ungrounded("the cited sentences do not say so")
    # A figure within a longer one ("5" of "1.5") is another number.
    text = cited.document.text
    before, behind = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
    if text[place.start].isdigit() and (
        before[-1:].isdigit() or (before[-1:] in ".," and before[:1].isdigit())
    ):
        raise Ungrounded("the cited sentences have it only within a longer number")
    if text[place.end - 1].isdigit() and (
        behind[:1].isdigit() or (behind[:1] in ".," and behind[1:].isdigit())
    ):
        raise Ungrounded("the cited sentences have it only within a longer number")
    return place
