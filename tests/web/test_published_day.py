from datetime import date

import pytest

from summarizer.web import read_page
from summarizer.web.dates import days_in

BODY = (
    "<p>The harbour of Tarn was opened again on Tuesday, a year after it had been closed to foreign ships.</p>"
    "<p>The first vessel, a grain carrier with a crew of nineteen, tied up shortly after dawn.</p>"
)
TITLE = "Harbour of Tarn opened again"


def published(
    at_heading: str = "", *, head: str = "", before: str = "", after: str = "", language: str = "en"
) -> date | None:
    page = (
        f"<html lang={language}><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body>{before}"
        f"<article><h1>{TITLE}</h1>{at_heading}{BODY}</article>{after}</body></html>"
    )
    return read_page(page.encode()).article.published


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Published: 14:32, 7th May 2021", "en", date(2021, 5, 7)),
        ("Jul. 19, 2016 06:00 AM", "en", date(2016, 7, 19)),
        ("Tuesday, 4 March 2003", "en", date(2003, 3, 4)),
        ("Stand: 12.03.2024, 17:05 Uhr", "de", date(2024, 3, 12)),
        ("4. März 2003", "de", date(2003, 3, 4)),
        ("Le 26/08/2022 à 11:30", "fr", date(2022, 8, 26)),
        ("1er mai 2020", "fr", date(2020, 5, 1)),
        ("18 de enero de 2024", "es", date(2024, 1, 18)),
        ("18 ENE 2024 - 05:30 CET", "es", date(2024, 1, 18)),
        ("17 ноября 2019, 12:40", "ru", date(2019, 11, 17)),
        ("نُشر في 9 شباط/فبراير 2022 - 16:45", "ar", date(2022, 2, 9)),
        ("2024年3月5日", "zh", date(2024, 3, 5)),
        ("2024/03/05 10:00", "ja", date(2024, 3, 5)),
        ("03/04/2024", "en-US", date(2024, 3, 4)),
        ("03/04/2024", "en-GB", date(2024, 4, 3)),
        ("03/25/2024", "en", date(2024, 3, 25)),
        ("4 März 2003", "en", date(2003, 3, 4)),  # a page that says nothing true of its language
    ],
)
def test_day_in_a_line(line: str, language: str, day: date) -> None:
    assert list(days_in(line, language)) == [day]


@pytest.mark.parametrize(
    "line",
    ["03/04/2024", "May 2021", "12 people 2022", "31 February 2022", "© 2021", "99.99.2021", "at 14:32"],
)
def test_line_that_names_no_day_for_certain(line: str) -> None:
    assert list(days_in(line, "en")) == []


class TestPage:
    def test_published_before_updated_whatever_comes_first(self) -> None:
        assert published("<p>Updated 9 May 2021</p><p>Published 7 May 2021</p>") == date(2021, 5, 7)

    def test_stamp_of_an_element_for_times_counts_more_than_its_words(self) -> None:
        assert published('<time datetime="2023-04-18T15:44:09+01:00">3 hours ago</time>') == date(2023, 4, 18)

    def test_dates_of_other_stories_are_not_this_ones(self) -> None:
        others = '<aside><a href=/1>Fish</a> <time datetime="2020-01-01">1 January 2020</time></aside>'
        assert published(before=others, after=others) is None

    def test_date_in_a_sentence_is_what_the_sentence_is_about(self) -> None:
        assert published("<p>The harbour had been closed since 3 March 2019.</p>") is None

    @pytest.mark.parametrize("element", ["p", "span"])
    def test_date_over_the_heading_in_its_box(self, element: str) -> None:
        line = f"<{element}>7 May 2021</{element}>"
        page = f"<html><body><p>1 June 2022</p><div>{line}<h1>{TITLE}</h1>{BODY}</div></body></html>"
        assert read_page(page.encode()).article.published == date(2021, 5, 7)

    # On real pages a line that names a later day is right twice as often as the data, one that names an earlier day
    # hardly ever.
    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("7 May 2021", date(2021, 5, 7)),
            ("29 April 2021", date(2021, 5, 3)),
            ("Registered: 2 June 2008", date(2021, 5, 3)),
        ],
    )
    def test_day_at_the_heading_counts_more_than_data_unless_it_is_earlier(
        self, line: str, day: date
    ) -> None:
        head = (
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2021-05-03"}</script>'
        )
        assert published(f"<p>{line}</p>", head=head) == day

    @pytest.mark.parametrize("stamp", ["1970-01-01T00:00:00Z", "2999-05-03"])
    def test_day_that_cannot_be_is_passed_over(self, stamp: str) -> None:
        head = f'<meta property="article:published_time" content="{stamp}">'
        assert published(head=head) is None
        assert published("<p>7 May 2021</p>", head=head) == date(2021, 5, 7)

    def test_smaller_date_that_is_years_older_is_of_something_else(self) -> None:
        assert published("<p>7 May 2021</p><p>Registered: 2 June 2008</p>") == date(2021, 5, 7)

    def test_time_may_follow_at_once(self) -> None:
        assert published("<p><span>4 de mayo de 2022</span><span>07:59 hs</span></p>", language="es") == date(
            2022, 5, 4
        )

    def test_data_of_something_else_than_an_article_do_not_count(self) -> None:
        head = '<script type="application/ld+json">{"@type": "Event", "datePublished": "2021-05-03"}</script>'
        assert published(head=head) is None

    @pytest.mark.parametrize(
        ("stamp", "line", "day"),
        [
            ("2024-08-14T01:15:00+00:00", "August 13, 2024", date(2024, 8, 13)),
            ("2024-08-14T01:15:00Z", "August 14, 2024", date(2024, 8, 14)),
            ("2024-08-14T01:15:00Z", "", date(2024, 8, 14)),
            ("2024-08-14T18:15:00Z", "August 13, 2024", date(2024, 8, 14)),
            ("2024-08-14T01:15:00-05:00", "August 13, 2024", date(2024, 8, 14)),
        ],
    )
    def test_day_that_readers_see_where_data_give_the_time_of_greenwich(
        self, stamp: str, line: str, day: date
    ) -> None:
        head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{stamp}"}}</script>'
        assert published(f"<p>{line}</p>", head=head) == day
