"""Two workers of a local Ray against one, each with the same concurrency, before a server that takes 200 ms.

Run with `python -m tests.benchmarks.ray_workers [articles]`; it needs the extra `ray`. Compared is the rate between
the first and the last brief: starting the workers is Ray's own affair, and the same for both.
"""

import json
import sys

import ray

from summarizer import Brief, Limits, Settings
from summarizer.ray import Summarize, cluster_limits
from tests.benchmarks.instant_server import Answer, instant_server
from tests.support.callers import TEXT
from tests.test_callers import DRAFT

LATENCY = 0.2
CONCURRENCY = 4
BAR = 1.8


def rate(base_url: str, workers: int, articles: int) -> float:
    """Return the briefs a second that so many workers make."""
    settings = Settings(base_url=base_url, model="m", strategy="one_pass")
    rows = [{"id": number, "text": f"{TEXT} It was day {number}."} for number in range(articles)]
    found = (
        ray.data.from_items(rows, override_num_blocks=2 * workers)
        .map_batches(
            Summarize,
            fn_constructor_kwargs={
                "settings": settings,
                "limits": cluster_limits(Limits(rpm=1_000_000)),
                "concurrency": CONCURRENCY,
            },
            batch_size=articles // (2 * workers),
            batch_format="pyarrow",
            concurrency=workers,
            num_cpus=0.5,
        )
        .take_all()
    )
    made = sorted(Brief.model_validate_json(row["brief"]).provenance.created for row in found)
    assert len(made) == articles
    return (articles - 1) / (made[-1] - made[0]).total_seconds()


def main(articles: int) -> bool:
    ray.init(num_cpus=2, include_dashboard=False, logging_level="error", log_to_driver=False)
    with instant_server([Answer("", json.dumps(DRAFT))], delay=LATENCY) as base_url:
        one, two = rate(base_url, 1, articles), rate(base_url, 2, articles)
    ray.shutdown()
    print(f"1 worker {one:.1f}/s, 2 workers {two:.1f}/s: {two / one:.2f} (bar {BAR})")
    return two / one >= BAR


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 240) else 1)
