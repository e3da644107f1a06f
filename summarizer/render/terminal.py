"""A brief as a rich renderable: what it tells in order of weight, and behind it what nobody has checked."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.brief import Actor, Brief, Evidence, Rejected
from summarizer.render import phrases, wording
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.palette import HEADING, MINOR, style_of
from summarizer.render.safe import safe_line
from summarizer.render.selection import MOST_NAMES, Speaker, ToldAct, select

WIDEST = 100


def render_terminal(
    brief: Brief,
    text: str | None = None,
    *,
    everything: bool = False,
    evidence: bool = False,
    reasons: bool = False,
) -> RenderableType:
    """Return what a rich console prints; it lays itself out for that console's width.

    `text` is the article's; without it the passages of the evidence are cited instead of whole sentences.
    `everything` leaves nothing out, `evidence` adds what is cited, `reasons` why claims were rejected. Raises
    `ValueError` when the brief is about another text.
    """
    return _View(brief, Citations(brief, text), everything=everything, evidence=evidence, reasons=reasons)


class _View:
    def __init__(
        self, brief: Brief, citations: Citations, *, everything: bool, evidence: bool, reasons: bool
    ) -> None:
        self._brief = brief
        self._citations = citations
        self._selection = select(brief, citations, everything=everything)
        self._everything = everything
        self._evidence = evidence
        self._reasons = reasons

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        page = Group(*self._head(), *self._body(), *self._foot())
        yield from console.render(page, options.update(width=min(options.max_width, WIDEST)))

    def _head(self) -> Iterator[RenderableType]:
        brief, chosen = self._brief, self._selection
        headline = brief.headline or "(no headline)"
        yield self._cited(Text(safe_line(headline), HEADING), chosen.headline_evidence)
        if about := phrases.article_line(brief, short=not self._everything):
            yield Text(safe_line(about), MINOR)
        yield from _section("", [self._cited(Text(safe_line(s.text)), s.evidence) for s in chosen.summary])

    def _body(self) -> Iterator[RenderableType]:
        chosen = self._selection
        yield from _section("Acts", map(self._act, chosen.acts), "E key event, M diplomatic move, E=M both")
        if not chosen.acts:
            yield from _section("Acts", [Text("None that is told with those who take part.")])
        yield from _section("Quotes", (line for one in chosen.speakers for line in self._speaker(one)))
        yield from _section("Who", _who(chosen.actors))
        if self._everything:
            yield from _section("Less sure", map(self._act, chosen.less_sure))
            yield from _section("Nobody named on either side", map(self._act, chosen.nobody))
            yield from _section(
                "Quotes told above", (line for one in chosen.more_speakers for line in self._speaker(one))
            )
            yield from _section("Also named", _who(chosen.more_actors))

    def _foot(self) -> Iterator[RenderableType]:
        brief = self._brief
        if self._evidence:
            cited = self._citations.cited()
            yield from _section("Evidence", [_numbered(cited)] if cited else [])
        if self._reasons:
            yield from _section("Rejected", map(_reason, brief.rejected))
        yield Text("")
        left_out = "" if self._everything else self._selection.left_out()
        left_out = left_out and f"Not shown (--all does): {left_out}"
        for line in (left_out, "" if self._reasons else phrases.rejected_line(brief.rejected)):
            if line:
                yield Text(safe_line(line), MINOR)
        yield Text(f"{wording.CHECKED} {wording.NOT_CHECKED}", MINOR)
        yield Text(safe_line(phrases.provenance_line(brief.provenance, short=not self._everything)), MINOR)

    def _cited(self, content: Text, evidence: Iterable[Evidence]) -> Text:
        numbers = format_numbers(self._citations.of(evidence))
        return content.append(f"  {numbers}", MINOR) if numbers else content

    def _act(self, told: ToldAct) -> RenderableType:
        act = told.act
        sides = wording.sides(act, None if self._everything else MOST_NAMES)
        sure = wording.sureness(act) if self._everything else ""
        details = " · ".join(part for part in (wording.circumstances(act), sure) if part)
        head = Text.assemble(
            (safe_line(sides), HEADING),
            ": ",
            (wording.coding(act), style_of(act.quad_class)),
            f" · {safe_line(details)}" if details else "",
        )
        head = self._cited(head, act.evidence).append(f" {wording.ids(act)}", MINOR)
        return Group(head, *([_inset(Text(safe_line(told.words)))] if told.words else []))

    def _speaker(self, speaker: Speaker) -> Iterator[RenderableType]:
        """Yield a line a quotation; the speaker stands before the first, what follows is set in."""
        for number, said in enumerate(speaker.said):
            words = Text(safe_line(said.around or f"“{said.quote.text}”"))
            line = self._cited(words, said.quote.evidence)
            if self._everything and (cue := phrases.cue_phrase(said.quote, speaker.name)):
                line.append(f" {safe_line(cue)}", MINOR)
            if number:
                yield _inset(line)
            else:
                yield Text.assemble((safe_line(speaker.name), HEADING), ": ", line)


def _section(title: str, parts: Iterable[RenderableType], key: str = "") -> Iterator[RenderableType]:
    for number, part in enumerate(parts):
        if not number:
            yield Text("")
            if title:
                yield Text.assemble((title.upper(), HEADING), (f"  {key}", MINOR) if key else "")
        yield _inset(part)


def _inset(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2))


def _who(actors: Sequence[Actor]) -> Iterator[RenderableType]:
    if actors:
        yield Text(safe_line("; ".join(map(phrases.actor_phrase, actors))))


def _numbered(sentences: Iterable[tuple[int, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style=MINOR, no_wrap=True)
    for number, sentence in sentences:
        table.add_row(Text(f"[{number}]"), Text(safe_line(sentence)))
    return table


def _reason(claim: Rejected) -> RenderableType:
    reason = (f" — {safe_line(claim.reason)}", MINOR)
    return Text.assemble(safe_line(claim.field), ": ", safe_line(claim.value), reason)
