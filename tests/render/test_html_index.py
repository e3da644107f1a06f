import json
from dataclasses import asdict

from summarizer.render.html.index import LONGEST_GIST, Entry, render_index
from tests.render.hostile_brief import HOSTILE, WORDS
from tests.render.html_pages import Page
from tests.render.sample_brief import SAMPLE


def test_an_entry_says_what_a_brief_is_about() -> None:
    entry = Entry.of(SAMPLE, name="trawlers", href="pages/1.html")
    assert asdict(entry) == {
        "href": "pages/1.html",
        "name": "trawlers",
        "headline": "Norway seizes two Icelandic trawlers; Iceland demands the release of both crews",
        "gist": "Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.",
        "source": "The Northern Post",
        "date": "2024-03-09",
        "actors": ("Norway’s coast guard", "Iceland", "Sigrun Halldorsdottir", "Kari Lund"),
        "countries": ("ISL", "NOR"),
        "acts": (("COERCE", (0,), (1,)), ("CONSULT", (1,), (3,)), ("REQUEST", (2,), (0,))),
        "score": -3.37,
    }


def test_an_act_that_is_also_a_move_counts_once() -> None:
    event = SAMPLE.key_events[0]
    move = SAMPLE.diplomatic_moves[0].model_copy(update={"type": event.type, "event": event.id})
    brief = SAMPLE.model_copy(update={"key_events": [event], "diplomatic_moves": [move]})
    entry = Entry.of(brief, name="", href="")
    assert (entry.score, len(entry.acts)) == (-7.2, 1)
    nothing = brief.model_copy(update={"key_events": [], "diplomatic_moves": []})
    assert Entry.of(nothing, name="", href="").score == 0


def test_what_has_no_date_or_source_says_so_with_nothing() -> None:
    article = SAMPLE.article.model_copy(update={"published": None, "source": None})
    entry = Entry.of(SAMPLE.model_copy(update={"article": article}), name="", href="")
    assert (entry.date, entry.source) == ("", "")


def test_the_page_has_every_brief_for_the_script_and_for_readers_without_one() -> None:
    entries = [Entry.of(SAMPLE, name=f"n{number}", href=f"pages/{number}.html") for number in range(3)]
    page = Page(render_index(entries, title="All of them"))
    assert page.one("h1").text == "All of them"
    data = json.loads(page.one("script", id="entries").text)
    assert data["briefs"] == json.loads(json.dumps([asdict(entry) for entry in entries]))
    assert data["types"]["REQUEST"] == ["demand", "vx"]
    assert [one.text for one in page.all("option", value="ISL")] == ["Iceland"]
    assert [link.attributes["href"] for link in page.all("a")][1:] == [entry.href for entry in entries]


def test_hostile_words_stay_inside_their_data() -> None:
    page = Page(render_index([Entry.of(HOSTILE, name=WORDS, href="x.html")], title=WORDS))
    [entry] = json.loads(page.one("script", id="entries").text)["briefs"]
    assert "</script><script>alert(2)</script>" in entry["headline"]
    assert "<U+202E>" in entry["headline"]
    assert len(page.all("script")) == 2
    assert len(entry["gist"]) <= LONGEST_GIST + 200, (
        "what is cut is the text; what is seen of controls is longer"
    )


def test_nothing_to_list_is_an_empty_page() -> None:
    assert Page(render_index([])).one("p", class_="about minor").text == "0 briefs"
