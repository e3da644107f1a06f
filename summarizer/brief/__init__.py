"""The published brief: the contract with everybody who reads or stores one."""

from summarizer.brief.acts import MUTUAL, DiplomaticMove, EventId, EventStatus, KeyEvent, link_moves
from summarizer.brief.brief import SCHEMA_VERSION, Brief, is_readable
from summarizer.brief.own import Claim, GroundedBrief, StoredGroundedBrief
from summarizer.brief.parts import (
    Actor,
    ActorId,
    ActorKind,
    ArticleInfo,
    Casualties,
    Evidence,
    Mention,
    Provenance,
    Published,
    Quote,
    QuoteKind,
    Rejected,
    SummarySentence,
    Tokens,
    When,
)
from summarizer.brief.told import Act

__all__ = [
    "MUTUAL",
    "SCHEMA_VERSION",
    "Act",
    "Actor",
    "ActorId",
    "ActorKind",
    "ArticleInfo",
    "Brief",
    "Casualties",
    "Claim",
    "DiplomaticMove",
    "EventId",
    "EventStatus",
    "Evidence",
    "GroundedBrief",
    "KeyEvent",
    "Mention",
    "Provenance",
    "Published",
    "Quote",
    "QuoteKind",
    "Rejected",
    "StoredGroundedBrief",
    "SummarySentence",
    "Tokens",
    "When",
    "is_readable",
    "link_moves",
]
