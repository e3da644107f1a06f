"""Draft in, the contents of a brief out: the order in which everything is checked."""

from dataclasses import dataclass
from pathlib import Path

from summarizer.brief import Actor, DiplomaticMove, KeyEvent, Quote, Rejected, SummarySentence
from summarizer.draft import Draft, DraftEvent
from summarizer.text.document import Document
from summarizer.verification.acts import ActChecker, publish_events, publish_moves
from summarizer.verification.limits import within_limits
from summarizer.verification.prose import (
    failed_within_limits,
    fall_back_on_the_article,
    publish_headline,
    publish_summary,
)
from summarizer.verification.quotes import publish_quotes
from summarizer.verification.refusals import harmless
from summarizer.verification.repeats import merge_repeats
from summarizer.verification.roster import Roster


@dataclass(frozen=True, slots=True)
class Verified:
    """The contents of a brief: nothing in here rests on the model's word alone."""

    headline: str
    summary: list[SummarySentence]
    key_events: list[KeyEvent]
    actors: list[Actor]
    quotes: list[Quote]
    diplomatic_moves: list[DiplomaticMove]
    rejected: list[Rejected]


def verify(
    draft: Draft, document: Document, *, min_confidence: float = 0.0, prompts: Path | None = None
) -> Verified:
    """Check a draft against its article; pure, and total: any draft gives contents that hold.

    Acts whose type is known to be less sure than `min_confidence` (0 to 1) are refused. `prompts` is the folder whose
    prompts replace those of the package.

    Prose that breaks a rule is replaced by the article's own words. A caller who wants the model to mend it first asks
    `failed_prose` what breaks, and puts the answer into the draft.
    """
    draft, unread = within_limits(draft)
    failed = failed_within_limits(draft, document, prompts)
    draft, rejected = fall_back_on_the_article(draft, document, failed)
    roster = Roster(document)
    rejected += roster.take(draft.actors)
    least = min_confidence
    events = ActChecker("key_events", document, roster, needs_actor=False, min_confidence=least)
    moves = ActChecker("diplomatic_moves", document, roster, needs_actor=True, min_confidence=least)
    kept_events = merge_repeats(act for item in draft.events if (act := events.check(item)))
    also_moves = [
        act for act in kept_events if isinstance(act.draft, DraftEvent) and act.draft.move and act.actors
    ]
    kept_moves = merge_repeats([*also_moves, *(act for item in draft.moves if (act := moves.check(item)))])
    published_events = publish_events(kept_events, document)
    quotes, refused_speakers = publish_quotes(draft.quotes, document, roster)
    return Verified(
        headline=publish_headline(draft, document),
        summary=publish_summary(draft, document),
        key_events=published_events,
        actors=roster.published(),
        quotes=quotes,
        diplomatic_moves=publish_moves(kept_moves, published_events, document),
        rejected=harmless(
            [*unread, *rejected, *events.rejected, *moves.rejected, *refused_speakers], document, prompts
        ),
    )
