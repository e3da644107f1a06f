from datetime import date

import pytest

from summarizer.text.dates import resolve_time as resolve
from summarizer.text.english_dates import resolve_english as resolve_time
from summarizer.text.spans import Span
from summarizer.text.times import find_times

MONDAY = date(2014, 6, 23)


def day(text: str) -> tuple[date, date]:
    """Read "06-21", "06-16/06-22" or "2013-08-01/2013-08-31" as first and last day, 2014 where no year is written."""
    first, _, last = text.partition("/")
    ends = [
        date.fromisoformat(part if len(part) == 10 else f"2014-{part}") for part in (first, last or first)
    ]
    return ends[0], ends[1]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Saturday", "06-21"), ("Monday", "06-23"), ("on Tuesday", "06-17"), ("last Monday", "06-16"),
        ("last Saturday", "06-21"), ("next Saturday", "06-28"), ("Saturday night", "06-21"), ("next Monday", "06-30"),
        ("today", "06-23"), ("yesterday", "06-22"), ("the day before yesterday", "06-21"), ("tomorrow", "06-24"),
        ("last night", "06-22"), ("this morning", "06-23"), ("two days ago", "06-21"),
        ("six weeks ago", "05-12/05-18"), ("a month ago", "05-01/05-31"), ("two years ago", "2012-01-01/2012-12-31"),
        ("last week", "06-16/06-22"), ("this week", "06-23/06-29"), ("next week", "06-30/07-06"),
        ("earlier this month", "06-01/06-30"), ("last month", "05-01/05-31"), ("this year", "01-01/12-31"),
        ("late last year", "2013-01-01/2013-12-31"), ("over the weekend", "06-21/06-22"),
        ("in April", "04-01/04-30"), ("in August", "2013-08-01/2013-08-31"), ("in June", "06-01/06-30"),
        ("in May last year", "2013-05-01/2013-05-31"), ("mid-April", "04-01/04-30"),
        ("5 June", "06-05"), ("June 28", "06-28"), ("20 December", "2013-12-20"), ("Thursday, 5 June", "06-05"),
        ("the past two weeks", "06-09/06-23"), ("the next three days", "06-23/06-26"),
        ("in the past year", "2013-01-01/2013-12-31"),
        ("since 2013", "2013-01-01/2014-06-23"), ("since April", "04-01/06-23"),
    ],
)  # fmt: skip
def test_relative_time_counts_from_publication(words: str, days: str) -> None:
    assert resolve_time(words, MONDAY) == day(days)
    assert resolve_time(words, None)[1] is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Saturday", "06-28"), ("on Monday", "06-23"), ("in August", "08-01/08-31"), ("5 June", "2015-06-05"),
        ("in April", "2015-04-01/2015-04-30"), ("this weekend", "06-28/06-29"), ("Friday", "06-27"),
    ],
)  # fmt: skip
def test_what_is_to_come_lies_ahead(words: str, days: str) -> None:
    assert resolve_time(words, MONDAY, future=True) == day(days)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("5 June 2014", "06-05"), ("June 5, 2014", "06-05"), ("on June 5th, 2014", "06-05"), ("2014-06-05", "06-05"),
        ("3-5 June 2014", "06-03/06-05"), ("in April 2018", "2018-04-01/2018-04-30"),
        ("in 2011", "2011-01-01/2011-12-31"),
        ("in early 2012", "2012-01-01/2012-12-31"), ("in the 1990s", "1990-01-01/1999-12-31"),
        ("between 2003 and 2005", "2003-01-01/2005-12-31"), ("from 2003 to 2011", "2003-01-01/2011-12-31"),
        ("February 2016", "2016-02-01/2016-02-29"), ("2014/06/05", "06-05"), ("25/06/2014", "06-25"),
        ("Sept. 11, 2001", "2001-09-11"),
    ],
)  # fmt: skip
def test_absolute_time_needs_no_publication_date(words: str, days: str) -> None:
    assert resolve_time(words, None) == resolve_time(words, MONDAY) == day(days)


