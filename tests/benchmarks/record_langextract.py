"""Records what the embedded model answers when LangExtract asks about the sample, for the comparison in peers.py.

Run with `python -m tests.benchmarks.record_langextract` after `make bench-peers`; takes minutes, fetches the model
where it is not there yet.
"""

import json
from importlib.metadata import version

from summarizer import Settings
from summarizer.embedded.catalogue import default_model
from summarizer.embedded.download import ensure_model
from summarizer.embedded.engine import Engine
from tests.benchmarks.corpus import SAMPLE
from tests.benchmarks.peers import ANSWERS, peer

SECONDS = 3_600  # for one answer


def main() -> None:
    name = default_model().file.removesuffix(".gguf")
    path = ensure_model(cache_dir=Settings.load().cache_dir)
    with Engine.start(path) as engine, peer() as ask:
        job = {
            "url": engine.base_url,
            "key": engine.api_key,
            "model": name,
            "texts": [SAMPLE],
            "timeout": SECONDS,
        }
        answers = ask(task="recording", concurrency=1, **job)
    origin = f"{name}, by llama.cpp through xllamacpp {version('xllamacpp')}, asked by LangExtract"
    kept = {"recorded_from": origin, **answers}
    ANSWERS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
