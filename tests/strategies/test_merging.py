"""Drafts of parts become one draft: ranks, actors, quotations, and what the whole rests on."""

from summarizer.draft import Draft, DraftActor, DraftEvent, DraftProse, DraftQuote
from summarizer.strategies.merging import DraftLead, merge_drafts, telling_sentences

LEAD = DraftLead(
    headline=DraftProse(text="All of it", sentences=[1]),
    summary=[DraftProse(text="A sentence.", sentences=[2])],
)


def event(what: str, *sentences: int) -> DraftEvent:
    return DraftEvent(sentences=list(sentences), what=what, type="CONSULT")


def draft(
    first: int,
    *events: DraftEvent,
    actors: tuple[DraftActor, ...] = (),
    quotes: tuple[DraftQuote, ...] = (),
) -> Draft:
    return Draft(
        headline=DraftProse(text="A part", sentences=[first]),
        summary=[DraftProse(text="Its sentence.", sentences=[first + 1])],
        actors=list(actors),
        quotes=list(quotes),
        events=list(events),
        moves=[],
    )


def test_what_parts_put_first_comes_first() -> None:
    one = draft(1, event("a1", 3), event("a2", 4))
    other = draft(10, event("b1", 13))
    merged = merge_drafts([one, other], LEAD)
    assert [one.what for one in merged.events] == ["a1", "b1", "a2"]
    assert (merged.headline.text, merged.summary[0].text) == ("All of it", "A sentence.")


def test_long_report_gives_a_brief_and_no_index() -> None:
    parts = [draft(n, *(event(f"{n}.{rank}", n) for rank in range(6))) for n in range(1, 30)]
    events = merge_drafts(parts, LEAD).events
    assert len(events) == len(parts) == 29
    assert all(one.what.endswith(".0") for one in events)


def test_actor_of_several_parts_is_one_with_all_that_is_known() -> None:
    one = draft(1, actors=(DraftActor(names=["Ana Dravic", "Dravic"], kind="person"),))
    other = draft(9, actors=(DraftActor(names=["Ana Dravic", "Ana"], kind="person", role="minister"),))
    (actor,) = merge_drafts([one, other], LEAD).actors
    assert (actor.names, actor.role) == (["Ana Dravic", "Dravic", "Ana"], "minister")


def test_shared_quotation_keeps_the_speaker_that_one_part_saw() -> None:
    one = draft(1, quotes=(DraftQuote(quotation="Q1"), DraftQuote(quotation="Q2", speaker="Dolan")))
    other = draft(9, quotes=(DraftQuote(quotation="Q1", speaker="Dravic"), DraftQuote(quotation="Q2")))
    quotes = merge_drafts([one, other], LEAD).quotes
    assert [(quote.quotation, quote.speaker) for quote in quotes] == [("Q1", "Dravic"), ("Q2", "Dolan")]


def test_headlines_and_summaries_tell_more_than_acts() -> None:
    drafts = [draft(1, event("a", 5, 6)), draft(10, event("b", 15), event("c", 1))]
    assert telling_sentences(drafts) == [1, 10, 2, 11, 5, 6, 15]
