"""What our own work costs: CPU for each article, and how it grows with the length of the text."""

from collections.abc import Iterable
from itertools import count
from statistics import median
from time import process_time

from summarizer.article import Article
from summarizer.draft import Draft
from summarizer.strategies.numbered import number_article
from summarizer.strategies.one_pass import constant_prefix
from summarizer.text.document import read_document
from summarizer.verification.verify import verify
from tests.benchmarks.corpus import editions, news, recorded_draft
from tests.benchmarks.table import Row, interleaved, ratio

RUNS = 15
SHORT, LONG = 200_000, 2_000_000


def measure() -> Iterable[Row]:
    draft = Draft.model_validate_json(recorded_draft())
    constant_prefix(None)
    first = count()
    steps = interleaved({"article": lambda: _milliseconds(draft, next(first))}, runs=10 * RUNS)["article"]
    yield Row(
        "CPU per article: document, prompt, verification, writing",
        median(steps),
        3.0,
        "less",
        "ms",
        detail=f"{len(editions(1)[0].text):,} characters; quickest {min(steps):.2f} ms",
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


def _milliseconds(draft: Draft, number: int) -> float:
    article = editions(1, number)[0]
    started = process_time()
    document = read_document(article)
    number_article(document)
    contents = verify(draft, document)
    for part in (*contents.summary, *contents.key_events, *contents.actors, *contents.quotes):
        part.model_dump_json()
    for move in contents.diplomatic_moves:
        move.model_dump_json()
    return (process_time() - started) * 1000


def _analysis(text: str) -> float:
    article = Article(text=text)
    started = process_time()
    read_document(article)
    return process_time() - started
