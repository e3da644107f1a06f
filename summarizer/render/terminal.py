"""A brief as a rich renderable: one column on a narrow console, two on a wide one."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.brief import Actor, Brief, DiplomaticMove, Evidence, KeyEvent, Quote, Rejected
from summarizer.plover import quad_class_of
from summarizer.render import phrases
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.palette import HEADING, MINOR, style_of
from summarizer.render.safe import safe_line

TWO_COLUMNS_FROM = 120
WIDEST = 180


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
        width = min(options.max_width, WIDEST)
        story = [
            *_section("Summary", [self._cited(Text(safe_line(s.text)), s.evidence) for s in brief.summary]),
            *_section("Key events", [self._event(event) for event in brief.key_events], apart=True),
        ]
        context = [
            *_section("Diplomatic moves", [self._move(move) for move in brief.diplomatic_moves], apart=True),
            *_section("Quotes", [self._quote(quote) for quote in brief.quotes], apart=True),
            *_section("Actors", _actors(brief.actors)),
        ]
        body = (
            _columns(story, context)
            if width >= TWO_COLUMNS_FROM and story and context
            else Group(*story, *context)
        )
        page = Group(
            Text(safe_line(brief.headline), style=HEADING),
            Text(safe_line(phrases.article_line(brief)), style=MINOR),
            body,
            *self._appendix(),
            Text(""),
            Text(safe_line(phrases.provenance_line(brief.provenance)), style=MINOR),
        )
        yield from console.render(page, options.update(width=width))

    def _cited(self, content: Text, evidence: Iterable[Evidence]) -> Text:
        return content.append(f"  {format_numbers(self._citations.of(evidence))}", MINOR)

    def _event(self, event: KeyEvent) -> RenderableType:
        head = Text.assemble((event.type, style_of(quad_class_of(event.type))), "  ", phrases.coding(event))
        return Group(
            self._cited(head, event.evidence),
            *_lines(self._cast.relation(event), event.description),
            *_lines(phrases.circumstances(event), style=MINOR),
        )

    def _move(self, move: DiplomaticMove) -> RenderableType:
        style = style_of(move.quad_class)
        head = Text.assemble(
            (move.type, style), "  ", phrases.coding(move), "  ", (f"{move.score:+.1f}", style)
        )
        return Group(
            self._cited(head, move.evidence),
            *_lines(self._cast.relation(move), move.description),
            *_lines(phrases.when_phrase(move.when) if move.when else "", style=MINOR),
        )

    def _quote(self, quote: Quote) -> RenderableType:
        return Group(
            self._cited(Text(f"“{safe_line(quote.text)}”"), quote.evidence),
            *_lines(f"— {self._cast.speaker(quote)}"),
        )

    def _appendix(self) -> Iterator[RenderableType]:
        if self._evidence:
            cited = self._citations.cited()
            yield from _section("Evidence", [_numbered(cited)] if cited else [])
        if self._brief.rejected:
            yield Text("")
            yield Text(safe_line(phrases.rejected_line(self._brief.rejected)), style=MINOR)
        if self._reasons:
            yield from (_reason(claim) for claim in self._brief.rejected)


def _section(title: str, parts: Sequence[RenderableType], *, apart: bool = False) -> Iterator[RenderableType]:
    if not parts:
        return
    yield Text("")
    yield Text(title.upper(), style=HEADING)
    for number, part in enumerate(parts):
        if apart and number:
            yield Text("")
        yield Padding(part, (0, 0, 0, 2))


def _columns(left: Sequence[RenderableType], right: Sequence[RenderableType]) -> RenderableType:
    columns = Table.grid(padding=(0, 4, 0, 0), expand=True)
    columns.add_column(ratio=1)
    columns.add_column(ratio=1)
    columns.add_row(Group(*left), Group(*right))
    return columns


def _lines(*lines: str, style: str = "") -> Iterator[RenderableType]:
    for line in lines:
        if line:
            yield Text(safe_line(line), style=style)


def _actors(actors: Sequence[Actor]) -> Sequence[RenderableType]:
    if not actors:
        return ()
    table = Table.grid(padding=(0, 2, 0, 0))
    for actor in actors:
        name = Text(safe_line(actor.name), style=HEADING)
        kind = Text(phrases.label(actor.kind))
        table.add_row(name, kind, Text(actor.country or "", style=MINOR), Text(safe_line(actor.role or "")))
    return (table,)


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
