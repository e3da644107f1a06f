"""What our own work costs: CPU for each article, for a brief of one's own too, and how it grows with the text."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from statistics import median
from time import process_time

from pydantic import BaseModel

from summarizer.article import Article
from summarizer.claims.form import ClaimsForm
from summarizer.claims.grounding import ground_brief
from summarizer.draft import Draft
from summarizer.strategies.numbered import number_article
from summarizer.strategies.one_pass import constant_prefix
from summarizer.text.document import Document, read_document
from summarizer.verification.verify import verify
from tests.benchmarks.corpus import editions, news, recorded_draft
from tests.benchmarks.table import Row, interleaved, ratio
from tests.claims.given import KINDS

RUNS = 15
SHORT, LONG = 200_000, 2_000_000


def measure() -> Iterable[Row]:
    draft = Draft.model_validate_json(recorded_draft())
    form = ClaimsForm.named(f"{KINDS}/sanctions/form.py:SanctionsBrief")
    own = form.draft.model_validate(as_sanctions(draft))
    constant_prefix(None)
    first = count()
    cases = {
        "built-in": lambda: _milliseconds(
            lambda document: verify(draft, document).contents.fields, next(first)
        ),
        "own": lambda: _milliseconds(
            lambda document: ground_brief(form.schema, own, document).fields, next(first)
        ),
    }
    steps = interleaved(cases, runs=10 * RUNS)
    yield Row(
        "CPU per article: document, prompt, verification, writing",
        median(steps["built-in"]),
        3.0,
        "less",
        "ms",
        detail=f"{len(editions(1)[0].text):,} characters; quickest {min(steps['built-in']):.2f} ms",
    )
    yield Row(
        "CPU per article of a brief of one's own, over the built-in one",
        ratio(steps["own"], steps["built-in"]),
        1.2,
        "less",
        detail=f"the same sides, times, words and quotations as sanctions; median {median(steps['own']):.2f} ms",
    )
    short, long = news(SHORT), news(LONG)
    times = interleaved({"short": lambda: _analysis(short), "long": lambda: _analysis(long)}, runs=3)
    yield Row(
        "time of document, 2 MB over 0.2 MB",
        ratio(times["long"], times["short"]),
        12.0,
        "less",
        detail=f"{median(times['long']):.2f} s against {median(times['short']):.3f} s",
    )


def as_sanctions(draft: Draft) -> dict[str, object]:
    """Return what a draft of the built-in brief says of acts as sanctions: who, whom, when, in which words."""
    quotes = {quote.quotation: quote for quote in draft.quotes}
    quoted = [{"q": one.quotation, "by": one.speaker} for one in quotes.values()]
    claims = [
        {
            "s": act.sentences,
            "by": act.actors,
            "against": act.recipients,
            "measure": "other",
            "step": "imposed",
            "since": act.when,
            "in_words": quoted[place] if place < len(quoted) else None,
            "why": act.what,
        }
        for place, act in enumerate([*draft.events, *draft.moves])
    ]
    return {"sanctions": claims, "companies": [actor.name for actor in draft.actors]}


def _milliseconds(check: Callable[[Document], Mapping[str, object]], number: int) -> float:
    article = editions(1, number)[0]
    started = process_time()
    document = read_document(article)
    number_article(document)
    for value in check(document).values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, BaseModel):
                part.model_dump_json()
    return (process_time() - started) * 1000


def _analysis(text: str) -> float:
    article = Article(text=text)
    started = process_time()
    read_document(article)
    return process_time() - started
