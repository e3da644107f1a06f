"""A comparison as a rich renderable: section by section, what both say before what only one says."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.render.diff.comparison import Claim, Comparison, Difference, SectionComparison
from summarizer.render.palette import HEADING, MINOR
from summarizer.render.phrases import label
from summarizer.render.safe import safe_line

WIDEST = 120
_SAME, _DIFFERENT = "=", "≠"


def render_comparison(comparison: Comparison, *, names: tuple[str, str]) -> RenderableType:
    """Return what a rich console prints; `names` are what A and B are called."""
    return _View(comparison, names)


class _View:
    def __init__(self, comparison: Comparison, names: tuple[str, str]) -> None:
        self._comparison = comparison
        self._names = names

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        page = Group(*self._parts())
        yield from console.render(page, options.update(width=min(options.max_width, WIDEST)))

    def _parts(self) -> Iterator[RenderableType]:
        models = self._comparison.models
        head = _grid(2)
        for letter, name, model in zip("AB", self._names, (models["a"], models["b"]), strict=True):
            head.add_row(Text(letter, HEADING), Text(safe_line(f"{name} · {model}")))
        yield head
        if self._comparison.same:
            yield Text("\nBoth say the same.", HEADING)
        if self._comparison.headline:
            yield Text("\nHEADLINE", HEADING)
            yield Padding(_differences([self._comparison.headline], named=False), (0, 0, 0, 2))
        for name, section in self._comparison.sections.items():
            yield from _section(label(name), section)


def _section(title: str, section: SectionComparison) -> Iterator[RenderableType]:
    counts = [
        f"{len(claims):,} {where}"
        for claims, where in (
            (section.both, "in both"),
            ([claim for claim in section.both if claim.differences], "of them differing"),
            (section.only_a, "only in A"),
            (section.only_b, "only in B"),
        )
        if claims
    ]
    if not counts:
        return
    yield Text.assemble("\n", (title.upper(), HEADING), "  ", (", ".join(counts), MINOR))
    body = _grid(2)
    for claim in section.both:
        body.add_row(Text(_DIFFERENT if claim.differences else _SAME), _claim(claim))
    for letter, claims in (("A", section.only_a), ("B", section.only_b)):
        for claim in claims:
            body.add_row(Text(letter, HEADING), _claim(claim))
    yield Padding(body, (0, 0, 0, 2))


def _claim(claim: Claim) -> RenderableType:
    line = Text()
    if claim.label:
        line.append(f"{claim.label}  ", HEADING)
    line.append(safe_line(claim.text))
    # An id is the same in both, or the one of A stands before that of B.
    ids = "/".join(dict.fromkeys(one for one in (claim.a, claim.b) if one))
    if ids:
        line.append(f"  {ids}", MINOR)
    parts: list[RenderableType] = [line]
    if claim.text_b is not None and not any(claim.text_b == d.b for d in claim.differences):
        parts.append(Text(f"B words it: {safe_line(claim.text_b)}", MINOR))
    if claim.differences:
        parts.append(_differences(claim.differences))
    return Group(*parts)


def _differences(differences: Sequence[Difference], *, named: bool = True) -> RenderableType:
    table = _grid(3 if named else 2)
    for difference in differences:
        for field, letter, words in (
            (label(difference.field), "A", difference.a),
            ("", "B", difference.b),
        ):
            cells = (Text(letter, HEADING), Text(safe_line(words) if words else "—"))
            table.add_row(*((Text(field, MINOR), *cells) if named else cells))
    return table


def _grid(columns: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(columns - 1):
        table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    return table
