"""Acts in the order of the days on which they happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from summarizer.brief import Brief
from summarizer.render.html.relations import Act, acts_of, same_act
from summarizer.render.phrases import count

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAYS_OF_TWO_YEARS = 730


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or several, and what happened then; `published` marks a day on which only the article appeared."""

    first: date
    last: date
    acts: tuple[Act, ...]
    published: bool
    distance: str

    @property
    def label(self) -> str:
        """Return the day, or the first and the last one, in words."""
        return day_range(self.first, self.last)


def timeline_of(brief: Brief) -> tuple[Moment, ...]:
    """Return the dated acts by day, the day of publication among them; nothing where no date is known.

    A move that is also told as an event stands there once.
    """
    published = brief.article.published
    dated = sorted(_dated(brief), key=lambda one: one[:2])
    moments = [
        Moment(
            first,
            last,
            tuple(act for *_, act in group),
            published=False,
            distance=_distance(first, last, published),
        )
        for (first, last), group in groupby(dated, key=lambda one: one[:2])
    ]
    if moments and published and (published, published) not in {(m.first, m.last) for m in moments}:
        moments.append(Moment(published, published, (), published=True, distance=""))
        moments.sort(key=lambda moment: (moment.first, moment.last, moment.published))
    return tuple(moments)


def day_range(first: date, last: date) -> str:
    """Return "7 Mar 2024" or "11-17 Mar 2024", with as much of the first day as differs."""
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def _dated(brief: Brief) -> Iterator[tuple[date, date, Act]]:
    told = set()
    for act in acts_of(brief):
        day = act.when and (act.when.start or act.when.end)
        if not act.when or not day or same_act(act) in told:
            continue
        told.add(same_act(act))
        first, last = act.when.start or day, act.when.end or day
        yield min(first, last), max(first, last), act


def _distance(first: date, last: date, published: date | None) -> str:
    """Return how far from the day of publication; empty where that is unknown or one of several days."""
    if published is None or first <= published <= last:
        return "day of publication" if first == last == published else ""
    days = (published - last).days if last < published else (first - published).days
    # Nobody counts in days what is years ago.
    apart = count(days, "day") if days < _DAYS_OF_TWO_YEARS else f"{days / 365.25:.0f} years"
    return f"{apart} {'before' if last < published else 'after'} publication"
