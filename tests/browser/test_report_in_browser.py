from collections.abc import Iterable
from typing import Any

import pytest

from summarizer.render.html.report import render_report
from tests.browser.conftest import Open
from tests.browser.pages import BRIEFS, SEED, SEED_TEXT, SHOWN, entries, expected_marks, marked
from tests.render.sample_brief import SAMPLE, TEXT

pytestmark = pytest.mark.browser

IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
FOCUSED = "document.activeElement"


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


def test_every_click_on_a_citation_leads_to_its_passage_and_from_there_back(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    cites = page.query_selector_all("a.cite")
    assert {cite.get_attribute("data-claim") for cite in cites} == set(expected_marks(SEED))
    for cite in cites:
        claim = cite.get_attribute("data-claim")
        cite.click()
        assert claim in lit(page), claim
        assert claim in page.evaluate(f"{FOCUSED}.dataset.claims").split()
        assert page.evaluate(f"({IN_VIEW})({FOCUSED})"), claim
        if not claim.startswith("A"):
            page.query_selector(f"a.back[href='#{claim}']").click()
            assert page.evaluate(f"{FOCUSED}.id") == claim
            assert page.evaluate(f"({IN_VIEW})({FOCUSED})"), claim
    names = page.query_selector_all("a.name")
    assert names
    for name in names:
        name.click()
        assert page.evaluate(f"{FOCUSED}.id") == name.get_attribute("href")[1:]


def test_the_keyboard_leads_both_ways(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    for claim in (claim for claim in expected_marks(SEED) if not claim.startswith("A")):
        page.focus(f"a.cite[data-claim='{claim}']")
        page.keyboard.press("Enter")
        assert claim in page.evaluate(f"{FOCUSED}.dataset.claims").split()
        for _ in range(40):  # over the names in the passage, to the way back at its end
            page.keyboard.press("Tab")
            if page.evaluate(f"{FOCUSED}.getAttribute('href')") == f"#{claim}":
                break
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.id") == claim
        assert page.evaluate(f"({IN_VIEW})({FOCUSED})")
        page.keyboard.press("Escape")
        assert page.query_selector_all(".on") == []
        assert page.evaluate(f"{FOCUSED}.matches('a.back')")


def test_the_skip_links_come_first_and_lead_on(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Skip to the brief"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "article"


def test_clicks_on_a_passage_visit_all_claims_that_rest_on_it(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    mark = page.query_selector("mark[data-claims='S1 E1 M5 M9']")
    visited = []
    for _ in range(5):
        mark.click(position={"x": 4, "y": 8})
        visited.append(page.evaluate(f"{FOCUSED}.id"))
    assert visited == ["S1", "E1", "M5", "M9", "S1"]
    assert ids(page, ".claim.near") == ["E1", "M5", "M9"]


def test_a_click_on_a_card_lights_its_passages_and_leaves_the_brief_where_it_is(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT)).page
    card = page.query_selector("#M9 .coding")
    card.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    card.click()
    assert lit(page) >= {"M9"}
    assert page.evaluate("scrollY") == before


def test_back_in_the_browsers_history_is_back_in_the_page(show: Open) -> None:
    page = show(render_report(SAMPLE, TEXT)).page
    page.click("a.cite[data-claim='E1']")
    page.click("a.cite[data-claim='M1']")
    page.go_back()
    assert "E1" in lit(page)


def test_filters_by_kind_type_and_actor(show: Open) -> None:
    from playwright.sync_api import expect

    page = show(render_report(SEED, SEED_TEXT)).page
    page.uncheck("input[value='summary']", force=True)
    assert not page.is_visible("#summary")
    page.select_option("select[name='type']", "REQUEST")
    visible = [one for one in ids(page, ".claim") if page.is_visible(f"[id='{one}']")]
    assert visible == ["E4", "M1", "M7", "M10"]
    assert page.inner_text("output") == "4 of 58 shown"
    page.select_option("select[name='actor']", "A2")
    assert page.is_visible("#E4")
    assert not page.is_visible("#M7")
    assert page.query_selector_all("mark[data-claims~='E1']:not(.off)") == []
    assert not page.is_visible("a.back[href='#E1']")
    page.select_option("select[name='type']", "AGREE")
    assert page.is_visible(".nothing")
    page.click("button[type='reset']")
    # Asked from outside: the page's policy forbids a script that would wait within it.
    expect(page.locator("output")).to_have_text("")
    assert page.is_visible("#summary")


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
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    page.click("a.cite")
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
    ] == []


def test_without_its_text_the_page_marks_what_the_evidence_quotes(show: Open) -> None:
    page = show(render_report(SEED, None)).page
    for cite in page.query_selector_all("a.cite[data-claim^='E']"):
        cite.click()
        claim = cite.get_attribute("data-claim")
        piece = page.evaluate(f"{FOCUSED}.textContent")
        assert any(piece in one.text for e in SEED.key_events for one in e.evidence if claim.startswith(e.id))


def test_it_reads_without_javascript(show: Open) -> None:
    page = show(render_report(SEED, SEED_TEXT), java_script_enabled=False).page
    assert page.is_visible("#E10")
    assert not page.is_visible(".filters")
    page.click("a.cite[data-claim='M10']")
    assert page.url.endswith("#at-M10-1")
    assert page.locator("mark[data-claims~='M10']").first.bounding_box()["y"] < 900
    page.click("a.back[href='#M10']")
    assert page.url.endswith("#M10")


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
