"""A brief as sections of items, in the order in which every readable form tells them: plain text, not yet made safe."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from summarizer.brief import Actor, Brief, Evidence, GroundedBrief
from summarizer.brief_form import AnyBrief
from summarizer.plover import QuadClass
from summarizer.render import phrases, wording
from summarizer.render.citations import Citations
from summarizer.render.own_entries import Entry, sections_of
from summarizer.render.selection import MOST_NAMES, Selection, Speaker, ToldAct, select

ACTS_KEY = "E key event, M diplomatic move, E=M both"
NO_ACTS = "None that is told with those who take part."


class Item(NamedTuple):
    """One thing that is told: `lead` (who), `code` (what kind of act), `text`, what they rest on, and its `mark`.

    One of a greater `depth` belongs to the one before it.
    """

    lead: str = ""
    code: str = ""
    text: str = ""
    evidence: Sequence[Evidence] = ()
    mark: str = ""
    quad_class: QuadClass | None = None
    depth: int = 0

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
    brief: AnyBrief, citations: Citations, *, everything: bool = False, reasons: bool = False
) -> Outline:
    """Return what is told of a brief: what there is room for, or `everything`; with `reasons` what was rejected.

    Of a brief of a user's own form everything is told.
    """
    if isinstance(brief, GroundedBrief):
        headline = Item(brief.article.title or brief.form)
        about, sections = phrases.article_line(brief), _own_sections(brief)
        foot = _foot(brief, "", everything=True, reasons=reasons)
    else:
        chosen = select(brief, citations, everything=everything)
        headline = Item(brief.headline or "(no headline)", evidence=chosen.headline_evidence)
        about, sections = (
            phrases.article_line(brief, short=not everything),
            _sections(chosen, everything=everything),
        )
        left_out = "" if everything else chosen.left_out()
        foot = _foot(brief, left_out, everything=everything, reasons=reasons)
    if reasons:
        told = (Item(one.field, text=f"{one.value} — {one.reason}") for one in brief.rejected)
        sections = chain(sections, [Section("Rejected", tuple(told))])
    return Outline(headline, about, tuple(one for one in sections if one.items), tuple(foot))


def _sections(chosen: Selection, *, everything: bool) -> Iterator[Section]:
    def acts(told: Iterable[ToldAct]) -> tuple[Item, ...]:
        return tuple(item for one in told for item in _act(one, everything=everything))

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


def _act(told: ToldAct, *, everything: bool) -> Iterator[Item]:
    act = told.act
    details = (wording.circumstances(act), wording.sureness(act) if everything else "")
    yield Item(
        wording.sides(act, None if everything else MOST_NAMES),
        wording.coding(act),
        " · ".join(part for part in details if part),
        (*act.evidence, *(act.casualties.evidence if act.casualties else ())),
        wording.ids(act),
        act.quad_class,
    )
    if told.words:
        yield Item(text=told.words, depth=1)


def _said(speaker: Speaker, *, cues: bool) -> Iterator[Item]:
    for number, said in enumerate(speaker.said):
        yield Item(
            "" if number else speaker.name,
            text=said.around or f"“{said.quote.text}”",
            evidence=said.quote.evidence,
            mark=phrases.cue_phrase(said.quote, speaker.name) if cues else "",
            depth=int(number > 0),
        )


def _who(actors: Sequence[Actor]) -> tuple[Item, ...]:
    return (Item(text="; ".join(map(phrases.actor_phrase, actors))),) if actors else ()


def _own_sections(brief: GroundedBrief) -> Iterator[Section]:
    for part in sections_of(brief):
        yield Section(part.title, tuple(_own_items(part.entries, 0)))


def _own_items(entries: Sequence[Entry], depth: int) -> Iterator[Item]:
    for entry in entries:
        yield Item(text=entry.words or entry.name or "", evidence=entry.evidence, depth=depth)
        for line in entry.lines:
            yield Item(line.label, text=line.words, depth=depth + 1)
        for part in entry.inner:
            yield Item(part.title, depth=depth + 1)
            yield from _own_items(part.entries, depth + 2)
    if not entries:
        yield Item(text="None in the article.", depth=depth)


def _foot(brief: AnyBrief, left_out: str, *, everything: bool, reasons: bool) -> Iterator[str]:
    if left_out:
        yield f"Not shown (it is in --all and in the JSON): {left_out}"
    if brief.rejected and not reasons:
        yield f"{phrases.rejected_line(brief.rejected)} (--evidence says why)"
    if isinstance(brief, Brief):
        yield f"{wording.CHECKED} {wording.NOT_CHECKED}"
    yield phrases.provenance_line(brief.provenance, short=not everything)
