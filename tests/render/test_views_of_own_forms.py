from io import StringIO
from typing import Any

import pytest
from inline_snapshot import snapshot
from rich.console import Console

from summarizer.brief import Evidence
from summarizer.brief.own import StoredGroundedBrief
from summarizer.render.markdown import render_markdown
from summarizer.render.notebook import render_notebook
from summarizer.render.terminal import render_terminal
from tests.render.attacks import ATTACKS
from tests.render.sample_brief import SAMPLE, TEXT, evidence


def own(**fields: Any) -> StoredGroundedBrief:
    kept = SAMPLE.model_dump(include={"article", "rejected", "provenance"})
    return StoredGroundedBrief.model_validate({"form": "Seizures", **kept, **fields})


def claim(words: Evidence, **fields: Any) -> dict[str, Any]:
    return {"id": "seizures-1", "evidence": [words.model_dump()], **fields}


SEIZED = evidence("Norway’s coast guard seized two Icelandic trawlers")
HURT = evidence("Four sailors were injured")
BRIEF = own(
    seizures=[claim(SEIZED, by="Norway’s coast guard", hurt=[claim(HURT, id="hurt-1", who="Four sailors")])],
    fines=[],
)


def test_a_claim_stands_above_its_fields() -> None:
    page = StringIO()
    Console(file=page, width=80, color_system=None).print(
        render_terminal(BRIEF, TEXT, evidence=True, reasons=True)
    )
    assert "\n".join(line.rstrip() for line in page.getvalue().splitlines()) == snapshot("""\
Trawler row deepens
The Northern Post · 2024-03-09 · https://example.org/trawlers · 7 sentences, 644
characters

SEIZURES
  seizures-1  [1]
    By: Norway’s coast guard
    Hurt
      hurt-1  [2]
        Who: Four sailors

FINES
  None in the article.

REJECTED
  summary: Norway fined the owners 2 million kroner. — the number 2 is not in
  the cited sentences
  actors: Denmark — the article does not name this actor

EVIDENCE
  [1] Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on
      Thursday, officials in Tromsø said.
  [2] Four sailors were injured when the boarding party used tear gas, according
      to the Icelandic shipowners’ union.

qwen2.5-coder-1.5b-instruct · embedded · stepwise · stepwise@0123456789ab · 41
requests · 12,345 tokens read (10,007 from cache), 678 written · 42.0 s\
""")


def test_in_markdown_fields_are_a_list_in_the_list() -> None:
    page = render_markdown(BRIEF, TEXT)
    assert page[page.index("## Seizures") : page.index("---")] == snapshot("""\
## Seizures

- seizures-1[^1]
    - **By**: Norway’s coast guard
    - **Hurt**
        - hurt-1[^2]
            - **Who**: Four sailors

## Fines

- None in the article.

""")


@pytest.mark.parametrize("attack", ATTACKS[:4])
def test_names_and_words_of_a_form_are_text(attack: str) -> None:
    page = BRIEF._repr_html_()
    assert "<li><strong>By</strong>: Norway’s coast guard</li>" in page
    hostile = own(**{attack: [claim(SEIZED, **{attack: attack})]})
    assert render_notebook(hostile).count("<") == render_notebook(
        own(word=[claim(SEIZED, word="word")])
    ).count("<")
