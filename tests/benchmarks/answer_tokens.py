"""How much a model must write: a draft that cites, against a form into which the same facts are copied.

The facts are those of the worked example of the prompt. Bytes of compact JSON stand for tokens, since no tokenizer
comes with the package and both answers are made of the same words.
"""

import json
from collections.abc import Iterable
from typing import Any

from summarizer.analysis.analysis import analyse
from summarizer.brief import DiplomaticMove, Evidence, KeyEvent
from summarizer.prompts import load_prompt
from summarizer.strategies.one_pass import read_example
from summarizer.verification.verify import verify
from tests.benchmarks.table import Row


def measure() -> Iterable[Row]:
    cited, copied = answers()
    yield Row(
        "bytes a model writes: draft over naive form with the same facts",
        len(cited.encode()) / len(copied.encode()),
        0.5,
        "less",
        detail=f"{len(cited.encode()):,} against {len(copied.encode()):,} bytes of compact JSON",
    )


def answers() -> tuple[str, str]:
    """Return the draft of the worked example, and what says as much in a form without ids, both as compact JSON."""
    article, draft = read_example(load_prompt("brief_example.json").text)
    analysis = analyse(article)
    contents = verify(draft, analysis)
    names = {actor.id: actor.name for actor in contents.actors}

    def act(item: KeyEvent | DiplomaticMove, words: str) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "description": words,
            "type": item.type,
            "mode": item.mode,
            "status": item.status,
            "actors": [names[one] for one in item.actors],
            "recipients": [names[one] for one in item.recipients],
            "when": item.when.text if item.when else None,
            "evidence": _words(item.evidence),
        }
        if isinstance(item, DiplomaticMove):
            return fields | {"quad_class": item.quad_class, "score": item.score}
        counted = item.casualties.model_dump(exclude={"evidence"}) if item.casualties else None
        return fields | {"location": item.location, "casualties": counted}

    naive = {
        "headline": draft.headline.text,
        "summary": [
            {"text": said.text, "evidence": _words(one.evidence)}
            for said, one in zip(draft.summary, contents.summary, strict=True)
        ],
        "key_events": [
            act(one, said.what) for said, one in zip(draft.events, contents.key_events, strict=True)
        ],
        "diplomatic_moves": [
            act(one, said.what) for said, one in zip(draft.moves, contents.diplomatic_moves, strict=True)
        ],
        "actors": [
            {
                "name": one.name,
                "kind": one.kind,
                "role": one.role,
                "country": one.country,
                "mentions": [mention.text for mention in one.mentions],
            }
            for one in contents.actors
        ],
        "quotes": [
            {
                "text": one.text,
                "kind": one.kind,
                "speaker": names.get(one.speaker or ""),
                "speaker_text": one.speaker_text,
                "cue": one.cue,
                "evidence": [analysis.sentences[number - 1].of(analysis.text) for number in found.sentences],
            }
            for one, found in zip(contents.quotes, analysis.quotes, strict=True)
        ],
    }
    return draft.model_dump_json(by_alias=True), json.dumps(naive, ensure_ascii=False, separators=(",", ":"))


def _words(evidence: list[Evidence]) -> list[str]:
    return [one.text for one in evidence]
