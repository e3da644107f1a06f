import re
from collections import Counter

import pytest
from inline_snapshot import snapshot
from markdown_it import MarkdownIt

from summarizer.render.markdown import render_markdown
from summarizer.render.room import Told
from summarizer.render.safe import safe_line
from tests.render.attacks import ATTACKS, LONG, ORDINARY, hostile
from tests.render.sample_brief import BOTH, SAMPLE, TEXT


def test_the_whole_page() -> None:
    assert render_markdown(SAMPLE, TEXT) == snapshot("""\
# Norway seizes two Icelandic trawlers; Iceland demands the release of both crews

The Northern Post · 2024-03-09

- Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.[^1][^2]

## Acts

- **Norway’s coast guard → Iceland**: coercion (COERCE, confiscate) · on Thursday (2024-03-07) · the Barents Sea · 4 wounded[^1][^2] (E1)
    - Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday

*E key event, M diplomatic move, E=M both*

## Quotes

- **Sigrun Halldorsdottir**: “We will not be bullied in waters where our fathers fished,”[^4]
- **speaker unknown**: “Talks are the only way out.”[^5]

## Who

- Sigrun Halldorsdottir (foreign minister, ISL)

---

Not shown (it is in --all and in the JSON): 1 summary sentence, 2 acts, 1 quote, 3 actors

2 claims rejected: summary 1, actors 1 (--evidence says why)

Checked by code: quotations are verbatim; names, numbers and times stand in the article. Not checked: whether type, sides and sense are right.

qwen2.5-coder-1.5b-instruct · embedded · 42.0 s

[^1]: Sentence 1: Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday, officials in Tromsø said.

[^2]: Sentence 2: Four sailors were injured when the boarding party used tear gas, according to the Icelandic shipowners’ union.

[^4]: Sentence 4: “We will not be bullied in waters where our fathers fished,” she told reporters in Reykjavik.

[^5]: Sentence 5: “Talks are the only way out.”
""")


def test_everything_with_reasons() -> None:
    assert render_markdown(BOTH, TEXT, everything=True, reasons=True) == snapshot("""\
# Norway seizes two Icelandic trawlers; Iceland demands the release of both crews

Trawler row deepens · The Northern Post · 2024-03-09 · https://example.org/trawlers · 7 sentences, 644 characters

- Norway’s coast guard seized two Icelandic trawlers, and four sailors were injured.[^1][^2]
- Iceland demanded the release of the crews; Norway will receive a delegation in Oslo.[^3][^6]

## Acts

- **Norway’s coast guard → Iceland**: coercion (COERCE, confiscate) · on Thursday (2024-03-07) · the Barents Sea · 4 wounded · 82% sure[^1][^2] (E1=M2)
    - Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday
- **Sigrun Halldorsdottir → Norway’s coast guard**: demand (REQUEST, about a change)[^3] (M1)
    - demanded that both crews be released at once

*E key event, M diplomatic move, E=M both*

## Quotes

- **Sigrun Halldorsdottir**: “We will not be bullied in waters where our fathers fished,”[^4] (she told reporters)
- **speaker unknown**: “Talks are the only way out.”[^5]
- **Kari Lund**: Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but said her government would receive an Icelandic delegation in Oslo next week.[^6] (called)

## Who

- Norway’s coast guard (government, NOR); Iceland (ISL); Sigrun Halldorsdottir (foreign minister, ISL); Kari Lund (Norwegian Prime Minister, NOR)

## Less sure

- **Iceland → Kari Lund**: talks (CONSULT, visit), planned · next week (2024-03-11 to 2024-03-17) · Oslo · 31% sure[^6] (E2)

## With nobody named

- **(nobody named)**: talks (CONSULT, visit), planned · next week (2024-03-11 to 2024-03-17) · Oslo[^6] (E3)
    - agreed on quotas

## Rejected

- **summary**: Norway fined the owners 2 million kroner. — the number 2 is not in the cited sentences
- **actors**: Denmark — the article does not name this actor

---

Checked by code: quotations are verbatim; names, numbers and times stand in the article. Not checked: whether type, sides and sense are right.

qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41 requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s

[^1]: Sentence 1: Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on Thursday, officials in Tromsø said.

[^2]: Sentence 2: Four sailors were injured when the boarding party used tear gas, according to the Icelandic shipowners’ union.

[^3]: Sentence 3: Iceland’s foreign minister, Sigrun Halldorsdottir, demanded that both crews be released at once.

[^4]: Sentence 4: “We will not be bullied in waters where our fathers fished,” she told reporters in Reykjavik.

[^5]: Sentence 5: “Talks are the only way out.”

[^6]: Sentence 6: Norwegian Prime Minister Kari Lund called the seizure “routine policing”, but said her government would receive an Icelandic delegation in Oslo next week.
""")


def test_every_footnote_that_is_cited_is_there_and_the_reverse() -> None:
    page = render_markdown(SAMPLE, TEXT, everything=True)
    cited = set(re.findall(r"\[\^([^\]]+)\](?!:)", page))
    given = set(re.findall(r"^\[\^([^\]]+)\]:", page, re.MULTILINE))
    assert cited == given == {"1", "2", "3", "4", "5", "6"}


def test_briefs_that_share_a_document_have_footnotes_of_their_own() -> None:
    assert "[^2.1]: Sentence 1: Norway’s coast guard" in render_markdown(SAMPLE, TEXT, footnotes="2.")


def test_markup_of_the_article_is_escaped() -> None:
    attack = "# <img src=x onerror=alert(1)> | [^1] `x` **b**\n\n---\n\x1b[31m"
    page = render_markdown(SAMPLE.model_copy(update={"headline": attack}), TEXT)
    escaped = r"\# \<img src=x onerror=alert(1)\> \| \[\^1\] \`x\` \*\*b\*\* --- ␛\[31m"
    assert page.splitlines()[0] == f"# {escaped}"


def elements(page: str) -> Counter[str]:
    """Return what a reader of CommonMark with tables, HTML and no footnotes makes of the page."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found: Counter[str] = Counter()
    waiting = parser.parse(page)
    while waiting:
        token = waiting.pop()
        found[token.type + token.tag] += 1
        waiting.extend(token.children or ())
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_changes_no_structure(attack: str) -> None:
    ordinary = LONG if Told(attack).has(attack) else ORDINARY
    page = render_markdown(hostile(attack), everything=True)
    assert elements(page) == elements(render_markdown(hostile(ordinary), everything=True))
    assert not set(page) & set("\x00\x1b\x07\x9b\r\u202e\u2066\u200b\ufeff\u2028")


def test_hostile_text_is_seen_as_it_is_written() -> None:
    parser = MarkdownIt("commonmark").enable("table")
    for attack in ATTACKS:
        heading = parser.parse(render_markdown(hostile(attack), everything=True))[1]
        assert "".join(part.content for part in heading.children or ()).removesuffix("[^1]") == safe_line(
            attack
        )


def test_no_html_is_needed() -> None:
    assert not [element for element in elements(render_markdown(SAMPLE, TEXT)) if "html" in element]


def test_without_the_article_footnotes_quote_the_evidence() -> None:
    page = render_markdown(SAMPLE, everything=True)
    assert "[^7]: Passage 7: her government would receive an Icelandic delegation in Oslo next week\n" in page
