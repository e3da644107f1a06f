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


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of summed counts: `part` names one count or several to add; NaN where there is no whole."""

    name: str
    section: Section
    label: str
    part: str
    whole: str

    @property
    def lower_is_better(self) -> bool:
        """Tell which way the figure improves."""
        return self.name in {"brier", "unsupported_per_brief", "event_repeated", "seconds_per_brief"}

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


_BANDS = [(f"sure_{low}", f"{low} to {high} %", f"sure_{low}_right", f"sure_{low}") for low, high in BANDS]

# Section -> name, label, part, whole.
_TABLE: dict[Section, list[tuple[str, str, str, str]]] = {
    Section.CLAIMS: [
        ("claims_right", "right", "claims_right", "claims_pred"),
        ("claims_right_or_partial", "right, or a side missing", "claims_right claims_partial", "claims_pred"),
        ("major_acts_carried", "major acts carried", "acts_carried", "acts_major"),
        ("major_acts_carried_or_partly", "the same, or partly", "acts_carried acts_partly", "acts_major"),
        ("claims_per_brief", "claims per brief", "claims_pred", "briefs"),
    ],
    Section.SURENESS: [
        *_BANDS,
        ("sure_said", "sureness, on average", "sure_said", "sure_claims"),
        ("brier", "Brier score", "sure_squares", "sure_claims"),
    ],
    Section.GROUNDING: [
        ("grounded", "evidence true", "evidence_true", "evidence"),
        ("unsupported_per_brief", "digits, names not in article", "unsupported", "briefs"),
    ],
    Section.QUOTES: [
        ("quote_recall", "recall", "quotes_found", "quotes_gold"),
        ("quote_precision", "precision", "quotes_true", "quotes_pred"),
        ("quote_verbatim", "verbatim", "quotes_verbatim", "quotes_pred"),
        ("speaker_accuracy", "speaker right, if found", "speakers_right", "speakers_scored"),
    ],
    Section.EVENTS: [
        ("event_recall_major", "major: recall", "events_major_found", "events_major"),
        ("event_typed_recall", "major: recall with type", "events_major_typed", "events_major"),
        ("event_precision", "precision", "events_right", "events_pred"),
        ("event_f1", "F1", "events_right/events_pred", "events_major_found/events_major"),
        ("event_repeated", "said again", "events_repeated", "events_pred"),
    ],
    Section.MOVES: [
        ("move_recall_major", "major: recall with type", "moves_major_found", "moves_major"),
        ("move_precision", "precision with type", "moves_right", "moves_pred"),
        ("move_f1", "F1", "moves_right/moves_pred", "moves_major_found/moves_major"),
        ("move_actor_precision", "precision, type + actor", "moves_right_actor", "moves_pred"),
    ],
    Section.ACTORS: [
        ("actor_recall_major", "major: recall", "actors_found", "actors_major"),
        ("actor_in_text", "name in the article", "actors_in_text", "actors_pred"),
    ],
    Section.COST: [("seconds_per_brief", "seconds per brief", "seconds", "made")],
}
FIGURES = tuple(
    (F1 if "/" in part else Figure)(name, section, label, part, whole)
    for section, rows in _TABLE.items()
    for name, label, part, whole in rows
)


def shown_figures(cases: Sequence[GoldCase]) -> tuple[Figure, ...]:
    """Return the figures that this gold can tell: a set with quotations only says nothing about events.

    Claims are read strictly where an event names an actor, or a status is given: older gold has neither.
    """
    golds = [case.gold for case in cases]
    strict = any(act.status for gold in golds for act in (*gold.events, *gold.moves))
    strict = strict or any(act.actor for gold in golds for act in gold.events)
    told = {
        Section.CLAIMS: strict,
        Section.SURENESS: strict,
        Section.EVENTS: any(gold.events for gold in golds),
        Section.MOVES: any(gold.moves for gold in golds),
        Section.ACTORS: any(actor.major for gold in golds for actor in gold.actors),
    }
    return tuple(figure for figure in FIGURES if told.get(figure.section, True))


def totals(scores: Sequence[Score], figures: Sequence[Figure] = FIGURES) -> dict[str, float]:
    """Return every figure over all scores (at least one), by name."""
    return figures_of(*table_of(scores), figures)


def measure(scores: Sequence[Score], figures: Sequence[Figure] = FIGURES) -> list[Measured]:
    """Return every figure over all scores (at least one) with its bootstrap interval over articles."""
    names, rows = table_of(scores)
    sums = _sums(names, rows)
    intervals = bootstrap(rows, lambda sample: figures_of(names, sample, figures))
    return [Measured(one, one.of(sums), sums.get(one.whole), intervals[one.name]) for one in figures]


def table_of(scores: Sequence[Score]) -> tuple[list[str], list[Row]]:
    """Return the names of the counts and a row of each score: plain tuples add up fast, thousands of times."""
    return list(scores[0].counts), [tuple(score.counts.values()) for score in scores]


def figures_of(names: Sequence[str], rows: Sequence[Row], figures: Sequence[Figure]) -> dict[str, float]:
    """Return every figure over rows of counts with these names."""
    sums = _sums(names, rows)
    return {figure.name: figure.of(sums) for figure in figures}


def _sums(names: Sequence[str], rows: Sequence[Row]) -> dict[str, float]:
    return dict(zip(names, map(sum, zip(*rows, strict=True)), strict=True))
