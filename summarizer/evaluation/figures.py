"""The figures: shares of counts summed over all articles, so a long article weighs more than a short one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from summarizer.evaluation.claims import BANDS
from summarizer.evaluation.gold import GoldCase
from summarizer.evaluation.intervals import Interval, bootstrap
from summarizer.evaluation.scores import Score

Row = tuple[float, ...]


class Section(StrEnum):
    """What a figure is about; what the gold cannot tell is not shown."""

    CLAIMS = "Claims: events and moves, read strictly"
    SURENESS = "Sureness: claims right among those that were said to be so sure"
    GROUNDING = "Grounding"
    QUOTES = "Quotes"
    EVENTS = "Events: the right sentence touched"
    MOVES = "Moves: the right sentence touched, and the type"
    ACTORS = "Actors"
    COST = "Cost"


class Better(StrEnum):
    """Which way a figure improves."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of summed counts: `part` names one or several that are added; NaN where there is no whole."""

    name: str
    section: Section
    label: str
    part: str
    whole: str
    better: Better = Better.HIGHER

    def of(self, sums: Mapping[str, float]) -> float:
        """Return the figure."""
        return ratio(sum(sums[part] for part in self.part.split()), sums[self.whole])


@dataclass(frozen=True, slots=True)
class F1(Figure):
    """The harmonic mean of precision (`part`) and recall (`whole`), each written as "count/count"."""

    def of(self, sums: Mapping[str, float]) -> float:
        """Return the figure, 0 where both are 0."""
        p, r = (ratio(*(sums[count] for count in share.split("/"))) for share in (self.part, self.whole))
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over all articles, the count that it is a share of, and its interval."""

    figure: Figure
    value: float
    whole: float | None
    interval: Interval | None


def ratio(part: float, whole: float) -> float:
    """Return part / whole, NaN where there is no whole."""
    return part / whole if whole else math.nan


def _figures(section: Section, *rows: tuple[str, str, str, str]) -> list[Figure]:
    return [
        Figure(name, section, label, part, whole, Better.LOWER if name in _LOWER else Better.HIGHER)
        for name, label, part, whole in rows
    ]


_LOWER = {"brier", "unsupported_per_brief", "event_repeated", "seconds_per_brief"}

FIGURES: tuple[Figure, ...] = (
    *_figures(
        Section.CLAIMS,
        ("claims_right", "right", "claims_right", "claims_pred"),
        ("claims_right_or_partial", "right, or a side missing", "claims_right claims_partial", "claims_pred"),
        ("major_acts_carried", "major acts carried", "acts_carried", "acts_major"),
        (
            "major_acts_carried_or_partly",
            "major acts carried, or partly",
            "acts_carried acts_carried_partly",
            "acts_major",
        ),
        ("claims_per_brief", "claims per brief", "claims_pred", "briefs"),
    ),
    *_figures(
        Section.SURENESS,
        *((f"sure_{low}", f"{low} to {high} %", f"sure_{low}_right", f"sure_{low}") for low, high in BANDS),
        ("sure_said", "sureness, on average", "sure_said", "sure_claims"),
        ("brier", "Brier score", "sure_squares", "sure_claims"),
    ),
    *_figures(
        Section.GROUNDING,
        ("grounded", "evidence true", "evidence_true", "evidence"),
        ("unsupported_per_brief", "digits, names not in article", "unsupported", "briefs"),
    ),
    *_figures(
        Section.QUOTES,
        ("quote_recall", "recall", "quotes_found", "quotes_gold"),
        ("quote_precision", "precision", "quotes_true", "quotes_pred"),
        ("quote_verbatim", "verbatim", "quotes_verbatim", "quotes_pred"),
        ("speaker_accuracy", "speaker right, if found", "speakers_right", "speakers_scored"),
    ),
    *_figures(
        Section.EVENTS,
        ("event_recall_major", "major: recall", "events_major_found", "events_major"),
        ("event_typed_recall", "major: recall with type", "events_major_typed", "events_major"),
        ("event_precision", "precision", "events_right", "events_pred"),
        ("event_repeated", "said again", "events_repeated", "events_pred"),
    ),
    F1("event_f1", Section.EVENTS, "F1", "events_right/events_pred", "events_major_found/events_major"),
    *_figures(
        Section.MOVES,
        ("move_recall_major", "major: recall with type", "moves_major_found", "moves_major"),
        ("move_precision", "precision with type", "moves_right", "moves_pred"),
        ("move_actor_precision", "precision, type + actor", "moves_right_actor", "moves_pred"),
    ),
    F1("move_f1", Section.MOVES, "F1", "moves_right/moves_pred", "moves_major_found/moves_major"),
    *_figures(
        Section.ACTORS,
        ("actor_recall_major", "major: recall", "actors_found", "actors_major"),
        ("actor_in_text", "name in the article", "actors_in_text", "actors_pred"),
    ),
    *_figures(Section.COST, ("seconds_per_brief", "seconds per brief", "seconds", "made")),
)


def shown_figures(cases: Sequence[GoldCase]) -> tuple[Figure, ...]:
    """Return the figures that this gold can tell: a set with quotations only says nothing about events.

    Claims are read strictly where an event names an actor, or a status is given: older gold has neither.
    """
    told = {Section.GROUNDING, Section.QUOTES, Section.COST}
    acts = [act for case in cases for act in (*case.gold.events, *case.gold.moves)]
    if any(act.status for act in acts) or any(act.actor for case in cases for act in case.gold.events):
        told |= {Section.CLAIMS, Section.SURENESS}
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
    sums = _sums(names, rows)
    intervals = bootstrap(rows, lambda sample: figures_of(names, sample, figures))
    return [
        Measured(figure, figure.of(sums), sums.get(figure.whole), intervals[figure.name])
        for figure in figures
    ]


def counts_row(score: Score) -> Row:
    """Return the counts of a score in their order: plain tuples add up fast, thousands of times."""
    return tuple(score.counts.values())


def figures_of(names: Sequence[str], rows: Sequence[Row], figures: Sequence[Figure]) -> dict[str, float]:
    """Return every figure over rows of counts with these names."""
    sums = _sums(names, rows)
    return {figure.name: figure.of(sums) for figure in figures}


def _sums(names: Sequence[str], rows: Sequence[Row]) -> dict[str, float]:
    return dict(zip(names, map(sum, zip(*rows, strict=True)), strict=True))
