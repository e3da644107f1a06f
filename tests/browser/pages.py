"""The pages that are looked at, and how a browser is asked what they mark."""

from pathlib import Path
from typing import Any

from summarizer.brief import Brief, DiplomaticMove, KeyEvent, Quote
from summarizer.render.html.claims import claims_of
from tests.render.hostile_brief import HOSTILE, HOSTILE_SHOWN, HOSTILE_TEXT
from tests.render.html_pages import joined
from tests.render.sample_brief import SAMPLE, TEXT

ROOT = Path(__file__).parent.parent.parent

# Made by the embedded model: summarizer brief seeds/… --published 2014-06-23 --format json
SEED = Brief.model_validate_json((Path(__file__).parent / "seed_brief.json").read_text(encoding="utf-8"))
SEED_TEXT = (ROOT / "seeds" / "000_02450d971c8d9e03.txt").read_text(encoding="utf-8")

BRIEFS = {"seed": (SEED, SEED_TEXT), "sample": (SAMPLE, TEXT), "hostile": (HOSTILE, HOSTILE_TEXT)}
SHOWN = {"seed": SEED_TEXT, "sample": TEXT, "hostile": HOSTILE_SHOWN}

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


def entries(brief: Brief) -> tuple[KeyEvent | DiplomaticMove | Quote, ...]:
    """Return what has an id and evidence of its own."""
    return (*brief.key_events, *brief.diplomatic_moves, *brief.quotes)


def expected_marks(brief: Brief) -> dict[str, list[tuple[int, int]]]:
    """Return for each claim the characters it rests on, straight from the brief."""
    marks = {f"S{n}": sentence.evidence for n, sentence in enumerate(brief.summary, 1)}
    marks |= {one.id: one.evidence for one in entries(brief)}
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
