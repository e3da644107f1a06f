"""Sanctions: who restricts whom, how, since when."""

from typing import Literal

from summarizer.claims import Claim, GroundedBrief, Money, Name, Prose, Quotation, When


class Sanction(Claim):
    """A sanction that the article reports as imposed, announced, extended or lifted."""

    by: list[Name]
    against: list[Name]
    measure: Literal["asset freeze", "travel ban", "trade ban", "arms embargo", "expulsion", "other"]
    step: Literal["imposed", "announced", "extended", "lifted"]
    amount: Money | None = None
    since: When | None = None
    in_words: Quotation | None = None
    why: Prose


class SanctionsBrief(GroundedBrief):
    """List the sanctions of a news article, with who imposes them on whom, and the companies it names."""

    sanctions: list[Sanction]
    companies: list[Name]
