"""Acts in the order of the days on which they happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from summarizer.brief import Act
from summarizer.render.phrases import count

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAYS_OF_TWO_YEARS = 730

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """The first and the last day of some acts, None where no day is told, and how far that is from publication."""

    days: Days | None
    acts: tuple[Act, ...]
    distance: str

    @property
    def label(self) -> str:
        """Return the day, or the first and the last one, in words."""
        return day_range(*self.days) if self.days else "No day told"


def timeline_of(acts: Iterable[Act], published: date | None) -> tuple[Moment, ...]:
    """Return the acts by day, last those without one; nothing where no day is known."""
    found: dict[Days | None, list[Act]] = {}
    for act in acts:
        found.setdefault(_days(act), []).append(act)
    undated = found.pop(None, [])
    moments = [
        Moment(days, tuple(found[days]), _distance(*days, published)) for days in sorted(filter(None, found))
    ]
    if moments and undated:
        moments.append(Moment(None, tuple(undated), ""))
    return tuple(moments)


def day_range(first: date, last: date) -> str:
    """Return "7 Mar 2024" or "11-17 Mar 2024", with as much of the first day as differs."""
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def day(one: date) -> str:
    """Return "7 Mar 2024"."""
    return f"{one.day} {_MONTHS[one.month]} {one.year}"


def _days(act: Act) -> Days | None:
    known = [one for one in (act.when.start, act.when.end) if one] if act.when else []
    return (min(known), max(known)) if known else None


def _distance(first: date, last: date, published: date | None) -> str:
    """Return how far from the day of publication; empty where that is unknown or one of several days."""
    if published is None or first <= published <= last:
        return "day of publication" if first == last == published else ""
    days = (published - last).days if last < published else (first - published).days
    # Nobody counts in days what is years ago.
    apart = count(days, "day") if days < _DAYS_OF_TWO_YEARS else f"{days / 365.25:.0f} years"
    return f"{apart} {'before' if last < published else 'after'} publication"
