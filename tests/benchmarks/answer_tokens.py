"""How much a model must write: a draft that cites, against a form into which the same facts are copied.

The facts are those of the worked example of the prompt, and those that rules find in the sample. Counted are tokens as
the embedded model reads them, where its file is in the cache; nothing is fetched for a benchmark, so elsewhere bytes of
compact JSON stand for them.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from summarizer import Article, Settings
from summarizer.brief import DiplomaticMove, Evidence, KeyEvent
from summarizer.draft import Draft
from summarizer.embedded.catalogue import default_model
from summarizer.embedded.engine import Engine
from summarizer.embedded.requests import send
from summarizer.embedded.store import Store
from summarizer.errors import EmbeddedUnavailable
from summarizer.progress import ignore_progress
from summarizer.prompts import load_prompt
from summarizer.strategies.one_pass import read_example
from summarizer.strategies.stepwise import stepwise
from summarizer.strategies.strategy import Task
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import verify
from tests.benchmarks.corpus import editions
from tests.benchmarks.table import Row
from tests.strategies.fake_model import FakeModel

# Of the engine, as few tokens as it takes: nothing is asked of it but how it reads a text.
CONTEXT = 512
SECONDS = 30


def measure() -> Iterable[Row]:
    with _counting() as (unit, count):
        for name, (article, draft) in {"the worked example": _example(), "the sample": _sample()}.items():
            cited = count(draft.model_dump_json(by_alias=True))
            copied = count(_naive(draft, read_document(article)))
            yield Row(
                f"{unit} a model writes on {name}: draft over naive form with the same facts",
                cited / copied,
                0.5,
                "less",
                detail=f"{cited:,} against {copied:,} {unit} of compact JSON",
            )


def _example() -> tuple[Article, Draft]:
    return read_example(load_prompt("brief_example.json").text)


def _sample() -> tuple[Article, Draft]:
    """Return the sample with what the rules find in it, as many as a model is asked for."""
    article = editions(1)[0]
    document = read_document(article)
    task = Task(document, FakeModel(), None, ignore_progress, perf_counter())
    draft = asyncio.run(stepwise(task)).draft
    most = {"actors": draft.actors[:10], "events": draft.events[:6], "moves": draft.moves[:6]}
    return article, draft.model_copy(update=most)


@contextmanager
def _counting() -> Iterator[tuple[str, Callable[[str], int]]]:
    """Yield the unit, and what counts the units of a text."""
    store, model = Store(Settings.load().cache_dir), default_model()
    if not store.verified(model):
        yield "bytes", lambda text: len(text.encode())
        return
    try:
        engine = Engine.start(store.path(model), context=CONTEXT)
    except EmbeddedUnavailable:
        yield "bytes", lambda text: len(text.encode())
        return
    with engine:
        yield "tokens", lambda text: _tokens(text, engine)


def _tokens(text: str, engine: Engine) -> int:
    port = urlsplit(engine.base_url).port or 0
    return len(send(port, engine.api_key, "/tokenize", {"content": text}, SECONDS)["tokens"])


def _naive(draft: Draft, document: Document) -> str:
    """Return what the draft brings into a brief as one would ask for it first: everything copied, nothing cited."""
    with TemporaryDirectory() as prompts:
        # The words of the worked example are words of a prompt, which no brief may recite.
        Path(prompts, "brief_example.json").write_text("", encoding="utf-8")
        contents = verify(draft, document, prompts=Path(prompts))
    names = {actor.id: actor.name for actor in contents.actors}
    cited = {quotation.id: quotation.sentences for quotation in document.quotations}

    def act(item: KeyEvent | DiplomaticMove) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "description": item.description,
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
        "headline": contents.headline,
        "summary": [{"text": one.text, "evidence": _words(one.evidence)} for one in contents.summary],
        "key_events": [act(one) for one in contents.key_events],
        "diplomatic_moves": [act(one) for one in contents.diplomatic_moves],
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
                "evidence": [document.sentences[number - 1].of(document.text) for number in cited[one.id]],
            }
            for one in contents.quotes
        ],
    }
    return json.dumps(naive, ensure_ascii=False, separators=(",", ":"))


def _words(evidence: list[Evidence]) -> list[str]:
    return [one.text for one in evidence]
