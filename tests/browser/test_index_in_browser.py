from datetime import date, timedelta
from itertools import cycle, islice

import pytest

from summarizer.brief import Brief
from summarizer.render.html.index import Entry, render_index
from tests.browser.conftest import Open
from tests.browser.pages import SEED
from tests.render.hostile_brief import HOSTILE, WORDS

pytestmark = pytest.mark.browser

MANY = 2_000
NOUNS = (
    "river council border treaty minister port valley ceasefire parliament convoy pipeline embassy".split()
)

TYPE = """([name, typed]) => {
  const box = document.querySelector(`[name=${name}]`), started = performance.now();
  box.value = typed;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  document.body.offsetHeight; // the layout belongs to the answer
  return performance.now() - started;
}"""


def variation(number: int) -> Brief:
    words = " ".join(islice(cycle(NOUNS), number % 11, number % 11 + 4))
    source, day = (
        ("The Northern Post", "Ledger", None)[number % 3],
        date(2013, 1, 1) + timedelta(days=number % 400),
    )
    article = SEED.article.model_copy(update={"source": source, "published": day})
    events = SEED.key_events[number % 5 : number % 5 + 1 + number % 4]
    moves = [move for move in SEED.diplomatic_moves if move.event is None]
    return SEED.model_copy(
        update={
            "headline": f"{words.capitalize()} {number}",
            "article": article,
            "key_events": events,
            "diplomatic_moves": moves,
        }
    )


@pytest.fixture(scope="module")
def many() -> str:
    entries = [Entry.of(variation(n), name=f"article-{n}", href=f"pages/{n}.html") for n in range(MANY)]
    return render_index(entries)


def test_two_thousand_briefs_open_quickly_and_answer_as_one_types(show: Open, many: str) -> None:
    assert len(many.encode()) <= 6_000_000
    page = show(many).page
    # The script runs while the page is read: when that is done, the page answers.
    assert page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") <= 1_500
    assert page.inner_text(".about") == "2,000 briefs"
    slowest = 0.0
    asked = [
        ("words", typed) for typed in ("t", "tr", "treaty", "treaty 1", "treaty 19", "nothing at all", "")
    ]
    asked += [
        ("actor", "u"),
        ("actor", "US"),
        ("actor", ""),
        ("country", "IRQ"),
        ("type", "ASSAULT"),
        ("from", "2013-02-01"),
    ]
    for field in asked:
        # The best of three: other programs of the machine are not what is measured.
        slowest = max(slowest, min(page.evaluate(TYPE, field) for _ in range(3)))
    assert slowest <= 60


def test_filters_by_actor_country_type_and_date(show: Open) -> None:
    def entry(number: int, day: date | None) -> Entry:
        article = SEED.article.model_copy(update={"published": day})
        events = SEED.key_events[number : number + 1]
        moves = SEED.diplomatic_moves[:0]
        brief = SEED.model_copy(
            update={
                "article": article,
                "headline": str(number),
                "key_events": events,
                "diplomatic_moves": moves,
                "quotes": [],
            }
        )
        return Entry.of(brief, name="n", href="x.html")

    days = (date(2020, 5, 1), None, date(2024, 1, 1), date(2024, 2, 1))
    page = show(render_index([entry(number, day) for number, day in enumerate(days)])).page

    def found(**given: str) -> list[str]:
        for name, value in given.items():
            page.evaluate(TYPE, [name, value])
        headlines: list[str] = page.locator(".briefs h2").all_inner_texts()
        page.evaluate("document.forms[0].reset()")
        return headlines

    assert found(type="REQUEST") == ["3"]
    assert found(country="IRQ") == ["0"]
    assert found(actor="Sunni militants") == ["0", "1", "2"]
    assert found(actor="mil") == ["0", "1", "2"], "words are looked for from their beginning"
    assert found(actor="Sunni militants → Iraq") == ["0"]
    assert found(**{"from": "2024-01-01"}) == ["2", "3"]
    assert found(to="2024-01-01") == ["0", "2"]


