"""What LangExtract needs for the same work; run by the Python of the peers' environment, asked over standard input.

One job a line, as JSON; one answer a line: {"rate": articles a second}, {"seconds": CPU of one alignment}, or
{"answers": what the endpoint said of each part of an article}.
"""

import json
import sys
from time import perf_counter, process_time
from typing import Any

import langextract as lx  # type: ignore[import-not-found]  # only in the peers' environment
from langextract.factory import ModelConfig, create_model  # type: ignore[import-not-found]
from langextract.resolver import Resolver  # type: ignore[import-not-found]

PROMPT = (
    "Extract the events, actors and quotations of a news article in order of appearance. "
    "Use exact text for extractions. Do not paraphrase or overlap entities. "
    "Give each extraction meaningful attributes."
)


# A small model may go on without end; no part of an article needs so many.
MOST_TOKENS = 800
# Characters by which a part of an article is known again.
FIRST = 60


def _extraction(name: str, text: str, **attributes: str) -> Any:
    return lx.data.Extraction(extraction_class=name, extraction_text=text, attributes=attributes)


EXAMPLE = lx.data.ExampleData(
    text=(
        "Rebels shelled the port of Lurno on Monday, killing nine soldiers. "
        "“We will not wait any longer,” President Marek Dolan said."
    ),
    extractions=[
        _extraction("actor", "Rebels", kind="armed group"),
        _extraction(
            "event",
            "shelled the port of Lurno on Monday",
            type="attack",
            actor="Rebels",
            place="Lurno",
            time="Monday",
        ),
        _extraction("quote", "We will not wait any longer", speaker="Marek Dolan"),
        _extraction("actor", "President Marek Dolan", kind="person"),
    ],
)


def _model(job: dict[str, Any]) -> Any:
    """Return the endpoint as LangExtract asks it, held to the schema that it makes of the example."""
    access = {
        "base_url": job["url"],
        "api_key": job["key"],
        "temperature": 0.0,
        "max_output_tokens": MOST_TOKENS,
    }
    config = ModelConfig(
        model_id=job["model"],
        provider="OpenAILanguageModel",
        provider_kwargs={**access, "max_workers": job["concurrency"]},
    )
    return create_model(config, examples=[EXAMPLE], use_schema_constraints=True)


def _extracted(job: dict[str, Any], model: Any) -> list[Any]:
    documents = [lx.data.Document(text=text) for text in job["texts"]]
    results = lx.extract(
        documents,
        prompt_description=PROMPT,
        examples=[EXAMPLE],
        model=model,
        use_schema_constraints=False,  # the model has them
        batch_length=job["concurrency"],
        max_workers=job["concurrency"],
        show_progress=False,
    )
    found = [result for result in results if result.extractions]
    if len(found) != len(documents):
        raise SystemExit(f"Only {len(found)} of {len(documents)} articles have extractions.")
    return found


def throughput(job: dict[str, Any]) -> dict[str, float]:
    model = _model(job)
    started = perf_counter()
    found = _extracted(job, model)
    return {"rate": len(found) / (perf_counter() - started)}


def recording(job: dict[str, Any]) -> dict[str, Any]:
    model = _model(job)
    ask = model._client.chat.completions.with_raw_response.create
    answers: list[dict[str, Any]] = []

    def kept(**asked: Any) -> Any:
        raw = ask(timeout=job["timeout"], **asked)
        part = asked["messages"][-1]["content"].rpartition("Q: ")[2]
        said = json.loads(raw.text)
        # The rest of the body tells of the machine that answered.
        response = {key: said[key] for key in ("choices", "usage")}
        answers.append({"part": part[:FIRST], "response": response})
        return raw.parse()

    model._client.chat.completions.create = kept
    _extracted(job, model)
    return {"answers": answers}


def alignment(job: dict[str, Any]) -> dict[str, float]:
    extractions = [
        lx.data.Extraction(extraction_class="claim", extraction_text=text) for text in job["claims"]
    ]
    # Of the CPU, as ours: neither waits for anything.
    started = process_time()
    aligned = list(Resolver().align(extractions, job["text"], token_offset=0))
    seconds = process_time() - started
    return {"seconds": seconds, "aligned": sum(one.char_interval is not None for one in aligned)}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        task = {"throughput": throughput, "recording": recording, "alignment": alignment}[asked["task"]]
        print(json.dumps(task(asked)), flush=True)
