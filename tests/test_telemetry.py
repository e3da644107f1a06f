"""Spans: what OpenTelemetry is told of a brief, and that no text gets there unasked."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from summarizer import EndpointError, Settings, summarize, telemetry
from tests.conftest import Endpoint
from tests.support.callers import TEXT
from tests.support.steps import answer, error
from tests.test_callers import DRAFT

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

GOOD = answer(json.dumps(DRAFT), tokens=(3812, 0, 64))


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "_tracer", lambda: provider.get_tracer("test"))
    yield exporter
    provider.shutdown()


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def everything(exporter: InMemorySpanExporter) -> str:
    return "".join(span.to_json() for span in exporter.get_finished_spans())


def test_brief_its_request_and_its_verification_are_spans(
    endpoint: Endpoint, spans: InMemorySpanExporter
) -> None:
    summarize(TEXT, settings=Settings(base_url=endpoint(GOOD), model="m"))
    found = by_name(spans)
    assert set(found) == {"brief", "chat m", "verify"}
    root = found["brief"]
    assert root.context is not None
    for name in ("chat m", "verify"):
        parent = found[name].parent
        assert parent is not None
        assert parent.span_id == root.context.span_id
    assert found["chat m"].kind == SpanKind.CLIENT
    told = dict(found["chat m"].attributes or {})
    assert told.pop("server.port") > 0  # type: ignore[operator]  # a number, as the conventions say
    assert told == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "m",
        "gen_ai.request.temperature": 0.0,
        "gen_ai.request.max_tokens": 4096,
        "gen_ai.output.type": "json",
        "gen_ai.response.id": "chatcmpl-1",
        "gen_ai.response.model": "m",
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": 3812,
        "gen_ai.usage.output_tokens": 64,
        "server.address": "127.0.0.1",
    }
    assert (root.attributes or {})["summarizer.strategy"] == "one_pass"


def test_no_text_of_the_article_or_the_answer_unless_switched_on(
    endpoint: Endpoint, spans: InMemorySpanExporter
) -> None:
    base_url = endpoint(GOOD, GOOD)
    summarize(TEXT, settings=Settings(base_url=base_url, model="m", api_key="sk-canary"))
    assert "Dolan" not in everything(spans)
    summarize(TEXT, settings=Settings(base_url=base_url, model="m", api_key="sk-canary", trace_content=True))
    said = [dict(span.attributes or {}) for span in spans.get_finished_spans()][-3]
    assert "arming rebels on Monday" in str(said["gen_ai.input.messages"])
    assert json.loads(str(said["gen_ai.output.messages"]))[0]["role"] == "assistant"
    assert "sk-canary" not in everything(spans)


def test_failed_request_is_an_error_without_its_message(
    endpoint: Endpoint, spans: InMemorySpanExporter
) -> None:
    base_url = endpoint(error(401, "No such key; you said: Dolan"))
    with pytest.raises(EndpointError):
        summarize(TEXT, settings=Settings(base_url=base_url, model="m"))
    found = by_name(spans)
    assert found["chat m"].status.status_code == found["brief"].status.status_code == StatusCode.ERROR
    assert (found["chat m"].attributes or {})["error.type"] == "AuthenticationError"
    assert (found["brief"].attributes or {})["error.type"] == "AuthenticationFailed"
    assert "Dolan" not in everything(spans)


def test_without_the_api_nothing_happens() -> None:
    code = (
        "import sys; sys.modules['opentelemetry'] = None\n"
        "from summarizer.telemetry import span\n"
        "with span('brief', {'a': 1}) as told: told.set({'b': 2})\n"
        "print('done')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
