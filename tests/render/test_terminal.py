from io import StringIO

import pytest
from inline_snapshot import snapshot
from rich.console import Console

from summarizer.article import Article
from summarizer.brief import Actor, Brief
from summarizer.plover import QuadClass
from summarizer.render.palette import QUAD_COLOURS
from summarizer.render.safe import safe_line
from summarizer.render.terminal import render_terminal
from tests.render.attacks import ATTACKS, hostile
from tests.render.sample_brief import BOTH, SAMPLE, TEXT
from tests.render.stuffed_brief import ARTICLES, stuffed


def shown(
    brief: Brief = SAMPLE,
    text: str | None = TEXT,
    *,
    width: int = 80,
    everything: bool = False,
    evidence: bool = False,
    reasons: bool = False,
    colours: bool = False,
) -> str:
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colours,
        color_system="256" if colours else None,
        legacy_windows=False,
    )
    console.print(render_terminal(brief, text, everything=everything, evidence=evidence, reasons=reasons))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def test_at_80_columns() -> None:
    assert shown(width=80) == snapshot("""\
Norway seizes two Icelandic trawlers; Iceland demands the release of both crews
The Northern Post · 2024-03-09

  Norway’s coast guard seized two Icelandic trawlers, and four sailors were
  injured.  [1-2]

ACTS  E key event, M diplomatic move, E=M both
  Norway’s coast guard → Iceland: coercion (COERCE, confiscate) · on Thursday
  (2024-03-07) · the Barents Sea · 4 wounded  [1-2] E1
    Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on
    Thursday

QUOTES
  Sigrun Halldorsdottir: “We will not be bullied in waters where our fathers
  fished,”  [4]
  speaker unknown: “Talks are the only way out.”  [5]

WHO
  Sigrun Halldorsdottir (foreign minister, ISL)

Not shown (it is in --all and in the JSON): 1 summary sentence, 2 acts, 1 quote,
3 actors
2 claims rejected: summary 1, actors 1 (--evidence says why)
Checked by code: quotations are verbatim; names, numbers and times stand in the
article. Not checked: whether type, sides and sense are right.
qwen2.5-coder-1.5b-instruct · embedded · 42.0 s
""")


def test_everything_with_evidence_and_reasons() -> None:
    assert shown(BOTH, width=100, everything=True, evidence=True, reasons=True) == snapshot("""\
Norway seizes two Icelandic trawlers; Iceland demands the release of both crews
Trawler row deepens · The Northern Post · 2024-03-09 · https://example.org/trawlers · 7 sentences,
644 characters

  Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.  [1-2]
  Iceland demanded the release of the crews; Norway will receive a delegation in Oslo.  [3, 6]

ACTS  E key event, M diplomatic move, E=M both
  Norway’s coast guard → Iceland: coercion (COERCE, confiscate) · on Thursday (2024-03-07) · the
  Barents Sea · 4 wounded · 82% sure  [1-2] E1=M2
    Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday
  Sigrun Halldorsdottir → Norway’s coast guard: demand (REQUEST, about a change)  [3] M1
    demanded that both crews be released at once

QUOTES
  Sigrun Halldorsdottir: “We will not be bullied in waters where our fathers fished,”  [4] (she told
  reporters)
  speaker unknown: “Talks are the only way out.”  [5]
  Kari Lund: Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but said her
  government would receive an Icelandic delegation in Oslo next week.  [6] (called)

WHO
  Norway’s coast guard (government, NOR); Iceland (ISL); Sigrun Halldorsdottir (foreign minister,
  ISL); Kari Lund (Norwegian Prime Minister, NOR)

LESS SURE
  Iceland → Kari Lund: talks (CONSULT, visit), planned · next week (2024-03-11 to 2024-03-17) · Oslo
  · 31% sure  [6] E2

WITH NOBODY NAMED
  (nobody named): talks (CONSULT, visit), planned · next week (2024-03-11 to 2024-03-17) · Oslo  [6]
  E3
    agreed on quotas

REJECTED
  summary: Norway fined the owners 2 million kroner. — the number 2 is not in the cited sentences
  actors: Denmark — the article does not name this actor

EVIDENCE
  [1] Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday, officials
      in Tromsø said.
  [2] Four sailors were injured when the boarding party used tear gas, according to the Icelandic
      shipowners’ union.
  [3] Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both crews be released at
      once.
  [4] “We will not be bullied in waters where our fathers fished,” she told reporters in Reykjavik.
  [5] “Talks are the only way out.”
  [6] Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but said her
      government would receive an Icelandic delegation in Oslo next week.

Checked by code: quotations are verbatim; names, numbers and times stand in the article. Not
checked: whether type, sides and sense are right.
qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41 requests · 12,345
tokens read (10,007 from cache), 678 written · 42.0 s
""")


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_a_brief_takes_half_an_article_and_one_screen_however_much_it_holds(text: str) -> None:
    page = shown(stuffed(text), text, width=100)
    assert len(page) <= len(text) / 2
    assert page.count("\n") <= 45


@pytest.mark.parametrize("everything", [False, True])
def test_no_act_is_told_twice(everything: bool) -> None:
    for text in ARTICLES.values():
        brief = stuffed(text)
        page = "".join(shown(brief, text, width=100, everything=everything).split())
        for act in brief.acts():
            assert page.count("".join(act.description.split())) <= 1
            assert page.count("=".join(act.ids)) <= 1
            assert not everything or "=".join(act.ids) in page


