"""Briefs on a local Ray: rows in, rows out, one limit for all workers. `make ray` runs it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer import Brief, Limits, Settings
from tests.conftest import Endpoint
from tests.docs.snippets import ROOT, run_python, snippets
from tests.support.steps import answer, error
from tests.test_callers import DRAFT, HEADLINE

ray = pytest.importorskip("ray", reason="the extra 'ray' is not installed")

pytestmark = [
    pytest.mark.ray,
    pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "/.*"]),
    # Ray's own: files and sockets of its processes, and what it deprecates of others.
    pytest.mark.filterwarnings("default"),
]

ROWS = [
    {
        "id": number,
        "text": f"Marek Dolan accused Ostrava of arming rebels on Monday. It was day {number}.",
        "published": "2021-03-10",
        "desk": "world",
    }
    for number in range(12)
]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, logging_level="error", log_to_driver=False)
    yield
    ray.shutdown()


def settings(base_url: str) -> Settings:
    return Settings(base_url=base_url, model="m", strategy="one_pass", timeout=60, max_attempts=1)


def briefed(
    rows: list[dict[str, Any]], given: Settings, limits: Limits | None = None, workers: int = 1
) -> Any:
    from summarizer.ray import Summarize, cluster_limits

    arguments = {"settings": given, "limits": cluster_limits(limits) if limits else None, "concurrency": 4}
    return ray.data.from_items(rows, override_num_blocks=4).map_batches(
        Summarize,
        fn_constructor_kwargs=arguments,
        batch_size=3,
        batch_format="pyarrow",
        concurrency=workers,
        num_cpus=0.5,
    )


def test_rows_keep_their_columns_and_gain_a_brief(endpoint: Endpoint, tmp_path: Path) -> None:
    found = briefed(ROWS, settings(endpoint(answer(json.dumps(DRAFT)))), workers=2)
    found.write_parquet(str(tmp_path))
    rows = ray.data.read_parquet(str(tmp_path)).take_all()
    assert sorted(row["id"] for row in rows) == list(range(12))
    assert {row["desk"] for row in rows} == {"world"}
    for row in rows:
        brief = Brief.model_validate_json(row["brief"])
        assert brief.headline == HEADLINE
        assert str(brief.article.published) == "2021-03-10"
        assert (row["error"], row["hint"], row["retryable"], row["requests"]) == (None, None, None, 1)


def test_failures_stay_rows(endpoint: Endpoint) -> None:
    rows = [*ROWS[:1], {**ROWS[1], "text": " "}, {**ROWS[2], "published": "soon"}]
    found = briefed(rows, settings(endpoint(answer(json.dumps(DRAFT))))).take_all()
    told = {row["id"]: row["error"] for row in found}
    assert told[0] is None
    assert told[1] == "The row 1 has an empty text."
    assert told[2] == "The row 2 has a 'published' that is not a date: 'soon'."
    assert [row["brief"] is None for row in sorted(found, key=lambda row: row["id"])] == [False, True, True]


def test_one_limit_holds_for_all_workers(endpoint: Endpoint) -> None:
    found = briefed(
        ROWS, settings(endpoint(answer(json.dumps(DRAFT)))), Limits(max_articles=5), workers=2
    ).take_all()
    assert sum(row["brief"] is not None for row in found) == 5
    told = {row["error"] for row in found if row["brief"] is None}
    assert told == {"The limit of 5 articles is reached."}
    assert all(row["retryable"] for row in found if row["brief"] is None)


def test_what_would_fail_for_every_row_ends_the_job(endpoint: Endpoint) -> None:
    with pytest.raises(ray.exceptions.RayTaskError, match="no key was sent"):
        briefed(ROWS, settings(endpoint(error(401, "No such key.")))).take_all()


def test_program_of_the_documentation_runs(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [shown] = [one for one in snippets(ROOT / "docs" / "how-to" / "cluster.md") if one.language == "python"]
    for name, value in (
        ("BASE_URL", endpoint(answer(json.dumps(DRAFT)))),
        ("MODEL", "gpt-5-mini"),
        ("API_KEY", "k"),
    ):
        monkeypatch.setenv(f"SUMMARIZER_{name}", value)
    (tmp_path / "articles.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8"
    )
    # Ray's workers stand in another folder than the test.
    code = shown.code.replace('"articles.jsonl"', repr(str(tmp_path / "articles.jsonl")))
    run_python(replace(shown, code=code.replace('"briefs/"', repr(str(tmp_path / "briefs")))), {})
    table = ray.data.read_parquet(str(tmp_path / "briefs")).to_pandas()
    assert len(table) == len(ROWS)
