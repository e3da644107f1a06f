"""Articles beyond the context: briefed by parts, published as one brief with evidence in the whole text."""

import asyncio
import re
from collections.abc import Sequence
from time import perf_counter

import pytest

from summarizer.article import Article
from summarizer.brief import Claim, Evidence, GroundedBrief
from summarizer.claims import Name, Prose, Quotation, Reference
from summarizer.claims.form import ClaimsForm
from summarizer.claims.grounding import ground_brief
from summarizer.draft import Draft
from summarizer.errors import ArticleTooLong
from summarizer.model.interface import Message, Output
from summarizer.progress import Progress
from summarizer.strategies.merging import DraftLead
from summarizer.strategies.one_pass import one_pass
from summarizer.strategies.own_form import draft_own_form
from summarizer.strategies.strategy import Task
from summarizer.text.document import read_document
from summarizer.verification.verify import Verified, verify
from tests.strategies.fake_model import FakeModel

CONTEXT = 5_900
BLOCK = (
    "Veldaria’s president, Marek Dolan, accused Ostrava of arming rebels in district {n}.\n"
    "“We saw the crates in district {n},” Dolan said. Rebels killed {n} soldiers near Lurno on Monday.\n"
)
REPORT = "\n".join(BLOCK.format(n=n) for n in range(2, 1_100))


class Reader(FakeModel):
    """Drafts what it is shown: the first act of the part, with the ids that stand in the prompt."""

    def __init__(self, *, takes: int = 1_000_000) -> None:
        super().__init__(context=CONTEXT)
        self.profile = self.profile.model_copy(update={"max_output_tokens": 500})
        self.takes = takes
        self.tried = 0

    async def structured(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> Output:
        shown = messages[-1]["content"]
        self.tried += 1
        if len(shown) > self.takes:
            raise ArticleTooLong("Too long.")
        self.asked.append(list(messages))
        lines = dict(re.findall(r"^\[(\d+)\] (.*)$", shown, re.MULTILINE))
        number, first = next((int(n), line) for n, line in lines.items() if "accused" in line)
        lead = {"headline": {"text": first, "s": [number]}, "summary": [{"text": first, "s": [number]}]}
        if output is DraftLead:
            return output.model_validate(lead)
        act = {"s": [number], "what": first, "type": "ACCUSE", "by": ["Marek Dolan"], "to": ["Ostrava"]}
        actors = [{"names": ["Marek Dolan"], "kind": "person"}, {"names": ["Ostrava"], "kind": "country"}]
        quotes = [{"q": one, "by": "Dolan"} for one in re.findall(r"^(Q\d+) in", shown, re.MULTILINE)]
        return output.model_validate(
            {**lead, "actors": actors, "quotes": quotes, "events": [act], "moves": [act]}
        )


class Sighting(Claim):
    """Crates that somebody saw."""

    by: Name
    why: Prose


class Reply(Claim):
    """What answers a sighting."""

    to: Reference[Sighting]
    words: Quotation


class Sightings(GroundedBrief):
    """List sightings and replies."""

    sightings: list[Sighting]
    replies: list[Reply]


class OwnReader(Reader):
    """Drafts a sighting and a reply for each accusation that it is shown, in words of its own."""

    async def structured(
        self, messages: Sequence[Message], output: type[Output], *, max_tokens: int
    ) -> Output:
        self.asked.append(list(messages))
        shown = messages[-1]["content"]
        told = re.findall(r"^\[(\d+)\] .* in (district \d+)", shown, re.MULTILINE)
        quotes = dict(re.findall(r"^(Q\d+) in \[(\d+)\]", shown, re.MULTILINE))
        sightings, replies = [], []
        for number, place in [one for one in told if one[0] not in quotes.values()]:
            why = f"In the {place} the men saw many crates" + " of arms" * (len(self.asked) % 2)
            sightings.append({"s": [int(number)], "by": "Marek Dolan", "why": why})
            quote = next((one for one, at in quotes.items() if int(at) == int(number) + 1), None)
            if quote:
                told_to = {"s": [int(number) + 1], "to": len(sightings), "words": {"q": quote}}
                replies.append(told_to)
        return output.model_validate({"sightings": sightings, "replies": replies})


def district(words: str) -> str:
    (found,) = re.findall(r"district \d+", words)
    return str(found)


def test_brief_of_ones_own_form_is_made_by_parts_too() -> None:
    text, form, model = REPORT[:20_000], ClaimsForm.of(Sightings), OwnReader()
    document = read_document(Article(text=text))
    draft, _ = asyncio.run(draft_own_form(Task(document, model, None, lambda _: None, perf_counter()), form))
    assert len(model.asked) > 2
    told = ground_brief(Sightings, draft, document)
    sightings, replies = told.fields["sightings"], told.fields["replies"]
    accused = re.findall(r"arming rebels in (district \d+)", text)
    assert [district(one.why.text) for one in sightings] == accused
    assert len(replies) == len(accused)
    assert told.rejected == []
    for reply in replies:
        place = district(reply.words.text)
        (sighting,) = [one for one in sightings if one.id == reply.to.id]
        assert place in sighting.why.text


def drafted(text: str, model: FakeModel, heard: list[Progress] | None = None) -> tuple[Draft, Verified]:
    document = read_document(Article(text=text))
    listener = ([] if heard is None else heard).append
    draft = asyncio.run(one_pass(Task(document, model, None, listener, perf_counter()))).draft
    return draft, verify(draft, document)


def evidence_of(brief: Verified) -> list[Evidence]:
    parts = (brief.summary, brief.key_events, brief.quotes, brief.diplomatic_moves)
    return [evidence for part in parts for item in part for evidence in item.evidence]


def test_report_of_200_000_characters_is_one_brief() -> None:
    assert len(REPORT) > 200_000
    model = Reader()
    heard: list[Progress] = []
    _, brief = drafted(REPORT, model, heard)
    assert all(REPORT[one.start : one.end] == one.text for one in evidence_of(brief))
    assert len(brief.quotes) == 1_098
    assert max(one.start for event in brief.key_events for one in event.evidence) > 100_000
    assert [actor.name for actor in brief.actors].count("Marek Dolan") == 1
    assert all(len(messages[-1]["content"].encode()) < CONTEXT * 3.2 for messages in model.asked)
    assert heard[-1].step == "putting the parts together"
    assert [report.done for report in heard if report.step == "reading part by part"] == list(
        range(len(model.asked) - 1)
    )


def test_article_that_fits_takes_one_call() -> None:
    model = Reader()
    drafted(BLOCK.format(n=7), model)
    assert len(model.asked) == 1


def test_what_two_parts_share_is_told_once() -> None:
    model = Reader()
    draft, brief = drafted(REPORT[:20_000], model)
    assert len(model.asked) > 3
    acts = [event.evidence[0].text for event in brief.key_events]
    assert len(acts) == len(set(acts)) <= len(draft.events)
    assert len({quote.evidence[0].start for quote in brief.quotes}) == len(brief.quotes)


def test_part_that_the_endpoint_finds_too_long_is_halved() -> None:
    whole, halved = Reader(), Reader(takes=1_500)
    text = REPORT[:6_000]
    drafted(text, whole)
    _, brief = drafted(text, halved)
    assert halved.tried > len(halved.asked) > len(whole.asked)
    assert all(text[one.start : one.end] == one.text for one in evidence_of(brief))


def test_endpoint_that_takes_not_even_a_sentence_is_an_error() -> None:
    with pytest.raises(ArticleTooLong, match="Too long"):
        drafted(REPORT[:6_000], Reader(takes=10))
