"""Against LangExtract on the same articles: whole runs, and the tying of what a model said to the article.

Left out where `make bench-peers` has not installed it. LangExtract works by its defaults, which cut the
sample into parts and ask about each; it is told what the embedded model answered when it asked so
(record_langextract.py). Asked about the whole sample at once, that model did not come to an end.
"""

import asyncio
import json
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from summarizer.draft import Draft
from summarizer.text.document import read_document
from summarizer.verification.verify import verify
from tests.benchmarks.corpus import SAMPLE, editions, recorded_draft
from tests.benchmarks.instant_server import Answer, instant_server
from tests.benchmarks.table import Row, interleaved, ratio
from tests.benchmarks.throughput import ARTICLES, CONCURRENCY, briefs

PYTHON = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
PEER_ARTICLES = 10
RUNS = 3
ANSWERS = Path(__file__).with_name("langextract_answers.json")

# Nothing of these stands in the sample.
INVENTED = (
    "A summit of all leaders ended the war in Baghdad on Sunday",
    "The oil ministry closed every refinery in the south",
    "French jets struck a convoy near the Syrian border at dawn",
)

Ask = Callable[..., dict[str, Any]]


def measure(python: Path = PYTHON) -> Iterable[Row]:
    if not python.exists():
        print("Not compared with LangExtract: `make bench-peers` installs it.")
        return
    with peer(python) as ask:
        yield _throughput(ask)
        yield _verification(ask)


@contextmanager
def peer(python: Path = PYTHON) -> Iterator[Ask]:
    """Run LangExtract in a process of its environment while the context lasts; gives what asks it."""
    process = subprocess.Popen(
        [python, "-W", "ignore", Path(__file__).with_name("peer_langextract.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("The peer has no pipes.")

        def ask(**job: Any) -> dict[str, Any]:
            stdin.write(json.dumps(job) + "\n")
            stdin.flush()
            answer: dict[str, Any] = json.loads(stdout.readline())
            return answer

        try:
            yield ask
        finally:
            process.kill()


def recorded_extractions() -> list[Answer]:
    """Return what a model answered to LangExtract's questions about the parts of the sample."""
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))["answers"]
    return [Answer(one["part"], one["response"]["choices"][0]["message"]["content"]) for one in answers]


def _throughput(ask: Ask) -> Row:
    first = count(step=ARTICLES)

    def theirs() -> float:
        texts = [article.text for article in editions(PEER_ARTICLES, next(first))]
        rate: float = ask(
            task="throughput",
            url=their_url,
            key="none",
            model="instant",
            texts=texts,
            concurrency=CONCURRENCY,
        )["rate"]
        return rate

    with (
        instant_server([Answer("", recorded_draft())]) as our_url,
        instant_server(recorded_extractions()) as their_url,
    ):
        rates = interleaved(
            {"ours": lambda: asyncio.run(briefs(our_url, next(first))), "theirs": theirs}, runs=RUNS
        )
    return Row(
        "articles/s, one_pass, over LangExtract",
        ratio(rates["ours"], rates["theirs"]),
        5.0,
        "more",
        detail=f"{median(rates['ours']):.0f} against {median(rates['theirs']):.1f} articles/s",
    )


def _verification(ask: Ask) -> Row:
    claims = [*_stated(), *INVENTED]
    drafts = _with_inventions(json.loads(recorded_draft()))
    number = count()

    def ours() -> float:
        document = read_document(editions(1, next(number))[0])
        draft = Draft.model_validate(drafts)
        started = process_time()
        verify(draft, document)
        return process_time() - started

    times = interleaved(
        {
            "theirs": lambda: ask(task="alignment", text=SAMPLE, claims=claims)["seconds"],
            "ours": lambda: median(ours() for _ in range(20)),
        },
        runs=RUNS,
    )
    return Row(
        "verification of a brief, LangExtract's alignment over ours",
        ratio(times["theirs"], times["ours"]),
        100.0,
        "more",
        detail=f"{len(claims)} extractions in {median(times['theirs']) * 1000:.0f} ms against a brief of "
        f"{_claims_of(drafts)} claims in {median(times['ours']) * 1000:.1f} ms; {len(INVENTED)} are invented",
    )


def _stated() -> list[str]:
    """Return what the recorded draft says in the article's own words, as they stand there."""
    draft = json.loads(recorded_draft())
    document = read_document(editions(1)[0])
    said = [draft["headline"]["text"], *(part["text"] for part in draft["summary"])]
    said += [actor["names"][0] for actor in draft["actors"]]
    said += [act["what"] for act in (*draft["events"], *draft["moves"])]
    return [place.of(document.text) for words in said if (place := document.find(words))]


def _with_inventions(draft: dict[str, Any]) -> dict[str, Any]:
    """Return the draft with three of its acts told as nobody told them."""
    for act, words in zip(draft["events"], INVENTED, strict=False):
        act["what"] = words
    return draft


def _claims_of(draft: dict[str, Any]) -> int:
    read = Draft.model_validate(draft)
    prose = (read.headline, *read.summary, *read.events, *read.moves)
    return len(prose) + len(read.actors) + len(read.quotes)
