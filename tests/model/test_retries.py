from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import openai
import pytest

from summarizer.model.retries import Budget, retry_after


def status_error(**headers: str) -> openai.APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = httpx2.Request("POST", "http://recorded.invalid/v1/chat/completions")
    response = httpx2.Response(429, headers=named, request=request)
    return openai.RateLimitError("slow down", response=response, body=None)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3.0), ("0.25", 0.25), (" 3 ", 3.0), ("-5", 0.0), ("soon", None), ("", None), ("nan", 0.0)],
)
def test_seconds_are_read(value: str, seconds: float | None) -> None:
    assert retry_after(status_error(retry_after=value)) == seconds


def test_milliseconds_are_read_before_whole_seconds() -> None:
    assert retry_after(status_error(retry_after="1", retry_after_ms="130")) == 0.13
    assert retry_after(status_error(retry_after="1", retry_after_ms="soon")) == 1.0


def test_date_is_the_time_until_then() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after(status_error(retry_after=later)) == pytest.approx(90, abs=5)


def test_nothing_is_asked_without_the_header_or_without_an_answer() -> None:
    assert retry_after(status_error()) is None
    assert retry_after(TimeoutError()) is None


def test_budget_runs_from_its_start_to_zero() -> None:
    now = 100.0
    budget = Budget(10, clock=lambda: now)
    now = 150.0
    assert budget.left == 10
    budget.start()
    now = 154.0
    budget.start()
    assert budget.left == 6
    now = 161.0
    assert budget.left == 0
