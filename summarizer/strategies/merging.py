"""Drafts of the parts of one article, put together into one draft."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from pydantic import Field

from summarizer.draft import Draft, DraftAct, DraftActor, DraftPart, DraftProse, DraftQuote

Ranked = TypeVar("Ranked")

# A brief is no index: of a long report these are enough, or what each of its parts puts first.
_MOST_ACTS = 24


class DraftLead(DraftPart):
    """What is said of the article as a whole."""

    headline: DraftProse
    summary: list[DraftProse] = Field(json_schema_extra={"maxItems": 3})


def merge_drafts(drafts: Sequence[Draft], lead: DraftLead) -> Draft:
    """Return one draft under the lead: what every part puts first comes first, and verification joins what repeats.

    All drafts cite the sentences and quotations of the same article, so that nothing has to be renumbered.
    """
    most = max(_MOST_ACTS, len(drafts))
    return Draft(
        headline=lead.headline,
        summary=lead.summary,
        actors=_actors(draft.actors for draft in drafts),
        quotes=_quotes(draft.quotes for draft in drafts),
        events=_by_rank([draft.events for draft in drafts])[:most],
        moves=_by_rank([draft.moves for draft in drafts])[:most],
    )


def telling_sentences(drafts: Sequence[Draft]) -> list[int]:
    """Return the sentences that the drafts rest on, the most telling first: of headlines, summaries, then acts."""
    prose: list[Sequence[DraftProse | DraftAct]] = [[draft.headline, *draft.summary] for draft in drafts]
    acts: list[Sequence[DraftProse | DraftAct]] = [[*draft.events, *draft.moves] for draft in drafts]
    cited = (claim.sentences for claim in chain(_by_rank(prose), _by_rank(acts)))
    return list(dict.fromkeys(chain.from_iterable(cited)))


def _by_rank(lists: Sequence[Sequence[Ranked]]) -> list[Ranked]:
    """Return the first of every list, then the second of every list, and so on."""
    missing = object()
    rows = zip_longest(*lists, fillvalue=missing)
    return [item for row in rows for item in row if item is not missing]  # type: ignore[misc]  # the filler is gone


def _actors(lists: Iterable[Sequence[DraftActor]]) -> list[DraftActor]:
    found: dict[str, DraftActor] = {}
    for actor in chain.from_iterable(lists):
        known = found.setdefault(actor.name, actor)
        if known is not actor:
            update = {
                "names": list(dict.fromkeys([*known.names, *actor.names])),
                "role": known.role or actor.role,
                "country": known.country or actor.country,
            }
            found[actor.name] = known.model_copy(update=update)
    return list(found.values())


def _quotes(lists: Iterable[Sequence[DraftQuote]]) -> list[DraftQuote]:
    found: dict[str, DraftQuote] = {}
    for quote in chain.from_iterable(lists):
        # Of two parts that share a quotation, one may not see who says it.
        if quote.quotation not in found or found[quote.quotation].speaker is None:
            found[quote.quotation] = quote
    return list(found.values())
