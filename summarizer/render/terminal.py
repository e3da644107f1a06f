"""A brief as a rich renderable."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.brief_form import AnyBrief
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.outline import Item, Outline, Section, outline
from summarizer.render.palette import HEADING, MINOR, style_of
from summarizer.render.safe import safe_line

WIDEST = 100


def render_terminal(
    brief: AnyBrief,
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
    citations = Citations(brief, text)
    return _View(
        outline(brief, citations, everything=everything, reasons=reasons), citations, evidence=evidence
    )


class _View:
    def __init__(self, told: Outline, citations: Citations, *, evidence: bool) -> None:
        self._told = told
        self._citations = citations
        self._evidence = evidence

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(Group(*self._parts()), options.update(width=min(options.max_width, WIDEST)))

    def _parts(self) -> Iterator[RenderableType]:
        yield self._line(self._told.headline)
        if self._told.about:
            yield Text(safe_line(self._told.about), MINOR)
        for section in self._told.sections:
            yield from self._section(section)
        if self._evidence and (cited := self._citations.cited(self._told.evidence())):
            yield from (Text("\nEVIDENCE", HEADING), _numbered(cited))
        yield Text("")
        yield from (Text(safe_line(line), MINOR) for line in self._told.foot)

    def _section(self, section: Section) -> Iterator[RenderableType]:
        yield Text("")
        if section.title:
            yield Text.assemble(
                (safe_line(section.title).upper(), HEADING),
                (f"  {section.key}" if section.key else "", MINOR),
            )
        for item in section.items:
            yield Padding(self._line(item), (0, 0, 0, 2 + 2 * item.depth))

    def _line(self, item: Item) -> Text:
        style = style_of(item.quad_class) if item.quad_class else ""
        told = ((item.lead, HEADING), (item.code, style), (item.text, ""))
        line = Text()
        for (words, style), link in zip(told, item.links(), strict=True):
            line.append(link).append(safe_line(words), style)
        numbers = format_numbers(self._citations.of(item.evidence))
        behind = " ".join(part for part in (numbers, safe_line(item.mark)) if part)
        return line.append(f"  {behind}", MINOR) if behind else line


def _numbered(sentences: Iterable[tuple[int, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style=MINOR, no_wrap=True)
    for number, sentence in sentences:
        table.add_row(Text(f"[{number}]"), Text(safe_line(sentence)))
    return Padding(table, (0, 0, 0, 2))
