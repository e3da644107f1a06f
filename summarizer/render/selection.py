"""What of a brief is shown, in which order, and how much: the same in every view, each thing told once.

How much follows the article: a brief is to be read in less time. What is not shown is in the JSON, and in a view that
is asked for everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from summarizer.brief import Act, Actor, Brief, Evidence, Quote, SummarySentence
from summarizer.render import phrases, wording
from summarizer.render.citations import Citations
from summarizer.render.room import Room, Told, plain

LESS_SURE_BELOW = 0.6
"""Acts with both sides and a confidence below this are folded away; without one they are shown with the others.

An act that lacks a side is seldom right as a whole, and shows what it lacks."""

MOST_NAMES = 4
"""Names of one side of an act, where not everything is shown."""

# A quotation of fewer characters is an aside.
_ASIDE = 30
_FOR_SUMMARY, _FOR_ACTORS, _FOR_QUOTES = 0.4, 0.12, 0.3


class ToldAct(NamedTuple):
    """An act; `words` is its description, None where these words stand in what is shown before it."""

    act: Act
    words: str | None


class Said(NamedTuple):
    """A quotation; `around` is the sentence of a fragment, None for whole sentences and where it is told already."""

    quote: Quote
    around: str | None


class Speaker(NamedTuple):
    """Somebody and what they say; `actor` is None where the article's words, or nobody, stand for the speaker."""

    name: str
    actor: Actor | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Selection:
    """The parts of a brief in the order in which they are told.

    `headline_evidence` is that of summary sentences which the headline says already. `acts` are shown, `more_acts`
    have no room, `less_sure` have a confidence below the threshold, `nobody` name nobody on either side and so are no
    acts of a brief. `more_…` is what else there is of each kind.
    """

    headline_evidence: tuple[Evidence, ...]
    summary: tuple[SummarySentence, ...]
    more_summary: tuple[SummarySentence, ...]
    acts: tuple[ToldAct, ...]
    more_acts: tuple[ToldAct, ...]
    less_sure: tuple[ToldAct, ...]
    nobody: tuple[ToldAct, ...]
    speakers: tuple[Speaker, ...]
    more_speakers: tuple[Speaker, ...]
    actors: tuple[Actor, ...]
    more_actors: tuple[Actor, ...]

    def left_out(self) -> str:
        """Return "3 acts, 2 acts less sure, 4 quotes": what is not shown; empty where all is."""
        quotes = sum(len(speaker.said) for speaker in self.more_speakers)
        counts = (
            (len(self.more_summary), "summary sentence", ""),
            (len(self.more_acts), "act", ""),
            (len(self.less_sure), "act", " less sure"),
            (len(self.nobody), "act", " with nobody named"),
            (quotes, "quote", ""),
            (len(self.more_actors), "actor", ""),
        )
        return ", ".join(phrases.count(number, noun) + behind for number, noun, behind in counts if number)


def select(brief: Brief, citations: Citations, *, everything: bool = False) -> Selection:
    """Return what is shown of a brief; for `everything` there is room."""
    told = Told(brief.headline)
    room = Room.without_end() if everything else Room.of(brief.article.characters, _always(brief))
    in_headline = [one for one in brief.summary if told.has(one.text) or told.nearly_has(one.text)]
    sentences = [one for one in brief.summary if one not in in_headline]
    summary = list(_fitting(sentences, room.part(_FOR_SUMMARY), _sentence_lines))
    for sentence in summary or sentences[:1]:  # the lead is never left out
        room.take(_sentence_lines(sentence))
        told.add(sentence.text)
    summary = summary or sentences[:1]
    sure, less_sure, nobody = _sorted_out(brief)
    waiting, for_actors, for_quotes = list(sure), room.set_aside(_FOR_ACTORS), room.set_aside(_FOR_QUOTES)
    acts = list(_fit_acts(waiting, told, room)) or [_told_act(waiting.pop(0), told) for _ in waiting[:1]]
    room.give_back(for_quotes)
    quotes = list(_fit_quotes(_by_news(brief, sure), citations, told, room))
    acts += _fit_acts(waiting, told, room, passing_over=True)
    room.give_back(for_actors)
    speakers = _by_speaker(brief, quotes)
    taking_part = _taking_part(acts, speakers)
    cast = [one for one in brief.actors if one.id in taking_part]
    if not everything:
        cast = sorted(filter(_is_news, cast), key=lambda one: not one.role)
    actors = list(_fitting(cast, room, _actor_lines))
    shown = {one.quote.id for one in quotes}
    # Views have these before the other quotes, whose sentences are then told.
    more_acts, unsure, unnamed = (
        tuple(_told_act(act, told) for act in folded) for folded in (waiting, less_sure, nobody)
    )
    others = [Said(one, _around(one, citations, told)) for one in brief.quotes if one.id not in shown]
    return Selection(
        headline_evidence=tuple(piece for one in in_headline for piece in one.evidence),
        summary=tuple(summary),
        more_summary=tuple(one for one in sentences if one not in summary),
        acts=tuple(acts),
        more_acts=more_acts,
        less_sure=unsure,
        nobody=unnamed,
        speakers=speakers,
        more_speakers=_by_speaker(brief, others),
        actors=tuple(actors),
        more_actors=tuple(one for one in brief.actors if one not in actors),
    )


Item = TypeVar("Item")


def _fitting(items: Iterable[Item], room: Room, lines: Callable[[Item], list[str]]) -> Iterator[Item]:
    """Yield the items until one has no room."""
    for item in items:
        if not room.fits(lines(item)):
            return
        room.take(lines(item))
        yield item