def test_open_sides() -> None:
    assert resolve_time("by Friday", MONDAY) == (None, date(2014, 6, 27))
    assert resolve_time("since 2013", None) == (date(2013, 1, 1), None)
    assert resolve_time("until 2016", None) == (None, date(2016, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "31 June 2014", "30 February", "05/06/2014", "soon", "a decade ago", "for two days", "after the war",
        "before 2012",
        "5-3 June 2014", "999 years ago", "99 decades ago", "", "on", "9999", "the day", "recently", "0 June 2014",
        "several weeks ago", "in recent months",
    ],
)  # fmt: skip
def test_what_cannot_be_told_stays_unknown(words: str) -> None:
    assert resolve_time(words, date(900, 1, 1) if words == "999 years ago" else MONDAY) == (None, None)


def test_last_weekend_written_on_a_sunday_is_the_one_before() -> None:
    sunday = date(2014, 6, 22)
    assert resolve_time("last weekend", sunday) == day("06-14/06-15")
    assert resolve_time("at the weekend", sunday) == day("06-21/06-22")


def test_times_of_a_text_with_their_prepositions() -> None:
    text = (
        "The town fell on Saturday, two days ago, and in April; last week Mr Lund said that on 5 June 2014 "
        "and since 2013 "
        "nothing moved. Over the past two weeks, by Friday morning or late last year: it was Sunday in early 2012. "
        "Between 2003 and 2005, in the 1990s and over the weekend they met. On June 14, 2017, "
        "snow. Earlier this month."
    )
    found = [span.of(text) for span in find_times(text, Span(0, len(text)))]
    assert found == [
        "on Saturday", "two days ago", "in April", "last week", "on 5 June 2014", "since 2013",
        "Over the past two weeks",
        "by Friday morning", "late last year", "Sunday", "in early 2012", "Between 2003 and 2005", "in the 1990s",
        "over the weekend", "On June 14, 2017", "Earlier this month",
    ]  # fmt: skip


def test_time_over_a_line_break_keeps_its_offsets() -> None:
    text = "It fell on\nSaturday."
    (span,) = find_times(text, Span(0, len(text)))
    assert span.of(text) == "on\nSaturday"
    assert resolve_time(span.of(text), MONDAY) == day("06-21")


def test_times_outside_the_stretch_are_not_found() -> None:
    text = "It fell on Saturday. It rose on Sunday."
    assert [span.of(text) for span in find_times(text, Span(20, len(text)))] == ["on Sunday"]


def test_verbs_and_durations_are_no_times() -> None:
    text = "They may march in two days of rain. Theresa May had 2,000 friends. The 2015 deal stands. Sunder."
    assert find_times(text, Span(0, len(text))) == ()


@pytest.mark.parametrize(
    ("language", "words", "days"),
    [
        ("de", "am Mittwoch", "06-18"),
        ("de", "vor zwei Tagen", "06-21"),
        ("pl", "24 grudnia 2013 r.", "2013-12-24"),
        ("es", "ayer", "06-22"),
        ("fr", "le 4 mars", "03-04"),
        ("ru", "в понедельник", "06-16"),
        ("ar", "٥ مايو", "05-05"),
        ("zh", "星期二（6月17日）", "06-17"),
        ("ja", "3月4日", "03-04"),
        ("fi", "eilen", "06-22"),
    ],
)
def test_days_of_other_languages(language: str, words: str, days: str) -> None:
    assert resolve(words, MONDAY, language) == day(days)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "в 2019 году"), ("de", "seit 2015"), ("de", "im Wald"), ("xx", "ayer"), ("und", "2014-02-31")],
)
def test_what_is_no_day_in_other_languages_is_left_open(language: str, words: str) -> None:
    assert resolve(words, MONDAY, language) == (None, None)


def test_day_without_a_date_of_publication_is_one_that_is_written_out() -> None:
    assert resolve("ayer", None, "es") == (None, None)
    assert resolve("5 мая 2013 г.", None, "ru") == day("2013-05-05")
    assert resolve("2013-05-05", None, "und") == day("2013-05-05")
