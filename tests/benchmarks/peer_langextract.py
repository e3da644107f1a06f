"""What LangExtract needs for the same work; run by the Python of the peers' environment, asked over standard input.

One job a line, as JSON; one answer a line: {"rate": articles a second} or {"seconds": one alignment}.
"""

import json
import sys
from time import perf_counter
from typing import Any

import langextract as lx  # type: ignore[import-not-found]  # only in the peers' environment
from langextract.providers.openai import OpenAILanguageModel  # type: ignore[import-not-found]
from langextract.resolver import Resolver  # type: ignore[import-not-found]

EXAMPLE = lx.data.ExampleData(
    text="Rebels shelled Lurno.",
    extractions=[lx.data.Extraction(extraction_class="event", extraction_text="Rebels shelled Lurno")],
)


def throughput(job: dict[str, Any]) -> dict[str, float]:
    model = OpenAILanguageModel(
        model_id="instant", api_key="none", base_url=job["url"], max_workers=job["concurrency"]
    )
    documents = [lx.data.Document(text=text) for text in job["texts"]]
    started = perf_counter()
    results = lx.extract(
        documents,
        prompt_description="Extract events, actors and quotations.",
        examples=[EXAMPLE],
        model=model,
        max_char_buffer=job["chunk"],
        batch_length=job["concurrency"],
        max_workers=job["concurrency"],
        show_progress=False,
    )
    found = sum(bool(result.extractions) for result in results)
    seconds = perf_counter() - started
    if found != len(documents):
        raise SystemExit(f"Only {found} of {len(documents)} articles have extractions.")
    return {"rate": len(documents) / seconds}


def alignment(job: dict[str, Any]) -> dict[str, float]:
    extractions = [
        lx.data.Extraction(extraction_class="claim", extraction_text=text) for text in job["claims"]
    ]
    started = perf_counter()
    aligned = list(Resolver().align(extractions, job["text"], token_offset=0))
    seconds = perf_counter() - started
    return {"seconds": seconds, "aligned": sum(one.char_interval is not None for one in aligned)}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        task = {"throughput": throughput, "alignment": alignment}[asked["task"]]
        print(json.dumps(task(asked)), flush=True)
