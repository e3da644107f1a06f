"""A brief of a user's own form as a rich renderable."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.brief import GroundedBrief, Rejected
from summarizer.render import phrases
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.own_entries import Entry, Section, evidence_of, sections_of
from summarizer.render.palette import HEADING, MINOR
from summarizer.render.safe import safe_line


def render_own_terminal(
    brief: GroundedBrief, text: str | None = None, *, evidence: bool = False, reasons: bool = False
) -> RenderableType:
    """Return what a rich console prints; arguments as those of `render_terminal`."""
    citations = Citations(brief, text)
    parts: list[RenderableType] = [Text(safe_line(brief.article.title or brief.form), HEADING)]
    parts.append(Text(safe_line(phrases.article_line(brief)), MINOR))
    for section in sections_of(brief):
        parts += ["", *_section(section, citations)]
    if evidence and (cited := citations.cited(evidence_of(brief))):
        parts += ["", Text("Evidence", HEADING)]
        parts += [Padding(Text(f"[{number}] {safe_line(words)}"), (0, 0, 0, 2)) for number, words in cited]
    if reasons and brief.rejected:
        parts += ["", Text("Rejected", HEADING), *map(_rejected, brief.rejected)]
    parts += ["", Text(safe_line(phrases.provenance_line(brief.provenance)), MINOR)]
    return Group(*parts)


def _section(section: Section, citations: Citations, depth: int = 0) -> Iterator[RenderableType]:
    yield Padding(Text(safe_line(section.title), HEADING), (0, 0, 0, 2 * depth))
    if not section.entries:
        yield Padding(Text("None in the article.", MINOR), (0, 0, 0, 2 * depth + 2))
    for entry in section.entries:
        yield from _entry(entry, citations, depth + 1)


def _entry(entry: Entry, citations: Citations, depth: int) -> Iterator[RenderableType]:
    indent = (0, 0, 0, 2 * depth)
    numbers = citations.of(entry.evidence)
    cited = Text(f" {format_numbers(numbers)}" if numbers else "", MINOR)
    yield Padding(Text.assemble(safe_line(entry.words or entry.name or ""), cited), indent)
    if entry.lines:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style=MINOR, no_wrap=True)
        grid.add_column()
        for line in entry.lines:
            grid.add_row(safe_line(line.label), Text(safe_line(line.words)))
        yield Padding(grid, (0, 0, 0, 2 * depth + 2))
    for inner in entry.inner:
        yield from _section(inner, citations, depth + 1)


def _rejected(claim: Rejected) -> RenderableType:
    return Padding(Text(safe_line(f"{claim.field}: {claim.value}: {claim.reason}")), (0, 0, 0, 2))
