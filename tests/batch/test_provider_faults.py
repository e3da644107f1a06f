"""What goes wrong on the way through the provider's Batch API, and what becomes of the articles."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import ProviderCommand, failures, results
from tests.support.batch_api import KEY

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def refusal(status: int, message: str, code: str | None = None) -> dict[str, Any]:
    body = {"error": {"message": message, "code": code, "type": "error"}}
    return {"response": {"status_code": status, "request_id": "q", "body": body}}


def submit(provider: ProviderCommand, fate: dict[str, Any], *numbers: int) -> None:
    provider.write(*numbers)
    provider.server.tell(fate=fate)
    assert provider().exit_code == 9
    provider.server.end("completed")


FATES: list[tuple[Any, str, str]] = [
    (json.dumps({"refusal": "I will not."}), "Refused", "refused to answer: I will not."),
    (json.dumps({"content": '{"he', "finish": "length"}), "OutputTruncated", "was cut at the token limit."),
    (json.dumps({"finish": "content_filter"}), "Refused", "A content filter of"),
    (json.dumps({"content": "Gladly!"}), "InvalidOutput", "is not what was asked for"),
    (json.dumps({"content": '{"headline": 1}'}), "InvalidOutput", "headline"),
    ("broken", "InvalidOutput", "has no answer that can be read."),
    (None, "InvalidOutput", "has no answer that can be read."),
    ({"response": {"status_code": 200, "body": "no"}}, "EndpointUnavailable", "reported an error: no."),
    ({"response": {"status_code": 200, "body": {}}}, "InvalidOutput", "without a choice in its answer"),
    ({"response": {"status_code": 200, "body": {"choices": [{}]}}}, "InvalidOutput", "without a choice"),
    (refusal(400, "Bad schema."), "RequestRejected", "rejected the request (status 400): Bad schema."),
    (refusal(400, "Too long.", "context_length_exceeded"), "ArticleTooLong", "does not fit the context"),
    (refusal(500, "Sorry."), "EndpointUnavailable", "failed with status 500: Sorry."),
    (refusal(429, "Slowly."), "RateLimited", "allows no more requests for now: Slowly."),
    ({"error": {"code": "odd", "message": f"Odd {KEY}."}}, "RequestRejected", "request: Odd [key]."),
]


def test_each_bad_answer_is_a_failure_of_its_own(provider: ProviderCommand) -> None:
    numbers = range(1, len(FATES) + 1)
    submit(provider, {str(one): fate for one, (fate, _, _) in enumerate(FATES, 1)}, *numbers, 0)
    result = provider()
    assert result.exit_code == 5, result.output
    assert results().keys() == {"p0"}
    found = failures()
    assert found.keys() == {f"p{one}" for one in numbers}
    for number, (_, kind, said) in enumerate(FATES, 1):
        failure = found[f"p{number}"]
        assert failure["kind"] == kind, failure
        assert said in failure["error"]
    assert provider.state is None
    assert len(provider.asked) == len(FATES) + 1


def test_many_bad_answers_do_not_pass_for_an_endpoint_that_is_down(provider: ProviderCommand) -> None:
    numbers = range(1, 31)
    submit(provider, {str(one): refusal(500, "Sorry.") for one in numbers}, *numbers)
    provider()
    assert len(failures()) == 30


def test_lines_that_cannot_be_read_are_counted(provider: ProviderCommand) -> None:
    submit(provider, {"1": "broken"}, 1, 2)
    assert "Of the answers to the batch batch-2 cannot be read: 1 of the lines." in provider().stderr


def test_a_batch_that_is_not_there_any_more(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    provider.server.forget()
    for _ in range(2):
        assert provider().exit_code == 4
    assert "does not know the batch 'batch-2', which 'p1' was submitted in." in failures()["p1"]["error"]
    assert failures()["p1"]["attempts"] == 1
    assert "1 article is submitted" in provider("--retry-failed").stderr
    provider.server.end("completed")
    assert provider().exit_code == 0
    assert results().keys() == {"p1"}
    assert provider.state is None


def test_a_batch_of_another_key_is_collected_once_the_key_is_the_right_one(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    provider.server.end("completed")
    provider.server.tell(fail={"GET /v1/batches/": [404, {}]}, times=1)
    provider()
    assert "does not know the batch" in failures()["p1"]["error"]
    assert provider("--retry-failed").exit_code == 0
    assert provider.asked == ["1"]
    assert failures() == {}


def test_answers_that_are_not_kept_any_more(provider: ProviderCommand) -> None:
    submit(provider, {}, 1)
    provider.server.forget(files=True)
    assert provider().exit_code == 4
    assert "does not keep the answers of the batch 'batch-2' any more" in failures()["p1"]["error"]
    assert provider("--retry-failed").exit_code == 9
    assert provider.asked == ["1", "1"]
    provider.server.end("completed")
    assert provider().exit_code == 0


def test_a_creation_that_is_not_answered_is_found(provider: ProviderCommand) -> None:
    provider.write(1)
    provider.server.tell(deaf=True)
    result = provider()
    assert result.exit_code == 4
    assert provider.state is not None
    assert provider.state["batches"][0]["batch"] is None
    result = provider()
    assert "The batch batch-2 was begun when the program ended; it is not begun again." in result.stderr
    assert provider.asked == ["1"]


def test_a_creation_that_is_tried_again_is_looked_for_first(
    provider: ProviderCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_ATTEMPTS", "2")
    monkeypatch.setattr("summarizer.model.retries._REQUEST_WAITS", (0.01, 0.02))
    provider.write(1)
    provider.server.tell(deaf=True)
    assert "submitted as batch batch-2" in provider().stderr
    assert provider.asked == ["1"]


def test_a_creation_that_was_not_begun_is_begun_by_the_next_run(provider: ProviderCommand) -> None:
    provider.write(1)
    provider.server.tell(fail={"POST /v1/batches": [503, {}]}, times=1)
    assert provider().exit_code == 4
    assert provider().exit_code == 9
    assert provider.asked == ["1"]
    assert len(provider.server.seen["files"]) == 1


def test_a_batch_is_found_on_a_later_page(provider: ProviderCommand) -> None:
    provider.write(1)
    provider.server.tell(deaf=True, page=1)
    provider()
    for number in range(2, 5):
        provider.write(number)
        Path("out.provider.json").rename("kept.json")
        provider()
        Path("kept.json").rename("out.provider.json")
    provider.write(1)
    assert "The batch batch-2 was begun" in provider().stderr


@pytest.mark.parametrize(
    ("where", "status", "body", "code", "said"),
    [
        ("POST /v1/files", 404, {}, 4, "has no Batch API: it answers 404 where files and batches are."),
        ("POST /v1/batches", 405, {}, 4, "has no Batch API: it answers 405"),
        ("POST /v1/files", 413, {}, 4, "does not take a file of this size"),
        ("POST /v1/files", 401, {}, 4, "did not accept the key"),
        ("POST /v1/batches", 429, {"error": {"code": "insufficient_quota"}}, 4, "The quota at"),
        ("POST /v1/batches", 400, {"error": {"message": "Not now."}}, 4, "(status 400): Not now."),
    ],
)
def test_what_the_endpoint_refuses_ends_the_run_and_leaves_nothing_there(
    provider: ProviderCommand, where: str, status: int, body: dict[str, Any], code: int, said: str
) -> None:
    provider.write(1)
    provider.server.tell(fail={where: [status, body]})
    result = provider()
    assert result.exit_code == code
    assert said in result.stderr
    assert provider.state is None
    assert provider.server.seen["files"] == {}
    assert failures() == {}


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("POST /v1/files", {}),
        ("POST /v1/files", []),
        ("POST /v1/batches", {"id": 5}),
        ("GET /v1/batches", {"data": 7}),
        (
            "GET /v1/batches/",
            {"id": "b", "status": ["x"], "errors": {"data": [5, None]}, "created_at": "now"},
        ),
        ("GET /v1/batches/", {"id": "b", "status": "completed", "output_file_id": {}, "request_counts": 7}),
        ("GET /v1/batches/", "no"),
        ("GET /v1/files/", {"error": "no"}),
    ],
)
def test_an_endpoint_that_answers_something_else_is_named(
    provider: ProviderCommand, where: str, told: Any
) -> None:
    provider.write(1)
    provider.server.tell(fail={where: [200, told]}, at_once=True, deaf=where == "GET /v1/batches")
    codes = {provider().exit_code for _ in range(2)}
    assert codes <= {4, 5, 9}
    assert results() == {}


def test_a_page_that_stands_in_for_the_answers_is_not_taken_for_them(provider: ProviderCommand) -> None:
    submit(provider, {}, 1)
    provider.server.tell(fail={"GET /v1/files/": [200, "<html>Sign in to this network"]}, times=1)
    result = provider()
    assert result.exit_code == 4
    assert "What the provider sent as the answers to a batch is something else." in result.stderr
    assert provider().exit_code == 0
    assert results().keys() == {"p1"}


def test_a_mistake_of_our_own_does_not_cost_the_answers(
    provider: ProviderCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(provider, {}, 1)
    with monkeypatch.context() as broken:
        broken.setattr("summarizer.pipeline.verify", None)
        assert provider().exit_code == 1
    assert failures()["p1"]["kind"] == "InternalFault"
    assert provider().exit_code == 0
    assert results().keys() == {"p1"}
    assert provider.asked == ["1"]
    assert provider.state is None


def test_a_wrong_key_ends_the_run(provider: ProviderCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_API_KEY", "sk-another")
    provider.write(1)
    result = provider()
    assert result.exit_code == 4
    assert "did not accept the key" in result.stderr
    assert "sk-another" not in result.stderr


def test_lines_that_the_provider_does_not_accept_fail_and_the_others_go_again(
    provider: ProviderCommand,
) -> None:
    provider.write(1, 2, 3)
    provider()
    provider.server.end(
        "failed", errors=[{"code": "invalid", "message": "No model.", "line": 2, "param": None}]
    )
    assert provider().exit_code == 9
    assert "did not accept the request: No model." in failures()["p2"]["error"]
    provider.server.end("completed")
    assert provider().exit_code == 4
    assert results().keys() == {"p1", "p3"}
    assert provider.asked == ["1", "2", "3", "1", "3"]


def test_a_provider_that_takes_no_more_is_a_limit(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    message = "Enqueued token limit reached for m. Limit: 10 enqueued tokens."
    provider.server.end("failed", errors=[{"code": "token_limit_exceeded", "message": message, "line": None}])
    result = provider()
    assert result.exit_code == 9
    assert f"Stopped: The provider takes no more for now: {message}" in result.stderr
    assert provider.asked == ["1"]
    assert provider().exit_code == 9
    assert provider.asked == ["1", "1"]


def test_a_batch_that_fails_as_a_whole_ends_the_run(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    provider.server.end("failed", errors=[{"code": "empty_file", "message": "It is empty.", "line": None}])
    result = provider()
    assert result.exit_code == 4
    assert "did not begin the batch batch-2: It is empty." in result.stderr
    assert provider.state is None
    assert failures() == {}


def test_a_state_that_cannot_be_read_is_named(provider: ProviderCommand) -> None:
    provider.write(1)
    Path("out.provider.json").write_text('{"version": 1')
    result = provider()
    assert result.exit_code == 7
    assert "'out.provider.json' is not a state of batches at a provider" in result.stderr


def test_answers_are_collected_where_and_how_they_were_asked_for(
    provider: ProviderCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.write(1)
    provider()
    provider.server.end("completed")
    result = provider("--model", "another")
    assert result.exit_code == 7
    assert "were submitted with the model 'm'; now it is 'another'." in result.stderr
    Path("mine").mkdir()
    own = Path(__file__).parents[2] / "prompts" / "brief_system.md"
    Path("mine/brief_system.md").write_text(
        own.read_text(encoding="utf-8") + "\nBe brief.\n", encoding="utf-8"
    )
    monkeypatch.setenv("SUMMARIZER_PROMPTS_DIR", "mine")
    result = provider()
    assert result.exit_code == 7
    assert "were submitted with the prompt 'brief@" in result.stderr
    assert provider("--force", cache="--cache").exit_code == 0
    prompt = results()["p1"]["brief"]["provenance"]["prompt"]
    assert f"submitted with the prompt {prompt!r}" in result.stderr
    Path("out.jsonl").unlink()
    assert provider(cache="--cache").exit_code == 9, "it is not kept as made with mine"
