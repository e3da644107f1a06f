"""The figures: shares of counts summed over all articles, so a long article weighs more than a short one."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from summarizer.evaluation.gold import GoldCase
from summarizer.evaluation.intervals import Interval, bootstrap
from summarizer.evaluation.scores import Score

Row = tuple[float, ...]
Sums = Mapping[str, float]
Formula = Callable[[Sums], float]


class Section(StrEnum):
    """What a figure is about; events, moves and actors are shown only where the gold has them."""

    GROUNDING = "Grounding"
    QUOTES = "Quotes"
    EVENTS = "Events"
    MOVES = "Moves"
    ACTORS = "Actors"
    COST = "Cost"


class Better(StrEnum):
    """Which way a figure improves."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `of` takes the summed counts; NaN where there is nothing to divide by."""

    name: str
    section: Section
    label: str
    of: Formula
    better: Better = Better.HIGHER


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over all articles, with its interval."""

    figure: Figure
    value: float
    interval: Interval | None


def ratio(part: float, whole: float) -> float:
    """Return part / whole, NaN where there is no whole."""
    return part / whole if whole else math.nan


def _share(part: str, whole: str) -> Formula:
    return lambda sums: ratio(sums[part], sums[whole])


def _f1(precision: Formula, recall: Formula) -> Formula:
    def of(sums: Sums) -> float:
        p, r = precision(sums), recall(sums)
        return 2 * p * r / (p + r) if p + r else 0.0

    return of


def _quote_precision(sums: Sums) -> float:
    return ratio(sums["quotes_pred"] - sums["quotes_wrong"], sums["quotes_pred"])


_unsupported = _share("unsupported", "briefs")
_speakers = _share("speakers_right", "speakers_scored")
_event_recall = _share("events_major_found", "events_major")
_event_typed = _share("events_major_typed", "events_major")
_event_precision = _share("events_right", "events_pred")
_event_again = _share("events_repeated", "events_pred")
_move_recall = _share("moves_major_found", "moves_major")
_move_precision = _share("moves_right", "moves_pred")
_move_actor = _share("moves_right_actor", "moves_pred")
_seconds = _share("seconds", "made")

FIGURES: tuple[Figure, ...] = (
    Figure("grounded", Section.GROUNDING, "evidence true", _share("evidence_true", "evidence")),
    Figure(
        "unsupported_per_brief", Section.GROUNDING, "digits, names not in article", _unsupported, Better.LOWER
    ),
    Figure("quote_recall", Section.QUOTES, "recall", _share("quotes_found", "quotes_gold")),
    Figure("quote_precision", Section.QUOTES, "precision", _quote_precision),
    Figure("quote_verbatim", Section.QUOTES, "verbatim", _share("quotes_verbatim", "quotes_pred")),
    Figure("speaker_accuracy", Section.QUOTES, "speaker right, if found", _speakers),
    Figure("event_recall_major", Section.EVENTS, "major: recall", _event_recall),
    Figure("event_typed_recall", Section.EVENTS, "major: recall with type", _event_typed),
    Figure("event_precision", Section.EVENTS, "precision", _event_precision),
    Figure("event_f1", Section.EVENTS, "F1", _f1(_event_precision, _event_recall)),
    Figure("event_repeated", Section.EVENTS, "said again", _event_again, Better.LOWER),
    Figure("move_recall_major", Section.MOVES, "major: recall with type", _move_recall),
    Figure("move_precision", Section.MOVES, "precision with type", _move_precision),
    Figure("move_f1", Section.MOVES, "F1", _f1(_move_precision, _move_recall)),
    Figure("move_actor_precision", Section.MOVES, "precision, type + actor", _move_actor),
    Figure("actor_recall_major", Section.ACTORS, "major: recall", _share("actors_found", "actors_major")),
    Figure("actor_in_text", Section.ACTORS, "name in the article", _share("actors_in_text", "actors_pred")),
    Figure("seconds_per_brief", Section.COST, "seconds per brief", _seconds, Better.LOWER),
)


def shown_figures(cases: Sequence[GoldCase]) -> tuple[Figure, ...]:
    """Return the figures that this gold can tell: a set with quotations only says nothing about events."""
    told = {Section.GROUNDING, Section.QUOTES, Section.COST}
    if any(case.gold.events for case in cases):
        told.add(Section.EVENTS)
    if any(case.gold.moves for case in cases):
        told.add(Section.MOVES)
    if any(actor.major for case in cases for actor in case.gold.actors):
        told.add(Section.ACTORS)
    return tuple(figure for figure in FIGURES if figure.section in told)


def totals(scores: Sequence[Score], figures: Sequence[Figure] = FIGURES) -> dict[str, float]:
    """Return every figure over all scores (at least one), by name."""
    return figures_of(list(scores[0].counts), [counts_row(score) for score in scores], figures)


def measure(scores: Sequence[Score], figures: Sequence[Figure] = FIGURES) -> list[Measured]:
    """Return every figure over all scores (at least one) with its bootstrap interval over articles."""
    names, rows = list(scores[0].counts), [counts_row(score) for score in scores]
    values = figures_of(names, rows, figures)
    intervals = bootstrap(rows, lambda sample: figures_of(names, sample, figures))
    return [Measured(figure, values[figure.name], intervals[figure.name]) for figure in figures]


def counts_row(score: Score) -> Row:
    """Return the counts of a score in their order: plain tuples add up fast, thousands of times."""
    return tuple(score.counts.values())


def figures_of(names: Sequence[str], rows: Sequence[Row], figures: Sequence[Figure]) -> dict[str, float]:
    """Return every figure over rows of counts with these names."""
    sums = dict(zip(names, map(sum, zip(*rows, strict=True)), strict=True))
    return {figure.name: figure.of(sums) for figure in figures}
