"""A brief as a rich renderable: one column on a narrow console, two on a wide one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.brief import Brief, DiplomaticMove, Evidence, KeyEvent, Quote, Rejected
from summarizer.plover import quad_class_of
from summarizer.render import phrases
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.palette import HEADING, MINOR, style_of
from summarizer.render.safe import safe_line

TWO_COLUMNS_FROM = 120
WIDEST = 180
WIDEST_COLUMN = 100
GUTTER = 4


def render_terminal(
    brief: Brief, text: str | None = None, *, evidence: bool = False, reasons: bool = False
) -> RenderableType:
    """Return what a rich console prints; it lays itself out for that console's width.

    `text` is the article's; without it the passages of the evidence are cited instead of whole sentences.
    `evidence` adds what is cited, `reasons` why claims were rejected. Raises `ValueError` when the brief is about
    another text.
    """
    return _View(brief, Citations(brief, text), evidence=evidence, reasons=reasons)


class _View:
    def __init__(self, brief: Brief, citations: Citations, *, evidence: bool, reasons: bool) -> None:
        self._brief = brief
        self._citations = citations
        self._cast = phrases.Cast(brief.actors)
        self._evidence = evidence
        self._reasons = reasons

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        brief = self._brief
        width = min(options.max_width, WIDEST if options.max_width >= TWO_COLUMNS_FROM else WIDEST_COLUMN)
        story = [
            *_section("Summary", [self._cited(Text(safe_line(s.text)), s.evidence) for s in brief.summary]),
            *_section("Key events", [self._event(event) for event in brief.key_events], apart=True),
        ]
        others = [
            list(
                _section(
                    "Diplomatic moves", [self._move(move) for move in brief.diplomatic_moves], apart=True
                )
            ),
            list(_section("Quotes", [self._quote(quote) for quote in brief.quotes], apart=True)),
            list(_section("Actors", self._actors())),
        ]
        page = Group(
            Text(safe_line(brief.headline), style=HEADING),
            Text(safe_line(phrases.article_line(brief)), style=MINOR),
            _body(story, others, console, options.update(width=width)),
            *self._appendix(),
            Text(""),
            Text(safe_line(phrases.provenance_line(brief.provenance)), style=MINOR),
        )
        yield from console.render(page, options.update(width=width))

    def _cited(self, content: Text, evidence: Iterable[Evidence]) -> Text:
        return content.append(f"  {format_numbers(self._citations.of(evidence))}", MINOR)

    def _event(self, event: KeyEvent) -> RenderableType:
        style = style_of(quad_class_of(event.type))
        return self._act(event, style, phrases.coding(event), phrases.circumstances(event))

    def _move(self, move: DiplomaticMove) -> RenderableType:
        style = style_of(move.quad_class)
        when = phrases.when_phrase(move.when) if move.when else ""
        return self._act(move, style, f"{move.score:+.1f}", phrases.coding(move), when)

    def _act(self, act: KeyEvent | DiplomaticMove, style: str, *details: str) -> RenderableType:
        relation = safe_line(self._cast.relation(act))
        kind = Text(act.type, style)
        if not relation:
            head: RenderableType = self._cited(kind, act.evidence)
        else:
            # A grid, so that what does not fit goes on below the names and not below the type.
            head = Table.grid(padding=(0, 2, 0, 0))
            head.add_row(kind, self._cited(Text(relation, HEADING), act.evidence))
        detail = " · ".join(detail for detail in details if detail)
        return Group(head, _inset(act.description), _inset(detail, style=MINOR))

    def _quote(self, quote: Quote) -> RenderableType:
        return Group(
            self._cited(Text(f"“{safe_line(quote.text)}”"), quote.evidence),
            _inset(f"— {self._cast.speaker(quote)}"),
        )

    def _actors(self) -> Iterator[RenderableType]:
        """Yield those who act or speak as a table, and behind it those who are only named."""
        involved = phrases.involved(self._brief)
        table = Table.grid(padding=(0, 2, 0, 0))
        for actor in self._brief.actors:
            if actor.id in involved:
                name = Text(safe_line(actor.name), style=HEADING)
                country = Text(actor.country or "", style=MINOR)
                table.add_row(
                    name, Text(phrases.label(actor.kind)), country, Text(safe_line(actor.role or ""))
                )
        if table.row_count:
            yield table
        others = [phrases.actor_phrase(actor) for actor in self._brief.actors if actor.id not in involved]
        if others:
            yield Text.assemble(("Also named: ", MINOR), safe_line(", ".join(others)))

    def _appendix(self) -> Iterator[RenderableType]:
        if self._evidence:
            cited = self._citations.cited()
            yield from _section("Evidence", [_numbered(cited)] if cited else [])
        if self._brief.rejected:
            yield Text("")
            yield Text(safe_line(phrases.rejected_line(self._brief.rejected)), style=MINOR)
        if self._reasons:
            yield from (_reason(claim) for claim in self._brief.rejected)


def _section(title: str, parts: Iterable[RenderableType], *, apart: bool = False) -> Iterator[RenderableType]:
    for number, part in enumerate(parts):
        if not number:
            yield Text("")
            yield Text(title.upper(), style=HEADING)
        if apart and number:
            yield Text("")
        yield Padding(part, (0, 0, 0, 2))


def _body(
    story: Sequence[RenderableType],
    others: Sequence[Sequence[RenderableType]],
    console: Console,
    options: ConsoleOptions,
) -> RenderableType:
    """Return one column, or on a wide console two, of which the longer one is as short as it can be."""
    others = [section for section in others if section]
    if options.max_width < TWO_COLUMNS_FROM or not others or not story:
        return Group(*story, *chain(*others))
    column = options.update(width=(options.max_width - GUTTER) // 2)

    def height(section: Sequence[RenderableType]) -> int:
        return len(console.render_lines(Group(*section), column, pad=False))

    first, heights = height(story), [height(section) for section in others]

    def longer(at_right: Sequence[bool]) -> int:
        right = sum(lines for lines, there in zip(heights, at_right, strict=True) if there)
        return max(right, first + sum(heights) - right)

    # Where two ways are equal, the one that keeps more at the right: the story stays by itself.
    at_right = min(product((True, False), repeat=len(others)), key=longer)
    columns = Table.grid(padding=(0, GUTTER, 0, 0), pad_edge=False, expand=True)
    columns.add_column(ratio=1)
    columns.add_column(ratio=1)
    left = [part for section, there in zip(others, at_right, strict=True) if not there for part in section]
    right = [part for section, there in zip(others, at_right, strict=True) if there for part in section]
    columns.add_row(Group(*story, *left), Group(*right))
    return columns


def _inset(line: str, *, style: str = "") -> RenderableType:
    return Padding(Text(safe_line(line), style=style), (0, 0, 0, 2))


def _numbered(sentences: Iterable[tuple[int, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style=MINOR, no_wrap=True)
    for number, sentence in sentences:
        table.add_row(Text(f"[{number}]"), Text(safe_line(sentence)))
    return table


def _reason(claim: Rejected) -> RenderableType:
    reason = (f" — {safe_line(claim.reason)}", MINOR)
    line = Text.assemble(safe_line(claim.field), ": ", safe_line(claim.value), reason)
    return Padding(line, (0, 0, 0, 2))
