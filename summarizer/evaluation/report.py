"""Reports of runs and comparisons, as text that fits 80 columns and as values for JSON."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from summarizer.evaluation.comparison import Difference
from summarizer.evaluation.figures import Measured, Section
from summarizer.evaluation.intervals import FEW_ARTICLES, LEVEL, RESAMPLES, Interval
from summarizer.evaluation.runs import Outcome
from summarizer.evaluation.scores import Score

Shown = TypeVar("Shown", Measured, Difference)

_NONE = "-"
_ID_WIDTH = 16

# Heading -> (part, whole) of a column of the table per article, by the section it belongs to.
_COLUMNS: tuple[tuple[Section, str, str, str], ...] = (
    (Section.CLAIMS, "claims", "claims_right", "claims_pred"),
    (Section.CLAIMS, "acts", "acts_carried", "acts_major"),
    (Section.QUOTES, "quotes", "quotes_found", "quotes_gold"),
    (Section.QUOTES, "who", "speakers_right", "speakers_scored"),
    (Section.EVENTS, "events", "events_major_found", "events_major"),
    (Section.MOVES, "moves", "moves_major_found", "moves_major"),
    (Section.ACTORS, "actors", "actors_found", "actors_major"),
)


def format_run(outcomes: Sequence[Outcome], scores: Sequence[Score], measured: Sequence[Measured]) -> str:
    """Return the table per article, the failures, and the figures over all with their intervals."""
    sections = {item.figure.section for item in measured}
    rows = [["", "total", "of", f"{LEVEL:.0%} interval"]]
    # Large models do not say how sure they are, and small ones are not sure in every band.
    told = [item for item in measured if item.whole or item.figure.section is not Section.SURENESS]
    for title, item in _titled(told):
        rows += title
        whole = _NONE if item.whole is None else f"{item.whole:.0f}"
        rows.append([f"  {item.figure.label}", _number(item.value), whole, _interval(item.interval)])
    failures = _failures(format_failures(outcomes))
    return _joined(_articles(outcomes, scores, sections), failures, _aligned(rows), _footnote(len(scores)))


def format_comparison(
    differences: Sequence[Difference], names: tuple[str, str], failures: Sequence[str], articles: int
) -> str:
    """Return the figures of two runs side by side, with the paired interval of each difference."""
    rows = [["", "A", "B", "B - A", f"{LEVEL:.0%} interval", "better"]]
    for title, item in _titled(differences):
        rows += title
        change = [_signed(item.value), _interval(item.interval, signed=True), item.better or _NONE]
        rows.append([f"  {item.figure.label}", _number(item.a), _number(item.b), *change])
    head = f"A: {names[0]}\nB: {names[1]}"
    legend = f"better: the run whose gain has an interval without 0; {_NONE} is no difference seen."
    return _joined(head, _failures(failures), _aligned(rows), legend, _footnote(articles))


def run_values(
    outcomes: Sequence[Outcome], scores: Sequence[Score], measured: Sequence[Measured]
) -> dict[str, Any]:
    """Return a run as values for JSON: totals, intervals, counts of every article; undefined is null."""
    return {
        "articles": len(scores),
        "failures": {item.case.id: item.failure for item in outcomes if item.brief is None},
        "total": {item.figure.name: _defined(item.value) for item in measured},
        "intervals": {item.figure.name: _ends(item.interval) for item in measured},
        "bootstrap": {"level": LEVEL, "resamples": RESAMPLES, "unit": "article"},
        "scores": [
            {"id": score.id, **score.counts, "unsupported_words": list(score.unsupported)} for score in scores
        ],
    }


def comparison_values(differences: Sequence[Difference]) -> dict[str, Any]:
    """Return a comparison as values for JSON, by figure."""
    return {
        item.figure.name: {"a": _defined(item.a), "b": _defined(item.b)}
        | {"difference": _defined(item.value), "interval": _ends(item.interval), "better": item.better}
        for item in differences
    }


def format_failures(outcomes: Sequence[Outcome]) -> list[str]:
    """Return a line for each article without a brief, with the reason."""
    return [f"{item.case.id}: {item.failure}" for item in outcomes if item.brief is None]


def _articles(outcomes: Sequence[Outcome], scores: Sequence[Score], sections: set[Section]) -> str:
    columns = [column for column in _COLUMNS if column[0] in sections]
    rows = [["article", *(heading for _, heading, _, _ in columns), "extra", "s"]]
    for outcome, score in zip(outcomes, scores, strict=True):
        counts = score.counts
        name = score.id if len(score.id) <= _ID_WIDTH else f"{score.id[: _ID_WIDTH - 3]}..."
        cells = [f"{counts[part]:.0f}/{counts[whole]:.0f}" for _, _, part, whole in columns]
        rest = [f"{counts[key]:.0f}" if outcome.brief else _NONE for key in ("unsupported", "seconds")]
        rows.append([name, *cells, *rest])
    legend = "who: speakers right; extra: digits and names that the article lacks; s: seconds"
    if Section.CLAIMS in sections:
        legend = f"claims: those of the brief that are right; acts: major ones carried\n{legend}"
    if sections & {Section.EVENTS, Section.MOVES}:
        legend += "\nevents, moves, actors: major ones found"
    return f"{_aligned(rows)}\n\n{legend}"


def _titled(items: Iterable[Shown]) -> Iterator[tuple[list[list[str]], Shown]]:
    """Yield each item, and before the first of a section the row that names it."""
    last = None
    for item in items:
        section = item.figure.section
        yield ([] if section is last else [[section]]), item
        last = section


def _failures(lines: Sequence[str]) -> str:
    return "\n".join(
        ["Without a brief, scored as an empty one:", *(f"  {line}" for line in lines)] if lines else []
    )


def _footnote(articles: int) -> str:
    counted = f"{articles} article{'' if articles == 1 else 's'}"
    if articles < 2:
        return f"{counted}: an interval needs at least two."
    text = f"{counted}; intervals: {RESAMPLES} bootstrap resamples of whole articles."
    if articles < FEW_ARTICLES:
        text += "\nWith few articles intervals are wide, and if anything still too narrow."
    return text


def _joined(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Align cells: the first column to the left, the others to the right; a title alone takes no column."""
    widths = [max(map(len, column)) for column in zip(*(row for row in rows if len(row) > 1), strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=False))
        ).rstrip()
        for row in rows
    )


def _number(value: float) -> str:
    if math.isnan(value):
        return _NONE
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _signed(value: float) -> str:
    text = _number(value)
    return text if text == _NONE or value < 0 else f"+{text}"


def _interval(interval: Interval | None, *, signed: bool = False) -> str:
    if interval is None:
        return _NONE
    shown = _signed if signed else _number
    return f"{shown(interval.low)} to {shown(interval.high)}"


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else value


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
