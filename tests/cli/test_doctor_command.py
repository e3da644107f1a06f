import socket
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.cache.brief_cache import BriefCache
from tests.cli.conftest import Run
from tests.conftest import Endpoint
from tests.render.sample_brief import SAMPLE
from tests.support.steps import answer, error

KEY = "sk-proj-0123456789abcd"


def lines(output: str) -> dict[str, str]:
    """Return the first line of each label."""
    found = [(line[:10].strip(), line[10:]) for line in output.splitlines()]
    return {label: text for label, text in reversed(found) if label}


def test_key_is_masked_and_openai_chosen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    result = run("doctor", "--no-try")
    assert result.exit_code == 0
    said = lines(result.stdout)
    assert said["Endpoint"] == "https://api.openai.com/v1"
    assert said["Model"] == "gpt-5-mini"
    assert said["Key"] == "sk-…abcd"
    assert said["Strategy"] == "one_pass (by the profile)"
    assert said["Prompts"].startswith("brief@")
    assert said["Why"] == "A key is given and no base URL: requests go to OpenAI."
    assert said["Settings"] == "api_key = sk-…abcd, from OPENAI_API_KEY"
    assert KEY not in result.output


def test_short_key_is_not_shown_at_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hunter2")
    assert lines(run("doctor", "--no-try").stdout)["Key"] == "…"


def test_each_setting_names_where_it_comes_from(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "own.toml"
    config.write_text('model = "from-file"\ntimeout = 60\nbase_url = "http://file/v1"\n')
    monkeypatch.setenv("OPENAI_BASE_URL", "http://ann:secret@variable/v1")
    result = run("doctor", "--no-try", "--config", config, "--model", "given", "--strategy", "stepwise")
    assert "model = given, from --model" in result.stdout
    assert "base_url = http://variable/v1, from OPENAI_BASE_URL" in result.stdout
    assert "strategy = stepwise, from --strategy" in result.stdout
    assert f"timeout = 60.0, from 'timeout' in {config}" in result.stdout
    assert lines(result.stdout)["Strategy"] == "stepwise (as set)"
    assert "secret" not in result.output


def test_each_limit_names_where_it_comes_from(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "own.toml"
    config.write_text("[limits]\nrpm = 200\nmax_cost = 5\n")
    monkeypatch.setenv("SUMMARIZER_RPM", "500")
    result = run("doctor", "--no-try", "--config", config)
    assert lines(result.stdout)["Limits"] == "rpm = 500, from SUMMARIZER_RPM"
    assert f"          max_cost = 5.0, from 'max_cost' in [limits] of {config}\n" in result.stdout
    assert lines(run("doctor", "--no-try").stdout)["Limits"] == "rpm = 500, from SUMMARIZER_RPM"


def test_a_limit_that_cannot_be_used_is_an_error_as_in_a_batch(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[limits]\nrpm = "fast"\n')
    result = run("doctor", "--no-try", "--config", config)
    assert result.exit_code == 2
    assert "'rpm' in [limits]" in result.stderr


def test_nothing_configured_is_the_embedded_model_and_nothing_is_fetched(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 0
    said = lines(result.stdout)
    assert said["Endpoint"] == "embedded"
    assert said["Strategy"] == "stepwise (by the profile)"
    assert said["Prompts"].startswith("stepwise@")
    assert said["Try"] == "not tried: the model file is not here yet; 'summarizer models pull' fetches it."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.vcr
def test_tiny_request_is_tried(run: Run, endpoint: Endpoint) -> None:
    base_url = endpoint(answer('{"word": "ready"}', tokens=(30, 20, 6)))
    result = run("doctor", "--base-url", base_url, "--model", "m")
    assert result.exit_code == 0
    assert lines(result.stdout)["Try"].startswith(f"m at {base_url} answered in ")
    assert "1 request, 30 prompt tokens (20 cached), 6 completion tokens." in result.stdout
    assert "JSON was held by json_schema." in result.stdout


@pytest.mark.vcr
def test_fallback_is_told(run: Run, endpoint: Endpoint) -> None:
    refused = error(400, "response_format json_schema is not supported", param="response_format")
    base_url = endpoint(refused, answer('{"word": "ready"}'))
    result = run("doctor", "--base-url", base_url, "--model", "m")
    assert "JSON was held by json_object." in result.stdout
    assert "does not take a JSON Schema; JSON mode is used, with the schema in the prompt." in result.stdout


@pytest.mark.vcr
def test_failed_request_is_an_error_with_its_exit_code(run: Run, endpoint: Endpoint) -> None:
    base_url = endpoint(error(401, "Incorrect API key provided."))
    result = run("doctor", "--base-url", base_url, "--model", "m")
    assert result.exit_code == 4
    assert lines(result.stdout)["Endpoint"] == base_url
    assert result.stderr.startswith(
        f"Error: {base_url} (model 'm') asks for a key, and no key was sent (status 401)"
    )


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_where_nothing_answers_the_hint_is_not_to_run_doctor(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    result = run("doctor", "--base-url", base_url, "--model", "m")
    assert result.exit_code == 4
    assert result.stdout.startswith("Try       failed; the last lines say how.\nEndpoint  ")
    assert "after 2 attempts: Connection refused.\n" in result.stderr
    assert "doctor" not in result.stderr


def test_key_that_is_kept_from_a_file_that_was_only_found_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    (tmp_path / "summarizer.toml").write_text('base_url = "http://127.0.0.1:9/v1"\n')
    assert lines(run("doctor", "--no-try").stdout)["Key"] == (
        "none; one of the environment is not sent to an address of a file that was only found"
    )
    named = run("doctor", "--no-try", "--config", "summarizer.toml")
    assert lines(named.stdout)["Key"] == "sk-…abcd"


def test_what_is_kept_is_told_with_place_number_and_size(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    kept = run("doctor", "--no-try").stdout
    assert f"Kept      0 briefs, 0 bytes, in {tmp_path}/briefs/briefs.sqlite\n" in kept
    assert f"          0 beginnings of prompts, 0 bytes, in {tmp_path}/slots\n" in kept
    assert list(tmp_path.iterdir()) == []  # to ask makes nothing

    (tmp_path / "slots").mkdir()
    (tmp_path / "slots" / "a.slot").write_bytes(bytes(24_000_000))
    (tmp_path / "slots" / "b.partial").write_bytes(bytes(100))
    with closing(BriefCache.open(tmp_path)) as cache:
        cache.put(b"key", SAMPLE)
    kept = run("doctor", "--no-try").stdout
    assert "Kept      1 brief, " in kept
    assert "1 beginning of prompts, 24 MB, in " in kept
