"""A brief as sections of items, in the order in which every readable form tells them: plain text, not yet made safe."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.brief import Actor, Brief, Evidence
from summarizer.plover import QuadClass
from summarizer.render import phrases, wording
from summarizer.render.citations import Citations
from summarizer.render.selection import MOST_NAMES, Selection, Speaker, ToldAct, select

ACTS_KEY = "E key event, M diplomatic move, E=M both"
NO_ACTS = "None that is told with those who take part."


class Item(NamedTuple):
    """One thing that is told: `lead` (who), `code` (what kind of act), `text`, what they rest on, and its `mark`.

    `below` is a paragraph under it. A `further` item goes on with the lead of the one before.
    """

    lead: str = ""
    code: str = ""
    text: str = ""
    evidence: Sequence[Evidence] = ()
    mark: str = ""
    below: str = ""
    quad_class: QuadClass | None = None
    further: bool = False

    def links(self) -> tuple[str, str, str]:
        """Return what stands before lead, code and text."""
        after_lead = ": " if self.lead else ""
        return "", after_lead if self.code else "", (" · " if self.code else after_lead) if self.text else ""


class Section(NamedTuple):
    """Items under a title; `key` explains their marks. The summary's title is empty: it stands under the headline."""

    title: str
    items: tuple[Item, ...]
    key: str = ""


class Outline(NamedTuple):
    """The whole of what a readable form shows."""

    headline: Item
    about: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]

    def evidence(self) -> Iterator[Evidence]:
        """Yield what the items rest on."""
        for item in (self.headline, *(item for section in self.sections for item in section.items)):
            yield from item.evidence


def outline(
    brief: Brief, citations: Citations, *, everything: bool = False, reasons: bool = False
) -> Outline:
    """Return what is told of a brief: what there is room for, or `everything`; with `reasons` what was rejected."""
    chosen = select(brief, citations, everything=everything)
    return Outline(
        Item(brief.headline or "(no headline)", evidence=chosen.headline_evidence),
        phrases.article_line(brief, short=not everything),
        tuple(one for one in _sections(brief, chosen, everything=everything, reasons=reasons) if one.items),
        tuple(_foot(brief, chosen, everything=everything, reasons=reasons)),
    )


def _sections(brief: Brief, chosen: Selection, *, everything: bool, reasons: bool) -> Iterator[Section]:
    def acts(told: Iterable[ToldAct]) -> tuple[Item, ...]:
        return tuple(_act(one, everything=everything) for one in told)

    def quotes(speakers: Iterable[Speaker]) -> tuple[Item, ...]:
        return tuple(item for one in speakers for item in _said(one, cues=everything))

    yield Section("", tuple(Item(text=one.text, evidence=one.evidence) for one in chosen.summary))
    if chosen.acts:
        yield Section("Acts", acts(chosen.acts), ACTS_KEY)
    else:
        yield Section("Acts", (Item(text=NO_ACTS),))
    yield Section("Quotes", quotes(chosen.speakers))
    yield Section("Who", _who(chosen.actors))
    if everything:
        yield Section("Less sure", acts(chosen.less_sure))
        yield Section("With nobody named", acts(chosen.nobody))
        yield Section("Quotes in what is told above", quotes(chosen.more_speakers))
        yield Section("Also named", _who(chosen.more_actors))
    if reasons:
        yield Section(
            "Rejected", tuple(Item(one.field, text=f"{one.value} — {one.reason}") for one in brief.rejected)
        )


def _act(told: ToldAct, *, everything: bool) -> Item:
    act = told.act
    details = (wording.circumstances(act), wording.sureness(act) if everything else "")
    return Item(
        wording.sides(act, None if everything else MOST_NAMES),
        wording.coding(act),
        " · ".join(part for part in details if part),
        (*act.evidence, *(act.casualties.evidence if act.casualties else ())),
        wording.ids(act),
        told.words or "",
        act.quad_class,
    )


def _said(speaker: Speaker, *, cues: bool) -> Iterator[Item]:
    for number, said in enumerate(speaker.said):
        yield Item(
            "" if number else speaker.name,
            text=said.around or f"“{said.quote.text}”",
            evidence=said.quote.evidence,
            mark=phrases.cue_phrase(said.quote, speaker.name) if cues else "",
            further=bool(number),
        )


def _who(actors: Sequence[Actor]) -> tuple[Item, ...]:
    return (Item(text="; ".join(map(phrases.actor_phrase, actors))),) if actors else ()


def _foot(brief: Brief, chosen: Selection, *, everything: bool, reasons: bool) -> Iterator[str]:
    if not everything and (left_out := chosen.left_out()):
        yield f"Not shown (it is in --all and in the JSON): {left_out}"
    if brief.rejected and not reasons:
        yield f"{phrases.rejected_line(brief.rejected)} (--evidence says why)"
    yield f"{wording.CHECKED} {wording.NOT_CHECKED}"
    yield phrases.provenance_line(brief.provenance, short=not everything)
