"""Faults that are told over HTTP, recorded from a server that misbehaves."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel
from vcr.cassette import Cassette

from summarizer.errors import (
    ArticleTooLong,
    AuthenticationFailed,
    EndpointUnavailable,
    InvalidOutput,
    ModelNotFound,
    OutputTruncated,
    QuotaSpent,
    RateLimited,
    Refused,
    RequestRejected,
    SummarizerError,
)
from summarizer.model.client import Client
from summarizer.model.interface import Message
from tests.conftest import Endpoint
from tests.model.conftest import KEY, MakeClient
from tests.support.steps import answer, error, models, reply, web_page

pytestmark = pytest.mark.vcr

Answer = TypeVar("Answer")

QUESTION = [Message(role="user", content="Who met whom? “Curly” stays curly.")]


class Meeting(BaseModel):
    host: str
    guests: list[str]


MEETING = Meeting(host="Maliki", guests=["Kerry"])
GOOD = answer('{"host": "Maliki", "guests": ["Kerry"]}')


def meeting(client: Client) -> Meeting:
    return run(client, lambda: client.structured(QUESTION, Meeting, max_tokens=50))


def run(client: Client, ask: Callable[[], Awaitable[Answer]]) -> Answer:
    async def asked() -> Answer:
        try:
            return await ask()
        finally:
            await client.close()

    return asyncio.run(asked())


def sent(cassette: Cassette) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in cassette.requests]


def failure(client: Client) -> SummarizerError:
    with pytest.raises(SummarizerError) as caught:
        meeting(client)
    assert KEY not in str(caught.value)
    return caught.value


def test_answer_is_filled_in_and_counted(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(GOOD))
    found = meeting(model)
    assert found == MEETING
    assert type(found) is Meeting
    assert (model.usage.requests, model.usage.prompt, model.usage.cached, model.usage.completion) == (
        1,
        10,
        4,
        5,
    )


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_transient_status_is_retried(
    status: int, endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(error(status, "later"), error(status, "later"), GOOD))
    assert meeting(model) == MEETING
    assert model.usage.requests == 3
    assert 0.5 <= waits[0] <= 1.0
    assert 1.0 <= waits[1] <= 1.5


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, RequestRejected),
        (401, AuthenticationFailed),
        (403, AuthenticationFailed),
        (404, RequestRejected),
    ],
)
def test_permanent_status_is_not_retried(
    status: int, kind: type[SummarizerError], endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(error(status, "no")))
    fault = failure(model)
    assert type(fault) is kind
    assert not fault.retryable
    assert model.usage.requests == 1
    assert waits == []


def test_wrong_key_is_not_repeated_in_the_message(endpoint: Endpoint, client: MakeClient) -> None:
    base_url = endpoint(error(401, f"Incorrect API key provided: {KEY}.", code="invalid_api_key"))
    fault = failure(client(base_url))
    assert str(fault) == (
        f"{base_url} (model 'm') did not accept the key (status 401): Incorrect API key provided: [key]."
    )


def test_rate_limit_waits_as_long_as_asked(
    endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(error(429, "slow down", retry_after="7"), GOOD))
    assert meeting(model) == MEETING
    assert waits == [7.0]


def test_rate_limit_with_a_date_that_has_passed_waits_no_more(
    endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(error(503, "busy", retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), GOOD))
    assert meeting(model) == MEETING
    assert waits == [0.0]


def test_wait_that_exceeds_the_time_left_is_not_begun(
    endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(error(429, "come back tomorrow", retry_after="86400")), timeout=60)
    fault = failure(model)
    assert isinstance(fault, RateLimited)
    assert fault.retryable
    assert waits == []


def test_rate_limit_that_stays_is_an_error_after_the_last_attempt(
    endpoint: Endpoint, client: MakeClient
) -> None:
    base_url = endpoint(error(429, "slow down"), error(429, "slow down"), error(429, "slow down"))
    fault = failure(client(base_url, max_attempts=3))
    assert (
        str(fault) == f"{base_url} (model 'm') allows no more requests for now after 3 attempts: slow down."
    )


def test_spent_quota_is_not_retried(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(error(429, "You exceeded your current quota.", code="insufficient_quota")))
    fault = failure(model)
    assert isinstance(fault, QuotaSpent)
    assert fault.fatal
    assert model.usage.requests == 1


def test_server_error_that_stays_names_endpoint_model_and_status(
    endpoint: Endpoint, client: MakeClient
) -> None:
    base_url = endpoint(web_page(502), web_page(502))
    fault = failure(client(base_url, max_attempts=2))
    assert isinstance(fault, EndpointUnavailable)
    assert str(fault) == f"{base_url} (model 'm') failed with status 502 after 2 attempts."


def test_unknown_model_lists_what_the_endpoint_offers(endpoint: Endpoint, client: MakeClient) -> None:
    unknown = error(404, "The model 'm' does not exist", code="model_not_found")
    base_url = endpoint(unknown, models(*(f"model-{n}" for n in range(22))))
    fault = failure(client(base_url))
    assert isinstance(fault, ModelNotFound)
    assert f"{base_url} does not offer the model 'm'" in str(fault)
    assert "It offers: model-0, model-1," in str(fault)
    assert str(fault).endswith("model-19, ….")


def test_unknown_model_of_an_endpoint_that_lists_none(endpoint: Endpoint, client: MakeClient) -> None:
    base_url = endpoint(error(404, "model 'm' not found"), error(404, "no such page"))
    assert str(failure(client(base_url))) == f"{base_url} does not offer the model 'm': model 'm' not found."


@pytest.mark.parametrize(
    "told",
    [
        error(400, "This model's maximum context length is 128000 tokens.", code="context_length_exceeded"),
        reply(
            400,
            '{"error": {"code": 400, "type": "exceed_context_size_error", "message": "request (9030 tokens) exceeds '
            'the available context size (4096 tokens), try increasing it", "n_prompt_tokens": 9030, "n_ctx": 4096}}',
        ),
    ],
    ids=["openai", "llama.cpp"],
)
def test_context_overflow_is_an_article_too_long(
    told: dict[str, object], endpoint: Endpoint, client: MakeClient
) -> None:
    fault = failure(client(endpoint(told)))
    assert isinstance(fault, ArticleTooLong)
    assert "does not fit the context" in str(fault)


def test_web_page_with_status_200(endpoint: Endpoint, client: MakeClient) -> None:
    base_url = endpoint(web_page())
    model = client(base_url)
    fault = failure(model)
    assert isinstance(fault, EndpointUnavailable)
    assert f"{base_url} (model 'm') answered with something other than JSON" in str(fault)
    assert "/v1" in fault.hint
    assert model.usage.requests == 1


def test_body_that_breaks_off_is_retried(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(reply(200, '{"id": "chatcmpl-1", "choi'), GOOD))
    assert meeting(model) == MEETING
    assert model.usage.requests == 2


def test_body_that_always_breaks_off(endpoint: Endpoint, client: MakeClient) -> None:
    broken = reply(200, '{"id": "chatcmpl-1", "choi')
    fault = failure(client(endpoint(broken, broken), max_attempts=2))
    assert isinstance(fault, EndpointUnavailable)
    assert "broke off after 2 attempts" in str(fault)


def test_refusal_is_not_asked_again(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(answer(None, refusal="I cannot help with that.")))
    fault = failure(model)
    assert isinstance(fault, Refused)
    assert "I cannot help with that." in str(fault)
    assert (model.usage.requests, model.usage.prompt) == (1, 10)


def test_content_filter_is_a_refusal(endpoint: Endpoint, client: MakeClient) -> None:
    assert isinstance(failure(client(endpoint(answer("", finish="content_filter")))), Refused)


def test_cut_answer_is_not_asked_again(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(answer('{"host": "Mal', finish="length", tokens=(10, 0, 50))))
    assert isinstance(failure(model), OutputTruncated)
    assert (model.usage.requests, model.usage.completion) == (1, 50)


def test_answer_of_wrong_shape_is_asked_again_with_what_was_wrong(
    endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    model = client(endpoint(answer('{"host": 7, "guests": []}'), GOOD))
    assert meeting(model) == MEETING
    assert (model.usage.requests, model.usage.prompt, model.usage.completion) == (2, 20, 10)
    assert 0.2 <= waits[0] <= 0.4
    assert model.enforcement == "json_schema"


def test_answer_that_stays_wrong_is_an_error_after_two_more_attempts(
    endpoint: Endpoint, client: MakeClient
) -> None:
    wrong = answer('{"host": 7, "guests": []}')
    model = client(endpoint(wrong, wrong, wrong))
    fault = failure(model)
    assert isinstance(fault, InvalidOutput)
    assert str(fault).endswith("asked 3 times: host: Input should be a valid string.")
    assert model.usage.completion == 15


def test_prose_instead_of_json_puts_the_schema_into_the_prompt(
    endpoint: Endpoint, client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    fenced = answer('Here it is:\n```json\n{"host": "Maliki", "guests": ["Kerry"]}\n```')
    model = client(endpoint(answer("Kerry met Maliki."), fenced))
    assert meeting(model) == MEETING
    assert model.enforcement == "prompt"
    assert len(model.notes) == len(caplog.records) == 1
    assert "does not enforce a JSON Schema" in model.notes[0]


def test_schema_that_is_not_taken_becomes_json_mode_then_a_prompt(
    endpoint: Endpoint, client: MakeClient, waits: list[float]
) -> None:
    no_schema = error(400, "'response_format.type' must be 'json_object' or 'text'", param="response_format")
    no_mode = error(422, "response_format is not supported")
    model = client(endpoint(no_schema, no_mode, GOOD, GOOD))

    async def twice() -> list[Meeting]:
        return [await model.structured(QUESTION, Meeting, max_tokens=50) for _ in range(2)]

    assert run(model, twice) == [MEETING, MEETING]
    assert model.usage.requests == 4  # the second question is written right at once
    assert model.enforcement == "prompt"
    assert len(model.notes) == 2
    assert waits == []


def test_temperature_and_token_limit_are_corrected_once(endpoint: Endpoint, client: MakeClient) -> None:
    temperature = error(400, "Unsupported value: 'temperature' does not support 0.", param="temperature")
    limit = error(
        400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", param="max_tokens"
    )
    model = client(endpoint(temperature, limit, GOOD), max_reasks=0)
    assert meeting(model) == MEETING
    assert len(model.notes) == 2


def test_complaint_that_nothing_corrects_is_an_error(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(error(400, "messages: at most 3 are allowed")))
    assert isinstance(failure(model), RequestRejected)


def test_request_holds_the_answer_to_a_strict_schema(
    endpoint: Endpoint, client: MakeClient, vcr: Cassette
) -> None:
    meeting(client(endpoint(GOOD)))
    assert sent(vcr) == [
        {
            "model": "m",
            "messages": QUESTION,
            "max_tokens": 50,
            "temperature": 0.0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {
                    "name": "Meeting",
                    "strict": True,
                    "schema": {
                        "type": "object",
                        "properties": {
                            "host": {"type": "string"},
                            "guests": {"type": "array", "items": {"type": "string"}},
                        },
                        "required": ["host", "guests"],
                        "additionalProperties": False,
                    },
                },
            },
        }
    ]


def test_article_is_never_taken_for_a_template(endpoint: Endpoint, client: MakeClient, vcr: Cassette) -> None:
    text = "{{ 7*7 }} {% if x %} {# c #}"
    model = client(endpoint(answer("{}"), GOOD))
    message = [Message(role="user", content=text)]
    found = run(model, lambda: model.structured(message, Meeting, max_tokens=50))
    assert found == MEETING
    assert [
        request["messages"][-3 if again else 0]["content"] for again, request in enumerate(sent(vcr))
    ] == [
        text,
        text,
    ]


def test_choice_is_held_by_an_enumeration(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(answer(json.dumps({"answer": "CONSULT"}))))
    choice = run(model, lambda: model.choose(QUESTION, ["AGREE", "CONSULT"]))
    assert (choice.option, choice.scores) == ("CONSULT", {})


def test_choice_without_enforcement_is_read_from_the_words(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(answer("It depends."), answer("**consult**.")), profile={"output": "prompt"})
    assert run(model, lambda: model.choose(QUESTION, ["AGREE", "CONSULT"])).option == "CONSULT"
    assert model.usage.requests == 2


def test_grammar_that_is_not_taken_is_left_out(endpoint: Endpoint, client: MakeClient) -> None:
    refused = error(400, "Failed to initialize samplers: failed to parse grammar")
    model = client(endpoint(refused, answer("AGREE")), profile={"grammar": True, "logprobs": True})
    assert run(model, lambda: model.choose(QUESTION, ["AGREE", "CONSULT"])).option == "AGREE"


def test_empty_text_is_asked_again(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(answer(" \n"), answer(" Talks in Baghdad \n")))
    assert run(model, lambda: model.write(QUESTION, max_tokens=20)) == "Talks in Baghdad"


def test_models_are_listed(endpoint: Endpoint, client: MakeClient) -> None:
    model = client(endpoint(models("one", "two")))
    assert run(model, model.list_models) == ["one", "two"]
