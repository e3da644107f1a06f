from collections.abc import Iterable
from typing import Any

import pytest
from rich.console import Console

from summarizer.render.html.report import render_report
from summarizer.render.terminal import render_terminal
from tests.browser.conftest import Open
from tests.browser.pages import (
    BRIEFS,
    SEED,
    SEED_TEXT,
    SHOWN,
    entries,
    expected_marks,
    marked,
)
from tests.render.sample_brief import SAMPLE, TEXT

pytestmark = pytest.mark.browser

IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
TOP = "one => one.closest('.claim').getBoundingClientRect().top"
OPEN_ALL = "for (const box of document.querySelectorAll('details')) box.open = true"
FOCUSED = "document.activeElement"
PHONE = {"width": 390, "height": 844}


def ids(page: Any, selector: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(selector, "all => all.map(one => one.id)")
    return found


def lit(page: Any) -> set[str]:
    """Return the claims that every lit passage has in common."""
    sets: Iterable[str] = page.eval_on_selector_all("mark.on", "all => all.map(one => one.dataset.claims)")
    return set.intersection(*({*claims.split()} for claims in sets))


@pytest.mark.parametrize("name", BRIEFS)
def test_every_claim_marks_exactly_its_characters(show: Open, name: str) -> None:
    brief, text = BRIEFS[name]
    page = show(render_report(brief, text)).page
    claims, anchors, shown = marked(page)
    assert claims == expected_marks(brief)
    for sentence, pieces in ((f"S{n}", s.evidence) for n, s in enumerate(brief.summary, 1)):
        assert [anchors[f"at-{sentence}-{n}"] for n in range(1, len(pieces) + 1)] == [p.start for p in pieces]
    for claim in entries(brief):
        starts = [anchors[f"at-{claim.id}-{n}"] for n in range(1, len(claim.evidence) + 1)]
        assert starts == [piece.start for piece in claim.evidence]
    assert shown == SHOWN[name]


def test_the_first_screen_has_headline_summary_acts_and_drawing(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    for part in ("h1", "#summary", "#acts", "#graph svg"):
        assert page.evaluate(f"document.querySelector('{part}').getBoundingClientRect().bottom") <= 900, part
    assert page.evaluate("scrollY") == 0


def test_a_citation_shows_its_passage_and_leaves_the_claim_where_it_is(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    page.evaluate(OPEN_ALL)
    cites = page.query_selector_all("a.cite")
    assert {cite.get_attribute("data-claim") for cite in cites} == set(expected_marks(SEED))
    for cite in cites:
        claim = cite.get_attribute("data-claim")
        cite.scroll_into_view_if_needed()
        before = cite.evaluate(TOP)
        cite.click()
        assert claim in lit(page), claim
        assert page.evaluate(f"[...document.querySelectorAll('mark.on')].some({IN_VIEW})"), claim
        assert page.inner_text(".status").startswith("Evidence: ")
        page.keyboard.press("Escape")
        assert page.query_selector_all(".on") == []
        cite.press("Enter")
        assert claim in lit(page), claim
        assert abs(cite.evaluate(TOP) - before) <= 4, claim
        assert cite.evaluate("one => one === document.activeElement")


def test_on_a_telephone_the_evidence_opens_below_its_claim(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT), **PHONE).page
    page.evaluate(OPEN_ALL)
    for claim in entries(SEED):
        cite = page.query_selector(f"a.cite[data-claim='{claim.id}']")
        cite.scroll_into_view_if_needed()
        before = cite.evaluate(TOP)
        cite.press("Enter")
        box = page.locator(f"[id='{claim.id}'] .evidence")
        assert "".join(box.locator("mark.cited").all_text_contents()) == claim.evidence[0].text
        assert cite.get_attribute("aria-expanded") == "true"
        assert abs(cite.evaluate(TOP) - before) <= 4, claim.id
        cite.click()
        assert box.count() == 0
    page.click("#E1 a.cite")
    page.click("#E2 a.cite")
    assert page.locator("#E1 .evidence mark.cited").count() > 0, "what is open stays as it is"
    page.click("#E1 .evidence a")
    assert page.evaluate(f"({IN_VIEW})(document.querySelector('#article mark.on'))")


@pytest.mark.parametrize("name", ["seed", "sample"])
def test_on_a_telephone_the_page_is_as_brief_as_the_text(show: Open, name: str) -> None:
    brief, text = BRIEFS[name]
    console = Console(width=100)
    lines = len(console.render_lines(render_terminal(brief, text)))
    page = show(render_report(brief, text), **PHONE).page
    assert page.evaluate("document.documentElement.scrollHeight") <= 60 * lines


def test_the_way_back_from_a_passage_is_there_for_the_keyboard(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    backs = page.query_selector_all("a.back")
    assert {one.get_attribute("href")[1:] for one in backs} == {
        one for one in expected_marks(SEED) if one[0] != "A"
    }
    for back in backs:
        back.focus()
        assert back.bounding_box()["width"] > 20, "seen while it has the focus"
        page.keyboard.press("Enter")
        assert page.evaluate(f"'#' + {FOCUSED}.id") == back.get_attribute("href")
        assert page.evaluate(f"({IN_VIEW})({FOCUSED})")
        page.keyboard.press("Escape")
        assert back.evaluate("one => one === document.activeElement")


def test_a_type_says_what_it_means_to_pointer_and_keyboard(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    seen = "getComputedStyle(document.querySelector('#E1 .tip'), '::after').display"
    assert page.evaluate(seen) == "none"
    page.hover("#E1 .tip")
    assert page.evaluate(seen) == "block"
    page.keyboard.press("Escape")
    assert page.evaluate(seen) == "none"
    page.hover("h1")
    page.focus("#E1 .tip")
    assert page.evaluate(seen) == "block"
    page.keyboard.press("Enter")
    assert not page.url.endswith("#key-COERCE"), "who asks for the meaning stays where they are"
    assert "COERCE" in page.text_content("#" + page.get_attribute("#E1 .tip", "aria-describedby"))


def test_the_article_is_quiet_until_something_points_at_a_passage(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    tinted = """() => [...document.querySelectorAll("#article mark")]
      .filter((one) => getComputedStyle(one).backgroundColor !== "rgba(0, 0, 0, 0)").length"""
    assert page.evaluate(tinted) == 0
    page.hover("#E2 .sides")
    assert page.evaluate(tinted) > 0
    assert {*ids(page, ".claim.near")} == {"E2"}
    page.hover("#article mark")
    assert {*ids(page, ".claim.near")} >= {"E1"}
    page.hover("h1")
    assert page.evaluate(tinted) == 0


def test_the_skip_links_come_first_and_lead_on(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Skip to the brief"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "article"


def test_clicks_on_a_passage_visit_all_claims_that_rest_on_it(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    mark = page.query_selector("#article mark[data-claims='S1 E1 M5 M9']")
    visited = []
    for _ in range(5):
        mark.click(position={"x": 4, "y": 8})
        visited.append(page.evaluate(f"{FOCUSED}.id"))
        assert page.evaluate(f"({IN_VIEW})({FOCUSED})")
    assert visited == ["S1", "E1", "M5", "M9", "S1"]


def test_a_click_on_a_card_lights_its_passages_and_leaves_the_brief_where_it_is(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    before = page.evaluate("scrollY")
    page.locator("#E3 .description").click(position={"x": 1, "y": 4})
    assert lit(page) >= {"E3"}
    assert page.evaluate("scrollY") == before


def test_back_in_the_browsers_history_is_back_in_the_page(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    page.click("a.cite[data-claim='E1']")
    page.click("a.cite[data-claim='S1']")
    page.go_back()
    assert "E1" in lit(page)


def test_filters_by_type_and_actor_keep_their_place(show: Open) -> None:
    from playwright.sync_api import expect

    page = show(render_report(SEED, SEED_TEXT)).page
    place = page.locator(".filters").bounding_box()["y"]
    page.select_option("select[name='type']", "REQUEST")
    visible = [one for one in ids(page, ".claim") if page.is_visible(f"[id='{one}']")]
    assert {one for one in visible if one[0] in "EM"} == {"E4", "M7", "M10"}
    page.select_option("select[name='actor']", "A2")
    assert page.is_visible("#E4")
    assert not page.is_visible("#M7")
    assert page.inner_text("output").endswith("shown")
    page.select_option("select[name='type']", "ACCUSE")
    assert page.is_visible(".nothing")
    page.click("button[type='reset']")
    # Asked from outside: the page's policy forbids a script that would wait within it.
    expect(page.locator("output")).to_have_text("")
    assert page.is_visible("#summary")
    assert abs(page.locator(".filters").bounding_box()["y"] - place) <= 4


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_wider_than_the_window(show: Open, name: str, width: int) -> None:
    page = show(render_report(*BRIEFS[name]), width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", BRIEFS)
def test_axe_finds_nothing_serious(show: Open, name: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    brief, text = BRIEFS[name]
    page = show(render_report(brief, text), width=width, color_scheme=scheme).page
    page.evaluate(OPEN_ALL)
    page.click("a.cite")
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
    ] == []


def test_without_its_text_the_page_marks_what_the_evidence_quotes(show: Open) -> None:
    page = show(render_report(SEED, None)).page
    page.evaluate(OPEN_ALL)
    for act in SEED.acts():
        page.click(f"a.cite[data-claim='{act.id}']")
        pieces = "".join(page.locator("#article mark.on").all_text_contents())
        assert act.evidence[0].text in pieces


def test_it_reads_without_javascript(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT), java_script_enabled=False).page
    assert page.is_visible("#E1")
    assert not page.is_visible(".filters")
    page.click("a.cite[data-claim='E2']")
    assert page.url.endswith("#at-E2-1")
    assert page.locator("#article mark[data-claims~='E2']").first.bounding_box()["y"] < 900
    page.click("#E2 .tip")
    assert page.is_visible("#key-ASSAULT")


def test_paper_has_everything_open_and_in_one_column(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    assert not page.is_visible("#rejected dd")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible("#rejected dd")
    assert not page.is_visible(".filters")
    article, brief = page.locator("#article").bounding_box(), page.locator("main").bounding_box()
    assert article["y"] >= brief["y"] + brief["height"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.is_visible("#rejected dd")


def test_the_policy_lets_nothing_else_run_or_load(show: Open) -> None:
    watched = show(render_report(SAMPLE, TEXT))
    page = watched.page
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'run'";
      const image = new Image();
      image.src = "https://example.org/x.png";
      const link = document.createElement("div");
      link.setAttribute("onclick", "document.title = 'clicked'");
      document.body.append(script, image, link);
      link.click();
    }""")
    assert page.evaluate("fetch('https://example.org/').catch(() => 'refused')") == "refused"
    assert page.title() == SAMPLE.headline
    assert any("Content Security Policy" in line for line in watched.console)
    watched.console.clear()
    # The browser tells of requests that its policy then refuses; none left it.
    watched.requests[:] = [url for url in watched.requests if "example.org" not in url]