def test_counts_are_of_what_is_found_and_narrow_it_when_pressed(show: Open, many: str) -> None:
    page = show(many).page
    types = page.locator(".types li")
    totals = [int(one.replace(",", "")) for one in types.locator(".number").all_inner_texts()]
    assert totals == sorted(totals, reverse=True)
    assert sum(totals) == sum(len(variation(n).acts()) for n in range(MANY))
    pair = page.locator(".pairs button").first
    name = pair.inner_text()
    pair.click()
    assert page.input_value("[name='actor']") == name
    assert page.locator(".pairs button[aria-pressed='true']").inner_text() == name
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true", "the focus stays"
    fewer = page.inner_text("output")
    page.locator(".types button").last.click()
    assert page.inner_text("output") != fewer
    page.locator(".types button[aria-pressed='true']").click()
    assert page.inner_text("output") == fewer


def test_search_looks_for_every_word_and_forgives_accents(show: Open) -> None:
    headlines = ("Élysée receives the minister", "The minister resigns", "A quiet day")
    entries = [
        Entry.of(SEED.model_copy(update={"headline": one, "summary": []}), name="n", href="x.html")
        for one in headlines
    ]
    page = show(render_index(entries)).page
    page.fill("[name='words']", "minister elysee")
    assert page.locator(".briefs h2").all_inner_texts() == [headlines[0]]
    page.fill("[name='words']", "MINISTER")
    assert page.locator(".briefs h2").all_inner_texts() == list(headlines[:2])
    assert page.inner_text("output") == "2 of 3 found"


def test_sorting_and_showing_more(show: Open, many: str) -> None:
    page = show(many).page
    assert page.locator(".briefs li").count() == 40
    page.click(".more")
    assert page.locator(".briefs li").count() == 80
    assert page.evaluate("document.activeElement.textContent") == variation(40).headline
    page.select_option("select[name='order']", "headline")
    shown = page.locator(".briefs h2").all_inner_texts()
    assert shown == sorted((variation(n).headline for n in range(MANY)), key=str.lower)[:40]
    page.select_option("select[name='order']", "source")
    assert "Ledger" in page.locator(".briefs li").first.inner_text()


def test_what_has_no_date_comes_last_whichever_way(show: Open) -> None:
    def entry(day: date | None) -> Entry:
        article = SEED.article.model_copy(update={"published": day})
        brief = SEED.model_copy(update={"article": article, "headline": str(day or "none")})
        return Entry.of(brief, name="n", href="x.html")

    page = show(render_index([entry(day) for day in (date(2020, 5, 1), None, date(2024, 1, 1))])).page
    page.select_option("select[name='order']", "newest")
    assert page.locator(".briefs h2").all_inner_texts() == ["2024-01-01", "2020-05-01", "none"]
    page.select_option("select[name='order']", "oldest")
    assert page.locator(".briefs h2").all_inner_texts() == ["2020-05-01", "2024-01-01", "none"]


def test_briefs_without_dates_or_acts_are_listed_without_plots(show: Open) -> None:
    article = SEED.article.model_copy(update={"published": None})
    brief = SEED.model_copy(
        update={"article": article, "key_events": [], "diplomatic_moves": [], "quotes": []}
    )
    page = show(render_index([Entry.of(brief, name="n", href="x.html")])).page
    assert "no date given" in page.inner_text(".briefs li")
    assert not page.is_visible(".counts")
    assert show(render_index([])).page.locator(".briefs li").count() == 0


def test_hostile_words_are_shown_as_words(show: Open) -> None:
    page = show(render_index([Entry.of(HOSTILE, name=WORDS, href="x.html")], title=WORDS)).page
    assert "<script>alert(1)</script>" in page.inner_text(".briefs h2")
    assert "{{ 7 * 7 }}" in page.inner_text("h1")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious_in_the_index(show: Open, many: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = show(many, width=width, color_scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
    ] == []


def test_without_javascript_every_brief_is_a_link(show: Open, many: str) -> None:
    page = show(many, java_script_enabled=False).page
    assert page.locator("noscript h2 a").count() == MANY
