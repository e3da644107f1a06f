"""A brief of one's own: a pydantic model of grounded fields, filled in by a model and verified by code.

from summarizer import summarize
from summarizer.claims import Claim, GroundedBrief, Name, Prose, When
"""

from summarizer.brief.own import Claim, GroundedBrief
from summarizer.claims.examples import Example
from summarizer.claims.facts import Reference, Stated
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.claims.names import Country, Name, Place
from summarizer.claims.numbers import Money, Number
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import Quotation, Words
from summarizer.claims.times import When

__all__ = [
    "Cited",
    "Claim",
    "Country",
    "Example",
    "Grounded",
    "GroundedBrief",
    "Money",
    "Name",
    "Number",
    "Place",
    "Prose",
    "Quotation",
    "Reference",
    "Stated",
    "Ungrounded",
    "When",
    "Words",
]
