"""Draft in, the contents of a brief out: the order in which everything is checked."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from summarizer.brief import Actor, DiplomaticMove, KeyEvent, Quote, Rejected, SummarySentence
from summarizer.claims.checking import AS_DRAFTED, Checking, Contents, FailedProse, Reworded
from summarizer.claims.prose import Prose, as_prose
from summarizer.claims.roster import UNNAMED
from summarizer.draft import Draft, DraftProse
from summarizer.text.document import Document
from summarizer.verification.acts import ActChecker, publish_events, publish_moves
from summarizer.verification.quotes import publish_quotes
from summarizer.verification.repeats import merge_repeats

# Far above what a good draft of a long report holds.
_MOST_SENTENCES, _MOST_ACTORS = 50, 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """The contents of a brief: nothing in here rests on the model's word alone.

    `failed` is prose that the model might mend; the article's own words stand for it.
    """

    headline: str
    summary: list[SummarySentence]
    key_events: list[KeyEvent]
    actors: list[Actor]
    quotes: list[Quote]
    diplomatic_moves: list[DiplomaticMove]
    rejected: list[Rejected]
    failed: list[FailedProse]

    @property
    def contents(self) -> Contents:
        """The same by the names of the fields, as for any form of a brief."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        return Contents(held, held.pop("rejected"), held.pop("failed"))


def verify(
    draft: Draft,
    document: Document,
    *,
    min_confidence: float = 0.0,
    prompts: Path | None = None,
    mended: Reworded = AS_DRAFTED,
) -> Verified:
    """Check a draft against its article; pure, and total: any draft gives contents that hold.

    Acts whose type is known to be less sure than `min_confidence` (0 to 1) are refused. `prompts` is the folder whose
    prompts replace those of the package, `mended` what the model wrote in place of prose that `failed` before.
    """
    checking = Checking(document, prompts, mended)
    headline, summary = _headline(draft.headline, checking), _summary(draft.summary, checking)
    for stranger in checking.names.take(checking.first(draft.actors, _MOST_ACTORS, "actors")):
        checking.refuse("actors", stranger, UNNAMED)
    acts = partial(ActChecker, checking=checking, min_confidence=min_confidence)
    events = merge_repeats(acts("key_events").check(draft.events))
    moves = acts("diplomatic_moves", needs_actor=True).check(draft.moves)
    also_moves = [act for act in events if act.is_move and act.event.actors]
    published_events = publish_events(events)
    quotes = publish_quotes(draft.quotes, checking)
    return Verified(
        headline=headline,
        summary=summary,
        key_events=published_events,
        actors=checking.names.published(),
        quotes=quotes,
        diplomatic_moves=publish_moves(merge_repeats([*also_moves, *moves]), published_events),
        rejected=checking.rejected(),
        failed=checking.failed,
    )


def _headline(draft: DraftProse, checking: Checking) -> str:
    """Return the headline; where it cites nothing, the article's title or first sentence stands for it."""
    cited = checking.cite(draft.sentences, "headline", draft.text)
    if cited:
        return checking.prose(Prose, draft.text, cited, "headline").text
    document = checking.document
    return as_prose(document.article.title or document.sentences[0].of(document.text))


def _summary(drafts: Sequence[DraftProse], checking: Checking) -> list[SummarySentence]:
    """Return the sentences of the summary that cite something, each once, with their evidence."""
    published: dict[str, SummarySentence] = {}
    for place, draft in enumerate(checking.first(drafts, _MOST_SENTENCES, "summary")):
        path = f"summary[{place}]"
        if cited := checking.cite(draft.sentences, path, draft.text):
            told = checking.prose(Prose, draft.text, cited, path)
            sentence = SummarySentence(text=told.text, evidence=told.evidence)
            published.setdefault(told.text.casefold(), sentence)
    return list(published.values())
