"""Company news: who buys what from whom, for how much, when, and who says so."""

from typing import Literal

from summarizer.claims import Claim, GroundedBrief, Money, Name, Number, Quotation, When


class Company(Name):
    """A company, not its brands or products."""


class Deal(Claim):
    """A purchase, sale or merger of a company, of a part of one, or of shares in one."""

    buyer: list[Company]
    seller: list[Company]
    target: Name
    stage: Literal["agreed", "completed", "proposed", "refused", "called off"]
    price: Money | None = None
    share: Number | None = None
    closing: When | None = None
    in_words: Quotation | None = None


class DealsBrief(GroundedBrief):
    """List the takeovers, mergers and sales of companies in a business article."""

    deals: list[Deal]
    job_cuts: list[Number]