def _told_act(act: Act, told: Told) -> ToldAct:
    """Return the act with its words where they are new; told they are from now on."""
    if told.has(act.description):
        return ToldAct(act, None)
    told.add(act.description)
    return ToldAct(act, act.description)


def _sorted_out(brief: Brief) -> tuple[list[Act], list[Act], list[Act]]:
    """Return the acts that are shown as such, the less sure ones and those of nobody, in order of weight.

    An act weighs what the better of its places in the two lists says; acts in the same words follow each other.
    """
    places = {one.id: place for place, one in enumerate(brief.key_events)}
    places |= {one.id: place for place, one in enumerate(brief.diplomatic_moves)}
    first: dict[str, int] = {}
    ranked = sorted(brief.acts(), key=lambda act: min(places[one] for one in act.ids))
    for place, act in enumerate(ranked):
        first.setdefault(plain(act.description), place)
    ranked.sort(key=lambda act: first[plain(act.description)])
    sure, less_sure, nobody = [], [], []
    for act in ranked:
        if not act.actors and not act.recipients:
            nobody.append(act)
        elif is_less_sure(act):
            less_sure.append(act)
        else:
            sure.append(act)
    return sure, less_sure, nobody


def is_less_sure(act: Act) -> bool:
    """Tell whether an act with both sides is less sure than what is shown at once."""
    whole = act.actors and act.recipients
    return bool(whole) and act.confidence is not None and act.confidence < LESS_SURE_BELOW


def _fit_acts(waiting: list[Act], told: Told, room: Room, *, passing_over: bool = False) -> Iterator[ToldAct]:
    """Yield the acts until one has no room, or `passing_over` those; what is shown waits no longer."""
    for act in tuple(waiting):
        lines = _act_lines(act, new=not told.has(act.description))
        if room.fits(lines):
            waiting.remove(act)
            room.take(lines)
            yield _told_act(act, told)
        elif not passing_over:
            return


def _fit_quotes(quotes: Iterable[Quote], citations: Citations, told: Told, room: Room) -> Iterator[Said]:
    """Yield the quotations that have room and are not in what is told already."""
    for quote in quotes:
        one = Said(quote, _around(quote, citations, told))
        if room.fits(_quote_lines(one)) and not told.touches(quote.text):
            room.take(_quote_lines(one))
            told.add(one.around or quote.text)
            yield one


def _around(quote: Quote, citations: Citations, told: Told) -> str | None:
    """Return the sentence of a fragment, unless it is unknown or told already, whole or in part."""
    if quote.kind == "full":
        return None
    sentence = " ".join(text for _, text in citations.cited(quote.evidence))
    known = plain(sentence) == plain(quote.text) or told.touches(sentence)
    return None if known or not sentence.strip() else sentence


def _by_news(brief: Brief, acts: Sequence[Act]) -> list[Quote]:
    """Return the quotations, those that carry news first: whole sentences of those who act, about what is told."""
    acting = {actor.id for act in acts for actor in act.actors}
    evidence = [piece for sentence in brief.summary for piece in sentence.evidence]
    evidence += [piece for act in acts for piece in act.evidence]

    def news(quote: Quote) -> int:
        touches = any(
            one.start < piece.end and piece.start < one.end for one in quote.evidence for piece in evidence
        )
        return (
            2 * (quote.speaker in acting) + 2 * (quote.kind == "full") + touches + (len(quote.text) > _ASIDE)
        )

    return sorted(brief.quotes, key=news, reverse=True)


def _by_speaker(brief: Brief, quotes: Iterable[Said]) -> tuple[Speaker, ...]:
    """Return the quotations by who says them, in the order in which the speakers come."""
    cast = {actor.id: actor for actor in brief.actors}
    found: dict[tuple[str | None, str], list[Said]] = {}
    for one in quotes:
        actor = cast[one.quote.speaker] if one.quote.speaker else None
        name = actor.name if actor else one.quote.speaker_text or "speaker unknown"
        found.setdefault((one.quote.speaker, name), []).append(one)
    return tuple(
        Speaker(name, cast[actor_id] if actor_id else None, tuple(said))
        for (actor_id, name), said in found.items()
    )


def _taking_part(acts: Iterable[ToldAct], speakers: Iterable[Speaker]) -> set[str]:
    parties = {actor.id for one in acts for actor in (*one.act.actors, *one.act.recipients)}
    return parties | {speaker.actor.id for speaker in speakers if speaker.actor}


def _is_news(actor: Actor) -> bool:
    """Tell whether there is something to say of the actor beside its name."""
    return bool(actor.role) or actor.kind not in {"person", "country"}


def _always(brief: Brief) -> Iterator[str]:
    yield brief.headline
    yield phrases.article_line(brief, short=True)
    yield phrases.rejected_line(brief.rejected)
    yield f"{wording.CHECKED} {wording.NOT_CHECKED}"
    yield phrases.provenance_line(brief.provenance, short=True)


def _sentence_lines(sentence: SummarySentence) -> list[str]:
    return [sentence.text]


def _act_lines(act: Act, *, new: bool) -> list[str]:
    head = " ".join(
        (wording.sides(act, MOST_NAMES), wording.coding(act), wording.circumstances(act), wording.ids(act))
    )
    return [head, act.description] if new else [head]


def _quote_lines(said: Said) -> list[str]:
    return [f"{said.quote.speaker_text or ''} {said.around or said.quote.text}"]


def _actor_lines(actor: Actor) -> list[str]:
    return [phrases.actor_phrase(actor)]
