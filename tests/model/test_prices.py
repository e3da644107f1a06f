"""Prices and context lengths: whose list counts, and what comes before it."""

import subprocess
import sys

import pytest

from summarizer.model.prices import known_facts
from summarizer.model.selection import Selection, informed, select
from summarizer.profiles import Profile
from summarizer.settings import Settings

OPENAI = "https://api.openai.com/v1"
OWN = "http://127.0.0.1:4000/v1"


def profile(**settings: object) -> Profile:
    chosen = Settings.model_validate(settings)
    return informed(select(chosen), chosen).profile


def test_hosted_model_has_prices_and_context_of_its_maker() -> None:
    found = profile(api_key="k", model="gpt-5-mini-2025-08-07")
    assert found.context > 100_000
    assert 0 < (found.price_cached or 0) < (found.price_prompt or 0) < (found.price_completion or 0)
    assert found.thinking_tokens > 0  # what the package does not know is as before


@pytest.mark.parametrize("model", ["openai/gpt-4o", "anthropic/claude-sonnet-4-5", "gemini-2.5-flash"])
def test_model_of_one_maker_has_its_price_behind_a_gateway_too(model: str) -> None:
    assert (profile(base_url=OWN, model=model).price_prompt or 0) > 0


def test_price_is_that_of_whom_the_address_belongs_to() -> None:
    model = "llama-3.3-70b-versatile"
    assert (profile(base_url="https://api.groq.com/openai/v1", model=model).price_prompt or 0) > 0
    assert profile(base_url=OWN, model=model).price_prompt is None


def test_price_of_long_prompts_is_not_that_of_short_ones() -> None:
    assert known_facts("claude-sonnet-4-5", OWN, "anthropic")["price_prompt"] == 3.0


@pytest.mark.parametrize("model", ["", "something-else", "../gpt-4o", "gpt-5" * 1_000])
def test_model_that_nobody_knows_has_no_facts(model: str) -> None:
    assert known_facts(model, "https://[::1]/v1", None) == {}


def test_what_the_user_says_comes_first() -> None:
    own = {"match": "gpt-4o", "context": 4_000, "price_prompt": 9.0}
    found = profile(api_key="k", model="gpt-4o", model_profiles=[own])
    assert (found.context, found.price_prompt, found.price_completion) == (4_000, 9.0, None)
    assert profile(api_key="k", model="gpt-4o", context=2_000).context == 2_000
    partly = profile(api_key="k", model="gpt-4o", model_profiles=[{"match": "gpt-4o", "temperature": 1.0}])
    assert (partly.context, partly.temperature) == (128_000, 1.0)


def test_model_on_this_machine_is_not_looked_up() -> None:
    settings = Settings(model="embedded")
    selection: Selection = select(settings)
    assert informed(selection, settings) is selection


def test_package_is_loaded_when_a_hosted_model_is_asked_and_not_before() -> None:
    code = (
        "import sys, summarizer; from summarizer.model.selection import select; "
        "select(summarizer.Settings(api_key='k')); sys.exit('genai_prices' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
