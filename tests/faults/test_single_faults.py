"""What a caller of `summarize` sees of each single fault: a brief after another attempt, or one sentence."""

import gzip
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple

import pytest

from summarizer import Settings, summarize
from summarizer.errors import (
    EndpointTimeout,
    EndpointUnavailable,
    InvalidOutput,
    OutputTruncated,
    RateLimited,
    Refused,
    SummarizerError,
)
from tests.support.counting import DRAFT, FIRST, article
from tests.support.misbehaving import Misbehaving
from tests.support.steps import (
    Step,
    answer,
    completion_body,
    drip,
    error,
    flood,
    hang,
    leave,
    packed,
    refuse,
    reply,
    reset,
    streamed,
    web_page,
    wrong_length,
)

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]

TEXT = article(1)
GOOD = answer(json.dumps(DRAFT))
GOOD_BODY: str = GOOD["body"]
AT = "{url} (model 'm')"


def message_of(content: object) -> Step:
    """Answer with this in place of a message's text."""
    message = {"role": "assistant", "content": content}
    return reply(200, completion_body([{"index": 0, "finish_reason": "stop", "message": message}]))


class Fault(NamedTuple):
    """A fault, the error that it is at the end, and its sentence but for how often was tried."""

    step: Step
    kind: type[SummarizerError]
    sentence: str


def status(number: int) -> Fault:
    return Fault(
        error(number, "later"), EndpointUnavailable, f"{AT} failed with status {number}{{tried}}: later."
    )


def limit(**headers: str) -> Fault:
    return Fault(
        error(429, "slow down", **headers),
        RateLimited,
        f"{AT} allows no more requests for now{{tried}}: slow down.",
    )


def broken_off(step: Step, why: str = "it is not valid JSON") -> Fault:
    return Fault(step, EndpointUnavailable, f"The answer of {AT} broke off{{tried}}: {why}.")


def damaged(step: Step, why: str) -> Fault:
    return Fault(step, EndpointUnavailable, f"The answer of {AT} came damaged{{tried}}: {why}.")


