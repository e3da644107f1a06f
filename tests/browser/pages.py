"""The pages that are looked at, and how a browser is asked what they mark."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarizer.article import Article
from summarizer.brief import Act, Brief, Evidence, Mention, Quote, SummarySentence
from summarizer.render.html.claims import claims_of
from tests.render.hostile_brief import HOSTILE, HOSTILE_SHOWN, HOSTILE_TEXT
from tests.render.html_pages import joined
from tests.render.sample_brief import SAMPLE, TEXT

ROOT = Path(__file__).parent.parent.parent

# Made by the embedded model: summarizer brief seeds/… --published 2014-06-23 --format json
SEED = Brief.model_validate_json((Path(__file__).parent / "seed_brief.json").read_text(encoding="utf-8"))
SEED_TEXT = (ROOT / "seeds" / "000_02450d971c8d9e03.txt").read_text(encoding="utf-8")


def _crowded() -> tuple[Brief, str]:
    """Return a brief with five hundred quotes, an act of twelve, a long headline and names of both directions."""
    names = [
        ("حكومة الجمهورية العراقية", "وزارة الخارجية", "Council of the Northern Provinces")[n % 3] + f" {n}"
        for n in range(12)
    ]
    lead = f"{', '.join(names)} signed the treaty with Vestria.\n"
    words = [f"We shall keep promise number {n}" for n in range(500)]
    text = lead + "".join(f"“{one},” قال {names[n % 12]}.\n" for n, one in enumerate(words))

    def found(part: str) -> dict[str, Any]:
        start = text.index(part)
        return {"start": start, "end": start + len(part), "text": part}

    event, quote = SAMPLE.key_events[0], SAMPLE.quotes[0]
    actors = [
        SAMPLE.actors[0].model_copy(
            update={"id": f"A{n}", "name": name, "mentions": [Mention(**found(name))]}
        )
        for n, name in enumerate((*names, "Vestria"), 1)
    ]
    sides = {"actors": [one.id for one in actors[:12]], "recipients": ["A13"]}
    evidence = [Evidence(**found(lead.strip()))]
    said = [
        quote.model_copy(
            update={
                "id": f"Q{n + 1}",
                "text": one,
                "speaker": f"A{n % 12 + 1}",
                "speaker_text": None,
                "evidence": [Evidence(**found(one))],
            }
        )
        for n, one in enumerate(words)
    ]
    update = {
        "article": SAMPLE.article.model_copy(
            update={"id": Article(text=text).id, "published": None, "language": "ar", "characters": len(text)}
        ),
        "headline": ("وقّعت " + lead.strip() + " ") * 2,
        "summary": [SummarySentence(text=lead.strip(), evidence=evidence)],
        "key_events": [
            event.model_copy(
                update={**sides, "description": lead.strip(), "casualties": None, "evidence": evidence}
            )
        ],
        "diplomatic_moves": [],
        "actors": actors,
        "quotes": said,
    }
    return SAMPLE.model_copy(update=update), text


CROWDED, CROWDED_TEXT = _crowded()

BRIEFS = {
    "seed": (SEED, SEED_TEXT),
    "sample": (SAMPLE, TEXT),
    "hostile": (HOSTILE, HOSTILE_TEXT),
    "crowded": (CROWDED, CROWDED_TEXT),
}
SHOWN = {"seed": SEED_TEXT, "sample": TEXT, "hostile": HOSTILE_SHOWN, "crowded": CROWDED_TEXT}

# Offsets are counted anew from the characters that the browser holds: code points, where JavaScript counts UTF-16.
MARKED = """() => {
  const claims = {}, anchors = {};
  let at = 0, text = "";
  for (const box of document.querySelectorAll("#article .text")) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 1) {
        if (node.matches(".at")) anchors[node.id] = at;
        continue;
      }
      const length = [...node.data].length;
      for (const id of (node.parentElement.closest("mark")?.dataset.claims || "").split(" ").filter(Boolean))
        (claims[id] ||= []).push([at, at + length]);
      at += length;
      text += node.data;
    }
  }
  return { claims, anchors, text };
}"""


def entries(brief: Brief) -> tuple[Act | Quote, ...]:
    """Return what has an id and evidence of its own."""
    return (*brief.acts(), *brief.quotes)


def expected_marks(brief: Brief) -> dict[str, list[tuple[int, int]]]:
    """Return for each claim the characters it rests on, straight from the brief."""
    marks: dict[str, Sequence[Evidence]] = {f"S{n}": one.evidence for n, one in enumerate(brief.summary, 1)}
    for one in entries(brief):
        marks[one.id] = one.evidence
    marks |= {f"{event.id}c": event.casualties.evidence for event in brief.key_events if event.casualties}
    spans = {claim: [(piece.start, piece.end) for piece in pieces] for claim, pieces in marks.items()}
    spans |= {actor.id: [(one.start, one.end) for one in actor.mentions] for actor in brief.actors}
    assert set(spans) == {claim.id for claim in claims_of(brief)}
    return {claim: joined(pieces) for claim, pieces in spans.items()}


def marked(page: Any) -> tuple[dict[str, list[tuple[int, int]]], dict[str, int], str]:
    """Return from the browser: characters marked for each claim, where each anchor stands, the article's text."""
    found = page.evaluate(MARKED)
    claims = {
        claim: joined([(start, end) for start, end in spans]) for claim, spans in found["claims"].items()
    }
    return claims, found["anchors"], found["text"]
