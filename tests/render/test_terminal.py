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
from tests.render.sample_brief import SAMPLE, TEXT


def shown(
    brief: Brief = SAMPLE,
    text: str | None = TEXT,
    *,
    width: int = 80,
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
    console.print(render_terminal(brief, text, evidence=evidence, reasons=reasons))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def test_names_that_do_not_fit_go_on_below_the_names() -> None:
    lines = shown(width=34).splitlines()
    began = next(number for number, line in enumerate(lines) if line.startswith("  COERCE  "))
    assert lines[began : began + 2] == ["  COERCE  Norway’s coast guard →", "          Iceland  [1]"]


def test_at_80_columns_sections_follow_each_other() -> None:
    assert shown(width=80) == snapshot("""\
Norway seizes two Icelandic trawlers; Iceland demands the release of both crews
Trawler row deepens · The Northern Post · 2024-03-09 ·
https://example.org/trawlers · 7 sentences, 644 characters

SUMMARY
  Norway’s coast guard seized two Icelandic trawlers, and four sailors were
  injured.  [1-2]
  Iceland demanded the release of the crews; Norway will receive a delegation in
  Oslo.  [3, 6]

KEY EVENTS
  COERCE  Norway’s coast guard → Iceland  [1]
    Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on
    Thursday
    confiscate, happened, 82% sure · on Thursday (2024-03-07) · the Barents Sea
    · 4 wounded

  CONSULT  Iceland → Kari Lund  [6]
    her government would receive an Icelandic delegation in Oslo next week
    visit, planned · next week (2024-03-11 to 2024-03-17) · Oslo

DIPLOMATIC MOVES
  REQUEST  Sigrun Halldorsdottir → Norway’s coast guard  [3]
    demanded that both crews be released at once
    -5.0 · change, happened

QUOTES
  “We will not be bullied in waters where our fathers fished,”  [4]
    — Sigrun Halldorsdottir (she told reporters)

  “Talks are the only way out.”  [5]
    — speaker unknown

  “routine policing”  [6]
    — Kari Lund (called)

ACTORS
  Norway’s coast guard   government  NOR
  Iceland                country     ISL
  Sigrun Halldorsdottir  person      ISL  foreign minister
  Kari Lund              person      NOR  Norwegian Prime Minister

2 claims rejected: summary 1, actors 1

qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41
requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s
""")


def test_at_160_columns_there_are_two() -> None:
    assert shown(width=160) == snapshot("""\
Norway seizes two Icelandic trawlers; Iceland demands the release of both crews
Trawler row deepens · The Northern Post · 2024-03-09 · https://example.org/trawlers · 7 sentences, 644 characters

SUMMARY                                                                         DIPLOMATIC MOVES
  Norway’s coast guard seized two Icelandic trawlers, and four sailors were       REQUEST  Sigrun Halldorsdottir → Norway’s coast guard  [3]
  injured.  [1-2]                                                                   demanded that both crews be released at once
  Iceland demanded the release of the crews; Norway will receive a                  -5.0 · change, happened
  delegation in Oslo.  [3, 6]
                                                                                QUOTES
KEY EVENTS                                                                        “We will not be bullied in waters where our fathers fished,”  [4]
  COERCE  Norway’s coast guard → Iceland  [1]                                       — Sigrun Halldorsdottir (she told reporters)
    Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on
    Thursday                                                                      “Talks are the only way out.”  [5]
    confiscate, happened, 82% sure · on Thursday (2024-03-07) · the Barents         — speaker unknown
    Sea · 4 wounded
                                                                                  “routine policing”  [6]
  CONSULT  Iceland → Kari Lund  [6]                                                 — Kari Lund (called)
    her government would receive an Icelandic delegation in Oslo next week
    visit, planned · next week (2024-03-11 to 2024-03-17) · Oslo                ACTORS
                                                                                  Norway’s coast guard   government  NOR
                                                                                  Iceland                country     ISL
                                                                                  Sigrun Halldorsdottir  person      ISL  foreign minister
                                                                                  Kari Lund              person      NOR  Norwegian Prime Minister

2 claims rejected: summary 1, actors 1

qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41 requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s
""")


def test_evidence_and_reasons_are_added_on_demand() -> None:
    plain = shown()
    full = shown(evidence=True, reasons=True)
    assert full.splitlines()[: len(plain.splitlines()) - 4] == plain.splitlines()[:-4]
    assert full[full.index("EVIDENCE") :] == snapshot("""\
EVIDENCE
  [1] Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on
      Thursday, officials in Tromsø said.
  [2] Four sailors were injured when the boarding party used tear gas, according
      to the Icelandic shipowners’ union.
  [3] Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both
      crews be released at once.
  [4] “We will not be bullied in waters where our fathers fished,” she told
      reporters in Reykjavik.
  [5] “Talks are the only way out.”
  [6] Norwegian Prime Minister Kari Lund called the seizure “routine policing”,
      but said her government would receive an Icelandic delegation in Oslo next
      week.

2 claims rejected: summary 1, actors 1
  summary: Norway fined the owners 2 million kroner. — the number 2 is not in
  the cited sentences
  actors: Denmark — the article does not name this actor

qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41
requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s
""")


@pytest.mark.parametrize("width", [20, 40, 80, 119, 120, 160, 300])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    assert max(len(line) for line in shown(width=width, evidence=True, reasons=True).splitlines()) <= width


def test_every_claim_is_shown_at_every_width() -> None:
    for width in (80, 160):
        words = "".join(shown(width=width, evidence=True, reasons=True).split())
        for claim in (
            SAMPLE.headline,
            *(event.type for event in SAMPLE.key_events),
            "routinepolicing",
            "4wounded",
        ):
            assert "".join(claim.split()) in words


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
    page = shown(brief, width=200, evidence=True, reasons=True)
    assert not set(page) & {"\x1b", "\x07", "\u202e", "\u200b"}
    assert "␛]0;owned␇␛[2J<U+202E>evil" in page


def test_a_brief_with_nothing_in_it_shows_headline_and_provenance() -> None:
    empty: dict[str, list[object]] = {
        "summary": [],
        "key_events": [],
        "actors": [],
        "quotes": [],
        "diplomatic_moves": [],
        "rejected": [],
    }
    for width in (80, 160):
        page = shown(SAMPLE.model_copy(update=empty), width=width, evidence=True, reasons=True)
        assert page.splitlines()[0] == SAMPLE.headline
        assert "SUMMARY" not in page
        assert "EVIDENCE" not in page


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


def columns_of(page: str) -> list[list[str]]:
    """Return the headings of each column of a page of two."""
    body = [line for line in page.splitlines() if line.strip()]
    heads = [
        line
        for line in body
        if any(head in line for head in ("SUMMARY", "EVENTS", "MOVES", "QUOTES", "ACTORS"))
    ]
    return [
        [part.strip() for line in heads if (part := line[:80]).strip().isupper()],
        [part.strip() for line in heads if (part := line[80:]).strip().isupper()],
    ]


def test_on_a_wide_console_no_column_is_longer_than_it_must_be() -> None:
    assert columns_of(shown(width=160)) == [
        ["SUMMARY", "KEY EVENTS"],
        ["DIPLOMATIC MOVES", "QUOTES", "ACTORS"],
    ]
    many = SAMPLE.model_copy(update={"quotes": SAMPLE.quotes * 8})
    assert columns_of(shown(many, width=160)) == [
        ["SUMMARY", "KEY EVENTS", "DIPLOMATIC MOVES", "ACTORS"],
        ["QUOTES"],
    ]


def test_actors_who_do_nothing_are_only_named() -> None:
    mention = SAMPLE.actors[0].mentions
    bystanders = [
        Actor(id="A5", name="sailors", kind="group", role=None, country=None, mentions=mention),
        Actor(id="A6", name="Sweden", kind="country", role=None, country="SWE", mentions=mention),
        Actor(
            id="A7", name="Ada Holm", kind="person", role="harbour master", country="NOR", mentions=mention
        ),
    ]
    page = shown(SAMPLE.model_copy(update={"actors": [*SAMPLE.actors, *bystanders]}))
    assert "  Also named: sailors (group), Sweden (SWE), Ada Holm (harbour master, NOR)\n" in page


def test_lines_of_one_column_stay_readable() -> None:
    assert max(len(line) for line in shown(width=119).splitlines()) <= 100


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("width", [80, 160])
def test_hostile_text_is_text(attack: str, width: int) -> None:
    page = shown(hostile(attack), None, width=width, evidence=True, reasons=True)
    assert not set(page) & set("\x00\x1b\x07\x9b\r\u202e\u2066\u200b\ufeff\u2028")
    assert "".join(safe_line(attack).split()) in "".join(page.split())