def date(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


NO_CHOICE = f"{AT} answered without a choice in its answer{{tried}}."
NO_JSON = "it is no JSON that can be read"
# What may pass: asked again, and named when it stays.
PASSING = {
    "reset before": Fault(
        reset("before"), EndpointUnavailable, f"No connection to {AT}{{tried}}: Connection reset by peer."
    ),
    "reset behind the headers": Fault(
        reset("headers"), EndpointUnavailable, f"No connection to {AT}{{tried}}: Connection reset by peer."
    ),
    "reset in the middle": Fault(
        reset("middle"), EndpointUnavailable, f"No connection to {AT}{{tried}}: Connection reset by peer."
    ),
    "left": broken_off(leave(), "Server disconnected without sending a response"),
    "hangs": Fault(hang(), EndpointTimeout, f"No answer from {AT} within 1.5 seconds{{tried}}."),
    "drips": Fault(
        drip("x", seconds=0.05), EndpointTimeout, f"No answer from {AT} within 1.5 seconds{{tried}}."
    ),
    **{str(number): status(number) for number in (408, 409, 500, 502, 503, 504, 529)},
    "429": limit(),
    "429 for seconds": limit(retry_after="0.05"),
    "429 until a date": limit(retry_after=date(-1)),
    "429 until no date": limit(retry_after="Wed, 21 Oct 99999999999 07:28:00 GMT"),
    "truncated JSON": broken_off(reply(200, GOOD_BODY[:-10])),
    "nothing": broken_off(reply(200, "")),
    "too long a length": broken_off(
        wrong_length(GOOD, 7),
        f"peer closed connection without sending complete message body (received {len(GOOD_BODY.encode())} bytes, "
        f"expected {len(GOOD_BODY.encode()) + 7})",
    ),
    "too short a length": broken_off(wrong_length(GOOD, -7)),
    "gzip garbage": damaged(packed(GOOD_BODY.encode()), "it cannot be unpacked (gzip)"),
    "gzip that ends early": damaged(packed(gzip.compress(GOOD_BODY.encode())[:-12]), "it breaks off (gzip)"),
    "another packing": damaged(
        packed(GOOD_BODY.encode(), "br"), "it is packed as 'br', which was not asked for"
    ),
    "no choice": Fault(reply(200, completion_body([])), InvalidOutput, NO_CHOICE),
    "a choice without a message": Fault(
        reply(200, completion_body([{"index": 0}])), InvalidOutput, NO_CHOICE
    ),
    "deep nesting": damaged(reply(200, "[" * 100_000), NO_JSON),
    "a number of 5,000 digits": damaged(reply(200, f'{{"created": {"1" * 5000}}}'), NO_JSON),
    "other bytes than UTF-8": damaged({**packed(b'{"id": "\xff"}'), "headers": GOOD["headers"]}, NO_JSON),
}
TOO_LARGE = Fault(
    flood(50),
    InvalidOutput,
    f"The answer of {AT} is too large: it has more than 16 MiB, and no more was read.",
)
NO_TEXT = f"{AT} answered with something other than a text."
FILTERED = f"A content filter of {AT} stopped the answer."
# What asking again would not change: named at once.
LASTING = {
    "a web page": Fault(
        web_page(),
        EndpointUnavailable,
        f"{AT} answered with something other than JSON: '<!doctype html><title>Welcome</title><p>It works!'.",
    ),
    "a stream": Fault(
        streamed("{}"), EndpointUnavailable, f"{AT} streamed its answer, though it was not asked to."
    ),
    "another shape": Fault(
        reply(200, '{"answer": "yes"}'), InvalidOutput, NO_CHOICE.format(url="{url}", tried="")
    ),
    "a message that is a text": Fault(
        reply(200, completion_body([{"index": 0, "message": "{}"}])), InvalidOutput, NO_TEXT
    ),
    "a list of numbers": Fault(message_of([7]), InvalidOutput, NO_TEXT),
    "a number": Fault(message_of(7), InvalidOutput, NO_TEXT),
    "a refusal": Fault(answer(None, refusal="No."), Refused, f"{AT} refused to answer: No."),
    "a filter": Fault(answer("", finish="content_filter"), Refused, FILTERED),
    "the token limit": Fault(
        answer('{"he', finish="length", tokens=(10, 0, 4096)),
        OutputTruncated,
        f"The answer of {AT} was cut at the token limit.",
    ),
    "50 MB": TOO_LARGE,
    "50 MB of unknown length": TOO_LARGE._replace(step=flood(50, length=False)),
    "a bomb": TOO_LARGE._replace(step=packed(gzip.compress(bytes(200 << 20), 1))),
    "an error of 50 MB": TOO_LARGE._replace(step={**flood(50), "status": 500}),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Misbehaving]:
    """A server with the steps of each fault: the fault, a good answer, and the fault from then on."""
    scripts = {name: [fault.step, GOOD, fault.step] for name, fault in {**PASSING, **LASTING}.items()}
    running = Misbehaving({slug(name): steps for name, steps in scripts.items()})
    yield running
    running.stop()


def slug(name: str) -> str:
    return name.replace(" ", "-").replace(",", "")


def settings(base_url: str, **more: float) -> Settings:
    values = {"base_url": base_url, "model": "m", "api_key": "key-4711", "strategy": "one_pass"}
    return Settings.model_validate({**values, "max_attempts": 2, **more})


def failure(of: Settings) -> SummarizerError:
    with pytest.raises(SummarizerError) as caught:
        summarize(TEXT, settings=of)
    return caught.value


@pytest.mark.parametrize("name", PASSING)
def test_fault_that_may_pass_is_asked_again_and_named_when_it_stays(name: str, server: Misbehaving) -> None:
    url, fault = server.named(slug(name)), PASSING[name]
    asking = settings(url, request_timeout=1.5 if fault.kind is EndpointTimeout else 30)
    assert summarize(TEXT, settings=asking).headline == FIRST
    found = failure(asking)
    assert type(found) is fault.kind
    assert str(found) == fault.sentence.format(url=url, tried=" after 2 attempts")
    assert found.retryable
    assert found.hint


@pytest.mark.parametrize("name", LASTING)
def test_fault_that_stays_is_named_at_once(name: str, server: Misbehaving) -> None:
    url, fault = server.named(slug(name)), LASTING[name]
    found = failure(settings(url))
    assert type(found) is fault.kind
    assert str(found) == fault.sentence.format(url=url)
    assert found.hint
    assert summarize(TEXT, settings=settings(url)).headline == FIRST  # the good answer is still there


def test_reset_after_the_body_is_no_fault() -> None:
    server = Misbehaving([{**GOOD, "do": "reset", "when": "after"}])
    try:
        for _ in range(2):
            assert summarize(TEXT, settings=settings(server.base_url, max_attempts=1)).headline == FIRST
    finally:
        server.stop()


def test_endpoint_that_refuses_connections_for_a_while_is_waited_for() -> None:
    server = Misbehaving([refuse(0.3), GOOD])
    try:
        assert summarize(TEXT, settings=settings(server.base_url, max_attempts=12)).headline == FIRST
    finally:
        server.stop()


def test_half_a_character_becomes_the_sign_for_an_unknown_one() -> None:
    server = Misbehaving([reply(200, GOOD_BODY.replace(FIRST, f"{FIRST}\\ud800"))])
    try:
        published = summarize(TEXT, settings=settings(server.base_url))
    finally:
        server.stop()
    assert published.headline == f"{FIRST}\ufffd"
    assert published.model_dump_json().encode()


def test_packed_answer_is_read() -> None:
    packing = Misbehaving([packed(gzip.compress(GOOD_BODY.encode()))])
    try:
        assert summarize(TEXT, settings=settings(packing.base_url)).headline == FIRST
    finally:
        packing.stop()


@pytest.mark.parametrize("step", [flood(50, length=False), LASTING["a bomb"].step], ids=["flood", "bomb"])
def test_answer_without_end_takes_bounded_memory(step: Step) -> None:
    server = Misbehaving([step])
    tracemalloc.start()
    try:
        failure(settings(server.base_url))
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
        server.stop()