def test_five_hundred_quotes() -> None:
    quotes = [
        SAMPLE.quotes[0].model_copy(update={"id": f"Q{n}", "text": f"word {n} of many"})
        for n in range(1, 501)
    ]
    brief = SAMPLE.model_copy(update={"quotes": quotes})
    assert shown(brief).count("\n") <= 45
    assert "quotes, " in shown(brief)
    page = " ".join(shown(brief, everything=True).split())
    assert all(quote.text in page for quote in quotes)


def test_an_act_of_twelve() -> None:
    mention = SAMPLE.actors[0].mentions
    cast = [
        Actor(id=f"A{n}", name=f"Actor{n}", kind="group", role=None, country=None, mentions=mention)
        for n in range(1, 13)
    ]
    event = SAMPLE.key_events[0].model_copy(update={"actors": [actor.id for actor in cast], "recipients": []})
    brief = SAMPLE.model_copy(
        update={"actors": cast, "key_events": [event], "diplomatic_moves": [], "quotes": []}
    )
    assert (
        "  Actor1, Actor2, Actor3, Actor4, 8 more → (nobody named): coercion (COERCE, confiscate)"
        in shown(brief, width=100)
    )
    page = shown(brief, width=100, everything=True)
    assert all(f"{actor.name}," in page for actor in cast[:11])


def test_a_long_headline_is_shown_whole() -> None:
    headline = " ".join(["long"] * 80)
    assert " ".join(shown(SAMPLE.model_copy(update={"headline": headline})).split()).startswith(headline)


def test_text_from_right_to_left_stays_as_it_is() -> None:
    words = "قالت الوزيرة Halldorsdottir إن الطاقمين يجب أن يعودا"
    event = SAMPLE.key_events[0].model_copy(update={"description": words})
    assert f"    {words}\n" in shown(SAMPLE.model_copy(update={"key_events": [event]}), width=100)


def test_a_narrow_window_loses_nothing() -> None:
    wide, narrow = (shown(BOTH, width=width, everything=True, evidence=True) for width in (100, 40))
    assert sorted(narrow.split()) == sorted(wide.split())


@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    assert (
        max(
            len(line)
            for line in shown(width=width, everything=True, evidence=True, reasons=True).splitlines()
        )
        <= width
    )


def test_markup_of_the_article_is_shown_literally() -> None:
    brief = SAMPLE.model_copy(
        update={"headline": "[red]Alert[/red] [link=http://example.org]click[/link] [/]"}
    )
    assert (
        shown(brief, width=100).splitlines()[0]
        == "[red]Alert[/red] [link=http://example.org]click[/link] [/]"
    )


def test_escape_codes_of_the_article_do_not_reach_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202eevil\u200b"
    actor = SAMPLE.actors[0].model_copy(update={"name": hostile, "role": hostile})
    quote = SAMPLE.quotes[1].model_copy(update={"text": hostile, "speaker_text": hostile})
    rejected = SAMPLE.rejected[0].model_copy(update={"field": hostile, "value": hostile, "reason": hostile})
    info = SAMPLE.article.model_copy(update={"title": hostile, "source": hostile, "url": hostile})
    brief = SAMPLE.model_copy(
        update={
            "article": info,
            "headline": hostile,
            "actors": [actor, *SAMPLE.actors[1:]],
            "quotes": [quote],
            "rejected": [rejected],
        }
    )
    page = shown(brief, width=200, everything=True, evidence=True, reasons=True)
    assert not set(page) & {"\x1b", "\x07", "\u202e", "\u200b"}
    assert "␛]0;owned␇␛[2J<U+202E>evil" in page.replace("\n", " ")


def test_a_brief_with_nothing_in_it_says_so() -> None:
    parts = ("summary", "key_events", "actors", "quotes", "diplomatic_moves", "rejected")
    empty: dict[str, list[object]] = {part: [] for part in parts}
    article = SAMPLE.article.model_copy(update={"published": None, "source": None})
    brief = SAMPLE.model_copy(update={**empty, "article": article, "headline": ""})
    assert shown(brief, evidence=True, reasons=True) == snapshot("""\
(no headline)
date unknown

ACTS
  None that is told with those who take part.

Checked by code: quotations are verbatim; names, numbers and times stand in the
article. Not checked: whether type, sides and sense are right.
qwen2.5-coder-1.5b-instruct · embedded · 42.0 s
""")


def test_without_colours_there_are_no_escape_codes() -> None:
    assert "\x1b" not in shown()
    assert "\x1b" in shown(colours=True)


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the text"):
        render_terminal(SAMPLE, TEXT + " ")
    assert Article(text=TEXT).id == SAMPLE.article.id


@pytest.mark.parametrize("quad_class", QuadClass)
@pytest.mark.parametrize("background", [0.0, 1.0], ids=["black", "white"])
def test_colours_can_be_read_on_black_and_on_white(quad_class: QuadClass, background: float) -> None:
    # Contrast as WCAG 2 defines it, over the 6x6x6 cube of the 256-colour palette.
    levels = (0, 95, 135, 175, 215, 255)
    cube = QUAD_COLOURS[quad_class] - 16
    channels = (levels[cube // 36], levels[cube // 6 % 6], levels[cube % 6])
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    lighter, darker = max(luminance, background), min(luminance, background)
    assert (lighter + 0.05) / (darker + 0.05) >= 4


def test_lines_stay_readable_on_a_wide_console() -> None:
    assert max(len(line) for line in shown(width=300).splitlines()) <= 100


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text(attack: str) -> None:
    page = shown(hostile(attack), None, everything=True, evidence=True, reasons=True)
    assert not set(page) & set("\x00\x1b\x07\x9b\r\u202e\u2066\u200b\ufeff\u2028")
    assert "".join(safe_line(attack).split()) in "".join(page.split())
